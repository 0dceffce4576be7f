/** The CPU time that the shortest commands take, beside that of a node that does nothing. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IS_SHORT, costOf, inScratch, median, SWEEP } from './rig/measure.ts';

const ROUNDS = IS_SHORT ? 1 : 15;

const SMALL = `name: small
matrix:
  strategy: [greedy, beam]
  seed: {from: 42, count: 3}
command: echo {{strategy}} {{seed}}
timeout: 1h
rules:
  - {when: {strategy: beam}, gpus: 1}
`;

const COMMANDS = [
  { name: 'node alone', args: ['--eval', '0'] },
  { name: 'sweep --help', args: [SWEEP, '--help'] },
  { name: 'sweep check', args: [SWEEP, 'check', 'small.yaml'] },
] as const;

await inScratch((folder) => {
  writeFileSync(join(folder, 'small.yaml'), SMALL);
  const costs = COMMANDS.map((): number[] => []);
  // In turns, so that whatever else the machine does burdens all alike.
  for (let round = 0; round < ROUNDS; round += 1) {
    COMMANDS.forEach(({ args }, index) => costs[index]?.push(1000 * costOf(folder, args).cpu));
  }
  console.log(`median of ${ROUNDS} rounds (bound: 150 ms of CPU)`);
  COMMANDS.forEach(({ name }, index) => {
    console.log(
      `${name.padEnd(14)} ${median(costs[index] ?? [])
        .toFixed(0)
        .padStart(4)} ms of CPU`,
    );
  });
});
