import { lookAtAllGpus, type AllGpus } from '../../host/all-gpus.ts';
import { chooseGpus } from '../../host/gpu-selection.ts';
import type { HostLimits } from '../../host/host-limits.ts';
import { surveyHostFolder, type SurveyedRun } from '../../host/host-survey.ts';
import { livingProcesses } from '../../host/process.ts';
import { projectRoot } from '../../host/project.ts';
import { gpuId, type Gpu } from '../../model/resources.ts';
import { WHOLE } from '../../model/units.ts';
import type { GpuJson, GpusJson, HolderJson } from '../../report/gpus.ts';
import { gpusText } from '../../report/gpus.ts';
import { EXIT, Refusal, type ExitCode } from '../exit-code.ts';
import { loadHostFile } from '../host-file.ts';
import { limitsOf } from '../limits.ts';
import { reportDiagnostics } from '../report-diagnostics.ts';
import { lookOfOutput, print, say } from '../terminal.ts';

export interface GpusOptions {
  readonly json?: boolean;
  /** A host file to go by instead of this machine's. */
  readonly host?: string;
}

/** `sweep gpus`: every GPU of this host, and who holds it. Changes nothing. */
export async function gpusCommand(options: GpusOptions): Promise<ExitCode> {
  const limits = readLimits(options);
  const look = await lookAtAllGpus();
  if (!look.ok) throw new Refusal(EXIT.unavailable, `the GPUs cannot be looked at: ${look.message}`);
  const { runs, failure } = surveyHostFolder();
  if (failure !== null) say(`what runs of this host hold cannot be told: ${failure}`);
  const json: GpusJson = { version: 1, gpus: [...realGpus(look.gpus, limits, runs), ...virtualGpus(runs)] };
  print(options.json === true ? JSON.stringify(json) : gpusText(json, lookOfOutput()));
  return EXIT.done;
}

function readLimits({ host }: GpusOptions): HostLimits {
  const loaded = loadHostFile(projectRoot(process.cwd()), host);
  if (loaded.host !== null) return limitsOf({}, loaded.host);
  reportDiagnostics({ ...loaded, sweep: null, isLibrary: false });
  throw new Refusal(EXIT.invalid, '');
}

type SeenGpu = Extract<AllGpus, { readonly ok: true }>['gpus'][number];

function realGpus(
  gpus: readonly SeenGpu[],
  { gpus: selection, paused }: HostLimits,
  runs: readonly SurveyedRun[],
): readonly GpuJson[] {
  const allowed = selection?.kind === 'listed' ? namedBy(gpus, selection.wanted) : new Set<Gpu>(gpus);
  const halted = typeof paused === 'boolean' ? new Set<Gpu>(paused ? gpus : []) : namedBy(gpus, paused);
  const isUsed = gpus.some(({ users }) => users.length > 0);
  const sessions = new Map(isUsed ? livingProcesses().map(({ pid, session }) => [pid, session]) : []);
  const keepers = new Set(runs.flatMap(({ holds }) => holds.map(({ keeper }) => keeper?.pid)));
  return gpus.map((gpu) => ({
    ...standing(gpu, runs),
    ...{ name: gpu.name, virtual: false, memory: gpu.memory, used: gpu.used, load: gpu.load, fault: gpu.fault },
    strangers: gpu.users
      .filter(({ pid }) => !keepers.has(sessions.get(pid)))
      .map(({ pid, owner, memory }) => ({ pid, user: owner?.user ?? null, program: owner?.program ?? null, memory })),
    paused: halted.has(gpu),
    allowed: selection?.kind !== 'none' && allowed.has(gpu),
  }));
}

function namedBy(gpus: readonly SeenGpu[], names: Parameters<typeof chooseGpus>[0]): ReadonlySet<Gpu> {
  return new Set(
    names.flatMap((name) => {
      const chosen = chooseGpus([name], gpus);
      return chosen.ok ? chosen.gpus : [];
    }),
  );
}

/** The made-up GPUs that rehearsals hold jobs on. */
function virtualGpus(runs: readonly SurveyedRun[]): readonly GpuJson[] {
  const held = runs
    .flatMap(({ holds }) => holds.flatMap(({ gpus }) => gpus))
    .filter((uuid) => uuid.startsWith('virtual-'));
  const indices = [...new Set(held)].map((uuid) => Number(uuid.slice('virtual-'.length))).sort((a, b) => a - b);
  return indices.map((index) => ({
    ...standing({ index, uuid: `virtual-${index}` }, runs),
    ...{ name: 'made up, for rehearsals', virtual: true, memory: null, used: null, load: null, fault: null },
    ...{ strangers: [], paused: false, allowed: true },
  }));
}

/** What the runs of this host say of a GPU. */
function standing(
  gpu: Pick<Gpu, 'index' | 'uuid' | 'instance'>,
  runs: readonly SurveyedRun[],
): Pick<GpuJson, 'gpu' | 'uuid' | 'holders' | 'quarantined'> {
  const uid = process.geteuid?.();
  const holders = runs.flatMap(({ name, holds }): HolderJson[] =>
    holds
      .filter(({ gpus }) => gpus.includes(gpu.uuid))
      .map(({ job, share }) => ({
        ...{ user: name.user, sweep: name.sweep, job, own: name.uid === uid },
        share: (share ?? WHOLE) / WHOLE,
      })),
  );
  const quarantined = runs.flatMap(({ name, quarantined: reasons }) => {
    const because = reasons[gpu.uuid];
    return because === undefined ? [] : [{ sweep: name.sweep, because }];
  });
  return { gpu: gpuId(gpu), uuid: gpu.uuid, holders, quarantined };
}
