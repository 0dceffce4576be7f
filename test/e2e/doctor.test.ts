import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { CheckupJson } from '../../src/report/status/checkup.ts';
import { Project } from '../rig/project.ts';
import { inLong } from '../rig/cases.ts';

const SCHEMA = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../schemas/doctor.schema.json'), 'utf8'),
) as object;

describe('sweep doctor', () => {
  inLong(() => {
    it('finds all that matters on a machine on which the tests run, leaves nothing behind, and is valid by its schema', async () => {
      const project = new Project({});
      const { code, stdout, stderr } = await project.sweep('doctor', '--json');
      const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
      expect(ajv.validate(SCHEMA, JSON.parse(stdout)), ajv.errorsText()).toBe(true);
      const { sound, findings } = JSON.parse(stdout) as CheckupJson;
      expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
      expect(findings.map(({ check }) => check)).toEqual(
        expect.arrayContaining([
          'machine',
          'node',
          'gpus',
          'open-files',
          'clock',
          'host-folder',
          'sockets',
          'state-folder',
        ]),
      );
      expect({ code, stderr, sound }).toEqual({ code: 0, stderr: '', sound: true });
      expect(project.traces()).toEqual([]);
      expect((await project.sweep('doctor')).stdout).toMatch(/^ok {7}.*: \d+ CPUs?[^]*(?:there|warnings?)\n$/);
    });
  });

  it('exits 1 where something stops runs, and says what: a host file with errors, no bash, a driver that does not answer', async () => {
    const project = new Project({
      '.sweep-host.yaml': 'slotz: 2\n',
      'bin/nvidia-smi': '#!/bin/sh\nexit 9\n',
    });
    chmodSync(project.path('bin/nvidia-smi'), 0o755);
    mkdirSync(project.path('bin'), { recursive: true });
    for (const tool of ['stat', 'test']) {
      symlinkSync(
        execFileSync('bash', ['-c', `type -P ${tool}`], { encoding: 'utf8' }).trim(),
        project.path('bin', tool),
      );
    }
    // The interpreter of the tool is named by its path.
    const { code, stdout } = await project.start(['doctor'], { PATH: project.path('bin') }).ended;
    expect(code).toBe(1);
    expect(stdout).toMatch(/^error {4}bash is not in PATH$/m);
    expect(stdout).toMatch(/^error {4}the GPUs cannot be looked at: nvidia-smi exited with 9$/m);
    expect(stdout).toMatch(/^error {4}\.sweep-host\.yaml:1:1: error: `slotz`/m);
    expect(stdout).toMatch(/^ {9}→ did you mean `slots`\?$/m);
    expect(stdout).toMatch(/\d things stop runs here/);
    expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
  });
});
