import type { IncomingMessage, ServerResponse } from 'node:http';
import { explainJob } from '../app/jobs/explain-job.ts';
import { SILENT, type Notices } from '../app/notices.ts';
import { pageAssets } from '../app/page/page-file.ts';
import { sweepPage } from '../app/page/sweep-page.ts';
import { EXIT, Refusal } from '../app/refusal.ts';
import { resultsWithState } from '../app/results.ts';
import { usage } from '../app/usage.ts';
import { shownLogs } from '../app/world/run-folder.ts';
import { jobId } from '../model/plan.ts';
import { USAGE_KEYS } from '../model/sharing/usage.ts';
import { parseDuration } from '../model/text/duration.ts';
import { packContent } from '../report/page/codec.ts';
import { whyJson } from '../report/plan/why.ts';
import type { NotedUsage } from '../report/status/usage.ts';
import { findRecord } from '../schedule/state/records.ts';
import { act, askOf } from './acts.ts';
import { answer, answerJson, answerPage } from './answers.ts';
import { Stream } from './stream.ts';
import { viewAsked, type Source } from './views.ts';

/** Bytes of what may be asked: the ids of as many jobs as a sweep may have. */
const LONGEST_ASK = 16 * 1024 * 1024;

/** Tabs that may be told at once. */
const MOST_STREAMS = 128;

/** What a request is answered from; `start` is the part of the page that is shown first. */
export interface DeskOptions extends Source {
  readonly start: string;
}

/** Answers the requests of those that the door has let in. Each path is one of these; none leads to a file. */
export class Desk {
  readonly #options: DeskOptions;
  readonly #assets = pageAssets('ui');
  #streams = 0;

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  async serve(request: IncomingMessage, response: ServerResponse, path: string, query: URLSearchParams): Promise<void> {
    const { method } = request;
    switch (`${method ?? ''} ${path}`) {
      case 'GET /':
        answerPage(response, this.#options.project, this.#options.start);
        return;
      case 'GET /ui.js':
        answer(response, 200, 'text/javascript; charset=utf-8', this.#assets.script);
        return;
      case 'GET /ui.css':
        answer(response, 200, 'text/css; charset=utf-8', this.#assets.style);
        return;
      case 'GET /session':
        answerJson(response, 200, { ok: true });
        return;
      case 'GET /events':
        await this.#stream(response, query);
        return;
      case 'GET /why':
        answerJson(response, 200, await this.#why(query));
        return;
      case 'GET /results':
        answer(response, 200, 'application/octet-stream', await this.#results(query));
        return;
      case 'GET /usage':
        answerJson(response, 200, this.#usage(query));
        return;
      case 'GET /report':
        await this.#report(response, query);
        return;
      case 'POST /act':
        answerJson(response, 200, await this.#act(request));
        return;
      default:
        answerJson(response, 404, { error: 'there is nothing here' });
    }
  }

  async #stream(response: ServerResponse, query: URLSearchParams): Promise<void> {
    const view = viewAsked(query, this.#options);
    if (view === null) {
      answerJson(response, 404, { error: 'there is no such view' });
      return;
    }
    if (this.#streams >= MOST_STREAMS) {
      answerJson(response, 503, { error: 'too many tabs are open' });
      return;
    }
    this.#streams += 1;
    try {
      await view(new Stream(response));
    } finally {
      this.#streams -= 1;
    }
  }

  async #why(query: URLSearchParams): Promise<object> {
    const name = this.#nameOf(query);
    const id = jobId(query.get('job') ?? '');
    const { state } = await this.#options.sweeps.named(name).look();
    if (findRecord(state, id) === undefined) throw new Refusal(EXIT.invalid, `${name} has no job ${id}`);
    return whyJson(await explainJob(id, { ...this.#options.place, sweep: name }, SILENT));
  }

  #usage(query: URLSearchParams): NotedUsage {
    const by = USAGE_KEYS.find((key) => key === query.get('by'));
    const since = parseDuration(query.get('since') ?? '');
    if (by === undefined || since === null) throw new Refusal(EXIT.invalid, 'usage is told by a key, for a time');
    const notes: string[] = [];
    const document = usage({ ...this.#options.place, by, since }, { ...SILENT, say: (text) => notes.push(text) });
    return { ...document, notes };
  }

  async #results(query: URLSearchParams): Promise<Uint8Array> {
    const { subject } = await this.#judged(this.#nameOf(query), SILENT);
    return packContent({ subject, attempts: [], curves: { shown: [], leftOut: new Map() } });
  }

  /** The page that `sweep report` writes, which runs by its own policy, and as nobody's: nothing in it could ask this server for anything. */
  async #report(response: ServerResponse, query: URLSearchParams): Promise<void> {
    const told: string[] = [];
    const judged = await this.#judged(this.#nameOf(query), { ...SILENT, say: (text) => told.push(text) });
    const headers = {
      'content-security-policy': "sandbox allow-scripts allow-downloads; frame-ancestors 'none'",
      // Browsers show no page that is nobody's with a policy on who opened it.
      'cross-origin-opener-policy': 'unsafe-none',
    };
    answer(response, 200, 'text/html; charset=utf-8', sweepPage(judged, told), headers);
  }

  #judged(name: string, notices: Notices): ReturnType<typeof resultsWithState> {
    return resultsWithState(name, this.#options.place, notices, ({ runFolder }) => shownLogs(runFolder));
  }

  /** The name of a sweep that has run here. */
  #nameOf(query: URLSearchParams): string {
    return this.#options.sweeps.named(query.get('sweep') ?? '').known.name;
  }

  async #act(request: IncomingMessage): Promise<object> {
    const ask = askOf(await bodyOf(request));
    if (ask === null) throw new Refusal(EXIT.invalid, 'this asks for nothing that can be done here');
    return act(ask, this.#options.sweeps);
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > LONGEST_ASK) throw new Refusal(EXIT.invalid, 'this asks for too much at once');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
