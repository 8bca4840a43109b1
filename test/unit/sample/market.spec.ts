import { beforeAll, describe, expect, it } from 'vitest';
import { createSampleMarket, DEFAULT_SAMPLE_SEED } from '#core/sample/market';
import { MINUTE_START, SAMPLE_END, SAMPLE_START } from '#core/sample/timeline';
import type { SampleUnit } from '#core/sample/types';
import { resample } from '#core/series/resample';
import { SHAPES, shapeOf } from '#core/series/schema';
import { lastIndexAtOrBefore, lowerBound } from '#core/series/search';
import {
  columnsOf,
  correlation,
  fingerprint,
  generateAll,
  hourly,
  logReturns,
  mean,
  minutely,
  printsOf,
  quantile,
} from './support';

const HOUR = 3_600_000;
let units: SampleUnit[] = [];
let markets: SampleUnit[] = [];

beforeAll(() => {
  units = generateAll();
  markets = units.slice(0, 12);
}, 120_000);

describe('structure', () => {
  it('names its units and labels everything synthetic', () => {
    const market = createSampleMarket(DEFAULT_SAMPLE_SEED);
    const description = market.describe();
    expect(description).toMatchObject({ synthetic: true, source: 'sample', seed: DEFAULT_SAMPLE_SEED });
    expect([description.from, description.minuteFrom, description.to]).toEqual([
      SAMPLE_START,
      MINUTE_START,
      SAMPLE_END,
    ]);
    expect(units.map((unit) => unit.name)).toEqual(description.unitNames);
    expect(description.instruments).toHaveLength(12);
    for (const series of units.flatMap((unit) => unit.series))
      expect(series).toMatchObject({ synthetic: true, source: 'sample' });
  });

  it('refuses a unit that is not there and a seed that is no integer', () => {
    const market = createSampleMarket(1);
    for (const unit of [-1, 13, 0.5, Number.NaN]) expect(() => market.run(unit)).toThrow(RangeError);
    expect(() => createSampleMarket(1.5)).toThrow(RangeError);
  });

  it('gives every series the columns of its shape, of one length, sorted by time, keys unique', () => {
    for (const { instrument, kind, interval, columns } of units.flatMap((unit) => unit.series)) {
      const { columns: names } = SHAPES[shapeOf(kind, interval)];
      expect(Object.keys(columns).toSorted(), `${instrument} ${kind}`).toEqual([...names].toSorted());
      for (const name of names) expect(columns[name].length).toBe(columns.t.length);
      expect(columns.t.length, `${instrument} ${kind}`).toBeGreaterThan(0);
      expect(columns.t[0]).toBeGreaterThanOrEqual(SAMPLE_START);
      expect(columns.t[columns.t.length - 1]).toBeLessThan(SAMPLE_END);
      let previous = -Infinity;
      let ascending = true;
      for (const t of columns.t) {
        ascending &&= kind === 'chain' ? t >= previous : t > previous;
        previous = t;
      }
      expect(ascending, `${instrument} ${kind}`).toBe(true);
    }
  });

  it('has whole grids: hours over three years, minutes over 90 days, 5-minute open interest, funding every 8 h', () => {
    for (const unit of markets) {
      expect(hourly(unit).t).toHaveLength(1_095 * 24);
      expect(minutely(unit).t).toHaveLength(90 * 1_440);
      expect(columnsOf(unit, 'oi', HOUR, 'oi').t).toHaveLength(1_095 * 24);
      expect(columnsOf(unit, 'oi', 300_000, 'oi').t).toHaveLength(90 * 288);
      expect(columnsOf(unit, 'funding', 8 * HOUR, 'funding').t).toHaveLength(1_095 * 3 - 1);
    }
  });

  it('has hours that are exactly the resampled minutes', () => {
    for (const unit of markets) {
      const hours = hourly(unit);
      const from = lowerBound(hours.t, MINUTE_START);
      const resampled = resample(minutely(unit), HOUR);
      for (const name of SHAPES.bars.columns)
        expect(resampled[name], `${unit.name} ${name}`).toEqual(hours[name].slice(from));
    }
  });

  it('has bars in order, on the tick, each opening where the last one closed', () => {
    const { instruments } = createSampleMarket(1).describe();
    markets.forEach((unit, index) => {
      const perUnit = Math.round(1 / instruments[index].tickSize);
      for (const { o, h, l, c, v } of [hourly(unit), minutely(unit)]) {
        for (let i = 0; i < o.length; i++) {
          const fine =
            l[i] > 0 && l[i] <= Math.min(o[i], c[i]) && h[i] >= Math.max(o[i], c[i]) && v[i] >= 0 &&
            (i === 0 || o[i] === c[i - 1]) && Math.round(c[i] * perUnit) / perUnit === c[i]; // prettier-ignore
          if (!fine) expect.fail(`${unit.name} bar ${i}: ${o[i]} ${h[i]} ${l[i]} ${c[i]} ${v[i]}`);
        }
      }
    });
  });

  it('prints liquidations at prices of their bar', () => {
    for (const unit of markets) {
      const prints = printsOf(unit);
      const check = ({ t, h, l }: ReturnType<typeof hourly>, from: number): void => {
        for (let row = lowerBound(prints.t, from); row < prints.t.length; row++) {
          const i = lastIndexAtOrBefore(t, prints.t[row]);
          const price = prints.price[row];
          if (!(price >= l[i] && price <= h[i]))
            expect.fail(`${unit.name} print ${row}: ${price} outside ${l[i]} … ${h[i]}`);
        }
      };
      check(hourly(unit), SAMPLE_START);
      check(minutely(unit), MINUTE_START);
      for (let row = 0; row < prints.t.length; row++) {
        const { side, quantity, notional, price } = prints;
        if (Math.abs(side[row]) !== 1 || !(quantity[row] > 0) || notional[row] !== price[row] * quantity[row])
          expect.fail(`${unit.name} print ${row}`);
      }
    }
  });

  it('keeps a truth that fits the prints: causes come first, on the same side', () => {
    for (const unit of markets) {
      const { cascade, parent, cascades } = unit.truth!;
      const prints = printsOf(unit);
      expect([cascade.length, parent.length]).toEqual([prints.t.length, prints.t.length]);
      for (let row = 0; row < parent.length; row++) {
        if (parent[row] >= 0 && !(parent[row] < row && prints.side[parent[row]] === prints.side[row]))
          expect.fail(`${unit.name} print ${row} caused by ${parent[row]}`);
      }
      const rowsOf = cascades.map((): number[] => []);
      cascade.forEach((id, row) => rowsOf[id]?.push(row));
      for (const known of cascades) {
        const rows = rowsOf[known.id];
        expect(rows).toHaveLength(known.prints);
        expect([prints.t[rows[0]], prints.t[rows[rows.length - 1]]]).toEqual([known.start, known.end]);
        expect(rows.every((row) => prints.side[row] === (known.side === 'long' ? 1 : -1))).toBe(true);
        const notional = rows.reduce((sum, row) => sum + prints.notional[row], 0);
        expect(notional / known.notionalUsd).toBeCloseTo(1, 9);
        expect(rows.filter((row) => parent[row] >= 0)).toHaveLength(known.endogenous);
      }
    }
  });
});

