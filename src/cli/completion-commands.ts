import { EXIT, type ExitCode } from '../app/refusal.ts';
import { Argument, Command } from './commander.ts';
import type { Shell } from './commands/completion.ts';
import { example } from './options.ts';
import { print } from './terminal/terminal.ts';

type End = (code: ExitCode) => void;

const SHELLS: readonly Shell[] = ['bash', 'zsh', 'fish'];

/** The command that prints what a shell reads to complete command lines of sweep. */
export function completion(end: End): Command {
  return new Command('completion')
    .description('print what a shell reads to complete commands, options, sweeps, jobs, axes and values')
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .addHelpText(
      'after',
      example(
        'source <(sweep completion bash)\n  source <(sweep completion zsh)\n  sweep completion fish > ~/.config/fish/completions/sweep.fish',
      ),
    )
    .action(async (shell: Shell) => {
      const { completionScript } = await import('./commands/completion.ts');
      print(completionScript(shell));
      end(EXIT.done);
    });
}

/** What the scripts of `completion` ask; people have no need of it. It says nothing but what there is to complete. */
export function complete(program: Command): Command {
  return new Command('complete')
    .description('print what can stand in the place of the last word')
    .argument('[word...]')
    .allowUnknownOption()
    .passThroughOptions()
    .action(async (words: readonly string[]) => {
      try {
        const { candidates } = await import('./commands/complete.ts');
        const found = await candidates(program, words);
        if (found.length > 0) print(found.join('\n'));
      } catch {
        // Nothing can be told on a command line that is being written.
      }
    });
}
