import { DEFAULT_CONTROLS } from '../evidence/controls';
import { cutMarket } from '../evidence/market';
import { measureEvents } from '../evidence/measure';
import { controlCaveats } from '../evidence/study';
import type { InstrumentMeasures, StudyMarket } from '../evidence/types';
import type { Side } from '../liquidations/types';
import type { Ms } from '../time/ms';
import type { Anchor } from './anchors';
import { alignmentCaveats } from './caveats';
import { bandCoverage } from './coverage';
import { byDistance, compareStates, spreadsOf, weightsOf } from './distance';
import { fanOf } from './fan';
import { offsetGrid, pathOf } from './paths';
import { ingredientLacks, stateReader } from './state';
import { INGREDIENTS, type Alignment, type Analog, type Instance, type TimeShiftResult, type TimeShiftSpec } from './types'; // prettier-ignore

/** Instances of the past that are aligned, at most: the newest. */
export const MOST_ANALOGS = 1_000;

/** Everything but the outcomes against controls, whose intervals are drawn apart from the measures. */
export type Aligned = Pick<TimeShiftResult, 'grid' | 'present' | 'analogs' | 'fan' | 'coverage' | 'known' | 'caveats'> & {
  /** Of all instances of the past; null without a present. */
  readonly measures: InstrumentMeasures | null;
}; // prettier-ignore

/** What those instances lack that do not know an ingredient which others know. */
const LATER = 'a figure that was recent enough';

/** Side whose events the outcomes are told from. */
export function sideOf(align: Alignment): Side {
  if (align.kind === 'cascade') return align.side;
  return align.kind === 'rule' ? align.rule.side : 'long';
}

/**
 * Lays the present and its past on one axis. The past is what was known at the present's decision, so that a later clock changes
 * nothing but the present's own path, which runs on to the clock.
 * @param market  as known at the clock
 * @param anchors of that market, in the order of their decisions
 * @param clock   nothing later is read
 */
export function align(market: StudyMarket, anchors: readonly Anchor[], spec: TimeShiftSpec, clock: Ms): Aligned {
  const grid = offsetGrid(market.bars.interval, spec.beforeMs, spec.afterMs);
  const priced = anchors.filter(({ t0 }) => pathOf(market.bars, t0, Float64Array.of(0), clock).price > 0);
  const chosen =
    spec.present === null ? priced.at(-1) : priced.findLast(({ event }) => event.decision === spec.present);
  if (!chosen) return nothing(grid, spec, { unpriced: anchors.length - priced.length, given: priced.length });

  const decision = chosen.event.decision;
  const then = cutMarket(market, decision);
  const isEarlier = ({ event }: Anchor): boolean => event.decision < decision;
  const earlier = priced.filter(isEarlier);
  const unpriced = anchors.filter(isEarlier).length - earlier.length;
  const past = earlier.slice(-MOST_ANALOGS);
  const stateOf = stateReader(then);
  const laid = (bars: StudyMarket['bars'], { t0, label, event }: Anchor, until: Ms): Instance => {
    const { price, values } = pathOf(bars, t0, grid, until);
    return { t0, decision: event.decision, label, price, state: stateOf(event), path: values };
  };
  const present = laid(market.bars, chosen, clock);
  const instances = past.map((anchor) => laid(then.bars, anchor, decision));
  const states = [present, ...instances].map(({ state }) => state);
  const spreads = spreadsOf(states);
  const weights = weightsOf(spec.weights, spreads);

  const events = past.map(({ event }) => event);
  const asked = { ...spec, ...DEFAULT_CONTROLS, rule: { side: sideOf(spec.align) } };
  const measures: InstrumentMeasures = {
    instrument: market.instrument,
    ...measureEvents(then.bars, events, asked, decision),
    confirmations: new Float64Array(0),
  };
  const { outcomes } = measures;
  const byHorizon = (columns: readonly Float64Array[], i: number): Float64Array => Float64Array.from(columns, (x) => x[i]); // prettier-ignore
  const analogs = byDistance(
    instances.map((instance, i): Analog => ({
      ...instance,
      ...compareStates(present.state, instance.state, spreads, weights),
      forwardBp: byHorizon(outcomes.forwardBp, i),
      undercutAfter: outcomes.undercutSeen[i] === 1 ? outcomes.undercutAfter[i] : NaN,
      undercut: byHorizon(outcomes.undercut, i),
    })),
  );
  const near = analogs.filter(({ distance }) => !Number.isNaN(distance)).slice(0, spec.nearest ?? 0);
  const drawn = spec.nearest === null ? analogs : near;
  const fan = fanOf(drawn.map(({ path }) => path), grid.length); // prettier-ignore
  const coverage = bandCoverage(
    instances.map(({ decision: at, state }, i) => ({
      decision: at,
      state,
      outcome: byHorizon(outcomes.forwardBp, i),
      over: Float64Array.from(spec.horizonsMs, (h) => outcomes.entryT[i] + h),
    })),
    spec,
  );
  const known = INGREDIENTS.map((ingredient, k) => {
    const n = states.filter((state) => !Number.isNaN(state[k])).length;
    const lacks = ingredientLacks(then, ingredient);
    return { ingredient, n, lacks: lacks === '' && n < states.length ? LATER : lacks };
  });
  const caveats = [
    ...alignmentCaveats({ spec, present, analogs, drawn: drawn.length, weights, spreads, states, unpriced, leftOut: earlier.length - past.length, barMs: market.bars.interval }), // prettier-ignore
    ...controlCaveats(asked, [measures]),
  ];
  return { grid, present, analogs, fan, coverage, known, caveats, measures };
}

function nothing(
  grid: Float64Array,
  spec: TimeShiftSpec,
  { unpriced, given }: { readonly unpriced: number; readonly given: number },
): Aligned {
  const why =
    given > 0
      ? `No instance was decided at ${new Date(spec.present!).toISOString()}.`
      : unpriced > 0
        ? `No bars reach any of the ${unpriced} instances.`
        : 'No such instance was known.';
  return {
    grid,
    present: null,
    analogs: [],
    fan: fanOf([], grid.length),
    coverage: bandCoverage([], spec),
    known: INGREDIENTS.map((ingredient) => ({ ingredient, n: 0, lacks: '' })),
    caveats: [why],
    measures: null,
  };
}
