import type { SweepSketch } from './round.ts';

/** GPUs, slots of a user, gibibytes, and licenses of a user: of each so many. */
export const OF_EACH = 2;

/** The host file of each project, which says so. */
export const HOST_FILE = `slots: ${OF_EACH}\nmemory: ${OF_EACH}GiB\nresources: { license: ${OF_EACH} }\n`;

/** By what keys jobs ask for what they want, and what they are told that they have. */
const KEYS: Readonly<Record<SweepSketch['wants'], string>> = {
  slots: "env: { SLOTS: '1' }",
  'wide slots': `env: { SLOTS: '${OF_EACH}' }\nslots: ${OF_EACH}`,
  memory: "env: { SLOTS: '1', MEMORY: '1' }\nmemory: 1GiB",
  license: "env: { SLOTS: '1', LICENSE: '1' }\nresources: { license: 1 }",
  gpu: "env: { SLOTS: '1' }\ngpus: 1",
  'wide gpus': `env: { SLOTS: '1' }\ngpus: ${OF_EACH}`,
};

/** A sweep of so many jobs, each of which sources `script`; another `version` of it makes other jobs of them. */
export function sweepText(
  name: string,
  { wants, isSlow }: Pick<SweepSketch, 'wants' | 'isSlow'>,
  { jobs, version }: { readonly jobs: number; readonly version: number },
  script: string,
): string {
  return `name: ${name}
matrix: { i: { from: 1, count: ${jobs} } }
command: . '${script}' 0.${isSlow ? 3 : 0}{{i}} ${version}
retry: 9
${KEYS[wants]}
`;
}
