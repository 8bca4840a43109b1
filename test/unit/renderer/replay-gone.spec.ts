import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MS_PER_DAY, MS_PER_HOUR } from '#core/time/ms';
import { clock } from '../../../src/renderer/state/clock';
import { connect } from '../../../src/renderer/state/connect';
import { followClock, instruments, loadInstruments } from '../../../src/renderer/state/instruments';
import { link, selectActiveGroup } from '../../../src/renderer/state/link';
import { notices } from '../../../src/renderer/state/notices';
import { replaySessions, resumeReplay } from '../../../src/renderer/state/replay-session';
import { createFakeBridge, type FakeBridge } from '../../support/fake-bridge';

let bridge: FakeBridge;
let stop: () => void = () => undefined;
beforeEach(async () => {
  bridge = createFakeBridge();
  vi.stubGlobal('window', { ballast: bridge });
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('removeEventListener', () => undefined);
  stop = await connect();
});
afterEach(() => {
  stop();
  clock.setState(clock.getInitialState());
  vi.unstubAllGlobals();
});

const session = (instrument: string, t: number) => ({
  ...{ id: 's1', savedAt: t, name: 'Blind replay 1', instrument, interval: MS_PER_HOUR, start: t, clock: t },
  ...{ step: MS_PER_HOUR, speed: 1, blind: false, acts: [] },
});

it('a replay of an instrument that is gone is not gone on with, and what is shown stays', async () => {
  const { instrument } = selectActiveGroup(link.getState());
  const t = instruments.getState().stored.get(instrument!)! - MS_PER_DAY;
  await resumeReplay(session('GONE', t));
  expect([clock.getState().asOf, replaySessions.getState().running]).toEqual([null, null]);
  expect(selectActiveGroup(link.getState()).instrument).toBe(instrument);
  expect(notices.getState().shown.at(-1)).toMatchObject({ title: '“Blind replay 1” cannot be gone on with' });
  await resumeReplay(session(instrument!, t));
  expect(clock.getState().asOf).toBe(t);
});

it('a list that was asked for before the clock was set back is not shown after it', async () => {
  const { id, to } = instruments.getState().list[0]!;
  const reply = await bridge.call('instruments:list', {});
  let answerNow: () => void = () => undefined;
  vi.spyOn(bridge, 'call').mockReturnValueOnce(new Promise((answer) => (answerNow = () => answer(reply))));
  const loading = loadInstruments();
  clock.getState().goTo(to - 9 * MS_PER_DAY);
  await followClock();
  const seen: number[] = [];
  const unsubscribe = instruments.subscribe(({ byId }) => void seen.push(byId.get(id)!.to));
  answerNow();
  await loading;
  unsubscribe();
  expect(new Set(seen)).toEqual(new Set([to - 9 * MS_PER_DAY]));
});
