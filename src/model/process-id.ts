/** Identifies a process beyond its pid, so that a recycled pid, another boot or another container is never mistaken for it. */
export interface ProcessId {
  readonly pid: number;
  /** Field 22 of /proc/PID/stat: clock ticks from boot to its start. */
  readonly startTicks: string;
  readonly bootId: string;
  readonly pidNamespace: string;
  readonly machineId: string;
}

/** Whether two processes are one. */
export function isSameProcess(one: ProcessId, other: ProcessId): boolean {
  const { pid, startTicks, bootId, pidNamespace, machineId } = one;
  const isOfOneKernel = machineId === other.machineId && bootId === other.bootId && pidNamespace === other.pidNamespace;
  return isOfOneKernel && pid === other.pid && startTicks === other.startTicks;
}
