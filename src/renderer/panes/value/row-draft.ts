import { MS_PER_DAY, type Ms } from '#core/time/ms';
import { ITEMS, type Item } from '#core/value/types';
import { StatementRowSchema, type StatementRowInput, type StoredRow } from '#shared/value';
import { fromPercent, toPercent } from '../../lib/percent';
import { isPercent } from '../shared/value/words';

/** A figure as it is being typed. Null and NaN: not yet. */
export interface RowDraft {
  readonly item: Item;
  readonly from: Ms | null;
  readonly to: Ms | null;
  readonly published: Ms | null;
  /** As it is printed: percent where the item is a share or a rate. */
  readonly value: number;
  readonly source: string;
  readonly estimated: boolean;
}

const QUARTER_DAYS = 91;

/** A new figure, of the day. A flow is asked over the quarter before. */
export function newDraft(item: Item, now: Ms): RowDraft {
  const to = Math.floor(now / MS_PER_DAY) * MS_PER_DAY;
  return withItem({ item, from: null, to, published: to, value: Number.NaN, source: '', estimated: false }, item);
}

export const draftOf = ({ item, from, to, published, value, source, estimated }: StoredRow): RowDraft => ({
  ...{ item, to, published, source, estimated },
  from: Number.isNaN(from) ? null : from,
  value: isPercent(item) ? toPercent(value) : value,
});

/** Another item for the same figure: only a flow has a beginning. */
export function withItem(draft: RowDraft, item: Item): RowDraft {
  const isFlow = ITEMS[item].kind === 'flow';
  const from = draft.from ?? (draft.to === null ? null : draft.to - QUARTER_DAYS * MS_PER_DAY);
  return { ...draft, item, from: isFlow ? from : null };
}

/** Of the same item, period and publication: the store keeps one of them. */
export const isSamePlace = (kept: StoredRow, { item, from, to, published }: StatementRowInput): boolean =>
  kept.item === item && Object.is(kept.from, from ?? Number.NaN) && kept.to === to && kept.published === published;

/** The figure as it is kept, or what is wrong with it, as a sentence. */
export function readDraft(draft: RowDraft): StatementRowInput | string {
  const { item, value, source, to, published, from } = draft;
  if (Number.isNaN(value)) return 'Type the figure.';
  if (to === null) return ITEMS[item].kind === 'flow' ? 'Say when its period ends.' : 'Say of when it is.';
  if (published === null) return 'Say when it was published: before that it is not known.';
  if (published < to && ITEMS[item].kind !== 'flow') return 'It is published before the day it is of.';
  const row = { ...draft, to, published, from, source: source.trim() || 'typed in', value: isPercent(item) ? fromPercent(value) : value }; // prettier-ignore
  const read = StatementRowSchema.safeParse(row);
  if (read.success) return read.data;
  const words = read.error.issues[0]?.message ?? 'It cannot be kept.';
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
