/**
 * The scheduler, on a virtual clock: what it costs, and how good its schedules are.
 */
import { decisionCosts } from './rig/decision-cost.ts';
import { scheduleTable } from './rig/makespan.ts';
import { jobCosts } from './rig/run-cost.ts';

for (const line of await jobCosts()) console.log(line);
console.log();
for (const line of decisionCosts()) console.log(line);
console.log();
for (const line of await scheduleTable()) console.log(line);
