// The part of docs/findings.md on volatility calls: every figure of its tables is computed again here.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { gateValue } from '#core/hedge/gates';
import { signalsAt } from '#core/hedge/history';
import { PRESETS } from '#core/hedge/presets';
import type { SimulationResult } from '#core/hedge/simulation';
import { openServices } from '#main/services/index';
import type { HedgeMarketReply } from '#shared/hedge';
import { areAbsent, HEDGE_FILES } from '../../support/recorded';
import { useCli } from './support/cli';

const absent = areAbsent(HEDGE_FILES);
const DB = 'findings-hedge.db';
const DAY = 86_400_000;

describe.skipIf(absent)('docs/findings.md on volatility calls', () => {
  const cli = useCli();
  const page = readFileSync(resolve(import.meta.dirname, '../../../docs/findings.md'), 'utf8').replaceAll(
    / *\| */g,
    '|',
  );
  const part = page.split('\n## ').find((text) => text.startsWith('Volatility calls')) ?? '';
  const expectRows = (rows: readonly (readonly string[])[]): void => {
    const lines = rows.map((cells) => `|${cells.join('|')}|`);
    for (const line of lines) expect(part, lines.join('\n')).toContain(line);
  };
  /** After the close of a day, in New York, everything of that day is known by the next midnight. */
  const marketsAfter = async (days: readonly string[]): Promise<HedgeMarketReply[]> => {
    const workers = pathToFileURL(join(import.meta.dirname, '../../../out/workers/'));
    const services = await openServices({ path: cli.at(DB), create: false, workers, threads: 2, now: Date.now });
    const ask = (day: string) =>
      services.hedge.market({ asset: 'SPY', benchmark: 'SPY', instruments: [], window: 90, asOf: Date.parse(day) + DAY }); // prettier-ignore
    try {
      return await Promise.all(days.map(ask));
    } finally {
      await services.dispose();
    }
  };

  beforeAll(async () => {
    const { code } = await cli.load(DB, ...HEDGE_FILES.slice(0, -1));
    expect(code).toBe(0);
  }, 120_000);

  it('the gate of VXTH', async () => {
    const { gate } = PRESETS.find(({ id }) => id === 'vxth')!.layers()[0]!.gate;
    const days = ['2020-02-19', '2020-02-24', '2020-02-28', '2020-03-09', '2020-03-12', '2020-03-16', '2020-03-18', '2020-03-31', '2020-04-15', '2024-07-17', '2024-08-02', '2024-08-05', '2024-08-06', '2024-08-21']; // prettier-ignore
    const markets = await marketsAfter(days);
    expectRows(
      markets.map(({ market: { volatility, signals } }, i) => [
        days[i]!,
        volatility!.level.toFixed(2),
        signals.volatility.toFixed(1),
        `${gateValue(gate, signals, 0).toFixed(1)} %`,
      ]),
    );
  }, 60_000);

  it('its calls along recorded prices', async () => {
    const spans = [
      ['2018-11-01', '2023-11-01'],
      ['2023-12-30', '2024-03-29'],
      ['2020-02-20', '2020-04-01'],
      ['2024-08-01', '2024-09-01'],
    ] as const;
    const percent = (x: number): string => `${x > 0 ? '+' : ''}${(100 * x).toFixed(1)} %`;
    const rows = [];
    for (const [from, to] of spans) {
      const path = `history:${from}..${to}`;
      const { hedged, unhedged, layers, modelled, events, book } = await cli.json<SimulationResult>('simulate', '--preset', 'vxth', '--asset', 'SPY', '--quantity', '100', '--path', path, '--db', DB); // prettier-ignore
      expect(modelled).toContain('futures of the volatility index');
      if (rows.length === 0) {
        const [bought, settled] = [Date.UTC(2020, 1, 20), Date.UTC(2020, 2, 19)];
        const inCrash = events.filter(({ t, action }) => (t === bought && action === 'open') || t === settled);
        const share = inCrash.reduce((sum, { cash }) => sum + cash, 0) / book;
        const others = hedged.pnl[0]! - unhedged.pnl[0]! - share;
        expect(part).toContain(`brought ${(100 * share).toFixed(0)} % of the first day's book`);
        expect(part).toMatch(new RegExp(`all others together lost\\s+${(-100 * others).toFixed(0)} %`));
      }
      rows.push([`${from} to ${to}`, percent(hedged.pnl[0]!), percent(unhedged.pnl[0]!), String(layers[0]!.opened)]);
    }
    expectRows(rows);
  }, 60_000);

  it('the modelled future against settled ones', async () => {
    const snapshots = gunzipSync(readFileSync(HEDGE_FILES.at(-1)!)).toString().trim().split('\n').slice(1).map((row) => row.split(',')); // prettier-ignore
    // Committed after these closes; of the fifth no close of VIX3M is stored.
    const days = [
      ['2026-07-14', '2026-07-15T10:56:28+02:00'],
      ['2026-07-16', '2026-07-17T00:27:13+02:00'],
      ['2026-07-17', '2026-07-17T23:16:48+02:00'],
      ['2026-07-22', '2026-07-23T09:56:18+02:00'],
    ] as const;
    const level = async (name: string): Promise<Map<number, number>> => {
      const rows = await cli.json<{ t: number; c: number }[]>('sql', `SELECT t, c FROM vol('${name}', '1d') WHERE t > ${Date.UTC(2024, 11, 1)}`, '--db', DB); // prettier-ignore
      return new Map(rows.map(({ t, c }) => [t + DAY, c]));
    };
    const toPoints = (map: Map<number, number>) => ({ known: Float64Array.from(map.keys()), value: Float64Array.from(map.values()) }); // prettier-ignore
    const [vix, vix3m, vvix] = (await Promise.all(['VIX', 'VIX3M', 'VVIX'].map(level))).map(toPoints);
    const rows = days.map(([day, committed]) => {
      const settled = Date.parse(`${day}T20:15Z`);
      const monthly = snapshots
        .filter(([, at, , contract]) => at === committed && contract!.startsWith('VX/'))
        .map(([, , expiry, , price]) => [(Date.parse(`${expiry}T13:30Z`) - settled) / DAY, Number(price)] as const)
        .filter(([tenor]) => tenor > 0);
      const after = monthly.findIndex(([tenor]) => tenor >= 30);
      const [[a, low], [b, high]] = [monthly[after - 1]!, monthly[after]!];
      const future = low + ((30 - a) / (b - a)) * (high - low);
      const none = undefined;
      const modelled = signalsAt({ spot: vix!, index: vix!, back: vix3m!, volOfVol: vvix!, slope: none, riskReversal: none, exhaustion: none, funding: none, speed: 4 }, Date.parse(day) + DAY).volatility; // prettier-ignore
      return [day, future.toFixed(2), modelled.toFixed(2), `+${(modelled - future).toFixed(2)}`];
    });
    expectRows(rows);
  }, 60_000);
});
