import { expect, it } from 'vitest';
import {
  draftOf,
  nameOf,
  playable,
  specOf,
  stepsOf,
  withAsset,
} from '../../../src/renderer/app/dialogs/scenario/draft';
import { groupInstruments } from '../../../src/renderer/app/top-bar/instrument-groups';
import { studied } from '../../../src/renderer/panes/shared/evidence/use-study';
import { putOn } from '../../../src/renderer/state/hedge-edit';
import { firstInstrument } from '../../../src/renderer/state/instruments';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '#core/time/ms';
import type { Instrument } from '#shared/market';
import { hedgePlan } from '../../support/hedge-plan';

const T = Date.UTC(2025, 0, 10);
const instrument = (id: string, change: Partial<Instrument> = {}): Instrument => ({
  ...{ id, label: id, base: id.slice(0, 3), quote: 'USDT', venue: 'Binance', synthetic: false, tick: 0.1 },
  ...{ kinds: ['bars', 'liquidations'], barIntervals: [MS_PER_HOUR], from: 0, to: T, lastPrice: 1, dayAgoPrice: 1 },
  ...change,
});
const btc = instrument('BTCUSDT', { barIntervals: [MS_PER_MINUTE, MS_PER_HOUR] });
const eth = instrument('ETHUSDT');
const crash = instrument('BTCUSDT~crash', { synthetic: true, venue: 'scenario', kinds: ['bars', 'vol', 'oi', 'funding', 'liquidations'] }); // prettier-ignore
const index = instrument('BTC-DVOL', { kinds: ['vol'], barIntervals: [] });
const all = [crash, index, btc, eth];

it('a scenario stands apart from markets: in the picker, in studies, and where a session opens', () => {
  expect(groupInstruments(all, []).map(({ heading, members }) => [heading, members.map(({ id }) => id)])).toEqual([
    ['Binance', ['BTCUSDT', 'ETHUSDT']],
    ['Scenarios, modelled', ['BTCUSDT~crash']],
    ['Without candles', ['BTC-DVOL']],
  ]);
  const question = { scope: 'all', rule: { kind: 'cascade' } } as unknown as Parameters<typeof studied>[0];
  expect(studied(question, 'BTCUSDT', all).map(({ id }) => id)).toEqual(['BTCUSDT', 'ETHUSDT']);
  expect(studied(question, crash.id, all)).toEqual([crash]);
  const simulated = { ...btc, id: 'SIM-BTC', synthetic: true };
  expect(studied(question, 'SIM-BTC', [...all, simulated])).toEqual([simulated]);
  expect(firstInstrument(all)?.id).toBe('BTCUSDT');
});

it('a draft offers what can be made, and says what is asked for', () => {
  expect(playable(all).map(({ id }) => id)).toEqual(['BTCUSDT', 'ETHUSDT']);
  expect(stepsOf(eth)).toEqual([MS_PER_HOUR, 4 * MS_PER_HOUR, MS_PER_DAY]);
  const draft = { ...draftOf(null, btc, T), step: 5 * MS_PER_MINUTE };
  expect(specOf(draft, T)).toMatchObject({ asset: 'BTCUSDT', name: 'Fall of 30 %', step: 5 * MS_PER_MINUTE, start: null, asOf: T, path: { kind: 'shock', size: -0.3 } }); // prettier-ignore
  expect(withAsset(draft, eth)).toMatchObject({ asset: 'ETHUSDT', step: MS_PER_HOUR });
  const wish = { kind: 'analog', asset: null, instrument: 'ETHUSDT', from: T, hours: 84 } as const;
  const analog = draftOf(wish, btc, T);
  expect(specOf(analog, null).path).toEqual({ kind: 'analog', instrument: 'ETHUSDT', from: T, hours: 84 });
  expect(nameOf(analog)).toBe('As in 2025-01-10');
});

it('a plan goes to a scenario of its asset and back, with what it holds of it', () => {
  const held = { ...hedgePlan().positions[0]!, instrument: 'BTCUSDT' };
  const other = { ...held, id: 'other', instrument: 'ETHUSDT' };
  const plan = hedgePlan({ asset: 'BTCUSDT', positions: [held, other], beta: { ...hedgePlan().beta, benchmark: 'BTCUSDT' } }); // prettier-ignore
  const there = putOn(crash.id)(plan);
  expect([there.asset, there.beta.benchmark, ...there.positions.map((one) => one.instrument)]).toEqual([crash.id, crash.id, crash.id, 'ETHUSDT']); // prettier-ignore
  expect(putOn('BTCUSDT')(there)).toEqual(plan);
  expect(putOn('BTCUSDT')(plan)).toBe(plan);
});
