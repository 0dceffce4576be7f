import { describe, expect, test } from 'vitest';
import { environmentOf } from '../../src/launch/environment.ts';
import type { Job } from '../../src/model/plan.ts';
import { plainAllocation, type Allocation, type GpuRef } from '../../src/model/resources.ts';
import { share } from '../../src/model/units.ts';
import { sketchPlan } from '../rig/plan.ts';

const NVIDIA: GpuRef[] = [
  { index: 1, uuid: 'GPU-5c8f5e2a-0001' },
  { index: 3, uuid: 'GPU-5c8f5e2a-0003' },
];
const AMD: GpuRef[] = [
  { index: 0, uuid: 'AMD-c2171ff77417f1d6' },
  { index: 2, uuid: 'AMD-de8287300da37c72' },
];
const MIG: GpuRef = { index: 1, uuid: 'MIG-7839bf6f-ba33', instance: 0 };

const [JOB] = sketchPlan([{ id: 'a' }]).jobs as [Job];

const OTHERS = {
  CUDA_VISIBLE_DEVICES: '7',
  HIP_VISIBLE_DEVICES: '7',
  ROCR_VISIBLE_DEVICES: '7',
  GPU_DEVICE_ORDINAL: '7',
  HOME: '/home',
};

function environment(allocation: Allocation, hasAmd = false, base: NodeJS.ProcessEnv = OTHERS): NodeJS.ProcessEnv {
  const order = { job: JOB, attempt: 2, token: 'token', allocation };
  return environmentOf(base, order, { script: '/run/a/2/run.sh', needs: '/run/a/2/needs.json' }, hasAmd);
}

const masks = ({ CUDA_VISIBLE_DEVICES, HIP_VISIBLE_DEVICES, ROCR_VISIBLE_DEVICES }: NodeJS.ProcessEnv): unknown => ({
  cuda: CUDA_VISIBLE_DEVICES,
  hip: HIP_VISIBLE_DEVICES,
  rocr: ROCR_VISIBLE_DEVICES,
});

describe('which GPUs a job sees', () => {
  test('are those that it was given, by index, on NVIDIA and where GPUs are made up', () => {
    const seen = environment(plainAllocation(1, NVIDIA));
    expect(seen).toMatchObject({ CUDA_VISIBLE_DEVICES: '1,3', CUDA_DEVICE_ORDER: 'PCI_BUS_ID', HOME: '/home' });
    expect(environment(plainAllocation(1, [{ index: 4, uuid: 'virtual-4' }]))['CUDA_VISIBLE_DEVICES']).toBe('4');
  });

  test('is a MIG instance by its UUID', () => {
    expect(environment(plainAllocation(1, [MIG]))).toMatchObject({
      CUDA_VISIBLE_DEVICES: MIG.uuid,
      SWEEP_GPUS: MIG.uuid,
      SWEEP_GPU_COUNT: '1',
    });
  });

  test('are masked only once on AMD: by HIP, and by nothing that the runner was given', () => {
    const seen = environment(plainAllocation(1, AMD), true);
    expect(masks(seen)).toEqual({ cuda: undefined, hip: '0,2', rocr: undefined });
    expect(seen).not.toHaveProperty('CUDA_VISIBLE_DEVICES');
    expect(seen).not.toHaveProperty('ROCR_VISIBLE_DEVICES');
    expect(seen).not.toHaveProperty('GPU_DEVICE_ORDINAL');
  });

  test('are none for a job without any', () => {
    expect(masks(environment(plainAllocation(1)))).toMatchObject({ cuda: '' });
  });

  test('are none for a job without any on AMD, where an empty list would show all', () => {
    expect(masks(environment(plainAllocation(1), true))).toEqual({ cuda: '', hip: '-1', rocr: undefined });
  });

  test('are not spoken of to HIP on a host that has no AMD GPU', () => {
    expect(masks(environment(plainAllocation(1), false, {}))).toEqual({ cuda: '', hip: undefined, rocr: undefined });
  });
});

describe('what a job is told', () => {
  test('is its attempt, its GPUs and how many they are', () => {
    expect(environment(plainAllocation(1, NVIDIA))).toMatchObject({
      SWEEP_ATTEMPT: '2',
      SWEEP_GPUS: '1,3',
      SWEEP_GPU_COUNT: '2',
      SWEEP_TOKEN: 'token',
      SWEEP_RUN: '/run/a/2/run.sh',
    });
  });

  test('is its share of a GPU, if it has only a part', () => {
    const part = { ...plainAllocation(1, [NVIDIA[0]!]), share: share(500) };
    expect(environment(part)['SWEEP_GPU_SHARE']).toBe('0.5');
  });

  test('is not the share of the job in which the runner runs', () => {
    expect(environment(plainAllocation(1, NVIDIA), false, { SWEEP_GPU_SHARE: '0.5' })).not.toHaveProperty(
      'SWEEP_GPU_SHARE',
    );
  });
});
