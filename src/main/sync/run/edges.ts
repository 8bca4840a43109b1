import type { Ms } from '#core/time/ms';
import type { StoreReader } from '#main/store/api';
import type { SeriesKey } from '#main/store/types';
import type { Range } from '../source';
import type { Answer } from './answer';
import { REACH, type Neighbour, type Neighbours } from './steps';

/** The bars on both sides of what a run has brought, so that a page in another unit is noticed across its edge. */
export class Edges {
  private readonly reader: Pick<StoreReader, 'findSeries' | 'read'>;
  private readonly known = new Map<string, { first: Neighbour; last: Neighbour }>();

  constructor(reader: Pick<StoreReader, 'findSeries' | 'read'>) {
    this.reader = reader;
  }

  /** Bars beside a page whose rows lie from `first` to `last`. */
  beside(key: SeriesKey, first: Ms, last: Ms): Neighbours {
    const known = this.known.get(nameOf(key));
    if (known && known.last.t < first) return { before: known.last };
    if (known && known.first.t > last) return { after: known.first };
    return this.stored(key, first, last);
  }

  /** Takes note of a page that goes to the store. */
  note({ blocks, quarantined }: Answer, { from, to }: Range): void {
    for (const { key, columns } of blocks) {
      const { t, o, c } = columns;
      if (key.kind !== 'bars' || !o || !c) continue;
      const bar = (i: number): Neighbour => ({ t: t[i]!, open: o[i]!, close: c[i]! });
      this.known.set(nameOf(key), { first: bar(0), last: bar(t.length - 1) });
    }
    if (!quarantined.some(({ reason }) => reason === 'unitMixUp')) return;
    // the last good price holds beyond the rows that were set aside
    for (const [name, { first, last }] of this.known)
      this.known.set(name, { first: { ...first, t: Math.min(first.t, from) }, last: { ...last, t: Math.max(last.t, to - 1) } }); // prettier-ignore
  }

  private stored(key: SeriesKey, first: Ms, last: Ms): Neighbours {
    const { reader } = this;
    const series = reader.findSeries(key);
    if (!series) return {};
    const reach = REACH * key.interval;
    const at = (from: Ms, to: Ms, row: 0 | -1): Neighbour | undefined => {
      const { t, o, c } = reader.read(series.id, { from, to }, ['t', 'o', 'c']);
      return t.length > 0 ? { t: t.at(row)!, open: o!.at(row)!, close: c!.at(row)! } : undefined;
    };
    return { before: at(first - reach, first, -1), after: at(last + 1, last + reach + 1, 0) };
  }
}

const nameOf = ({ instrument, interval, field }: SeriesKey): string => `${instrument}\n${interval}\n${field}`;