describe('reproducibility', () => {
  it('gives the same bytes for the same seed, whatever ran before', () => {
    const alone = createSampleMarket(DEFAULT_SAMPLE_SEED);
    for (const unit of [1, 12]) {
      const again = alone.run(unit);
      expect(fingerprint(again)).toEqual(fingerprint(units[unit]));
      expect(again.macro).toEqual(units[unit].macro);
      expect(again.truth?.cascades).toEqual(units[unit].truth?.cascades);
    }
  }, 60_000);

  it('gives another market for another seed', () => {
    const other = createSampleMarket(DEFAULT_SAMPLE_SEED + 1).run(0);
    expect(fingerprint(other)).not.toEqual(fingerprint(markets[0]));
  }, 60_000);
});

describe('stylised facts', () => {
  it('has fat tails, no drift of prices out of the plausible, returns without memory', () => {
    for (const unit of markets) {
      const { o, c } = hourly(unit);
      const r = logReturns(c);
      const variance = mean(r.map((x) => x * x));
      const kurtosis = mean(r.map((x) => x ** 4)) / variance ** 2;
      expect(kurtosis, `${unit.name} kurtosis`).toBeGreaterThan(5);
      expect(kurtosis, `${unit.name} kurtosis`).toBeLessThan(120);
      const yearly = Math.sqrt(variance * 8_760);
      expect(yearly, `${unit.name} volatility`).toBeGreaterThan(0.3);
      expect(yearly, `${unit.name} volatility`).toBeLessThan(1.3);
      expect(Math.max(...c) / Math.min(...c), `${unit.name} range`).toBeLessThan(60);
      expect(Math.abs(Math.log(c[c.length - 1] / o[0])), `${unit.name} drift`).toBeLessThan(3.5);
      expect(Math.abs(correlation(r.slice(0, -1), r.slice(1))), `${unit.name} memory`).toBeLessThan(0.12);
    }
  });

  it('clusters volatility for a day and more', () => {
    for (const unit of markets) {
      const a = logReturns(hourly(unit).c).map(Math.abs);
      for (const lag of [1, 6, 24, 48])
        expect(correlation(a.slice(0, -lag), a.slice(lag)), `${unit.name} lag ${lag}`).toBeGreaterThan(0.03);
    }
  });

  it('moves together: hourly correlation with the leader from 0.4 to 0.9', () => {
    const leader = logReturns(hourly(markets[0]).c);
    for (const unit of markets.slice(1)) {
      const rho = correlation(leader, logReturns(hourly(unit).c));
      expect(rho, unit.name).toBeGreaterThan(0.4);
      expect(rho, unit.name).toBeLessThan(0.9);
    }
  });

  it('has some 60 to 150 cascades, most of longs, 10 to 20 of them in the last 90 days, of many sizes', () => {
    const all = markets.flatMap((unit) => unit.truth!.cascades);
    const recent = all.filter((cascade) => cascade.start >= MINUTE_START);
    expect(all.length).toBeGreaterThanOrEqual(60);
    expect(all.length).toBeLessThanOrEqual(150);
    expect(recent.length).toBeGreaterThanOrEqual(10);
    expect(recent.length).toBeLessThanOrEqual(20);
    const longs = all.filter((cascade) => cascade.side === 'long').length;
    expect(longs / all.length).toBeGreaterThan(0.5);
    expect(longs / all.length).toBeLessThan(0.95);
    const moves = all.map((x) => Math.abs(Math.log(x.extremePrice / x.startPrice)));
    expect(quantile(moves, 0.1)).toBeGreaterThan(0.02);
    expect(quantile(moves, 0.1)).toBeLessThan(0.07);
    expect(Math.max(...moves)).toBeGreaterThan(0.13);
    expect(Math.max(...moves)).toBeLessThan(0.35);
    const minutes = all.map((x) => (x.end - x.start) / 60_000);
    expect(quantile(minutes, 0.5)).toBeGreaterThan(5);
    expect(Math.max(...minutes)).toBeLessThan(120);
    expect(quantile(all.map((x) => x.endogenous / x.prints), 0.5)).toBeGreaterThan(0.6); // prettier-ignore
  });

  it('loses open interest in every cascade, about what was closed', () => {
    for (const unit of markets) {
      const oi = columnsOf(unit, 'oi', HOUR, 'oi');
      for (const { start, end, notionalUsd, openInterestUsd } of unit.truth!.cascades) {
        const before = lastIndexAtOrBefore(oi.t, start);
        const after = Math.min(oi.t.length - 1, lastIndexAtOrBefore(oi.t, end) + 1);
        const share = notionalUsd / openInterestUsd;
        expect(oi.base[after] / oi.base[before] - 1, `${unit.name} ${start}`).toBeLessThan(0.03 - 0.7 * share);
      }
    }
  });

  it('pays small positive funding as a rule, negative after crashes', () => {
    let crashes = 0;
    let negative = 0;
    for (const unit of markets) {
      const { t, rate } = columnsOf(unit, 'funding', 8 * HOUR, 'funding');
      expect(quantile(rate, 0.5)).toBe(0.0001);
      expect(mean(rate.map((x) => (x > 0 ? 1 : 0))), unit.name).toBeGreaterThan(0.6);
      expect(Math.max(...rate.map(Math.abs)), unit.name).toBeLessThanOrEqual(0.0075);
      for (const { side, start, end, extremePrice, startPrice } of unit.truth!.cascades) {
        if (side !== 'long' || Math.log(startPrice / extremePrice) < 0.08) continue;
        const next = lowerBound(t, end);
        const before = Math.max(0, lowerBound(t, start) - 1);
        crashes++;
        if (Math.min(rate[next], rate[Math.min(t.length - 1, next + 1)]) < Math.min(0, rate[before])) negative++;
      }
    }
    expect(crashes).toBeGreaterThan(20);
    expect(negative / crashes).toBeGreaterThan(0.55);
  });

  it('has a quiet, steady background of liquidations and a heavy tail', () => {
    for (const unit of markets) {
      const { t, side, notional } = printsOf(unit);
      const perHour = new Float64Array(1_095 * 24);
      for (let row = 0; row < t.length; row++)
        if (side[row] === 1) perHour[Math.floor((t[row] - SAMPLE_START) / HOUR)] += notional[row];
      const logs = perHour.map((x) => Math.log1p(x));
      const median = quantile(logs, 0.5);
      const mad = quantile(logs.map((x) => Math.abs(x - median)), 0.5); // prettier-ignore
      expect(mean(perHour.map((x) => (x > 0 ? 1 : 0))), `${unit.name} hours with prints`).toBeGreaterThan(0.85);
      expect(mad, `${unit.name} MAD`).toBeGreaterThan(0.15);
      expect(mad, `${unit.name} MAD`).toBeLessThan(1.2);
      expect(Math.max(...perHour) / Math.exp(median), `${unit.name} tail`).toBeGreaterThan(60);
    }
  });

  it('leaves the outcome open: some cascades mark the low of the week, more are undercut', () => {
    let count = 0;
    let undercut = 0;
    for (const unit of markets) {
      const { t, h, l } = hourly(unit);
      for (const { side, end, extremePrice } of unit.truth!.cascades) {
        const from = lastIndexAtOrBefore(t, end) + 1;
        if (from + 168 > t.length) continue;
        const beyond =
          side === 'long'
            ? Math.min(...l.slice(from, from + 168)) < extremePrice * 0.999
            : Math.max(...h.slice(from, from + 168)) > extremePrice * 1.001;
        count++;
        if (beyond) undercut++;
      }
    }
    expect(undercut / count).toBeGreaterThan(0.4);
    expect(undercut / count).toBeLessThan(0.9);
  });
});
