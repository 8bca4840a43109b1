import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { clock } from '../../../src/renderer/state/clock';
import { connect } from '../../../src/renderer/state/connect';
import { followClock, instruments, loadInstruments, selectHasData } from '../../../src/renderer/state/instruments';
import { link } from '../../../src/renderer/state/link';
import { createFakeBridge, type FakeBridge } from '../../support/fake-bridge';

const DAY = 86_400_000;
let bridge: FakeBridge;
let stop: () => void = () => undefined;

beforeEach(async () => {
  bridge = createFakeBridge();
  vi.stubGlobal('window', { ballast: bridge });
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('removeEventListener', () => undefined);
  clock.setState(clock.getInitialState());
  instruments.setState(instruments.getInitialState());
  link.setState(link.getInitialState());
  stop = await connect();
});
afterEach(() => {
  stop();
  clock.setState(clock.getInitialState());
  vi.unstubAllGlobals();
});

const state = () => instruments.getState();
const asked = () => bridge.calls.filter(({ channel }) => channel === 'instruments:list').map(({ args }) => args);
const first = () => state().list[0]!;

it('are those known at the clock, and all again when it is live', async () => {
  const { from, to } = first();
  const t = to - 3 * DAY;
  clock.getState().goTo(t);
  await followClock();
  expect(first().to).toBe(t);
  expect(asked()).toEqual([{}, { asOf: t }]);
  clock.getState().goTo(from - 1);
  await followClock();
  expect(state().list.map(({ id }) => id)).not.toContain('BTCUSDT');
  expect(selectHasData(state()), 'it is stored all the same').toBe(true);
  clock.getState().goLive();
  await followClock();
  expect(first().to).toBe(to);
});

it('follow a clock that runs: one question at a time, the last for where it stands', async () => {
  const { to } = first();
  for (let k = 30; k > 0; k--) clock.getState().goTo(to - k * DAY);
  await followClock();
  await vi.waitFor(() => expect(first().to).toBe(to - DAY));
  expect(asked()).toEqual([{}, { asOf: to - 30 * DAY }, { asOf: to - DAY }]);
});

it('never show a later list than the clock stands at', async () => {
  const { to } = first();
  const seen: number[] = [];
  clock.getState().goTo(to - DAY);
  const unsubscribe = instruments.subscribe(({ list }) => void seen.push(list[0]!.to));
  clock.getState().goTo(to - 9 * DAY);
  await followClock();
  unsubscribe();
  expect(seen).toEqual([to - 9 * DAY]);
});

it('stay those of the clock when data change, and keep the choice of each group', async () => {
  const { from } = first();
  const chosen = link.getState().groups.A.instrument;
  clock.getState().goTo(from - 1);
  await followClock();
  await loadInstruments();
  expect(state().list.map(({ id }) => id)).not.toContain('BTCUSDT');
  expect(state().stored.has('BTCUSDT')).toBe(true);
  bridge.emit('data:changed', { instruments: ['BTCUSDT'] });
  await vi.waitFor(() => expect(asked().length).toBeGreaterThan(5));
  expect(link.getState().groups.A.instrument).toBe(chosen);
});
