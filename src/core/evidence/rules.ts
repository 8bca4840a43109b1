import { DEFAULT_ABSOLUTE_MOVE_SETTINGS, detectAbsoluteMoves } from '../liquidations/absolute-move';
import { detectCascades } from '../liquidations/detect';
import { DEFAULT_PROXY_SETTINGS, detectProxyCascades } from '../liquidations/proxy';
import { DEFAULT_CASCADE_SETTINGS, kFor, type CascadeSettings } from '../liquidations/settings';
import type { CascadeEvent } from '../liquidations/types';
import type { Ms } from '../time/ms';
import { conditionEvents } from './condition-events';
import type { Rule, StudyEvent, StudyMarket } from './types';

/**
 * The events of a rule, each with what was known at its decision.
 *
 * - `cascade`: the detector of method.md, section 2, on {@link cascadeGrid}; the event's total of its side is at least
 *   `minNotionalUsd`. None without liquidations.
 * - `absoluteMove`: decided by the move itself, at the close that completes it.
 * - `proxy`: inferred from price, open interest and volume. None without open interest.
 * - `condition`: decided at the close at which the tree turns true.
 *
 * Prefix property: on {@link cutMarket} at t the result is exactly the events with decision ≤ t, all fields equal.
 * @param settings what a cascade rule does not say itself
 * @returns in the order of their decisions; `notionalUsd` is NaN where the rule reads no liquidations
 * @throws {RangeError} an interval that is not positive, or a period that an indicator refuses
 */
export function findEvents(
  market: StudyMarket,
  rule: Rule,
  settings: CascadeSettings = DEFAULT_CASCADE_SETTINGS,
): StudyEvent[] {
  const toStudy = (events: readonly CascadeEvent[]): StudyEvent[] =>
    events.filter((e) => e.side === rule.side).map((e) => studyEvent(market.instrument, e));
  const { bars, oi, funding, coverage } = market;
  const context = { bars, oi, funding, coverage };
  const { mergeMs } = rule.kind === 'condition' ? { mergeMs: 0 } : rule;
  switch (rule.kind) {
    case 'cascade':
      return findCascades(market, rule, settings).map((e) => studyEvent(market.instrument, e));
    case 'absoluteMove': {
      const { fallBp, withinMs } = rule;
      return toStudy(detectAbsoluteMoves(context, { ...DEFAULT_ABSOLUTE_MOVE_SETTINGS, fallBp, withinMs, mergeMs }));
    }
    case 'proxy': {
      const { sigmas, oiFallShare, volumeZ } = rule;
      const given = { sigmas, oiFallShare, volumeZ, mergeMs };
      return toStudy(detectProxyCascades(context, { ...DEFAULT_PROXY_SETTINGS, ...given }));
    }
    case 'condition':
      return conditionEvents(market, rule);
  }
}

/** Cascades of one side as the detector tells them, with their peaks. None without liquidations. */
export function findCascades(
  market: StudyMarket,
  { side, k, minNotionalUsd, mergeMs }: Omit<Extract<Rule, { readonly kind: 'cascade' }>, 'kind'>,
  settings: CascadeSettings = DEFAULT_CASCADE_SETTINGS,
): CascadeEvent[] {
  const { bars, oi, funding, coverage, liquidations } = market;
  if (!liquidations) return [];
  const { series, until: asOf } = liquidations;
  const gridMs = cascadeGrid(market, settings);
  return detectCascades(
    { bars, oi, funding, coverage, liquidations: series, asOf },
    { ...settings, ...withK(k), gridMs, mergeMs },
    side,
  ).filter((e) => e.side === side && closedUsd(e) >= minNotionalUsd);
}

/**
 * Bins on which a market's liquidations are counted: the widest of the settings, the bars (so that a decision is a close)
 * and the buckets; a multiple of the buckets.
 */
export function cascadeGrid(
  { bars, liquidations }: StudyMarket,
  { gridMs }: CascadeSettings = DEFAULT_CASCADE_SETTINGS,
): Ms {
  const bucket = liquidations?.series.kind === 'buckets' ? liquidations.series.interval : 1;
  return Math.ceil(Math.max(gridMs, bars.interval) / bucket) * bucket;
}

/** What `k: null` of a cascade rule stands for on a market. */
export function defaultK(market: StudyMarket, settings: CascadeSettings = DEFAULT_CASCADE_SETTINGS): number {
  return kFor(settings, cascadeGrid(market, settings));
}

function withK(k: number | null): Partial<CascadeSettings> {
  return k === null ? {} : { kBelowHour: k, kFromHour: k, kDaily: k };
}

function closedUsd({ side, notionalLongUsd, notionalShortUsd }: CascadeEvent): number {
  return side === 'long' ? notionalLongUsd : notionalShortUsd;
}

/** An event of the detectors as the study needs it. */
export function studyEvent(instrument: string, event: CascadeEvent): StudyEvent {
  const { side, start, end, decision, priceExtreme, dropBp, coverage } = event;
  return { instrument, side, start, end, decision, priceExtreme, dropBp, notionalUsd: closedUsd(event), coverage };
}
