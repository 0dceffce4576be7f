import type { HookOrder } from '../model/hook.ts';
import { quoted } from '../model/text/shell.ts';

/** Seconds from TERM to KILL. */
const GRACE = 5;

/**
 * The script of a hook, which holds nothing of what it is told: that comes through the environment. It is the leader of a session, writes
 * its pid beside itself, keeps the command to `limit` seconds and kills what is left of the session thereafter, also where whoever
 * started it is gone. It says its exit code and path on descriptor 9, if that is open, which the command has not. The name of a process
 * may hold brackets and newlines: it ends with the last bracket.
 */
export function hookScript(
  { hook, command, sweep }: Pick<HookOrder, 'hook' | 'command' | 'sweep'>,
  limit: number,
): string {
  return `#!/usr/bin/env bash
# ${hook} of ${sweep}. Run by hand it goes by the SWEEP_ variables that it finds.
echo "$$" > "\${0%/*}/pid"
told() { printf '%(%F %T)T  ${hook}%s%s\\n' -1 "\${SWEEP_LABEL:+ of $SWEEP_LABEL}" "$1"; }
told
timeout -k ${GRACE} ${limit} bash -eo pipefail -c ${quoted(command)} ${hook} 9>&-
code=$?
if ((code == 124 || code == 137)); then
  for file in /proc/[0-9]*/stat; do
    stat=
    read -rd '' stat < "$file"
    set -- \${stat##*) }
    [ "$4" != "$$" ] || [ "\${stat%% *}" = "$$" ] || kill -KILL "\${stat%% *}"
  done 2> /dev/null
fi
((code == 0)) || told ": exit $code"
trap '' PIPE
{ echo "$code $0" >&9; } 2> /dev/null
exit "$code"
`;
}
