import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { ImportCursor, SettledSpan } from '#main/store/types';
import { bybitLinear } from '#main/sync/record/feeds/bybit';
import { datasetOf, gapsOf } from '#main/sync/record/gaps';
import { createRecorder, type Recorder } from '#main/sync/record/recorder';
import { startFeedServer, type FeedServer, type Happened } from '../../support/feed-server';
import { until } from '../../support/until';
import { useStore } from '../store/support/folder';

/** `BALLAST_RECORD_RATE=170` runs it at the rate of a cascade, for a minute. */
const RATE = Number(process.env['BALLAST_RECORD_RATE'] ?? 1_700);
const PRINTS = 10_000;
const CUTS = ['reset', 'goodbye', 'halfFrame', 'silence', 'reset', 'goodbye', 'halfFrame', 'reset', 'silence', 'goodbye'] as const; // prettier-ignore
const INSTRUMENTS = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT', 'DOGEUSDT'];
/** The venue's clock is ahead: coverage is told by the clock that prints are stamped with. */
const SKEW = 2_345;
const DELAY = 100;
const PATH = '/v5/public/linear';

/** The feed as it is, in more of a hurry: a quiet line is told from a dead one sooner. */
const HASTY = { ...bybitLinear, beat: { ...bybitLinear.beat, every: 200 }, silence: 1_500, delay: DELAY };

const store = useStore();
const running: (Recorder | FeedServer)[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await ('close' in one ? one.close() : one.stop());
});

const keyOf = ({ instrument, t, closed, price, amount }: Happened): string =>
  [instrument, t, closed === 'long' ? 1 : -1, Number(price), Number(amount)].join(' ');

describe('a recorder through ten disconnections', () => {
  it(`stores each of ${PRINTS} prints once, and marks every gap and no other`, async () => {
    const server = await startFeedServer(SKEW);
    running.push(server);
    const writer = store.writer();
    const pages: ImportCursor[] = [];
    const recorder = createRecorder({
      recording: { source: 'bybit', instruments: INSTRUMENTS },
      address: server.address,
      proxy: null,
      instruments: () => Promise.resolve([]),
      onPage: async (page) => {
        writer.commitPage(structuredClone(page));
        pages.push(page.cursor);
        await sleep(1);
      },
      onState: () => undefined,
      feeds: [HASTY],
      pace: { batch: 250, empty: 500, firstWait: 100, mostWait: 400, steady: 300 },
    });
    running.push(recorder);
    server.repeatLast(20);
    recorder.start();
    await until(() => recorder.state().state === 'recording', 'the recording begins');

    const heard: Happened[] = [];
    const unheard: Happened[] = [];
    const began = server.now();
    let happened = 0;
    let cuts = 0;
    for (let started = Date.now(); heard.length < PRINTS;) {
      const due = Math.floor(((Date.now() - started) / 1_000) * RATE);
      for (; happened < due && heard.length < PRINTS; happened++) {
        const one: Happened = {
          instrument: INSTRUMENTS[happened % INSTRUMENTS.length]!,
          // a batch of 500 ms holds younger and older ones in no order
          t: server.now() - ((happened * 7) % 40),
          closed: happened % 3 === 0 ? 'short' : 'long',
          price: (60_000 + (happened % 997) / 10).toFixed(1),
          amount: (0.001 * (1 + happened)).toFixed(3),
        };
        const isHeard = server.happen(PATH, [one], happened % 50 === 0 ? { lateBy: 30 } : {}).length > 0;
        (isHeard ? heard : unheard).push(one);
      }
      const isUp = server.down.every(({ to }) => to < Infinity) && server.lines(PATH) > 0;
      if (cuts < CUTS.length && isUp && heard.length > ((cuts + 1) * PRINTS) / (CUTS.length + 1)) {
        await sleep(60); // what is late by 30 ms has been sent by then
        server.say('{"topic":"allLiquidation.BTCUSDT","data":[{"T":1');
        server.cut(CUTS[cuts++]!);
        if (cuts % 3 === 0) server.refuse(2);
      }
      await sleep(5);
    }
    await until(() => recorder.state().prints >= PRINTS, 'all are stored');
    await sleep(2 * DELAY);
    await recorder.stop();

    const reader = store.reader();
    const stored: string[] = [];
    for (const series of reader.listSeries({ kind: 'liquidations', source: 'bybit' })) {
      expect(series.duplicates).toBe(0);
      expect(reader.coverage(series.id).at(-1)?.coverage).toBe('complete');
      const { t, side, price, quantity } = reader.read(series.id);
      for (let i = 0; i < t.length; i++) stored.push([series.instrument, t[i], side![i], price![i], quantity![i]].join(' ')); // prettier-ignore
    }
    expect(heard.length).toBe(PRINTS);
    expect(stored.sort()).toEqual(heard.map(keyOf).sort());

    const settled: readonly SettledSpan[] = reader.settled(datasetOf('bybit', 'BTCUSDT'));
    const ended = settled.at(-1)!.to;
    const gaps = gapsOf(settled, began, ended);
    const down = server.down.map(({ from, to }) => ({ from, to }));
    console.info(
      `${RATE}/s: ${stored.length} stored, ${unheard.length} unheard, ${pages.length} pages, gaps [ms] ` +
        gaps.map(({ from, to }, i) => `${to - from} (down ${down[i]!.to - down[i]!.from})`).join(', '),
    );
    expect(gaps.length).toBe(CUTS.length);
    expect(recorder.state().gaps).toBe(CUTS.length);
    for (const [i, gap] of gaps.entries()) {
      expect(gap.from).toBeLessThanOrEqual(down[i]!.from);
      expect(gap.to).toBeGreaterThanOrEqual(down[i]!.to);
      // no longer than the time that was lost, what may have been on its way, and the last beat
      expect(down[i]!.from - gap.from).toBeLessThan(DELAY + HASTY.beat.every + 3_000);
      expect(gap.to - down[i]!.to).toBeLessThan(3_000);
    }
    const isInGap = (t: number): boolean => gaps.some(({ from, to }) => t >= from && t < to);
    expect(unheard.filter(({ t }) => t < ended && !isInGap(t))).toEqual([]);
    expect(unheard.length).toBeGreaterThan(0);
    expect(recorder.skew()).toBeGreaterThan(SKEW - 50);
    expect(recorder.skew()).toBeLessThanOrEqual(SKEW);
    const [track] = recorder.tracks();
    expect(track!.unread).toBe(CUTS.length);
    expect(track!.repeated).toBeGreaterThan(0);
    expect(pages.map(({ done }) => done).indexOf(true)).toBe(pages.length - 1);
    expect(reader.imports()).toMatchObject([{ status: 'done', source: 'bybit' }]);
  }, 180_000);
});
