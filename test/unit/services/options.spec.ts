import { describe, expect, it } from 'vitest';
import { CNDR } from '#core/options/condor';
import { DERIBIT_FEES } from '#core/options/fees';
import type { Connections } from '#main/services/connections';
import { createOptions } from '#main/services/options';
import type { SeriesRecord } from '#main/store/types';

const DAY = 86_400_000;
const THEN = Date.UTC(2025, 0, 1);
const NOW = THEN + 2_000 * DAY;
let next = 1;
const series = (change: Partial<SeriesRecord>): SeriesRecord =>
  ({
    ...{ id: next++, instrument: 'BTCUSDT', kind: 'bars', field: '', interval: DAY, source: 'x', rows: 1_000, unit: '' },
    ...{ synthetic: false, from: THEN - 1_000 * DAY, to: THEN - DAY, knownLag: DAY, revision: 1, ...change },
  }) as SeriesRecord; // prettier-ignore

/** A series as a list of that instant tells it. */
const knownBy = (one: SeriesRecord, asOf = Infinity): SeriesRecord =>
  one.from + one.knownLag > asOf ? { ...one, rows: 0 } : { ...one, to: Math.min(one.to, asOf - one.knownLag) };

/** What the engine is asked, by the task. */
function askedOf(all: readonly SeriesRecord[]) {
  const asked: Record<string, unknown>[] = [];
  const connections = {
    reader: () => ({ listSeries: (_: object, asOf?: number) => all.map((one) => knownBy(one, asOf)) }),
    engine: () => ({ run: (_: string, args: Record<string, unknown>) => (asked.push(args), Promise.resolve({})) }),
  } as unknown as Connections;
  return { options: createOptions(connections), asked };
}

const condor = { ...CNDR, fees: DERIBIT_FEES, decayDays: 7 };

describe('the series that a chain is read with', () => {
  const chain = series({ kind: 'chain', interval: 0, knownLag: 0, to: NOW });
  const early = series({ source: 'early', from: THEN - 900 * DAY, to: THEN + DAY });
  const late = series({ source: 'late', from: THEN - 100 * DAY, to: NOW });
  const over = series({ source: 'over', from: THEN - 3_000 * DAY, to: THEN - 1_500 * DAY });

  it('are chosen by what was known by the instant, not by what came later', async () => {
    const { options, asked } = askedOf([chain, early, late]);
    await options.condors({ instrument: 'BTCUSDT', asOf: THEN, condor, seed: 7 });
    expect(asked[0]).toMatchObject({ chain: chain.id, bars: early.id });
    await options.condors({ instrument: 'BTCUSDT', condor, seed: 7 });
    expect(asked[1]).toMatchObject({ bars: late.id });
  });

  it('are not those of the instrument itself before they begin', async () => {
    const venue = series({ kind: 'chain', instrument: 'BTC', interval: 0, knownLag: 0, to: NOW });
    const own = series({ kind: 'chain', interval: 0, knownLag: 0, from: THEN + DAY, to: NOW });
    const { options, asked } = askedOf([venue, own]);
    await options.smile({ instrument: 'BTCUSDT', asOf: THEN });
    await options.smile({ instrument: 'BTCUSDT' });
    expect(asked.map((one) => one['chain'])).toEqual([venue.id, own.id]);
  });

  it('reach to the end: a long series that ended long ago is not the history of now', async () => {
    const paid = series({ kind: 'funding', to: NOW });
    const once = series({ kind: 'funding', source: 'once', from: THEN - 9_000 * DAY });
    const { options, asked } = askedOf([chain, over, late, once, paid]);
    await options.condors({ instrument: 'BTCUSDT', condor, seed: 7 });
    await options.parity({ instrument: 'BTCUSDT' });
    expect(asked).toMatchObject([{ bars: late.id }, { funding: { series: paid.id } }]);
  });
});
