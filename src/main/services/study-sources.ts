import { coarsestBars } from '#core/evidence/coarsest';
import type { ConfirmationId, Rule, StudyInput, StudySpec } from '#core/evidence/types';
import type { SeriesKind } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import type { StudySources } from '../engine/tasks/study-market';
import type { StoreReader } from '../store/api';
import type { SeriesRecord } from '../store/types';
import { confirmationSources } from './confirmation-sources';
import { economySources } from './economy-sources';
import { coverageBy } from './market';
import {
  assetOf,
  chooseBasket,
  chooseCohorts,
  chooseLongest,
  isOf,
  marketOf,
  NEARLY,
  overlap,
  reaching,
  seriesFor,
  volatilityFor,
} from './selection';

/** Which series one instrument's part of a study reads, and what a person is told about them. */
export interface InstrumentPlan {
  readonly sources: StudySources;
  readonly inputs: readonly StudyInput[];
  /** Which of them each confirmation reads. */
  readonly confirmations: Readonly<Partial<Record<ConfirmationId, string>>>;
  /** Ids and revisions of everything read: another list, another answer. */
  readonly revisions: readonly unknown[];
}

/** Series of one kind of the same asset: an asset's liquidations find the prices of its contracts and the other way round. */
function ofAsset(all: readonly SeriesRecord[], instrument: string, kind: SeriesKind): SeriesRecord[] {
  const asset = assetOf(all, instrument);
  return all.filter(
    (series) =>
      series.kind === kind &&
      series.rows > 0 &&
      series.field === '' &&
      (series.instrument === instrument || isOf(asset, series)),
  );
}

/**
 * Bars that outcomes are measured on: of those on which the rule means what it says (else of the finest there are) and that
 * cover the span about as well as any, the finest; of equals the instrument's own. A wanted interval may be made from finer bars.
 */
function chooseOutcomeBars(
  candidates: readonly SeriesRecord[],
  instrument: string,
  { from, to }: { readonly from: Ms; readonly to: Ms },
  {
    barsMs: wanted,
    coarsest,
    mustOverlap,
    mustReach,
  }: Pick<InstrumentWish, 'barsMs' | 'coarsest' | 'mustOverlap' | 'mustReach'>,
): { readonly series: SeriesRecord; readonly interval: Ms } | undefined {
  const usable = candidates.filter(
    (series) => (wanted === null || wanted % series.interval === 0) && (!mustOverlap || overlap(series, from, to) > 0),
  );
  const widest = wanted === null ? Math.max(coarsest, Math.min(...usable.map(({ interval }) => interval))) : Infinity;
  const fine = usable.filter(({ interval }) => interval <= widest);
  const fitting = mustReach ? reaching(fine, to) : fine;
  const best = Math.max(0, ...fitting.map((series) => overlap(series, from, to)));
  const [series] = fitting
    .filter((one) => overlap(one, from, to) >= NEARLY * best)
    .sort(
      (a, b) =>
        (wanted === null ? a.interval - b.interval : b.interval - a.interval) ||
        Number(b.instrument === instrument) - Number(a.instrument === instrument) ||
        b.rows - a.rows,
    );
  return series && { series, interval: wanted ?? series.interval };
}

const plain = (name: string): string => name.toUpperCase().replace(/^SIM-/, '');

/** A published index of a market by its plain name. */
function indexNamed(all: readonly SeriesRecord[], name: string, market: string): SeriesRecord | undefined {
  const found = all.filter(
    (series) =>
      series.kind === 'vol' && series.rows > 0 && marketOf(series) === market && plain(series.instrument) === name,
  );
  return chooseLongest(found, -Infinity, Infinity);
}

/** What is asked of an instrument's data. */
export interface InstrumentWish {
  /** What finds the events. */
  readonly reads: 'liquidations' | 'openInterest' | 'bars';
  readonly from: Ms | null;
  readonly to: Ms | null;
  readonly barsMs: Ms | null;
  /** Bars wider than this give the rule another meaning. */
  readonly coarsest: Ms;
  /** Without bars inside the span there is nothing to ask. */
  readonly mustOverlap: boolean;
  /** What is asked is of now: bars that ended long before others of the asset do not speak. */
  readonly mustReach?: boolean;
  /** The list of series is the one of this instant; null: of now. */
  readonly asOf: Ms | null;
}

/** What finds the events of a rule. */
export const readsOf = ({ kind }: Rule): InstrumentWish['reads'] =>
  kind === 'cascade' ? 'liquidations' : kind === 'proxy' ? 'openInterest' : 'bars';

