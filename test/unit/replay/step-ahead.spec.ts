import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MS_PER_HOUR } from '#core/time/ms';
import { call } from '../../../src/renderer/lib/call';
import { clock } from '../../../src/renderer/state/clock';
import { followSteps, stepWithAnswers, type StepQuestion } from '../../../src/renderer/state/step-ahead';
import { createFakeBridge, type FakeBridge } from '../../support/fake-bridge';

const ID = 'BTCUSDT';
let bridge: FakeBridge;
let from: number;
let begin = 0;
let stops: (() => void)[];
const bars = (asOf: number): StepQuestion => ({
  channel: 'bars:read',
  args: { instrument: ID, asOf, interval: MS_PER_HOUR, from: asOf - 9 * MS_PER_HOUR, to: asOf, maxBars: 100 },
});
const list = (asOf: number): StepQuestion => ({ channel: 'cascades:list', args: { instrument: ID, asOf } });
const ask = ({ channel, args }: StepQuestion): Promise<unknown> => call(channel, args as never);
const sent = (): readonly string[] => bridge.calls.slice(begin).map(({ channel }) => channel);
const step = (to: number) => stepWithAnswers(from, to, () => clock.getState().goTo(to));

beforeEach(async () => {
  bridge = createFakeBridge();
  vi.stubGlobal('window', { ballast: bridge });
  const cascades = await call('cascades:list', { instrument: ID });
  from = cascades.at(-1)!.decision + MS_PER_HOUR;
  clock.getState().goTo(from);
  begin = bridge.calls.length;
  stops = [followSteps((_, to) => [bars(to), list(to)]), followSteps((_, to) => [list(to)])];
});
afterEach(() => {
  stops.forEach((stop) => stop());
  clock.setState(clock.getInitialState());
  vi.unstubAllGlobals();
});

describe('a step of the clock', () => {
  it('asks once for all panes, each question once, and answers them when the clock has moved', async () => {
    const to = from + MS_PER_HOUR;
    await step(to);
    expect(clock.getState().asOf).toBe(to);
    const told = [await ask(bars(to)), await ask(list(to))];
    expect(sent()).toEqual(['replay:step']);
    expect((bridge.calls[begin]!.args as { reads: unknown[] }).reads).toHaveLength(2);
    // An answer is given once; what was asked otherwise is the same.
    expect([await ask(bars(to)), await ask(list(to))]).toEqual(told);
    expect(sent()).toEqual(['replay:step', 'bars:read', 'cascades:list']);
  });

  it('does not send again a list that is held, as long as the clock is not set back', async () => {
    const told: unknown[] = [];
    for (const hours of [1, 2]) {
      from = clock.getState().asOf!;
      await step(from + hours);
      told.push(await ask(list(from + hours)));
    }
    expect(told[1]).toBe(told[0]);
    const unless = (i: number) =>
      (bridge.calls.filter(({ channel }) => channel === 'replay:step')[i]!.args as { reads: { unless?: string }[] })
        .reads[1]!.unless;
    expect([unless(0), unless(1)]).toEqual([undefined, expect.any(String)]);
    clock.getState().goTo(from - MS_PER_HOUR);
    from = clock.getState().asOf!;
    await step(from + 1);
    expect(unless(2)).toBeUndefined();
  });

  it('moves nothing, and keeps nothing of later, when the clock was set elsewhere meanwhile', async () => {
    const to = from + MS_PER_HOUR;
    const stepping = step(to);
    clock.getState().goTo(from - MS_PER_HOUR);
    expect(await stepping).toBeUndefined();
    expect(clock.getState().asOf).toBe(from - MS_PER_HOUR);
    await ask(bars(to));
    expect(sent()).toEqual(['replay:step', 'bars:read']);
  });

  it('is made all the same when the other process fails: the panes ask themselves', async () => {
    bridge = createFakeBridge({ failing: ['replay:step'] });
    begin = 0;
    vi.stubGlobal('window', { ballast: bridge });
    const to = from + MS_PER_HOUR;
    await step(to);
    expect(clock.getState().asOf).toBe(to);
    await ask(bars(to));
    expect(sent()).toEqual(['replay:step', 'bars:read']);
  });
});
