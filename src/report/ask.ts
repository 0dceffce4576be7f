import type { ResourceRequest } from '../model/resources.ts';
import { WHOLE } from '../model/units.ts';

/** How many GPUs a job asks for, as people write it: a whole number, or a fraction below 1. */
export function gpusAsked({ gpus, share }: Pick<ResourceRequest, 'gpus' | 'share'>): number {
  return share === null ? gpus : share / WHOLE;
}
