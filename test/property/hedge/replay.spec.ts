import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BookRun } from '#core/hedge/replay/book-run';
import type { BookAct, HedgeBookRun } from '#core/hedge/replay/types';
import { simulate } from '#core/hedge/simulate';
import type { PathSet } from '#core/hedge/simulation';
import type { HedgePlan } from '#core/hedge/types';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import { CAPITAL, START } from '../../support/hedge';
import { cases, marketFor, pathsOf, plans, type Case } from '../../support/hedge-arbitrary';

const STEPS = 60;
const withCapital = (plan: HedgePlan): HedgePlan => ({
  ...plan,
  surface: { ...plan.surface, dynamics: plan.surface.dynamics === 'volBeta' ? 'stickyDelta' : plan.surface.dynamics },
  capital: { ...CAPITAL, margin: 80, reserve: 20, credit: { limit: 50, rate: 0.1, haircut: 0.4 }, synthetic: { share: 0.5, rate: 0.1 } }, // prettier-ignore
});

/** The first steps of a path. */
function cutAt(set: PathSet, steps: number): PathSet {
  const cut = Object.entries(set).map(([name, x]) => [name, x instanceof Float64Array ? x.slice(0, steps + 1) : x]);
  return { ...(Object.fromEntries(cut) as unknown as PathSet), steps };
}

type Filled = ReadonlyMap<Ms, BookAct>;
const at = (step: number): Ms => START + step * MS_PER_DAY;
const actsOf = (one: Case, given: readonly (readonly [step: number, plan: HedgePlan | null])[]): Filled =>
  new Map(given.map(([step, plan]) => [at(step), { at: at(step) - 1, plan, positions: one.positions }]));

/** Carried to the ends in turn. */
function carried(one: Case, acts: Filled, ends: readonly number[], set = pathsOf(one, 1, STEPS)): HedgeBookRun {
  const run = new BookRun(marketFor(one), acts.get(START)!, cutAt(set, 0));
  for (const end of ends) run.advance(cutAt(set, end), acts);
  return run.book();
}

const headOf = (book: HedgeBookRun, steps: number) => ({
  columns: Object.fromEntries(Object.entries(book.columns).map(([name, column]) => [name, column.slice(0, steps + 1)])),
  events: book.events.filter(({ t }) => t <= at(steps)),
});
/** Events that a simulation tells of. */
const simulated = ({ events }: HedgeBookRun) =>
  events.filter(({ action }) => !['act', 'trade', 'gateOn', 'gateOff', 'call'].includes(action));

describe('a hedge along what was', () => {
  it('with one act is the simulation of its plan, row by row', () => {
    let events = 0;
    fc.assert(
      fc.property(cases, fc.integer({ min: 0, max: STEPS - 1 }), (one, end) => {
        const set = pathsOf(one, 1, STEPS);
        const plan = withCapital(one.plan);
        const book = carried(one, actsOf(one, [[0, plan]]), [end]);
        const whole = simulate(plan, marketFor(one), one.positions, set)!;
        for (const side of ['hedged', 'unhedged'] as const)
          expect(
            book.columns[side].map((x) => x / whole.book),
            side,
          ).toEqual(whole[side].bands.p50.slice(0, end + 1));
        for (const name of ['margin', 'requirement', 'reserve', 'credit', 'synthetic'] as const)
          expect(book.columns[name], name).toEqual(whole.capital!.trace![name].slice(0, end + 1));
        expect(simulated(book)).toEqual(whole.events.filter(({ t }) => t <= at(end)));
        events += book.events.length;
      }),
      { numRuns: 25 },
    );
    expect(events).toBeGreaterThan(100);
  });

  it('is not changed by an act that repeats the plan, whatever it calls its layers', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: STEPS }), (one, step) => {
        const plan = withCapital(one.plan);
        const again = { ...plan, layers: plan.layers.map((layer) => ({ ...layer, name: `${layer.name} again` })) };
        const [once, twice] = [[[0, plan]], [[0, plan], [step, again]]].map((acts) => carried(one, actsOf(one, acts as never), [STEPS])); // prettier-ignore
        expect(twice!.columns).toEqual(once!.columns);
        const bare = ({ events }: HedgeBookRun) => events.filter(({ action }) => action !== 'act').map(({ words: _, ...rest }) => rest); // prettier-ignore
        expect(bare(twice!)).toEqual(bare(once!));
        expect(twice!.legs.map(({ name: _, ...leg }) => leg)).toEqual(once!.legs.map(({ name: _, ...leg }) => leg));
      }),
      { numRuns: 15 },
    );
  });

  it('knows nothing of later, and is the same however it came to its end', () => {
    fc.assert(
      fc.property(cases, plans, fc.integer({ min: 1, max: STEPS - 1 }), fc.integer({ min: 1, max: STEPS }), fc.boolean(), (one, other, end, step, isOff) => {
        const acts = actsOf(one, [[0, withCapital(one.plan)], [step, isOff ? null : withCapital(other)]]);
        const whole = carried(one, acts, [STEPS]);
        const part = carried(one, acts, [end]);
        expect(headOf(whole, end)).toEqual(headOf(part, STEPS));
        // One more bar at a time, as a clock goes.
        expect(carried(one, acts, [Math.ceil(end / 2), end, ...Array.from({ length: STEPS - end }, (_, k) => end + k + 1)])).toEqual(whole);
      }),
      { numRuns: 15 },
    );
  }); // prettier-ignore

  it('without its layers gains what the positions gain, and keeps what the layers have made', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: STEPS - 1 }), (one, step) => {
        const plan = withCapital(one.plan);
        const book = carried(one, actsOf(one, [[0, plan], [step, null]]), [STEPS]);
        const gained = book.columns.hedged.map((x, i) => x - book.columns.unhedged[i]!).slice(step);
        for (const x of gained) expect(Math.abs(x - gained[0]!)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(book.columns.unhedged[0]!)));
        expect(gained[0]).toBeCloseTo(book.banked, 8);
        expect([book.legs, book.layers]).toEqual([[], []]);
        const alone = simulate({ ...plan, layers: [] }, marketFor(one), one.positions, pathsOf(one, 1, STEPS))!;
        expect(book.columns.unhedged.map((x) => x / alone.book)).toEqual(alone.unhedged.bands.p50);
      }),
      { numRuns: 12 },
    );
  }); // prettier-ignore
});
