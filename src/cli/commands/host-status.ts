import { clock } from '../../host/clock.ts';
import { surveyHostFolder, type SurveyedRun } from '../../host/host-survey.ts';
import { hostStatusJson, hostStatusText, type HostRun } from '../../report/host-status.ts';
import { orderOfRuns, sharesOf } from '../../schedule/order-of-runs.ts';
import { EXIT, Refusal, type ExitCode } from '../exit-code.ts';
import { lookOfOutput, print, say } from '../terminal.ts';

/** `sweep status --host`: all runs of this host, whoever's, in the order in which they take their turns. Changes nothing. */
export function hostStatusCommand({ json }: { readonly json?: boolean }): ExitCode {
  const { runs, failure, folder, ignored } = surveyHostFolder();
  if (failure !== null) throw new Refusal(EXIT.unavailable, `the runs of this host cannot be told: ${failure}`);
  for (const { name, because } of ignored) say(`${folder}/${name} is ignored: ${because}`);
  const shown = inOrder(runs).map(asShown);
  const { at, tick } = clock.now();
  if (json === true) print(JSON.stringify(hostStatusJson(shown, at, tick)));
  else print(hostStatusText(shown, tick, lookOfOutput()));
  return EXIT.done;
}

/** By what each would do next. Those that want nothing follow in the order of their submission. */
function inOrder(runs: readonly SurveyedRun[]): readonly SurveyedRun[] {
  const held = runs.flatMap(({ name, holds }) =>
    holds.map(({ gpus, share }) => ({ uid: name.uid, shares: sharesOf(gpus.length, share) })),
  );
  const waiting = runs.filter(({ wants }) => wants.length > 0);
  const compare = orderOfRuns(
    waiting.map(({ name }) => name),
    held,
  );
  const turn = ({ name, wants }: SurveyedRun) => ({ by: name, priority: wants[0]?.priority ?? 0 });
  const others = runs.filter(({ wants }) => wants.length === 0);
  return [
    ...others.toSorted((a, b) => a.name.submitted - b.name.submitted),
    ...waiting.toSorted((a, b) => compare(turn(a), turn(b))),
  ];
}

function asShown({ name, process: { pid }, runner, holds, wants, pending }: SurveyedRun): HostRun {
  const { user, sweep, submitted, uid } = name;
  return { user, sweep, pid, runner, submitted, holds, wants, pending, own: uid === process.geteuid?.() };
}
