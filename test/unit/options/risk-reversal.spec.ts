import { describe, expect, it } from 'vitest';
import { riskReversals, type ChainQuotes } from '#core/options/risk-reversal';
import { MS_PER_DAY } from '#core/time/ms';

type Row = readonly [t: number, tenorDays: number, type: 1 | -1, iv: number, delta: number];
const chain = (rows: readonly Row[]): ChainQuotes => {
  const column = (f: (row: Row) => number): Float64Array => Float64Array.from(rows, f);
  return {
    t: column((r) => r[0]),
    expiry: column((r) => r[0] + r[1] * MS_PER_DAY),
    type: column((r) => r[2]),
    markIv: column((r) => r[3]),
    delta: column((r) => r[4]),
  };
};
/** Puts dearer than calls by 0.1 at the wing. */
const smile = (t: number, days: number, shift = 0): Row[] => [
  [t, days, 1, 0.6, 0.5],
  [t, days, 1, 0.58 + shift, 0.3],
  [t, days, 1, 0.56 + shift, 0.2],
  [t, days, -1, 0.6, -0.5],
  [t, days, -1, 0.66, -0.3],
  [t, days, -1, 0.68, -0.2],
];

describe('riskReversals', () => {
  it('is the call less the put at 25 delta, between the quotes around it', () => {
    const { t, value } = riskReversals(chain([...smile(0, 30), ...smile(MS_PER_DAY, 30, 0.02)]));
    expect([...t]).toEqual([0, MS_PER_DAY]);
    expect(value[0]).toBeCloseTo(0.57 - 0.67, 12);
    expect(value[1]).toBeCloseTo(0.59 - 0.67, 12);
  });

  it('takes the expiry nearest to thirty days, and none that is about to expire', () => {
    const rows = [...smile(0, 2, 0.3), ...smile(0, 25, 0.1), ...smile(0, 60, 0.2)];
    expect(riskReversals(chain(rows)).value[0]).toBeCloseTo(0, 12);
    expect(riskReversals(chain(smile(0, 2))).t).toHaveLength(0);
  });

  it('gives nothing where the wing is not reached or a quote is missing', () => {
    const near = smile(0, 30).filter(([, , , , delta]) => Math.abs(delta) >= 0.3);
    expect(riskReversals(chain(near)).t).toHaveLength(0);
    const holed = smile(0, 30).map((row): Row => (row[4] === -0.2 ? [row[0], row[1], row[2], NaN, row[4]] : row));
    expect(riskReversals(chain(holed)).t).toHaveLength(0);
    expect(riskReversals(chain([])).t).toHaveLength(0);
  });

  it('needs no interpolation on a quote of exactly 25 delta', () => {
    const rows = smile(0, 30).map((row): Row => [row[0], row[1], row[2], row[3], Math.sign(row[4]) * (Math.abs(row[4]) === 0.3 ? 0.25 : Math.abs(row[4]))]); // prettier-ignore
    expect(riskReversals(chain(rows)).value[0]).toBeCloseTo(0.58 - 0.66, 12);
  });
});
