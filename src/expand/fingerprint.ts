import {
  fingerprint,
  type Definition,
  type Fingerprint,
  type FingerprintField,
  type Job,
  type JobId,
  type Need,
} from '../model/plan.ts';
import type { DraftJob, FileFact } from './draft.ts';
import { sha256 } from './hash.ts';

/** Stands for the template that comes with the package: a newer one must not make results stale. */
const OWN_TEMPLATE = 'default';
const PART_DIGITS = 12;

/** So many parts are known again at the most by what they are. */
const MOST_KNOWN = 10_000;

/** What a job and its result are known by. */
export type Fingerprinted = Pick<Job, 'fingerprint' | 'fingerprintParts' | 'definition'>;

/**
 * Takes the fingerprints of jobs, in the order of the plan: SHA-256 over the SHA-256 of the JSON of each part that
 * decides a job's result. What order, resources and limits it runs under is no part of it.
 */
export class Fingerprints {
  readonly #facts: ReadonlyMap<string, FileFact>;
  readonly #taken = new Map<JobId, Fingerprint>();
  /** Those of definitions, where they are others: of most jobs they are not. */
  readonly #ofDefinitions = new Map<JobId, Fingerprint>();
  /** What several jobs may share: by its JSON, and before that by what it is, since they mostly share the very same object. */
  readonly #shared = new Map<string, PartHash>();
  readonly #same = new Map<unknown, PartHash>();
  /** And lists of needs. */
  readonly #needs = new Map<readonly Need[], HashesOfNeeds>();
  readonly #nothing = hashOf([]);
  readonly #nothingNeeded = { whole: this.#nothing, defined: this.#nothing };

  constructor(facts: ReadonlyMap<string, FileFact>) {
    this.#facts = facts;
  }

  /** `drafted` must come after all that it needs. */
  take(drafted: DraftJob): Fingerprinted {
    const { id, keys, essence } = drafted;
    const hasInputs = keys.inputs.paths.length > 0;
    const template = keys.template.paths[0] ?? null;
    const needs = this.#hashesOfNeeds(drafted.needs);
    const hashes: Hashes = {
      command: hashOf(essence.command.kind === 'shell' ? essence.command.text : essence.command.argv),
      setup: this.#hashOnce(essence.setup, () => essence.setup),
      workdir: this.#hashOnce(essence.workdir, () => essence.workdir),
      env: this.#hashOnce(essence.env, () => [...essence.env].sort(byName)),
      template: this.#hash(template === null ? OWN_TEMPLATE : this.#digest(template)),
      inputs: hasInputs ? this.#hash(this.#inputsOf(drafted)) : this.#nothing,
      needs: needs.whole,
    };
    const whole = seal(hashes);
    this.#taken.set(id, whole.fingerprint);
    const named = hasInputs ? this.#hash(namesAlone(essence.inputs)) : hashes.inputs;
    let definition = whole;
    if (named !== hashes.inputs || needs.defined !== needs.whole) {
      definition = seal({ ...hashes, inputs: named, needs: needs.defined });
      this.#ofDefinitions.set(id, definition.fingerprint);
    }
    return { fingerprint: whole.fingerprint, fingerprintParts: whole.parts, definition };
  }

  /** Those that come into being while the sweep runs count by name only: what is in them is known when they are there. */
  #inputsOf({ keys, lateInputs, essence }: DraftJob): readonly NamedDigest[] {
    return keys.inputs.paths
      .map((path, index): NamedDigest => {
        const digest = lateInputs.includes(path) ? null : this.#digest(path);
        return [essence.inputs[index] ?? path, digest];
      })
      .sort(byName);
  }

  #hashesOfNeeds(needs: readonly Need[]): HashesOfNeeds {
    const known = this.#needs.get(needs);
    if (known !== undefined) return known;
    const jobs = needs.filter((need) => need.when === 'success').map((need) => need.job);
    if (jobs.length === 0) return this.#nothingNeeded;
    // By name, too: jobs that differ only in what they find in their environment, or as `job.args`, have one fingerprint.
    const named = (of: (job: JobId) => Fingerprint | null) =>
      jobs.map((job): NamedDigest => [job, of(job)]).sort(byName);
    const taken = (job: JobId) => this.#taken.get(job) ?? null;
    const whole = hashOf(named(taken));
    const defined = jobs.some((job) => this.#ofDefinitions.has(job))
      ? hashOf(named((job) => this.#ofDefinitions.get(job) ?? taken(job)))
      : whole;
    const hashes = { whole, defined };
    this.#needs.set(needs, hashes);
    return hashes;
  }

  #digest(path: string): string | null {
    return this.#facts.get(path)?.digest ?? null;
  }

  /** The hash of what `spell` makes of a part, of which `part` is all that matters. */
  #hashOnce(part: unknown, spell: () => unknown): PartHash {
    const known = this.#same.get(part);
    if (known !== undefined) return known;
    const hash = this.#hash(spell());
    if (this.#same.size < MOST_KNOWN) this.#same.set(part, hash);
    return hash;
  }

  #hash(part: unknown): PartHash {
    const json = JSON.stringify(part);
    const known = this.#shared.get(json);
    if (known !== undefined) return known;
    const hash = hashOf(part);
    this.#shared.set(json, hash);
    return hash;
  }
}

/** The hash of one part, and what of it a plan keeps. */
interface PartHash {
  readonly whole: string;
  readonly kept: string;
}

type Hashes = Readonly<Record<FingerprintField, PartHash>>;

/** Of the jobs that one needs, with what is in their inputs and by their definitions; one object where these are the same. */
interface HashesOfNeeds {
  readonly whole: PartHash;
  readonly defined: PartHash;
}

/** Inputs as a definition knows them, whatever they hold. */
function namesAlone(inputs: readonly string[]): readonly NamedDigest[] {
  return inputs.map((name): NamedDigest => [name, null]).sort(byName);
}

type NamedDigest = readonly [name: string, digest: string | null];

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function hashOf(part: unknown): PartHash {
  const whole = sha256(JSON.stringify(part));
  return { whole, kept: whole.slice(0, PART_DIGITS) };
}

function seal(hashes: Hashes): Definition {
  const own = fingerprint(sha256(JSON.stringify(each(hashes, 'whole'))));
  return { fingerprint: own, parts: each(hashes, 'kept') };
}

function each(
  { command, setup, workdir, env, template, inputs, needs }: Hashes,
  of: keyof PartHash,
): Record<FingerprintField, string> {
  return {
    command: command[of],
    setup: setup[of],
    workdir: workdir[of],
    env: env[of],
    template: template[of],
    inputs: inputs[of],
    needs: needs[of],
  };
}
