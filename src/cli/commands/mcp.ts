import { serveMcp } from '../../mcp/serve.ts';
import { EXIT, Refusal, type ExitCode } from '../../app/refusal.ts';
import { tellNewsOnly } from '../terminal/terminal.ts';

export interface McpOptions {
  readonly stateDir?: string | undefined;
}

/** `sweep mcp [DIR]`: serves a project to an agent, until that leaves; what is under way for it is left then. */
export async function mcpCommand(dir: string | undefined, { stateDir }: McpOptions): Promise<ExitCode> {
  tellNewsOnly();
  if (dir !== undefined) enter(dir);
  await serveMcp({ stateDir });
  // A call may still wait for something that nobody wants to hear of any more.
  process.exit(EXIT.done);
}

function enter(dir: string): void {
  try {
    process.chdir(dir);
  } catch (error) {
    throw new Refusal(EXIT.invalid, `${dir} cannot be entered: ${(error as Error).message}`);
  }
}
