import { relative } from 'node:path';
import { lookAtAllGpus } from '../host/gpus/all-gpus.ts';
import { chooseGpus, parseGpuSelection } from '../host/gpus/gpu-selection.ts';
import { surveyHostFolder } from '../host/leases/lease-survey.ts';
import { projectRoot } from '../project/project.ts';
import { replaceFile } from '../host/system/replace-file.ts';
import { gpusNamed } from '../model/text/gpu-name.ts';
import { gpusPaused, type HostFile } from '../language/host-file.ts';
import { editPauses, isPaused, type PauseChange } from '../language/pauses.ts';
import { invalid } from './sweep/accept.ts';
import { EXIT, Refusal } from './refusal.ts';
import { projectHostFile, readHostFile, userHostFile } from './machine/host-file.ts';
import { DRIVER_IS_SLOW } from './machine/machine.ts';
import { madeUpGpus } from './machine/made-up-gpus.ts';
import type { Notices } from './notices.ts';

/** What a host file pauses. */
export interface Pause {
  /** Whether it counts for all runs of this user, or for those of the project of the working folder. */
  readonly of: 'user' | 'project';
  /** The absolute path of the host file. */
  readonly file: string;
  /** As host files name GPUs; `all` for the whole host. */
  readonly gpus: 'all' | readonly string[];
}

/** What is paused now, of this user first, and then of the project, if that pauses anything. */
export type Paused = readonly Pause[];

/**
 * Has no run of this user start anything on these GPUs, or, without any, on this host at all, until they are resumed. Refuses those
 * that are not there.
 */
export async function pauseGpus(said: readonly string[], notices: Notices): Promise<Paused> {
  const gpus = gpusSaid(said);
  await refuseAbsent(gpus, notices);
  const { before, after } = change(said.length === 0 ? { to: 'all' } : { add: gpus });
  if (said.length > 0 && before.paused === true) notices.say(`the whole host is paused, and with it ${listed(gpus)}`);
  else for (const gpu of gpus) if (isPaused(before, gpu)) notices.say(`${named(gpu)} is paused already`);
  return pausedNow(after, notices);
}

/**
 * Lifts the pause of these GPUs, or, without any, all there is. Refuses GPUs of a host that is paused as a whole, and those that are
 * neither there nor paused: one that is paused may be gone.
 */
export async function resumeGpus(said: readonly string[], notices: Notices): Promise<Paused> {
  const gpus = gpusSaid(said);
  const { host } = readHostFile(userHostFile(), shownAs(userHostFile()), true);
  const isPausedNow = (gpu: string): boolean => host !== null && (isPaused(host, gpu) || hasPausedInstance(host, gpu));
  await refuseAbsent(
    gpus.filter((gpu) => !isPausedNow(gpu)),
    notices,
  );
  const { before, after } = change(said.length === 0 ? { to: 'nothing' } : { remove: gpus });
  if (said.length > 0 && before.paused === true) {
    const hint = 'hint: `sweep gpus resume` lifts that; then pause the GPUs that are to stay paused';
    throw new Refusal(EXIT.invalid, `the whole host is paused, not ${listed(gpus)} alone\n${hint}`);
  }
  if (said.length === 0 && !pausesAnything(before)) notices.say('nothing was paused');
  for (const gpu of gpus) {
    if (isPaused(after, gpu)) notices.say(`${named(gpu)} is paused with all of its GPU`);
    else if (!isPaused(before, gpu) && !hasPausedInstance(before, gpu)) notices.say(`${named(gpu)} was not paused`);
  }
  return pausedNow(after, notices);
}

