import { chownSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { Project, type Ended } from '../rig/project.ts';
import { until } from '../rig/until.ts';

const SWEEP = `matrix: { n: [1, 2] }
command: touch began-{{n}}; until [ -e go ]; do sleep 0.1; done
gpus: 1
`;

/** A project on a host of two made-up GPUs, for which something is laid down. */
class Host extends Project {
  constructor(policy: string) {
    super({ 's.yaml': SWEEP, 'policy.yaml': policy });
  }

  override get environment(): Project['environment'] {
    return { ...super.environment, SWEEP_POLICY: this.path('policy.yaml') };
  }

  run() {
    return this.start(['run', 's.yaml', '--gpus', 'virtual:2']);
  }

  /** Waits until `sweep why` says of the second job what is expected. */
  async waits(because: string): Promise<void> {
    await until(because, async () => (await this.sweep('why', 'n=2')).stdout.includes(because));
  }
}

/** Hours of the day of which the first begins so many hours from now. */
function hours(from: number, to: number): string {
  const time = (later: number): string => new Date(Date.now() + later * 3_600_000).toTimeString().slice(0, 5);
  return `from: "${time(from)}", to: "${time(to)}"`;
}

function said({ stdout, stderr }: Ended): string {
  return `${stdout}${stderr}`;
}

describe('what is laid down for all users of a host', () => {
  it('is followed while runs go on, and told by why and gpus; what is wrong later leaves what was said before', async () => {
    const host = new Host('quotas: { default: { gpus: 1 } }\n');
    const run = host.run();
    await host.appears('began-1');
    await host.waits('over the quota of 1 GPU of ');
    const gpus = JSON.parse((await host.sweep('gpus', '--json')).stdout) as object;
    const schema = JSON.parse(
      readFileSync(join(import.meta.dirname, '../../schemas/gpus.schema.json'), 'utf8'),
    ) as object;
    expect(new Ajv2020({ strict: false }).compile(schema)(gpus)).toBe(true);
    expect(gpus).toMatchObject({ quota: { gpus: 1, slots: null, held: { gpus: 1, slots: 1 } } });
    expect((await host.sweep('gpus')).stdout).toMatch(/\nquota of \S+: 1 of 1 GPU held\n$/);
    host.write('policy.yaml', 'quotas: { default: { gpus: one } }\n');
    await until('the fault', () =>
      said({ code: 0, ...run.output }).includes('the run goes by what the policy said before'),
    );
    expect(said({ code: 0, ...run.output })).toContain(
      'policy.yaml:1:28: error: `quotas.default.gpus` must be a whole number, 0 or more, or `null` for no limit, not `one`',
    );
    expect(host.has('began-2')).toBe(false);
    expect((await host.sweep('gpus')).stderr).toMatch(
      /policy\.yaml:1:28: .*: it is passed over here, and no run starts before it is mended\n/,
    );
    host.write('policy.yaml', `quotas: { default: { gpus: 2 } }\nhours: [{ gpus: 0-1, ${hours(2, 3)} }]\n`);
    await host.waits('gpu 1: given out from ');
    expect((await host.sweep('gpus')).stdout).toMatch(/ given out from \d\d:\d\d to \d\d:\d\d\n/);
    host.write('policy.yaml', `quotas: { default: { gpus: 2 } }\nhours: [{ gpus: 0-1, ${hours(-1, 3)} }]\n`);
    await host.appears('began-2');
    host.write('go', '');
    expect((await run.ended).code).toBe(0);
  });

  it('is reckoned with by an estimate', async () => {
    const host = new Host(`quotas: { default: { gpus: 1 } }\nhours: [{ gpus: [0, 1], ${hours(2, 6)} }]\n`);
    host.write('s.yaml', `${SWEEP}timeout: 1h\n`);
    const { code, stdout, stderr } = await host.sweep('plan', 's.yaml', '--estimate', '--gpus', '2');
    expect(code).toBe(0);
    expect(stderr).toMatch(/GPU 0, 1: given out from \d\d:\d\d to \d\d:\d\d\n/);
    expect(stderr).toMatch(/by the quota of 1 GPU of /);
    expect(stdout).toMatch(/: (?:3h 59m|4h)\n/);
  });

  it('starts nothing where it is wrong, and is checked by itself', async () => {
    const host = new Host('quotas:\n  default: { gpu: 1 }\n');
    const fault = /policy\.yaml:2:14: error: `gpu` is not a key of `quotas\.default`\n[^]*hint: did you mean `gpus`\?/;
    const { code, stderr } = await host.run().ended;
    expect(code).toBe(2);
    expect(stderr).toMatch(fault);
    expect(host.has('.sweep')).toBe(false);
    const checked = await host.sweep('check', 'policy.yaml');
    expect(checked.code).toBe(2);
    expect(said(checked)).toMatch(fault);
    host.write('policy.yaml', 'quotas: { default: { gpus: 1 } }\n');
    expect((await host.sweep('check', 'policy.yaml')).stdout).toBe('policy.yaml: a policy file, no errors\n');
    host.write('policy.yaml', 'quotas: { default: { gpus: 1 }, 60001: {}, roott: { gpus: 2 } }\n');
    const unknown =
      /policy\.yaml:1:44: warning: `quotas` names `roott`, and this machine has no such user\n[^]*hint: did you mean `root`\?/;
    expect(said(await host.sweep('check', 'policy.yaml'))).toMatch(unknown);
    expect(said(await host.sweep('doctor'))).toMatch(/`quotas` names\s+`roott`/);
  });

  it('refuses a job that asks for more than one user may hold', async () => {
    const host = new Host('quotas: { default: { gpus: 1 } }\n');
    host.write('s.yaml', 'command: "true"\ngpus: 2\n');
    const { code, stderr } = await host.run().ended;
    expect(code).toBe(2);
    expect(stderr).toMatch(/main needs 2 GPUs, over the quota of 1 GPU of /);
  });

  it('says how long, and how far ahead, a user may reserve', async () => {
    const host = new Host('reserve: { max: 2h, ahead: 1d }\n');
    const reserve = (...more: string[]) => host.sweep('reserve', '--gpus', 'virtual:1', ...more);
    expect(await reserve('--for', '3h')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('GPUs are reserved for 2h at the most here') as string,
    });
    expect(await reserve('--for', '1h', '--from', 'now+2d')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('GPUs are reserved 1d ahead at the most here') as string,
    });
    expect((await reserve('--for', '2h', '--from', 'now+23h')).code).toBe(0);
  });

  it.runIf(process.geteuid?.() === 0)("counts for nobody where it is not root's, which is said once", async () => {
    const host = new Host('quotas: { default: { gpus: 0 } }\n');
    chownSync(host.path('policy.yaml'), 60_001, 60_001);
    host.write('s.yaml', 'command: "true"\ngpus: 1\n');
    const ended = await host.run().ended;
    expect(ended.code).toBe(0);
    expect(said(ended).match(/policy\.yaml is ignored: it belongs to user 60001, and must be root's/g)).toHaveLength(1);
  });
});
