import type { Request } from '../model/request.ts';
import { LONGEST_LINE } from './protocol.ts';

/** Bytes of jobs in one request; half a line leaves room for all else. */
const ROOM = LONGEST_LINE / 2;

/** A request as several that are short enough to be sent, in the order in which they come to the same; mostly it is one. */
export function requestParts(request: Request, room = ROOM): readonly Request[] {
  if (request.do === 'add') return partsOf(request.added, room).map((added) => ({ ...request, added }));
  if (!('jobs' in request) || request.jobs.length === 0) return [request];
  const parts = partsOf(request.jobs, room).map((jobs) => ({ ...request, jobs }));
  // What is put first last comes before what was put first earlier; what a job has waited for is forgotten after it.
  return request.do === 'top' || request.do === 'forget' ? parts.reverse() : parts;
}

function partsOf<Job>(jobs: readonly Job[], room: number): readonly (readonly Job[])[] {
  const parts: Job[][] = [];
  let left = 0;
  for (const job of jobs) {
    const size = Buffer.byteLength(JSON.stringify(job)) + 1;
    const part = parts.at(-1);
    if (part === undefined || size > left) {
      parts.push([job]);
      left = room - size;
    } else {
      part.push(job);
      left -= size;
    }
  }
  return parts;
}