export const wishOf = ({ rule, from, to, barsMs, asOf }: StudySpec): InstrumentWish => ({
  reads: readsOf(rule),
  from,
  to,
  barsMs,
  coarsest: coarsestBars(rule),
  mustOverlap: true,
  asOf,
});

/** What an instrument's part of the study reads, or why it has none. */
export function planInstrument(
  reader: StoreReader,
  all: readonly SeriesRecord[],
  instrument: string,
  wish: InstrumentWish,
): InstrumentPlan | { readonly problem: string } {
  const own = all.filter((series) => series.instrument === instrument && series.rows > 0);
  const liquidations = [...own.filter(({ kind }) => kind === 'liquidations')].sort(
    (a, b) => a.interval - b.interval || b.rows - a.rows,
  )[0];
  if (own.length === 0) {
    const by = wish.asOf === null ? '' : ` that was known by ${new Date(wish.asOf).toISOString()}`;
    return { problem: `Nothing is stored for ${instrument}${by}.` };
  }
  if (wish.reads === 'liquidations' && !liquidations)
    return { problem: `No liquidations are stored for ${instrument}: choose the proxy or the absolute move.` };
  const candidates = ofAsset(all, instrument, 'bars');
  const span = wish.reads === 'liquidations' ? liquidations! : { from: -Infinity, to: Infinity, knownLag: 0 };
  const range = {
    from: Math.max(wish.from ?? -Infinity, span.from),
    to: Math.min(wish.to ?? Infinity, span.to + span.knownLag),
  };
  const chosen = chooseOutcomeBars(candidates, instrument, range, wish);
  if (!chosen) {
    const where = `${wish.barsMs === null ? '' : ' at that interval'}${candidates.length > 0 && wish.mustOverlap ? ' in the time asked for' : ''}`;
    return { problem: `No bars are stored for ${instrument}${where}.` };
  }
  const { series: bars, interval } = chosen;
  const oi = chooseLongest(seriesFor(all, instrument, 'oi'), range.from, range.to);
  if (wish.reads === 'openInterest' && !oi)
    return { problem: `The proxy needs open interest, and none is stored for ${instrument}.` };
  const funding = chooseLongest(
    seriesFor(all, instrument, 'funding').filter(({ field }) => field === ''),
    range.from,
    range.to,
  );
  const positions = chooseCohorts(all, instrument);
  const volatility = chooseLongest(volatilityFor(all, instrument), range.from, range.to);
  const chain = chooseLongest(seriesFor(all, instrument, 'chain'), range.from, range.to);
  const market = marketOf(bars);
  const front = indexNamed(all, 'VIX', market);
  const back = indexNamed(all, 'VIX3M', market);
  const basket = chooseBasket(all, instrument, Math.max(range.from, bars.from), Math.min(range.to, bars.to));
  const economy = economySources(reader, instrument, market);
  const cohorts = positions ? [positions.bars, positions.oi, positions.funding] : [];
  const used = [liquidations, bars, oi, funding, ...cohorts, volatility, chain, front, back, ...basket].filter(
    (one) => one !== undefined,
  );
  return {
    sources: {
      instrument,
      bars: { id: bars.id, interval },
      liquidations: liquidations?.id,
      oi: oi?.id,
      funding: funding?.id,
      positions: positions && { bars: positions.bars.id, oi: positions.oi.id, funding: positions.funding?.id },
      volatility: volatility?.id,
      termSlope: front && back ? { front: front.id, back: back.id } : undefined,
      chain: chain?.id,
      basket: basket.map(({ id }) => id),
      economy: economy.sources,
    },
    inputs: [
      ...(liquidations ? [toInput(reader, liquidations, 'liquidations', wish.asOf)] : []),
      toInput(reader, bars, 'outcomes', wish.asOf),
      ...[oi, funding, volatility, chain, ...(front && back ? [front, back] : [])]
        .filter((one) => one !== undefined)
        .map((one) => toInput(reader, one, 'context', wish.asOf)),
    ],
    confirmations: confirmationSources({
      ...{ bars, liquidations, oi, funding, positions, chain, basket },
      slope: front && back ? [front, back] : [],
      economy: economy.words,
    }),
    revisions: [...used.map((series) => [series.id, series.revision]), ...economy.revisions],
  };
}

const toInput = (reader: StoreReader, series: SeriesRecord, role: StudyInput['role'], asOf: Ms | null): StudyInput => ({
  instrument: series.instrument,
  kind: series.kind,
  intervalMs: series.interval,
  source: series.source,
  from: series.from,
  to: series.to + series.knownLag,
  rows: series.rows,
  coverage: coverageBy(reader.coverage(series.id), asOf ?? undefined),
  synthetic: series.synthetic,
  role,
});
