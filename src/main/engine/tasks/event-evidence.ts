import { positionsOf } from '#core/evidence/checks/positions';
import { confirmationsAt } from '#core/evidence/confirmations';
import { cutMarket } from '#core/evidence/market';
import type { StudyEvent, StudyMarket } from '#core/evidence/types';
import { absorption } from '#core/liquidations/absorption';
import { breakEvenReset, openInterestCohorts } from '#core/liquidations/cohorts';
import { fitHawkes } from '#core/liquidations/hawkes/fit';
import { hawkesIntensity } from '#core/liquidations/hawkes/intensity';
import { DEFAULT_CASCADE_SETTINGS } from '#core/liquidations/settings';
import { lowerBound } from '#core/series/search';
import { MS_PER_MINUTE, MS_PER_SECOND, type Ms } from '#core/time/ms';
import type { CascadeRow } from '#shared/cascades';
import type { EventEvidence } from '#shared/evidence';
import type { StoreReader } from '../../store/api';
import { loadStudyMarket, type StudySources } from './study-market';

interface EvidenceArgs {
  readonly sources: StudySources;
  readonly event: CascadeRow;
}

/** What was known of an event at its decision, beyond its own fields. */
export function eventEvidence(
  store: () => StoreReader,
  { sources, event }: EvidenceArgs,
): Omit<EventEvidence, 'sources'> {
  const market = cutMarket(loadStudyMarket(store(), sources, event.decision), event.decision);
  const intensity = intensityOf(market, event);
  const stages = absorptionOf(market, event);
  const cohorts = cohortsOf(market, event);
  return {
    confirmations: confirmationsAt(market, studyEvent(event)),
    intensity: typeof intensity === 'string' ? null : intensity,
    absorption: typeof stages === 'string' ? null : stages,
    cohorts: typeof cohorts === 'string' ? null : cohorts,
    lacks: {
      intensity: typeof intensity === 'string' ? intensity : '',
      absorption: typeof stages === 'string' ? stages : '',
      cohorts: typeof cohorts === 'string' ? cohorts : '',
    },
  };
}

const studyEvent = (row: CascadeRow): StudyEvent => ({
  instrument: row.instrument,
  side: row.side,
  start: row.start,
  end: row.end,
  decision: row.decision,
  priceExtreme: row.priceLow,
  dropBp: row.dropBp,
  notionalUsd: row.side === 'long' ? row.notionalLongUsd : row.notionalShortUsd,
  coverage: row.coverage,
});

/** Calm before the cascade that the fit needs to tell a base rate from feedback: as long as the event, an hour at least. */
const LEAST_CALM: Ms = 60 * MS_PER_MINUTE;
const CURVE_POINTS = 600;

function intensityOf(market: StudyMarket, event: CascadeRow): NonNullable<EventEvidence['intensity']> | string {
  const { liquidations } = market;
  if (!liquidations) return 'no liquidations';
  if (liquidations.series.kind !== 'prints') return 'sums only: single prints are needed';
  const { t, side } = liquidations.series.columns;
  const from = event.start - Math.max(LEAST_CALM, event.decision - event.start);
  const sign = event.side === 'long' ? 1 : -1;
  const begin = lowerBound(t, from);
  const end = lowerBound(t, event.decision + 1);
  const prints = t.subarray(begin, end).filter((_, k) => side[begin + k] === sign);
  const fit = fitHawkes(prints, { from, to: event.decision });
  if (fit.reason === 'tooFewPrints') return 'too few prints';
  const at = Float64Array.from(
    { length: CURVE_POINTS },
    (_, k) => from + ((k + 1) * (event.decision - from)) / CURVE_POINTS,
  );
  const parameters = {
    mu: fit.mu.value,
    alpha: fit.alpha.value,
    beta: Number.isNaN(fit.beta.value) ? 1 : fit.beta.value, // without excitation the decay has nothing to act on
  };
  return {
    t: at,
    perSecond: hawkesIntensity(prints, parameters, at),
    mu: fit.mu.value,
    branching: fit.branching,
    halfLifeMs: (Math.LN2 / fit.beta.value) * MS_PER_SECOND,
    poissonP: fit.poissonP,
    ksP: fit.ksP,
    prints: fit.n,
  };
}

function absorptionOf(market: StudyMarket, event: CascadeRow): NonNullable<EventEvidence['absorption']> | string {
  const { liquidations, bars, coverage } = market;
  if (!liquidations) return 'no liquidations';
  if (bars.columns.t.length === 0) return 'no bars';
  const settings = { ...DEFAULT_CASCADE_SETTINGS, gridMs: event.grid };
  const input = { liquidations: liquidations.series, bars, coverage, asOf: liquidations.until };
  return absorption(event, input, undefined, settings);
}

/** Bars drawn before the event: enough to see the level that it left. */
const COHORT_BARS = 240;

function cohortsOf(market: StudyMarket, event: CascadeRow): NonNullable<EventEvidence['cohorts']> | string {
  const positions = positionsOf(market);
  if (!positions || positions.oi.columns.t.length === 0) return 'no open interest';
  const { bars, funding } = positions;
  if (bars.columns.t.length === 0) return 'no bars';
  const cohorts = openInterestCohorts(positions);
  const { before, after, changeBp } = breakEvenReset(event, cohorts, bars);
  const begin = Math.max(0, lowerBound(bars.columns.t, event.start) - COHORT_BARS);
  return {
    t: bars.columns.t.slice(begin),
    longBreakEven: cohorts.longBreakEven.slice(begin),
    shortBreakEven: cohorts.shortBreakEven.slice(begin),
    before,
    after,
    resetBp: changeBp,
    interval: bars.interval,
    source: sourceOf(funding !== undefined),
  };
}

const sourceOf = (withFunding: boolean): string =>
  withFunding
    ? 'open interest, bars and funding'
    : 'open interest and bars; no funding stored, so entry and fees alone';
