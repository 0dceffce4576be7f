import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parsePolicy, type ParsedPolicy } from '../../language/policy-file.ts';
import { isUser, localUsers } from '../../host/leases/user-name.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { DEFAULT_USER, NO_POLICY, type Policy } from '../../model/sharing/policy.ts';
import { nearest } from '../../model/text/nearest.ts';
import { MISSING_FILE, readSweepFile } from '../../project/sweep-file.ts';

/** Where whoever keeps a host lays down what holds for all of its users. */
export const POLICY_FILE = '/etc/sweep/host.yaml';

/** Those who may write into the file besides its owner. */
const OTHER_WRITERS = 0o022;

/** What is laid down for this host; null where that is wrong. */
export interface LoadedPolicy {
  readonly policy: Policy | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
  /** Why a file that is there lays nothing down, in words; null where it does, or none is there. */
  readonly ignored: string | null;
  /** The users whose quotas it lays down, with where. */
  readonly users: ParsedPolicy['users'];
}

/** The policy file of this host; one that `SWEEP_POLICY` names, so that a policy can be tried, in its place. */
export function policyPath(): string {
  return named() ?? POLICY_FILE;
}

function named(): string | null {
  const { SWEEP_POLICY: said = '' } = process.env;
  return said === '' ? null : resolve(said);
}

/** Whether a file is the policy file of this host. */
export function isPolicyFile(path: string): boolean {
  return resolve(path) === policyPath();
}

/** What the policy file of this host says, which need not be there. */
export function loadPolicy(): LoadedPolicy {
  const path = policyPath();
  const because = distrusted(path);
  if (because === null) return readPolicyFile(path, path, true);
  return {
    policy: NO_POLICY,
    diagnostics: [],
    users: [],
    sources: new Map(),
    ignored: `${path} is ignored: ${because}`,
  };
}

/** What one policy file says, whoever owns it; `shown` is the file as people should read it. */
export function readPolicyFile(path: string, shown: string, mayBeMissing: boolean): LoadedPolicy {
  const read = readSweepFile(path, shown, 'a policy file');
  if (read.ok) return { ...parsePolicy(read.text, shown), sources: new Map([[shown, read.text]]), ignored: null };
  const none = { users: [], sources: new Map<string, string>(), ignored: null };
  if (mayBeMissing && read.diagnostic.code === MISSING_FILE) return { policy: NO_POLICY, diagnostics: [], ...none };
  return { policy: null, diagnostics: [read.diagnostic], ...none };
}

/** Warnings of quotas for users whom this machine does not have: they limit nobody. */
export async function unknownUsers({ users }: Pick<LoadedPolicy, 'users'>): Promise<readonly Diagnostic[]> {
  const named = users.filter(({ text }) => text !== DEFAULT_USER && !/^\d+$/.test(text));
  const found = await Promise.all(named.map(async (user) => ({ ...user, isThere: await isUser(user.text) })));
  return found
    .filter(({ isThere }) => !isThere)
    .map(({ text, span }): Diagnostic => {
      const near = nearest(text, localUsers());
      const hint = near === null ? 'it counts for nobody until there is one' : `did you mean \`${near}\`?`;
      const message = `\`quotas\` names \`${text}\`, and this machine has no such user`;
      return { severity: 'warning', code: 'unknown-user', message, span, hint };
    });
}

/** Why a file says nothing that others must go by; null where it does, or cannot be looked at. */
function distrusted(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || found.uid === 0) {
    const isOpen = found !== undefined && named() === null && (found.mode & OTHER_WRITERS) !== 0;
    return isOpen ? 'others than root may write to it' : null;
  }
  if (named() !== null && found.uid === process.geteuid?.()) return null;
  return `it belongs to user ${found.uid}, and must be root's`;
}
