import fc from 'fast-check';
import { expect, it } from 'vitest';
import { kaplanMeier, survivalAt } from '#core/stats/kaplan-meier';

const subjects = fc.array(fc.record({ time: fc.integer({ min: 0, max: 30 }), observed: fc.boolean() }), {
  minLength: 1,
});
const columns = (list: { time: number; observed: boolean }[]): [Float64Array, Uint8Array] => [
  Float64Array.from(list, (s) => s.time),
  Uint8Array.from(list, (s) => Number(s.observed)),
];

it('without censoring it is one minus the empirical distribution', () => {
  fc.assert(
    fc.property(subjects, fc.integer({ min: -1, max: 31 }), (list, t) => {
      const curve = kaplanMeier(...columns(list.map((s) => ({ ...s, observed: true }))));
      const share = list.filter((s) => s.time > t).length / list.length;
      expect(Math.abs(survivalAt(curve, t) - share)).toBeLessThanOrEqual(1e-13);
    }),
  );
});

it('falls, stays inside its interval, and does not depend on the order of the subjects', () => {
  fc.assert(
    fc.property(subjects, (list) => {
      const curve = kaplanMeier(...columns(list));
      for (let i = 0; i < curve.time.length; i++) {
        if (i > 0) expect(curve.survival[i]).toBeLessThan(curve.survival[i - 1]);
        if (curve.survival[i] === 0) expect(curve.lo[i]).toBeNaN();
        else expect(curve.lo[i] <= curve.survival[i] && curve.survival[i] <= curve.hi[i]).toBe(true);
      }
      expect(kaplanMeier(...columns([...list].reverse()))).toEqual(curve);
    }),
  );
});
