import { createServer, type Server } from 'node:http';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listenAt, portOf, type Address, type Wanted } from '../../src/ui/address.ts';

let folder: string;
const servers: Server[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sweep-address-'));
});

afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

function listening(wanted: Partial<Wanted>): Promise<Address> {
  const server = createServer();
  servers.push(server);
  return listenAt(server, { root: folder, ...wanted });
}

describe('a port', () => {
  test('is the same for a project each time, and mostly another for another', () => {
    expect(portOf('/home/ada/beam')).toBe(portOf('/home/ada/beam'));
    expect(new Set(['/a', '/b', '/c', '/d'].map(portOf)).size).toBeGreaterThan(1);
    for (const root of ['/a', '/b', '/home/ada/beam']) {
      expect(portOf(root)).toBeGreaterThanOrEqual(17_000);
      expect(portOf(root)).toBeLessThan(27_000);
    }
  });

  test('that is taken gives way to the next one, unless it was said', async () => {
    const first = await listening({});
    const second = await listening({});
    if (first.kind !== 'port' || second.kind !== 'port') throw new Error('no ports');
    expect(second.port).toBeGreaterThan(first.port);
    expect(second.isUsual).toBe(false);
    await expect(listening({ port: first.port })).rejects.toThrow(`port ${first.port} cannot be had`);
  });

  test('is one of this machine alone', async () => {
    await listening({ port: 0 });
    expect(servers[0]!.address()).toMatchObject({ address: '127.0.0.1' });
  });
});

describe('a socket', () => {
  test('is for its user alone', async () => {
    const path = join(folder, 'ui');
    await listening({ socket: path });
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('takes the place of one at which nobody listens, and of nothing else', async () => {
    const path = join(folder, 'ui');
    await listening({ socket: path });
    await expect(listening({ socket: path })).rejects.toThrow('somebody listens there already');
    writeFileSync(join(folder, 'file'), '');
    await expect(listening({ socket: join(folder, 'file') })).rejects.toThrow('is there, and no socket of yours');
    await expect(listening({ socket: join(folder, 'x'.repeat(120)) })).rejects.toThrow('is too long for a socket');
  });
});
