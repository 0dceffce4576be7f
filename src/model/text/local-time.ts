/** The day of a time by the clocks of this machine: `2026-12-01`. */
export function localDay(at: number): string {
  const date = new Date(at);
  return joined([date.getFullYear(), date.getMonth() + 1, date.getDate()], '-');
}

/** The time of that day: `14:03:59`. */
export function localTime(at: number): string {
  const date = new Date(at);
  return joined([date.getHours(), date.getMinutes(), date.getSeconds()], ':');
}

function joined(parts: readonly number[], by: string): string {
  return parts.map((part) => String(part).padStart(2, '0')).join(by);
}
