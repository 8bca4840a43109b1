import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type { Item } from '#core/value/types';
import type { StatementRowInput } from '#shared/value';
import type { Sheet } from '../../state/valuation';

/** What was typed over the reserves and the fee, as figures that are known from now on. */
export function typedRows(own: Sheet['overrides'], now: Ms): readonly StatementRowInput[] {
  const to = Math.floor(now / MS_PER_DAY) * MS_PER_DAY;
  return Object.entries(own).map(([item, value]) => ({
    ...{ item: item as Item, from: null, to, value, source: 'typed in', estimated: false },
    published: Math.floor(now),
  }));
}
