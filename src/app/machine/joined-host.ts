import type { MachineHost } from '../../host/host.ts';
import type { Leases } from '../../host/leases/leases.ts';
import type { Neighbours, Claims } from '../../model/sharing/neighbours.ts';
import type { HostView } from '../../model/resources.ts';
import type { MachineSetting } from '../../model/request.ts';
import type { Host } from '../../run/world.ts';
import type { MachineChoice } from './machine-choice.ts';

/** A machine together with the other runs on it, as a run sees them. */
export class JoinedHost implements Host {
  readonly #machine: MachineHost;
  readonly #choice: Pick<MachineChoice, 'set'>;
  readonly #leases: Leases;
  readonly #places: () => ReadonlyMap<string, number>;
  #lastView: HostView | null = null;
  /** The GPUs that jobs of other runs held when they were last heard of, by UUID. */
  #theirs: ReadonlySet<string> = new Set();

  /**
   * @param changed  Called when another decision may be worth it.
   * @param places  What there is of places on clusters; none where the run is to start nothing.
   */
  constructor(
    machine: MachineHost,
    choice: Pick<MachineChoice, 'set'>,
    leases: Leases,
    changed: () => void,
    places: () => ReadonlyMap<string, number> = () => new Map(),
  ) {
    this.#machine = machine;
    this.#choice = choice;
    this.#leases = leases;
    this.#places = places;
    machine.onChange(changed);
    leases.onChange(changed);
  }

  view(): HostView {
    const neighbours = this.#leases.neighbours();
    this.#follow(neighbours);
    const view = this.#machine.view();
    const resources = withPlaces(view, this.#places());
    return (this.#lastView = { ...view, resources, neighbours });
  }

  /** What `view` has answered last, with the GPUs as they are now, for who only shows it; null before it has. Looks at GPUs every few seconds. */
  glance(): HostView | null {
    return this.#lastView === null ? null : { ...this.#lastView, gpus: this.#machine.gpus() };
  }

  exclusively<T>(decide: () => T): T | null {
    let answer: T | null = null;
    const entered = this.#leases.exclusively(() => {
      answer = decide();
    });
    // While the others cannot be heard the view says so: then jobs that need no GPU go on.
    if (!entered && this.#leases.neighbours().failure !== null) return decide();
    return answer;
  }

  set(setting: MachineSetting): string | null {
    return this.#choice.set(setting);
  }

  publish(claims: Claims): string | null {
    return this.#leases.publish(claims);
  }

  /** Whether jobs wait: for a GPU, or for anything. */
  watch(wanted: { readonly gpus: boolean; readonly anything: boolean }): void {
    this.#machine.watch(wanted.gpus);
    this.#leases.watch(wanted.anything);
  }

  /** Jobs of ours hold these GPUs from now on, by UUID. */
  held(uuids: readonly string[]): void {
    if (uuids.length > 0) this.#machine.held(uuids);
  }

  /** No job of ours holds any part of these GPUs any more. */
  released(uuids: readonly string[]): void {
    const left = uuids.filter((uuid) => !this.#theirs.has(uuid));
    if (left.length > 0) this.#machine.released(left);
  }

  /** A GPU that another run's job has left is looked at anew, like one that ours has. */
  #follow({ holds }: Neighbours): void {
    const now = new Set(holds.flatMap(({ gpus }) => gpus));
    const gone = [...this.#theirs].filter((uuid) => !now.has(uuid));
    const come = [...now].filter((uuid) => !this.#theirs.has(uuid));
    this.#theirs = now;
    if (come.length > 0) this.#machine.held(come);
    if (gone.length > 0) this.#machine.released(gone);
  }
}

/** What there is of named counters, with the places on clusters; none of those where the run has been set to no slots. */
function withPlaces({ resources, slots }: Pick<HostView, 'resources' | 'slots'>, places: ReadonlyMap<string, number>) {
  if (places.size === 0) return resources;
  return new Map([...resources, ...[...places].map(([name, count]) => [name, slots === 0 ? 0 : count] as const)]);
}
