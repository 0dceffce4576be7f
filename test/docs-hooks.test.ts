import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { HookName } from '../src/model/plan.ts';
import { examplesOf } from './rig/pages.ts';
import { Project } from './rig/project.ts';

/** Programs that write down with what they were called, and what they were given. */
const FAKES = ['mail', 'curl', 'notify-send', 'sweep'];
const FAKE = `#!/bin/bash
{ printf '%s\\n' "\${0##*/}" "$@"; [ "\${0##*/}" != mail ] || cat; } >> "$CALLS"
`;

interface Recipe {
  readonly hooks: Readonly<Partial<Record<HookName, string>>>;
}

const recipes = examplesOf('docs/hooks.md').map(({ text }) => (parse(text) as Recipe).hooks);

/** What the hook of a recipe calls, a word a line. */
function callsOf(command: string | undefined, told: Readonly<Record<string, string>>): string[] {
  const project = new Project({ 'out.log': 'one\ntwo\n' });
  for (const name of FAKES) {
    project.write(`bin/${name}`, FAKE);
    chmodSync(project.path('bin', name), 0o755);
  }
  const ended = spawnSync('bash', ['-eo', 'pipefail', '-c', command ?? 'false'], {
    cwd: project.root,
    encoding: 'utf8',
    env: {
      ...process.env,
      ...{ SWEEP_NAME: 'it', SWEEP_LOG: project.path('out.log'), CALLS: project.path('calls'), ...told },
      PATH: `${project.path('bin')}:${process.env['PATH'] ?? ''}`,
    },
  });
  expect(ended).toMatchObject({ status: 0, stderr: '' });
  return project.has('calls') ? project.read('calls').trimEnd().split('\n') : [];
}

const FAILED = { SWEEP_LABEL: `it's "bad"`, SWEEP_CAUSE: 'exit 3' };
const ENDED = { SWEEP_OUTCOME: 'failed', SWEEP_SUCCEEDED: '4', SWEEP_FAILED: '2', SWEEP_SECONDS: '61' };

describe('a recipe for hooks', () => {
  it('mails the end of the output of a job that failed', () => {
    expect(callsOf(recipes[1]?.job_failed, FAILED)).toEqual([
      ...['mail', '-s', `it: it's "bad" failed (exit 3)`, 'you@example.org', 'one', 'two'],
    ]);
  });

  it('tells a chat how the run ended, in JSON', () => {
    const words = callsOf(recipes[2]?.run_end, { ...ENDED, SLACK_WEBHOOK: 'https://example.org/hook' });
    expect(words).toContain('https://example.org/hook');
    expect(JSON.parse(words.at(-1) ?? '')).toEqual({ text: 'it failed: 4 done, 2 failed' });
  });

  it('tells a phone of a failure, and of the end', () => {
    const topic = { NTFY_TOPIC: 'secret' };
    const common = ['curl', '-fsS', '-m', '20', '-H', 'Title:it'];
    expect(callsOf(recipes[3]?.job_failed, { ...FAILED, ...topic })).toEqual([
      ...[...common, '-H', 'Tags:warning', '-d', `it's "bad" failed, exit 3`, 'ntfy.sh/secret'],
    ]);
    expect(callsOf(recipes[3]?.run_end, { ...ENDED, ...topic })).toEqual([
      ...[...common, '-d', 'failed after 61 s', 'ntfy.sh/secret'],
    ]);
  });

  it('tells the desktop', () => {
    expect(callsOf(recipes[4]?.run_end, ENDED)).toEqual(['notify-send', '--', 'it', 'failed; 2 failed']);
  });

  it('runs the next sweep only where this one succeeded', () => {
    expect(callsOf(recipes[5]?.run_end, ENDED)).toEqual([]);
    expect(callsOf(recipes[5]?.run_end, { SWEEP_OUTCOME: 'succeeded' })).toEqual(['sweep', 'run', '-d', 'next.yaml']);
  });
});
