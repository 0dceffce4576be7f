import { chmodSync, chownSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { Project, type Ended } from '../rig/project.ts';
import { until } from '../rig/until.ts';

const [ALICE, BOB] = [60_001, 60_002];

const schemaOf = (name: string): object =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../schemas', name), 'utf8')) as object;

function isValid(schema: string, document: unknown): boolean {
  return new Ajv2020({ strict: false }).compile(schemaOf(schema))(document);
}

const JOB = 'command: touch ran\ngpus: 1\ntimeout: 1h\n';

/** A user of a host of one made-up GPU, with a project of his own. */
class User {
  readonly project = new Project({ 's.yaml': JOB });
  readonly #uid: number;
  readonly #host: string;

  constructor(uid: number, host: Project) {
    this.#uid = uid;
    this.#host = host.hostFolder;
    const { project } = this;
    for (const path of [project.root, project.path('.git'), project.path('s.yaml')]) chownSync(path, uid, uid);
  }

  start(...args: readonly string[]) {
    const env = { SWEEP_HOST_DIR: this.#host, HOME: this.project.root };
    return this.project.start(args, env, this.#uid);
  }

  sweep(...args: readonly string[]): Promise<Ended> {
    return this.start(...args).ended;
  }

  run() {
    return this.start('run', 's.yaml', '--gpus', 'virtual:1');
  }
}

function hostOf(): Project {
  const host = new Project();
  chmodSync(host.hostFolder, 0o1777);
  return host;
}

describe.runIf(process.geteuid?.() === 0)('GPUs that a user has reserved', () => {
  it('go to his runs, and to those of another once he has given them back', async () => {
    const host = hostOf();
    const [alice, bob] = [new User(ALICE, host), new User(BOB, host)];
    const made = await alice.sweep('reserve', '--gpus', 'virtual:1', '--for', '2h', '--why', 'a demo', '--json');
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(isValid('reservations.schema.json', JSON.parse(made.stdout))).toBe(true);
    const waits = bob.run();
    await bob.project.eventually('s', 'run-started');
    await until('the reason', async () => (await bob.sweep('why', 'main')).stdout.includes('gpu 0: reserved by 60001'));
    expect((await bob.sweep('why', 'main')).stdout).toMatch(
      /reserved by 60001, [\d-]+ [\d:]+ to (?:[\d-]+ )?[\d:]+: a demo\n/,
    );
    expect((await alice.run().ended).code).toBe(0);
    expect(bob.project.has('ran')).toBe(false);
    const foreign = await bob.sweep(
      'reserve',
      'cancel',
      (JSON.parse(made.stdout) as { reservations: { id: string }[] }).reservations[0]!.id,
    );
    expect(foreign).toMatchObject({ code: 2, stderr: expect.stringContaining("is 60001's to give back") as string });
    const refused = await bob.sweep('reserve', '--gpus', 'virtual-0', '--for', '1h');
    expect(refused).toMatchObject({
      code: 75,
      stderr: expect.stringContaining('GPU 0 is reserved by 60001') as string,
    });
    expect((await alice.sweep('reserve', 'cancel')).stdout).toBe('nothing is reserved\n');
    expect((await waits.ended).code).toBe(0);
    expect(bob.project.has('ran')).toBe(true);
  });

  it('are taken at their time by a reservation made while jobs run, and free for all again once it is given back', async () => {
    const host = hostOf();
    const [alice, bob] = [new User(ALICE, host), new User(BOB, host)];
    bob.project.write(
      's.yaml',
      'matrix: { n: [1, 2] }\ncommand: touch began-{{n}}; until [ -e go-{{n}} ]; do sleep 0.1; done\ngpus: 1\n',
    );
    const theirs = bob.run();
    await bob.project.appears('began-1');
    const made = await alice.sweep('reserve', '--gpus', 'virtual:1', '--from', 'now+3s', '--for', '2h', '--json');
    const [{ from }] = (JSON.parse(made.stdout) as { reservations: [{ from: string }] }).reservations;
    const own = alice.run();
    await alice.project.eventually('s', 'run-started');
    await until('its time', () => Date.now() > Date.parse(from));
    // What runs when the time comes is stopped by nobody.
    expect(bob.project.events('s', 'attempt-ended')).toEqual([]);
    bob.project.write('go-1', '');
    expect((await own.ended).code).toBe(0);
    expect((await bob.sweep('why', 'n=2')).stdout).toContain('gpu 0: reserved by 60001');
    expect(bob.project.has('began-2')).toBe(false);
    bob.project.write('go-2', '');
    await alice.sweep('reserve', 'cancel');
    expect((await theirs.ended).code).toBe(0);
  });

  it('are given before it to nobody whose job would run into it, and who may is told', async () => {
    const host = hostOf();
    const [alice, bob] = [new User(ALICE, host), new User(BOB, host)];
    bob.project.write('s.yaml', 'command: "until [ -e go ]; do sleep 0.1; done"\ngpus: 1\n');
    const holds = bob.run();
    await bob.project.eventually('s', 'attempt-started');
    const made = await alice.sweep('reserve', '--gpus', 'virtual:1', '--from', 'now+30m', '--for', '1h');
    expect(made.stderr).toContain('GPU 0 is held by main (s of 60002), which may run into it');
    const gpus = await alice.sweep('gpus');
    expect(gpus.stdout).toContain("60002, a run of s (may run into 60001's reservation)");
    expect(gpus.stdout).toContain('reserved by you, ');
    const json: unknown = JSON.parse((await bob.sweep('gpus', '--json')).stdout);
    expect(isValid('gpus.schema.json', json)).toBe(true);
    bob.project.write('go', '');
    expect((await holds.ended).code).toBe(0);
    const carol = new User(BOB + 1, host);
    const waits = carol.run();
    await carol.project.eventually('s', 'run-started');
    await until('the reason', async () => (await carol.sweep('why', 'main')).stdout.includes('reserved by 60001'));
    const plan = await carol.sweep('plan', 's.yaml', '--estimate', '--gpus', 'virtual:1');
    expect(plan.stderr).toContain('GPU 0: reserved by 60001');
    expect(plan.stdout).toMatch(/Estimate on 1 GPU .*: 2h (?:29|30)m\n/);
    await alice.sweep('reserve', 'cancel');
    expect((await waits.ended).code).toBe(0);
  });

  it('are not those that a file names which is not his, and it is named once', async () => {
    const host = hostOf();
    const bob = new User(BOB, host);
    const name = `reserved-${ALICE}-0123abcd.json`;
    writeFileSync(join(host.hostFolder, name), '{"version":1}');
    const { code, stdout, stderr } = await bob.run().ended;
    expect(code).toBe(0);
    const told = `${stdout}${stderr}`.match(
      new RegExp(`${name} is ignored: it belongs to user 0, unlike its name`, 'g'),
    );
    expect(told).toHaveLength(1);
  });
});

describe('sweep reserve', () => {
  it('says what is missing, and what is wrong', async () => {
    const project = new Project();
    const fault = async (...args: string[]): Promise<string> => {
      const { code, stderr } = await project.sweep('reserve', ...args);
      expect(code).toBe(2);
      return stderr;
    };
    expect(await fault('--gpus', '1')).toContain('say which GPUs, and for how long: --gpus and --for');
    expect(await fault('--gpus', 'virtual:1', '--for', '1h', '--from', '25:00')).toContain('Not a time, such as');
    expect(await fault('--gpus', 'virtual:1', '--for', '1h', '--from', '2020-01-01')).toContain('that is over since');
    expect(await fault('--gpus', 'virtual:1', '--for', '0')).toContain('--for is to be more than 0');
    expect(await fault('--gpus', 'none', '--for', '1h')).toContain('--gpus none reserves nothing');
    expect(await fault('cancel', 'ff')).toContain('no reservation is called ff');
    expect(await fault('lst')).toContain("unknown command 'lst'");
    expect((await project.sweep('reserve', 'list')).stdout).toBe('nothing is reserved\n');
  });
});
