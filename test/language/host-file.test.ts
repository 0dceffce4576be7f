import { describe, expect, it } from 'vitest';
import { mergeHosts, NO_HOST_FILE, parseHostFile } from '../../src/language/host-file.ts';

function read(source: string) {
  const { host, diagnostics } = parseHostFile(source, '.sweep-host.yaml');
  expect(diagnostics).toEqual([]);
  return host!;
}

describe('a host file', () => {
  it('says what the machine has', () => {
    const host = read(
      'vars: {data: /mnt/data, workers: 08}\nslots: 16\nmemory: 120GiB\ngpus: [0-3, 5]\nfree_memory: 90%\nmax_load: 0.1\nshare: spread\npaused: true\nresources: {license: 4}\n',
    );
    expect([...host.vars].map(([name, { text }]) => [name, text])).toEqual([
      ['data', '/mnt/data'],
      ['workers', '08'],
    ]);
    expect(host).toMatchObject({
      slots: 16,
      memory: 120 * 1024 ** 3,
      freeMemory: 0.9,
      maxLoad: 0.1,
      sharing: 'spread',
      paused: true,
    });
    expect(host.gpus!.map(({ text }) => text)).toEqual(['0-3', '5']);
    expect(Object.fromEntries(host.resources)).toEqual({ license: 4 });
  });

  it('says what is run when jobs end that were added by hand, the upper one hook by hook', () => {
    const hooksOf = (...sources: readonly string[]) =>
      Object.entries(sources.map(read).reduce(mergeHosts).hooks).map(([name, text]) => [name, text?.text ?? null]);
    expect(hooksOf('hooks: {job_end: a, run_end: b}\n')).toEqual([
      ['job_end', 'a'],
      ['run_end', 'b'],
    ]);
    expect(hooksOf('hooks: {job_end: a, run_end: b}\n', 'hooks: {run_end: null, job_failed: c}\n')).toEqual([
      ['job_end', 'a'],
      ['run_end', null],
      ['job_failed', 'c'],
    ]);
  });

  it('may say nothing', () => {
    for (const source of ['', '# nothing\n', '{}\n']) expect(read(source)).toEqual(NO_HOST_FILE);
  });

  it('may hold everything by having no slot', () => {
    expect(read('slots: 0\n').slots).toBe(0);
  });

  it.each([
    ['paused: false', false],
    ['paused: 2', ['2']],
    ['paused: 0-3', ['0-3']],
    ['paused: 1:0', ['1:0']],
    ['paused: []', []],
    ["paused: [0, 2-3, '1:1', MIG-3fa2, GPU-8f3c]", ['0', '2-3', '1:1', 'MIG-3fa2', 'GPU-8f3c']],
  ])('pauses the host or some of its GPUs: %s', (source, expected) => {
    const { paused } = read(`${source}\n`);
    expect(typeof paused === 'boolean' ? paused : paused!.map(({ text }) => text)).toEqual(expected);
  });

  it('may allow MIG instances', () => {
    expect(read('gpus: [1:0, 2]\n').gpus!.map(({ text }) => text)).toEqual(['1:0', '2']);
  });

  it('may allow no GPU at all', () => {
    expect(read('gpus: []\n').gpus).toEqual([]);
  });

  it.each([
    ['slot: 4', '`slot` is not a key of a host file', 'did you mean `slots`?'],
    ['timeout: 4h', '`timeout` is not a key of a host file', 'its keys are `vars`, `slots`'],
    ['tty: true', '`tty` is not a key of a host file', 'its keys are'],
    ['memory: 120G', '`memory` must be a size such as `512MiB`, `20GiB` or `20GB`, not `120G`', 'write `120GiB`'],
    ['memory: 2PiB', '`memory` must be at most 1PiB', null],
    ['free_memory: 90', '`free_memory` must be a share from 0 to 1', null],
    ['share: even', '`share` must be `spread` or `pack`', null],
    ['max_load: 900%', '`max_load` must be a share from 0 to 1', null],
    ['vars: {a-b: 1}', '`a-b` cannot be a name', 'write `a_b`'],
    ['vars: {a: [1]}', '`vars.a` must be a text', null],
    ['resources: {license: many}', '`resources.license` must be a whole number, 0 or more', null],
    ['slots: -1', '`slots` must be a whole number of CPU slots, 0 or more', null],
    ['paused: sometimes', '`paused` must be `true`, `false`, or the GPUs that are paused', null],
    ['paused: yes', '`paused` must be `true`, `false`, or the GPUs that are paused', 'write `true`'],
    ['paused: 3-1', 'the range `3-1` runs backwards', 'write `1-3`'],
    ['gpus: [0-5000]', '`0-5000` reaches beyond any GPU', null],
    ['gpus: [one]', 'an item of `gpus` must be a GPU', null],
    ['- a', 'a host file must be a map, not a list', null],
    ['a: [', 'is missing here', null],
  ])('is told what is wrong with it: %s', (source, message, hint) => {
    const { host, diagnostics } = parseHostFile(`${source}\n`, '.sweep-host.yaml');
    expect(host).toBeNull();
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]!.message).toContain(message);
    if (hint !== null) expect(diagnostics[0]!.hint).toContain(hint);
  });

  it.each([
    ['true', 'false', true],
    ['false', 'true', true],
    ['2', 'true', true],
    ['true', '2', true],
    ['2', 'false', ['2']],
    ['[0, 2]', '[2, 3]', ['0', '2', '3']],
    ['false', '[]', []],
  ])('adds what it pauses to what another pauses: %s and %s', (below, above, expected) => {
    const { paused } = mergeHosts(read(`paused: ${below}\n`), read(`paused: ${above}\n`));
    expect(typeof paused === 'boolean' ? paused : paused!.map(({ text }) => text)).toEqual(expected);
    expect(mergeHosts(read(`paused: ${below}\n`), NO_HOST_FILE)).toEqual(read(`paused: ${below}\n`));
  });

  it('goes over another: vars and counters merge, the rest is replaced', () => {
    const below = read('vars: {a: 1, b: 1}\nslots: 4\ngpus: 0-3\nresources: {x: 1}\n');
    const host = mergeHosts(below, read('vars: {b: 2}\nslots: 8\nresources: {y: 2}\n'));
    expect([...host.vars].map(([name, { text }]) => name + text)).toEqual(['a1', 'b2']);
    expect([host.slots, host.gpus!.length, [...host.resources.keys()]]).toEqual([8, 1, ['x', 'y']]);
  });
});
