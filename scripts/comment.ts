/**
 * Keeps one comment of a pull request that says what it does to the plans of sweeps: the last step of action.yml, which runs in the
 * checkout, with the variables that GitHub sets for every step (https://docs.github.com/actions/reference/variables-reference). What the
 * comment says is in the summary of the job, too. Where the token may not comment, a warning says so, and nothing fails.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import { commentText, MARK, type SweepChange } from './comment-text.ts';

/** Comments that GitHub gives in one answer, at the most. */
const PAGE = 100;

const { number, base } = pullRequest();
const changes = [...changed(base), ...removed(base)];
const body = commentText(changes);
appendFileSync(variable('GITHUB_OUTPUT'), `differs=${changes.length > 0}\n`);
appendFileSync(variable('GITHUB_STEP_SUMMARY'), body);
await keepComment(number, body, changes.length > 0);

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set, as it is in a step of GitHub Actions`);
  return value;
}

function pullRequest(): { readonly number: number; readonly base: string } {
  const event = JSON.parse(readFileSync(variable('GITHUB_EVENT_PATH'), 'utf8')) as {
    readonly pull_request: { readonly number: number; readonly base: { readonly sha: string } };
  };
  return { number: event.pull_request.number, base: event.pull_request.base.sha };
}

/** The files that the action is for, as the check takes them. */
function files(): readonly string[] {
  return variable('FILES')
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** What the change does to each sweep that is there now and whose plan is another. */
function changed(before: string): SweepChange[] {
  fetchCommit(before);
  const checked = sweep('check', ...files(), '--no-files', '--format', 'json').stdout;
  const { files: found } = JSON.parse(checked) as { files: { file: string; jobs: number | null }[] };
  return found.flatMap(({ file, jobs }) => {
    const says = jobs === null ? null : whatBecomesOf(file, jobs, before);
    return says === null ? [] : [{ file, says }];
  });
}

function whatBecomesOf(file: string, jobs: number, before: string): string | null {
  const count = jobs === 1 ? '1 job' : `${jobs} jobs`;
  if (!git('cat-file', '-e', `${before}:${file}`).done) return `new: ${count}`;
  const { status, stdout } = sweep('diff', `${before}:${file}`, file, '--format', 'markdown', '--check');
  if (status === 0) return null;
  return status === 3 ? stdout : `It could not be planned before; now it has ${count}.`;
}

/** The sweep files that are gone. */
function removed(before: string): SweepChange[] {
  const gone = git('diff', '--name-only', '--no-renames', '--diff-filter=D', '-z', before, '--', ...files()).output;
  const sweeps = gone.split('\0').filter((file) => /\.ya?ml$/.test(file));
  return sweeps.map((file) => ({ file, says: 'gone' }));
}

/** Has git fetch a commit that a shallow checkout lacks. */
function fetchCommit(commit: string): void {
  if (git('cat-file', '-e', `${commit}^{commit}`).done) return;
  execFileSync('git', ['fetch', '--quiet', '--no-tags', '--depth=1', 'origin', commit], { stdio: 'inherit' });
}

function git(...words: readonly string[]): { readonly done: boolean; readonly output: string } {
  const { status, stdout } = spawnSync('git', words, { encoding: 'utf8' });
  return { done: status === 0, output: stdout };
}

function sweep(...words: readonly string[]): { readonly status: number | null; readonly stdout: string } {
  return spawnSync('sweep', words, { encoding: 'utf8', maxBuffer: 1 << 28 });
}

/** Writes the comment, or makes the one that is there say this; where nothing differs and none is there, none is written. */
async function keepComment(pull: number, text: string, isNeeded: boolean): Promise<void> {
  const repository = `/repos/${variable('GITHUB_REPOSITORY')}`;
  const comments = `${repository}/issues/${pull}/comments`;
  const own = await findComment(comments);
  if (own === 'refused') return;
  if (own !== null && own.body !== text) await ask('PATCH', `${repository}/issues/comments/${own.id}`, { body: text });
  if (own === null && isNeeded) await ask('POST', comments, { body: text });
}

interface Comment {
  readonly id: number;
  readonly body: string;
}

async function findComment(comments: string): Promise<Comment | null | 'refused'> {
  for (let page = 1; ; page += 1) {
    const listed = (await ask('GET', `${comments}?per_page=${PAGE}&page=${page}`)) as Comment[] | null;
    if (listed === null) return 'refused';
    // GitHub gives texts back with other line ends, where somebody has edited them.
    const own = listed.find(({ body: text }) => text.startsWith(MARK));
    if (own !== undefined) return own;
    if (listed.length < PAGE) return null;
  }
}

/** What GitHub answers; null, and a warning, where it refuses. */
async function ask(method: string, path: string, content?: object): Promise<unknown> {
  const answer = await fetch(`${variable('GITHUB_API_URL')}${path}`, {
    method,
    headers: {
      Accept: 'application/vnd.github+json',
      Authorization: `Bearer ${variable('GITHUB_TOKEN')}`,
      'X-GitHub-Api-Version': '2022-11-28',
    },
    ...(content === undefined ? {} : { body: JSON.stringify(content) }),
  });
  if (answer.ok) return answer.json();
  console.log(
    `::warning::the comment could not be written: ${method} ${path} was answered with ${answer.status} ${answer.statusText}; ` +
      'the job needs `permissions: { contents: read, pull-requests: write }`, and a pull request from a fork has them not',
  );
  return null;
}
