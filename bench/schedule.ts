/**
 * The scheduler, on a virtual clock: what it costs, and how good its schedules are.
 */
import { decisionCosts, jobCosts } from './rig/cost.ts';
import { scheduleTable } from './rig/makespan.ts';

for (const line of await jobCosts()) console.log(line);
for (const line of decisionCosts()) console.log(line);
console.log();
for (const line of await scheduleTable()) console.log(line);
