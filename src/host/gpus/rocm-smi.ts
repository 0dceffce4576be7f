import { bytes } from '../../model/units.ts';
import { amdSamples, jsonIn, recordOf, type AmdCard } from './amd-card.ts';
import { type CommandLimits, runCommand } from '../system/command.ts';
import { amount, failed, notUnderstood, percent, type GpuLook } from './gpu-sample.ts';

const ARGUMENTS = ['--showuniqueid', '--showproductname', '--showuse', '--showmeminfo', 'vram', '--json'];

/**
 * Looks at the GPUs of this host by `rocm-smi`; null where it is not installed. It does not tell which process is on
 * which GPU. Takes the limit at most.
 */
export async function lookByRocmSmi(limits: CommandLimits): Promise<GpuLook | null> {
  const result = await runCommand('rocm-smi', ARGUMENTS, limits);
  if (!result.ok) return result.reason === 'missing' ? null : failed(result);
  const document = jsonIn(result.stdout);
  if (document === undefined) return notUnderstood('rocm-smi does not answer in JSON');
  const gpus = amdSamples(Object.entries(recordOf(document)).flatMap(([key, card]) => cardIn(key, recordOf(card))));
  return { ok: true, gpus: gpus.map(({ number: _, ...gpu }) => gpu), processes: () => Promise.resolve([]) };
}

function cardIn(key: string, card: Readonly<Record<string, unknown>>): readonly AmdCard[] {
  const [, number] = /^card(\d+)$/.exec(key) ?? [];
  if (number === undefined) return [];
  // Versions differ in the case of the keys.
  const fields = new Map(Object.entries(card).map(([name, value]) => [name.toLowerCase(), String(value).trim()]));
  const said = (name: string): string => fields.get(name) ?? 'N/A';
  const memory = amount(said('vram total memory (b)'));
  const used = amount(said('vram total used memory (b)'));
  return [
    {
      number: Number(number),
      hipId: null,
      node: amount(said('node id')),
      id: /^0x([0-9a-f]+)$/i.exec(said('unique id'))?.[1]?.toLowerCase() ?? null,
      name: [said('card series'), said('card model')].find((name) => name !== 'N/A') ?? 'AMD GPU',
      memory: memory === null ? null : bytes(memory),
      used: used === null ? null : bytes(used),
      load: percent(said('gpu use (%)')),
    },
  ];
}
