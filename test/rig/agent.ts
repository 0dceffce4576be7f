import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { onTestFinished } from 'vitest';
import { PROGRAM } from './program.ts';
import type { Project } from './project.ts';

/** A document of a tool. */
export type Said = Readonly<Record<string, unknown>>;

/** What a tool has answered. */
export interface Answer {
  readonly said: Said;
  readonly isError: boolean;
  readonly bytes: number;
}

/** An agent at work in a project, by the protocol’s own client: its server is `sweep mcp`, and gone when the test has finished. */
export class Agent {
  readonly client = new Client({ name: 'test', version: '1' });
  readonly #transport: StdioClientTransport;
  /** What was on stdout and is no message, and what went wrong besides. */
  readonly complaints: string[] = [];

  private constructor(project: Project, args: readonly string[]) {
    const env = Object.entries({ ...process.env, ...project.environment }).filter(
      (one): one is [string, string] => one[1] !== undefined,
    );
    this.#transport = new StdioClientTransport({
      command: process.execPath,
      args: [PROGRAM, 'mcp', ...args],
      cwd: project.root,
      env: Object.fromEntries(env),
      stderr: 'pipe',
    });
    this.client.onerror = (error) => this.complaints.push(error.message);
  }

  static async in(project: Project, ...args: readonly string[]): Promise<Agent> {
    const agent = new Agent(project, args);
    await agent.client.connect(agent.#transport);
    onTestFinished(() => agent.client.close());
    return agent;
  }

  get pid(): number {
    const { pid } = this.#transport;
    if (pid === null) throw new Error('the server does not run');
    return pid;
  }

  /** Calls a tool, and reads its answer. */
  async call(name: string, args: Record<string, unknown> = {}): Promise<Answer> {
    const { content, isError } = await this.client.callTool({ name, arguments: args });
    const [first] = content as { type: string; text: string }[];
    const text = first?.text ?? '';
    return {
      said: text.startsWith('{') ? (JSON.parse(text) as Said) : { text },
      isError: isError === true,
      bytes: Buffer.byteLength(text),
    };
  }

  /** The same; what is refused fails the test. */
  async ask<Document = Said>(name: string, args: Record<string, unknown> = {}): Promise<Document> {
    const { said, isError } = await this.call(name, args);
    if (isError) throw new Error(`${name} was refused: ${JSON.stringify(said)}`);
    return said as Document;
  }

  /** Previews an act, and does it. */
  async act(name: string, preview: string, args: Record<string, unknown> = {}): Promise<Said> {
    const { token } = await this.ask(preview, args);
    return this.ask(name, { ...args, token });
  }
}
