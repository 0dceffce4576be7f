import { createHmac, randomBytes } from 'node:crypto';
import type { Notices } from '../app/notices.ts';
import { EXIT, Refusal } from '../app/refusal.ts';
import { sweepMeant, sweepsHere, type KnownSweep, type Place } from '../app/sweep/known-sweep.ts';
import { checkJson } from '../report/diagnostics/diagnostics-json.ts';
import { formatDiagnostics } from '../report/diagnostics/diagnostics.ts';
import { fitted, pageOf } from './fit.ts';
import type { Reach } from './reach.ts';
import { type CallToolResult, type McpServer, z } from './sdk.ts';

/** What a tool is told to clients as. */
interface ToolWords<Shape extends z.ZodRawShape> {
  readonly title: string;
  readonly description: string;
  readonly input: Shape;
}

type Args<Shape extends z.ZodRawShape> = z.infer<z.ZodObject<Shape, z.core.$strict>>;

/** What an act would do, and how it is done. */
export interface Act {
  /** What is told of it before it is done. */
  readonly shown: object;
  /** What it depends on: where that changes, what was told before counts no more. */
  readonly state: unknown;
  readonly act: () => Promise<object>;
}

/** What hints a client has on an act. */
interface ActHints {
  readonly destructive: boolean;
  readonly idempotent: boolean;
}

/** Where the tools of a server are put up, and what they all go by. */
export class Desk {
  readonly reach: Reach;
  /** Where sweeps are looked for, and what of their files may be told. */
  readonly place: Place;
  readonly #server: McpServer;
  /** No token of another server, or of nobody, is one of this. */
  readonly #secret = randomBytes(32);

  constructor(server: McpServer, reach: Reach, stateDir: string | undefined) {
    this.#server = server;
    this.reach = reach;
    this.place = { stateDir, mayRead: reach.includes };
  }

  /** Puts up a tool that changes nothing. */
  reads<Shape extends z.ZodRawShape>(
    name: string,
    { title, description, input }: ToolWords<Shape>,
    call: (args: Args<Shape>, notices: Notices) => Promise<object>,
  ): void {
    const annotations = {
      title,
      readOnlyHint: true,
      destructiveHint: false,
      idempotentHint: true,
      openWorldHint: false,
    };
    const inputSchema: z.ZodObject = z.strictObject(input);
    this.#server.registerTool(name, { title, description, inputSchema, annotations }, (args) =>
      answer((notices) => call(args as Args<Shape>, notices)),
    );
  }

  /** Puts up a tool that acts, and the preview whose token it must be brought. */
  acts<Shape extends z.ZodRawShape>(
    name: string,
    preview: string,
    { title, description, input }: ToolWords<Shape>,
    { destructive, idempotent }: ActHints,
    look: (args: Args<Shape>, notices: Notices) => Promise<Act>,
  ): void {
    const before = `Says what ${name} would do, changes nothing, and gives the \`token\` that ${name} must be brought. ${description}`;
    this.reads(preview, { title: `Preview: ${title}`, description: before, input }, async (args, notices) => {
      const { shown, state } = await look(args, notices);
      return {
        ...shown,
        token: this.#tokenOf(name, args, state),
        next: `call ${name} with the same arguments and this token`,
      };
    });
    const annotations = {
      title,
      readOnlyHint: false,
      destructiveHint: destructive,
      idempotentHint: idempotent,
      openWorldHint: false,
    };
    const inputSchema: z.ZodObject = z.strictObject({ ...input, token: z.string().describe(`what ${preview} gave`) });
    const after = `${description} Needs the \`token\` of ${preview} with the same arguments; one from before something changed is refused.`;
    this.#server.registerTool(name, { title, description: after, inputSchema, annotations }, (given) =>
      answer(async (notices) => {
        const { token, ...args } = given as unknown as Args<Shape> & { readonly token: string };
        const { state, act } = await look(args as unknown as Args<Shape>, notices);
        if (token !== this.#tokenOf(name, args, state)) throw staleToken(name, preview);
        return act();
      }),
    );
  }

  #tokenOf(name: string, args: object, state: unknown): string {
    const said = Object.entries(args).filter(([, value]) => value !== undefined);
    const text = JSON.stringify([name, said.toSorted(([a], [b]) => (a < b ? -1 : 1)), state]);
    return createHmac('sha256', this.#secret).update(text).digest('hex').slice(0, 32);
  }

  /** The sweep that is meant, within reach: by its name, by its file, or the only one. */
  sweep(said: string | undefined): KnownSweep {
    if (said !== undefined) this.reach.within(said);
    const known = sweepMeant(said, this.place);
    this.reach.within(known.root);
    this.reach.within(known.runFolder);
    return known;
  }

  /** The name of the sweep in which a job is looked for; where none is said all that there are must be within reach. */
  sweepOfJob(said: string | undefined): string | undefined {
    if (said !== undefined) return this.sweep(said).name;
    for (const { runFolder } of sweepsHere(this.place)) this.reach.within(runFolder);
    return undefined;
  }
}

function staleToken(name: string, preview: string): Refusal {
  return new Refusal(
    EXIT.unavailable,
    `this token is not of these arguments, or something has changed since ${preview} gave it: nothing was done\nhint: call ${preview} again, look at what it says, and bring ${name} its token`,
  );
}

/** What a call comes to: its document, with what else people should know; or why it was refused. */
async function answer(call: (notices: Notices) => Promise<object>): Promise<CallToolResult> {
  const notes: string[] = [];
  const notices: Notices = {
    say: (message) => notes.push(message),
    warn: ({ diagnostics, sources }) => notes.push(formatDiagnostics(diagnostics, sources, { color: false }).trimEnd()),
  };
  try {
    const document = await call(notices);
    return told({ ...document, ...(notes.length === 0 ? {} : { notes }) }, false);
  } catch (error) {
    if (error instanceof Refusal) return told({ ...refused(error), ...(notes.length === 0 ? {} : { notes }) }, true);
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof Error && 'syscall' in error) return told({ error: message }, true);
    process.stderr.write(`${error instanceof Error ? (error.stack ?? message) : message}\n`);
    return told({ error: `this is a bug in sweep, of which the server has told more on stderr: ${message}` }, true);
  }
}

function refused({ message, code, findings }: Refusal): object {
  if (findings === null) return { error: message, exit: code };
  const { diagnostics } = checkJson([{ file: '', jobs: null, ...findings }]);
  return { error: 'the file is wrong', exit: code, diagnostics: pageOf(diagnostics, {}).items };
}

function told(document: object, isError: boolean): CallToolResult {
  return { content: [{ type: 'text', text: fitted(document) }], ...(isError ? { isError } : {}) };
}
