import { setRun, type SettingWanted } from '../../app/control/set-run.ts';
import { EXIT, Refusal, type ExitCode } from '../../app/refusal.ts';
import type { Place } from '../../app/sweep/known-sweep.ts';
import { nearest } from '../../model/text/nearest.ts';
import { print } from '../terminal/terminal.ts';

export interface SetOptions extends Place {
  readonly json?: boolean | undefined;
}

/** `sweep set [SWEEP] slots=N gpus=LIST`: what the run of a sweep may use from now on. What runs goes on. */
export async function setCommand(said: readonly string[], options: SetOptions): Promise<ExitCode> {
  const isSetting = (word: string): boolean => word.includes('=');
  const [sweep, ...more] = said.filter((word) => !isSetting(word));
  if (more.length > 0) throw new Refusal(EXIT.invalid, `one sweep at a time: ${[sweep, ...more].join(', ')}`);
  const setting = settingIn(said.filter(isSetting));
  const done = await setRun(sweep, setting, options);
  if (options.json === true) print(JSON.stringify(done));
  else print(`set for the run of ${done.sweep}: ${tell(setting)}; what runs now goes on`);
  return EXIT.done;
}

/** Back to what the command of the run, or the host file, says. */
const AS_BEGUN = 'default';

function settingIn(words: readonly string[]): SettingWanted {
  const settings = words.map((word) => {
    const at = word.indexOf('=');
    return settingOf(word.slice(0, at), word.slice(at + 1));
  });
  return Object.assign({}, ...settings) as SettingWanted;
}

function settingOf(name: string, value: string): SettingWanted {
  switch (name) {
    case 'slots':
      if (value === AS_BEGUN) return { slots: null };
      if (/^\d{1,9}$/.test(value)) return { slots: Number(value) };
      throw new Refusal(EXIT.invalid, `slots=${value} is no whole number from 0 on, nor \`${AS_BEGUN}\``);
    case 'gpus':
      return { gpus: value === AS_BEGUN ? null : value };
    default: {
      const close = nearest(name, ['slots', 'gpus']);
      const hint = close === null ? 'slots and gpus can be set' : `did you mean ${close}?`;
      throw new Refusal(EXIT.invalid, `\`${name}\` cannot be set; ${hint}`);
    }
  }
}

function tell(setting: SettingWanted): string {
  return Object.entries(setting)
    .map(([name, value]) => `${name}=${value ?? AS_BEGUN}`)
    .join(' ');
}
