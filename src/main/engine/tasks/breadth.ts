import { advanceDecline, alignCloses } from '#core/indicators/advance-decline';
import type { BreadthColumns } from '#shared/market';
import type { StoreReader } from '../../store/api';
import type { ReadRange, SeriesId } from '../../store/types';
import { Kept, revisionsOf } from '../kept';
import { cutKnown, type KnownRange } from './known';

/** Advance-decline line of a basket. @param basket bars of its members, all of one interval */
export function basketBreadth(
  reader: StoreReader,
  basket: readonly SeriesId[],
  range: ReadRange = {},
): BreadthColumns | undefined {
  const [first] = basket;
  if (first === undefined) return undefined;
  const { knownLag } = reader.getSeries(first)!;
  const members = basket.map((id) => {
    const { t, c } = reader.read(id, range, ['t', 'c']);
    return { t, c: c! };
  });
  const { t, closes } = alignCloses(members);
  return { t: t.map((at) => at + knownLag), ...advanceDecline(closes) };
}

const kept = new Kept<BreadthColumns | undefined>();

interface BreadthArgs extends KnownRange {
  readonly basket: readonly SeriesId[];
}

/** A row depends on nothing later: the whole line is computed once, whatever the as-of instant. */
export function readBreadth(store: () => StoreReader, { basket, ...range }: BreadthArgs): BreadthColumns | undefined {
  const reader = store();
  const whole = kept.get(revisionsOf(reader, basket), () => basketBreadth(reader, basket));
  return whole && cutKnown(whole, range);
}
