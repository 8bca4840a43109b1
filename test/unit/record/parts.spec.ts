import { describe, expect, it } from 'vitest';
import type { FeedPrint } from '#main/sync/record/feed';
import { addressOf } from '#main/sync/record/agent';
import { gapsOf, recordingsOf } from '#main/sync/record/gaps';
import { createRecent } from '#main/sync/record/recent';
import { Stretch } from '#main/sync/record/stretch';
import { createVenueClock } from '#main/sync/record/venue-clock';

describe('a stretch', () => {
  it('reaches from the confirmation to the last word, less what may be on its way, by the venue’s clock', () => {
    const stretch = new Stretch(1_000);
    stretch.begin(10_000);
    expect(stretch.take(500)).toBeUndefined();
    stretch.word(15_000);
    expect(stretch.take(500)).toEqual({ from: 10_500, to: 14_500 });
    expect(stretch.take(500)).toBeUndefined();
    stretch.word(16_000.5);
    expect(stretch.take(500)).toEqual({ from: 14_500, to: 15_500 });
  });

  it('loses nothing to a clock that is set back, and claims nothing twice when the skew changes', () => {
    const stretch = new Stretch(0);
    stretch.begin(10_000);
    stretch.word(12_000);
    stretch.word(11_000);
    expect(stretch.take(0)).toEqual({ from: 10_000, to: 12_000 });
    stretch.word(12_500);
    expect(stretch.take(-1_000)).toBeUndefined();
    stretch.word(14_000);
    expect(stretch.take(-1_000)).toEqual({ from: 12_000, to: 13_000 });
  });

  it('goes on from the line before it, whatever was learnt of the skew in between', () => {
    const lineFrom = (begun: number, heard: number): Stretch => {
      const stretch = new Stretch(0);
      stretch.begin(begun);
      stretch.word(heard);
      return stretch;
    };
    const [before, quiet, eager, late] = [lineFrom(10_000, 12_010), lineFrom(12_000, 12_000), lineFrom(12_000, 12_100), lineFrom(12_500, 12_500)]; // prettier-ignore
    expect(eager.take(0)).toEqual({ from: 12_000, to: 12_100 });
    expect(before.take(-300)).toEqual({ from: 9_700, to: 11_710 }); // the fastest messages were forgotten
    expect(quiet.follow(before)).toBeUndefined();
    quiet.word(14_000);
    expect(quiet.take(-20)).toEqual({ from: 11_710, to: 13_980 });
    expect(eager.follow(before)).toEqual({ from: 11_710, to: 12_000 });
    expect(late.follow(before)).toBeUndefined();
    late.word(13_000);
    expect(late.take(-20)).toEqual({ from: 12_480, to: 12_980 }); // nobody listened before it
  });
});

describe('the venue’s clock', () => {
  it('is told by its fastest message of late', () => {
    const clock = createVenueClock();
    expect(clock.skew()).toBeNaN();
    clock.note(Number.NaN, 5);
    expect(clock.skew()).toBeNaN();
    clock.note(1_000, 3_100);
    clock.note(2_000, 4_020);
    clock.note(3_000, 5_400);
    expect(clock.skew()).toBe(-2_020);
    for (let i = 0; i < 256; i++) clock.note(10_000 + i, 9_000 + i);
    expect(clock.skew()).toBe(1_000);
  });
});

describe('what came of late', () => {
  const print = (t: number): FeedPrint => ({ instrument: 'BTCUSDT', t, side: 1, price: 1, quantity: 2, notional: 2 });

  it('hands on two of one message, and none that came with an earlier one', () => {
    const recent = createRecent();
    expect(recent.unseen([print(1), print(1), print(2)])).toHaveLength(3);
    expect(recent.unseen([print(2), print(3)])).toEqual([print(3)]);
    expect(recent.repeated).toBe(1);
  });

  it('remembers the last 20,000 at least', () => {
    const recent = createRecent();
    const prints = Array.from({ length: 60_000 }, (_, i) => print(i));
    for (const one of prints) recent.unseen([one]);
    expect(recent.unseen(prints.slice(40_000))).toEqual([]);
    expect(recent.unseen(prints.slice(0, 100))).toHaveLength(100);
  });
});

describe('gaps', () => {
  it('are what no span holds', () => {
    const spans = [{ from: 50, to: 70 }, { from: 0, to: 20 }, { from: 15, to: 30 }]; // prettier-ignore
    expect(gapsOf(spans, 10, 100)).toEqual([{ from: 30, to: 50 }, { from: 70, to: 100 }]); // prettier-ignore
    expect(gapsOf(spans, 0, 30)).toEqual([]);
    expect(gapsOf([], 5, 6)).toEqual([{ from: 5, to: 6 }]);
  });

  it('of an instrument are told by its own recording and by that of its market', () => {
    const names = (source: 'binance' | 'bybit' | 'okx', instrument: string): string[] =>
      recordingsOf(source, instrument).map((dataset) => dataset.instrument);
    expect(names('binance', 'BTCUSDT')).toEqual(['BTCUSDT', 'all:usdm']);
    expect(names('binance', 'BTCUSD_PERP')).toEqual(['BTCUSD_PERP', 'all:coinm']);
    expect(names('bybit', 'BTCUSD')).toEqual(['BTCUSD', 'all:inverse']);
    expect(names('okx', 'BTC-USDT-SWAP')).toEqual(['BTC-USDT-SWAP', 'all:swap']);
  });
});

describe('an address', () => {
  it('keeps the path of the feed behind another base', () => {
    expect(addressOf('wss://a.example/market/ws', undefined)).toBe('wss://a.example/market/ws');
    expect(addressOf('wss://a.example:8443/ws/v5/public', 'ws://127.0.0.1:9')).toBe('ws://127.0.0.1:9/ws/v5/public');
    expect(addressOf('wss://a.example/ws', 'wss://mirror.example/venue/')).toBe('wss://mirror.example/venue/ws');
  });
});
