import { beforeAll, describe, expect, it } from 'vitest';
import { detectCascades } from '#core/liquidations/detect';
import { DEFAULT_CASCADE_SETTINGS } from '#core/liquidations/settings';
import { scoreDetection, type Interval } from '#core/sample/score';
import { MINUTE_START, SAMPLE_END, SAMPLE_START } from '#core/sample/timeline';
import type { SampleUnit } from '#core/sample/types';
import { lowerBound } from '#core/series/search';
import { generateAll, printsOf } from './support';

const MINUTE = 60_000;
const HOUR = 3_600_000;
/** The baseline of the minute grid fills before its first day. */
const LEAD = 8 * 24 * HOUR;

/** The detector with its default settings on the prints of [from, to). */
function detect(unit: SampleUnit, from: number, to: number, gridMs: number): Interval[] {
  const all = printsOf(unit);
  const rows = [lowerBound(all.t, from), lowerBound(all.t, to)] as const;
  const columns = {
    t: all.t.slice(...rows),
    side: all.side.slice(...rows),
    price: all.price.slice(...rows),
    quantity: all.quantity.slice(...rows),
    notional: all.notional.slice(...rows),
  };
  const input = { liquidations: { kind: 'prints', columns }, covered: [{ from, to }] } as const;
  return detectCascades(input, { ...DEFAULT_CASCADE_SETTINGS, gridMs }).map(({ side, start, end }) => ({
    ...{ instrument: unit.name, side, start, end },
  }));
}

describe('the cascade detector on the sample market', () => {
  let units: SampleUnit[] = [];
  beforeAll(() => {
    units = generateAll().slice(0, 12);
  }, 120_000);

  it.each([
    { grid: '1 h', gridMs: HOUR, from: SAMPLE_START, score: SAMPLE_START, to: MINUTE_START },
    { grid: '1 min', gridMs: MINUTE, from: MINUTE_START - LEAD, score: MINUTE_START, to: SAMPLE_END },
  ])(
    'finds the true cascades on a grid of $grid: precision and recall at least 0.9',
    ({ grid, gridMs, from, score, to }) => {
      const truth = units.flatMap((unit) => unit.truth!.cascades).filter((x) => x.start >= score && x.start < to);
      const detected = units.flatMap((unit) => detect(unit, from, to, gridMs)).filter((x) => x.start >= score);
      const { precision, recall, matched } = scoreDetection(truth, detected, gridMs);
      console.info(
        `grid ${grid}: ${truth.length} true, ${detected.length} detected, ${matched.length} matched, ` +
          `precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`,
      );
      expect(precision).toBeGreaterThanOrEqual(0.9);
      expect(recall).toBeGreaterThanOrEqual(0.9);
    },
    60_000,
  );
});
