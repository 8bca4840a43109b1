import { expect, it } from 'vitest';
import { RETRY_AFTER_MS, planRuntime } from '../../../scripts/lib/runtime/plan.mjs';

const now = 1_700_000_000_000;
const facts = {
  wanted: 'current',
  version: '45.4.1',
  override: undefined,
  onDisk: false,
  failure: undefined,
  floorUnavailable: undefined,
  now,
} as const;

const tried = (steps: ReturnType<typeof planRuntime>) => steps.filter(({ skip }) => !skip).map(({ from }) => from);

it('downloads the current version first and falls back to the registry build', () => {
  expect(tried(planRuntime(facts))).toEqual(['download', 'registry']);
});

it('prefers what is already on this machine to any download', () => {
  expect(tried(planRuntime({ ...facts, onDisk: true }))).toEqual(['disk', 'registry']);
});

it('puts the folder the user names before everything else', () => {
  expect(tried(planRuntime({ ...facts, override: '/opt/electron' }))).toEqual(['override', 'download', 'registry']);
});

it('does not repeat a download that failed an hour ago, and says when it will', () => {
  const steps = planRuntime({ ...facts, failure: { at: now - 3_600_000, reason: 'ENOTFOUND' } });
  expect(tried(steps)).toEqual(['registry']);
  expect(steps[0]?.skip).toBe('45.4.1 cannot be downloaded (ENOTFOUND), next try in 23 h');
});

it('tries the download again once the failure is old', () => {
  const failure = { at: now - RETRY_AFTER_MS, reason: 'ENOTFOUND' };
  expect(tried(planRuntime({ ...facts, failure }))).toEqual(['download', 'registry']);
});

it('repeats a failed download at once where no other build would do', () => {
  const failure = { at: now, reason: 'ENOTFOUND' };
  expect(tried(planRuntime({ ...facts, failure, floorUnavailable: 'linux-x64 only' }))).toEqual(['download']);
});

it('has tests run on the lower bound even where the current version is at hand', () => {
  expect(tried(planRuntime({ ...facts, wanted: 'floor', onDisk: true }))).toEqual(['registry', 'disk']);
});

it('skips the registry build where there is none, with the reason', () => {
  const steps = planRuntime({ ...facts, wanted: 'floor', floorUnavailable: 'linux-x64 only' });
  expect(tried(steps)).toEqual(['download']);
  expect(steps[0]?.skip).toBe('linux-x64 only');
});
