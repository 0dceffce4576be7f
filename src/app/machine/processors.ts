import { count } from '../../report/text/phrases.ts';
import { runCommand } from '../../host/system/command.ts';

/**
 * Which processors this machine has, in words. Empty where `lscpu` does not say so in time: systeminformation, which would ask it too,
 * waits for it without limit.
 */
export async function processorsHere(): Promise<string> {
  const answer = await runCommand('lscpu', [], { env: { LC_ALL: 'C' } });
  return answer.ok ? processorsInWords(answer.stdout) : '';
}

/** What `lscpu` says of the processors: their model, and how many cores in how many sockets. Empty where it says nothing of that. */
export function processorsInWords(said: string): string {
  const values = new Map(
    said.split('\n').map((line) => {
      const [name = '', ...value] = line.split(':');
      return [name.trim(), value.join(':').trim()] as const;
    }),
  );
  const model = (values.get('Model name') ?? '-').replaceAll(/\((?:R|TM)\)/gi, '');
  const [cores, sockets] = [Number(values.get('Core(s) per socket')), Number(values.get('Socket(s)'))];
  return [
    ...(model === '-' ? [] : [model]),
    ...(cores > 0 && sockets > 0 ? [`${count(cores * sockets, 'core')} in ${count(sockets, 'socket')}`] : []),
  ].join(', ');
}