/** Refuses GPUs that this host does not have, be it that a rehearsal has made them up. Where that cannot be told, says so. */
async function refuseAbsent(gpus: readonly string[], { say }: Notices): Promise<void> {
  if (gpus.length === 0) return;
  const parsed = parseGpuSelection(gpus.join(','));
  if (!parsed.ok) throw new Refusal(EXIT.invalid, parsed.message);
  const wanted = parsed.selection.kind === 'listed' ? parsed.selection.wanted : [];
  const look = await lookAtAllGpus(() => say(DRIVER_IS_SLOW));
  if (!look.ok) {
    say(`whether they are there cannot be told: ${look.message}`);
    return;
  }
  const claimed = surveyHostFolder().runs.flatMap(({ holds, wants }) => [
    ...holds.flatMap((hold) => hold.gpus),
    ...wants.flatMap((want) => want.allowed),
  ]);
  const absent = chooseGpus(wanted, [...look.gpus, ...madeUpGpus(claimed)]);
  if (!absent.ok) throw new Refusal(EXIT.invalid, absent.message);
}

/** Changes what this user's host file pauses. Refuses where it is malformed or not ours to edit. */
function change(what: PauseChange): { readonly before: HostFile; readonly after: HostFile } {
  const path = userHostFile();
  const { host, diagnostics, sources } = readHostFile(path, shownAs(path), true);
  if (host === null) throw invalid({ diagnostics, sources });
  const text = sources.get(shownAs(path)) ?? '';
  const edit = editPauses(text, shownAs(path), what);
  if (!edit.ok) {
    if (edit.diagnostics !== null) throw invalid({ diagnostics: edit.diagnostics, sources });
    throw new Refusal(
      EXIT.invalid,
      `\`paused\` in ${path} is written in a way that only you can change: edit it by hand`,
    );
  }
  if (edit.text !== text) {
    try {
      replaceFile(path, edit.text);
    } catch (error) {
      throw new Refusal(EXIT.invalid, `${path} cannot be written: ${(error as Error).message}`);
    }
  }
  return { before: host, after: edit.host };
}

/** What is paused now, also by the project that the working folder belongs to. */
function pausedNow(host: HostFile, notices: Notices): Paused {
  const own = { of: 'user', file: userHostFile(), gpus: pausedBy(host) } as const;
  const path = projectHostFile(projectRoot(process.cwd()));
  const project = readHostFile(path, shownAs(path), true);
  if (project.host === null) notices.warn(project);
  if (project.host === null || !pausesAnything(project.host)) return [own];
  return [own, { of: 'project', file: path, gpus: pausedBy(project.host) }];
}

/** What is paused now, a sentence for each host file that pauses anything. */
export function pausedText(paused: Paused): readonly string[] {
  const pausing = paused.filter(({ gpus }) => gpus.length > 0);
  if (pausing.length === 0) return ['nothing is paused'];
  return pausing.map(({ of, file, gpus }) => {
    const by = of === 'user' ? 'paused, for all your runs' : `paused by ${shownAs(file)}, for the runs of this project`;
    return `${by}: ${gpus === 'all' ? 'the whole host' : listed(gpus)}`;
  });
}

function pausesAnything(host: HostFile): boolean {
  return host.paused === true || gpusPaused(host).length > 0;
}

function pausedBy(host: HostFile): Pause['gpus'] {
  return host.paused === true ? 'all' : gpusPaused(host).map(({ text }) => text);
}

function hasPausedInstance(host: HostFile, gpu: string): boolean {
  return gpusPaused(host).some(({ text }) => text.startsWith(`${gpu}:`));
}

/** The GPUs that the arguments name, each once. Refuses one that names none. */
function gpusSaid(said: readonly string[]): readonly string[] {
  const gpus = said.flatMap((text) => text.split(',')).map((text) => text.trim());
  const unknown = gpus.find((text) => gpusNamed(text) === null);
  if (unknown !== undefined) {
    throw new Refusal(
      EXIT.invalid,
      `\`${unknown}\` names no GPU\nhint: write an index (2), a range (0-3), a MIG instance (1:0) or a UUID (GPU-8f3c…)`,
    );
  }
  return [...new Set(gpus.flatMap((text) => gpusNamed(text) ?? []))];
}

function listed(gpus: readonly string[]): string {
  return gpus.map(named).join(', ');
}

function named(gpu: string): string {
  return /^\d/.test(gpu) ? `GPU ${gpu}` : gpu;
}

/** A file as people should read it. */
function shownAs(path: string): string {
  const near = relative(process.cwd(), path);
  return near.startsWith('..') ? path : near;
}
