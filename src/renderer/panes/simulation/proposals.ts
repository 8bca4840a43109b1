import type { PathSpec } from '#core/hedge/simulation';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type { CascadeRow } from '#shared/cascades';
import type { Instrument } from '#shared/market';
import { formatTime, formatUsdM } from '../../lib/format';
import type { PathKind, PathOf } from '../../state/simulation';

/** A span of the past that can be taken with one click. */
export interface SpanPick {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly from: Ms;
  readonly to: Ms;
}

const BEFORE = 7 * MS_PER_DAY;
const AFTER = 60 * MS_PER_DAY;
const MOST_CASCADES = 12;
const LEAST_DAYS = 2;

const notionalOf = (row: CascadeRow): number => (row.side === 'long' ? row.notionalLongUsd : row.notionalShortUsd);
/** Of a cascade seen by its price alone nobody knows the size: it comes last. */
const rankOf = (row: CascadeRow): number => (Number.isFinite(notionalOf(row)) ? notionalOf(row) : -1);
const wholeDay = (t: Ms): Ms => Math.floor(t / MS_PER_DAY) * MS_PER_DAY;

/** What is stored of an asset, whole days, nothing after the clock. Undefined: too little. */
export function storedSpan(
  instrument: Pick<Instrument, 'from' | 'to'> | undefined,
  asOf: Ms | null,
): { readonly from: Ms; readonly to: Ms } | undefined {
  if (!instrument) return undefined;
  const from = Math.ceil(instrument.from / MS_PER_DAY) * MS_PER_DAY;
  const to = wholeDay(Math.min(instrument.to, asOf ?? Infinity));
  return to - from >= LEAST_DAYS * MS_PER_DAY ? { from, to } : undefined;
}

/** Stored cascades, the largest first, each from a week before it to two months after it, and the newest stretches of the record. */
export function historyPicks(
  cascades: readonly CascadeRow[],
  span: { readonly from: Ms; readonly to: Ms } | undefined,
): readonly SpanPick[] {
  if (!span) return [];
  const spans = [
    ['90 d', 90],
    ['1 yr', 365],
  ] as const;
  const newest = spans
    .filter(([, days]) => span.to - span.from >= days * MS_PER_DAY)
    .map(([title, days]) => ({ id: title, title: `Last ${title}`, hint: 'of what is stored', from: span.to - days * MS_PER_DAY, to: span.to })); // prettier-ignore
  const around = cascadePicks(cascades).flatMap((pick) => {
    const from = Math.max(span.from, wholeDay(pick.from - BEFORE));
    const to = Math.min(span.to, wholeDay(pick.from + AFTER));
    return to - from >= LEAST_DAYS * MS_PER_DAY ? [{ ...pick, from, to }] : [];
  });
  return [...newest, ...around];
}

/** The largest cascades, from the instant at which each could be known to be over. */
export const cascadePicks = (cascades: readonly CascadeRow[]): readonly SpanPick[] =>
  cascades
    .toSorted((a, b) => rankOf(b) - rankOf(a))
    .slice(0, MOST_CASCADES)
    .map((row) => ({
      id: row.id,
      title: `${formatTime(row.start, 'utc', 'day')} ${row.side}s closed`,
      hint: formatUsdM(notionalOf(row), { unit: true, missing: 'size unknown' }),
      from: row.decision,
      to: row.decision,
    }));

/** What a kind asks before anybody chose: the newest quarter of the record, or what followed its largest cascade. */
export function proposePath(
  kind: PathKind,
  chosen: PathSpec | null,
  cascades: readonly CascadeRow[],
  span: { readonly from: Ms; readonly to: Ms } | undefined,
): PathSpec | null {
  if (chosen) return chosen;
  if (!span) return null;
  if (kind === 'history') {
    const from = Math.max(span.from, span.to - 90 * MS_PER_DAY);
    return { kind, from, to: span.to, step: MS_PER_DAY } satisfies PathOf<'history'>;
  }
  if (kind === 'analog') {
    const days = Math.min(60, Math.floor((span.to - span.from) / MS_PER_DAY / 2));
    const room = cascadePicks(cascades).find(({ from }) => from >= span.from && from + days * MS_PER_DAY <= span.to);
    return { kind, from: room?.from ?? span.to - days * MS_PER_DAY, days, step: MS_PER_DAY } satisfies PathOf<'analog'>; // prettier-ignore
  }
  return null;
}
