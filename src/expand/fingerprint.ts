import {
  fingerprint,
  type Definition,
  type Fingerprint,
  type FingerprintField,
  type FingerprintParts,
  type Job,
  type JobId,
  type Need,
} from '../model/plan.ts';
import type { DraftJob, FileFact } from './draft.ts';
import { sha256 } from './hash.ts';

/** Stands for the template that comes with the package: a newer one must not make results stale. */
const OWN_TEMPLATE = 'default';
const PART_DIGITS = 12;

/** What a job and its result are known by. */
export type Fingerprinted = Pick<Job, 'fingerprint' | 'fingerprintParts' | 'definition'>;

/**
 * Takes the fingerprints of jobs, in the order of the plan: SHA-256 over the SHA-256 of the JSON of each part that
 * decides a job's result. What order, resources and limits it runs under is no part of it.
 */
export class Fingerprints {
  readonly #facts: ReadonlyMap<string, FileFact>;
  readonly #whole = new Lineage();
  readonly #defined = new Lineage();
  /** The hashes of parts that jobs share, by their JSON. */
  readonly #shared = new Map<string, string>();

  constructor(facts: ReadonlyMap<string, FileFact>) {
    this.#facts = facts;
  }

  /** `drafted` must come after all that it needs. */
  take(drafted: DraftJob): Fingerprinted {
    const { job, essence } = drafted;
    const hashes = {
      command: sha256(JSON.stringify(essence.command.kind === 'shell' ? essence.command.text : essence.command.argv)),
      setup: this.#hash(essence.setup),
      workdir: this.#hash(essence.workdir),
      env: this.#hash([...essence.env].sort(byName)),
      template: this.#hash(job.template === null ? OWN_TEMPLATE : this.#digest(job.template)),
      inputs: this.#hash(this.#inputsOf(drafted)),
      needs: this.#hashOfNeeds(job.needs, this.#whole),
    };
    const definition = this.#seal(job.id, this.#defined, {
      ...hashes,
      inputs: this.#hash(essence.inputs.map((name): NamedDigest => [name, null]).sort(byName)),
      needs: this.#hashOfNeeds(job.needs, this.#defined),
    });
    const { fingerprint: whole, parts } = this.#seal(job.id, this.#whole, hashes);
    return { fingerprint: whole, fingerprintParts: parts, definition };
  }

  #seal(job: JobId, lineage: Lineage, hashes: Readonly<Record<FingerprintField, string>>): Definition {
    const own = fingerprint(sha256(JSON.stringify(hashes)));
    lineage.taken.set(job, own);
    return { fingerprint: own, parts: abbreviate(hashes) };
  }

  /** Those that come into being while the sweep runs count by name only: what is in them is known when they are there. */
  #inputsOf({ job, essence }: DraftJob): readonly NamedDigest[] {
    return job.inputs
      .map((path, index): NamedDigest => {
        const digest = job.lateInputs.includes(path) ? null : this.#digest(path);
        return [essence.inputs[index] ?? path, digest];
      })
      .sort(byName);
  }

  #hashOfNeeds(needs: readonly Need[], { taken, ofNeeds }: Lineage): string {
    const known = ofNeeds.get(needs);
    if (known !== undefined) return known;
    const bySuccess = needs.filter((need) => need.when === 'success');
    const hash = this.#hash(bySuccess.map((need) => taken.get(need.job) ?? null).sort());
    ofNeeds.set(needs, hash);
    return hash;
  }

  #digest(path: string): string | null {
    return this.#facts.get(path)?.digest ?? null;
  }

  #hash(part: unknown): string {
    const json = JSON.stringify(part);
    const known = this.#shared.get(json);
    if (known !== undefined) return known;
    const hash = sha256(json);
    this.#shared.set(json, hash);
    return hash;
  }
}

/** Fingerprints of one kind, on which those of later jobs rest. */
class Lineage {
  readonly taken = new Map<JobId, Fingerprint>();
  /** The hashes of lists of needs that several jobs share. */
  readonly ofNeeds = new Map<readonly Need[], string>();
}

type NamedDigest = readonly [name: string, digest: string | null];

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function abbreviate(hashes: Readonly<Record<FingerprintField, string>>): FingerprintParts {
  return {
    command: hashes.command.slice(0, PART_DIGITS),
    setup: hashes.setup.slice(0, PART_DIGITS),
    workdir: hashes.workdir.slice(0, PART_DIGITS),
    env: hashes.env.slice(0, PART_DIGITS),
    template: hashes.template.slice(0, PART_DIGITS),
    inputs: hashes.inputs.slice(0, PART_DIGITS),
    needs: hashes.needs.slice(0, PART_DIGITS),
  };
}
