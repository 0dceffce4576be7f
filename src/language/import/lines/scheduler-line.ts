/** A job in a line of GPU Job Scheduler. */
export interface SchedulerLine {
  /** One line of shell. */
  readonly command: string;
  /** The highest first, as everywhere here. */
  readonly priority: number;
  /** The only GPUs that it may have, as in `0-3` or `4,5`; empty for any. */
  readonly gpuIds: string;
}

/** `priority,script,conda_env,arguments,allowed_gpus`; the last two may be left out. */
const OF_SCHEDULER = /^\s*-?\d+\s*,[^,]+\.(?:py|sh|ipynb)\s*,/;

/** Whether a line is one of GPU Job Scheduler. */
export function isSchedulerLine(line: string): boolean {
  return OF_SCHEDULER.test(line);
}

/** Reads a line as GPU Job Scheduler does, of whose priorities the least comes first. */
export function schedulerLine(line: string): SchedulerLine {
  const [priority = '0', script = '', conda = '', ...rest] = line.split(',').map((field) => field.trim());
  const { argumentsSaid, allowed } = lastFields(rest);
  const program = script.endsWith('.sh') ? 'bash' : 'python';
  const run = `${program} ${script}${argumentsSaid === '' ? '' : ` ${argumentsSaid}`}`;
  return {
    command: conda === '' ? run : `conda run --no-capture-output -n ${conda} ${run}`,
    priority: -Number(priority),
    gpuIds: allowed,
  };
}

/** Arguments may hold commas, and so may the GPUs: what is all numbers at the end are GPUs. */
function lastFields(said: readonly string[]): { readonly argumentsSaid: string; readonly allowed: string } {
  const fields = said.length > 1 && said.at(-1) === '' ? said.slice(0, -1) : said;
  let from = fields.length;
  while (from > 1 && /^"?\s*\d+(?:-\d+)?\s*"?$/.test(fields[from - 1] ?? '')) from -= 1;
  const allowed = fields.slice(from).join(',').replaceAll('"', '').replaceAll(' ', '');
  return {
    argumentsSaid: fields
      .slice(0, from)
      .join(',')
      .replace(/^"(.*)"$/, '$1'),
    allowed,
  };
}
