import type { MachineHost } from '../../host/host.ts';
import type { HostFile } from '../../language/host-file.ts';
import { NOTHING_SET, type MachineSetting } from '../../model/request.ts';
import type { Policy } from '../../model/sharing/policy.ts';
import { Refusal } from '../refusal.ts';
import { limitsOf, type MachineFiles, type MachineFlags } from './limits.ts';

/** What a run may use of its machine while that changes: as was set, else as its command says, else as the host files do; and by what policy. */
export class MachineChoice {
  readonly #machine: Pick<MachineHost, 'configure'>;
  readonly #said: MachineFlags;
  #hostFile: HostFile;
  #policy: Policy;
  #setting = NOTHING_SET;

  constructor(machine: Pick<MachineHost, 'configure'>, said: MachineFlags, { hostFile, policy }: MachineFiles) {
    this.#machine = machine;
    this.#said = said;
    this.#hostFile = hostFile;
    this.#policy = policy;
  }

  /** Has other host files count from now on; answers, or throws as a Refusal, what is wrong with them: then those before do. */
  take(hostFile: HostFile): string | null {
    const problem = this.#configure(this.#setting, { hostFile, policy: this.#policy });
    if (problem === null) this.#hostFile = hostFile;
    return problem;
  }

  /** The same of a policy. */
  takePolicy(policy: Policy): string | null {
    const problem = this.#configure(this.#setting, { hostFile: this.#hostFile, policy });
    if (problem === null) this.#policy = policy;
    return problem;
  }

  /** Has another setting count from now on; answers what is wrong with it: then the one before does. */
  set(setting: MachineSetting): string | null {
    try {
      const problem = this.#configure(setting, { hostFile: this.#hostFile, policy: this.#policy });
      if (problem === null) this.#setting = setting;
      return problem;
    } catch (error) {
      if (error instanceof Refusal) return error.message;
      throw error;
    }
  }

  #configure({ slots, gpus }: MachineSetting, { hostFile, policy }: MachineFiles): string | null {
    const said = { ...this.#said, slots: slots ?? this.#said.slots, gpus: gpus ?? this.#said.gpus };
    return this.#machine.configure(limitsOf(said, hostFile, policy));
  }
}
