import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The folder of recorded outputs. */
const RECORDED = join(import.meta.dirname, '..', 'fixtures', 'gpu');

/**
 * Plays back what a real one has said: answers from files beside it, notes what it was asked, and hangs if told to, where it
 * ignores TERM.
 */
const playback = (cases: string): string => `#!/bin/bash
here=\${0%/*}
echo "\${0##*/} $*" >> "$here/asked"
case "$*" in
${cases}
  *) echo "$0 knows no $*" >&2; exit 2 ;;
esac
answer=$here/$answer
if [ -e "$answer.hangs" ]; then trap '' TERM; echo $BASHPID > "$here/pid"; while :; do sleep 1000; done; fi
[ -e "$answer" ] || exit 2
cat "$answer"
[ ! -e "$answer.complaint" ] || cat "$answer.complaint" >&2
[ ! -e "$answer.code" ] || exit "$(cat "$answer.code")"
`;

const TOOLS = {
  'nvidia-smi': `
  --query-gpu=*mig.mode.current*) answer=query-gpu; [ ! -e "$here/query-gpu.mig" ] || answer=query-gpu.mig ;;
  --query-gpu=*) answer=query-gpu ;;
  --query-compute-apps=*) answer=query-compute-apps ;;
  -L) answer=list ;;
  "-q -x") answer=details ;;
  "topo -m") answer=topo ;;`,
  'amd-smi': `
  "metric --usage --mem-usage --json") answer=metric ;;
  "list -e --json") answer=list-e ;;
  "list --json") answer=list ;;
  "static --asic --json") answer=static ;;
  "process --json") answer=process ;;`,
  'rocm-smi': `
  "--showuniqueid --showproductname --showuse --showmeminfo vram --json") answer=all ;;`,
} as const;

export type GpuTool = keyof typeof TOOLS;

/** Fake tools in the place of real ones, for the programs that this process starts. */
export class GpuTools {
  readonly folder = mkdtempSync(join(tmpdir(), 'gpu-tools-'));
  readonly #path = process.env['PATH'];

  constructor() {
    this.#showOnly(this.folder);
  }

  /** Installs a tool that plays a recorded case back, if one is named. */
  install(tool: GpuTool, recorded?: string): void {
    writeFileSync(join(this.folder, tool), playback(TOOLS[tool]));
    chmodSync(join(this.folder, tool), 0o755);
    if (recorded !== undefined) cpSync(join(RECORDED, recorded), this.folder, { recursive: true });
  }

  /** What a tool prints from now on when it is asked this. */
  answer(question: string, text: string, code = 0): void {
    writeFileSync(join(this.folder, question), text);
    writeFileSync(join(this.folder, `${question}.code`), String(code));
  }

  /** What a tool says besides on stderr when it is asked this. */
  complain(question: string, text: string): void {
    writeFileSync(join(this.folder, `${question}.complaint`), text);
  }

  /** Has a tool hang when it is asked this. */
  hang(question: string): void {
    writeFileSync(join(this.folder, `${question}.hangs`), '');
  }

  /** Has a tool fail when it is asked this. */
  forget(question: string): void {
    rmSync(join(this.folder, question), { force: true });
  }

  /** The pid of the tool that hangs. */
  get hanging(): number {
    return Number(readFileSync(join(this.folder, 'pid'), 'utf8'));
  }

  /** What the tools were asked, in order. */
  get asked(): string[] {
    const path = join(this.folder, 'asked');
    return existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n') : [];
  }

  close(): void {
    process.env['PATH'] = this.#path;
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A real tool of this machine must not be found in their place. */
  #showOnly(folder: string): void {
    const others = (this.#path ?? '')
      .split(':')
      .filter((one) => !Object.keys(TOOLS).some((tool) => existsSync(join(one, tool))));
    process.env['PATH'] = [folder, ...others].join(':');
  }
}

/** A recorded error of `nvidia-smi`. */
export function recordedError(name: string): string {
  return readFileSync(join(RECORDED, 'errors', name), 'utf8');
}
