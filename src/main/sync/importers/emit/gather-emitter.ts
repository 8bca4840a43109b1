import { SHAPES } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import type { MacroRelease, PageBlock } from '#main/store/types';
import { contractSize } from '../../facts';
import type { Batch } from '../csv/scan';
import type { BoundSeries } from '../plan/bind';
import { CHECKS, checkTime, VALUES, type Finding } from '../validate/checks';
import { createReader, type ColumnReader } from './column-reader';
import type { Emitter, Held, Reject } from './emitter';
import { Groups, NAMELESS } from './groups';
import { Sink } from './sink';

/** A bar (or last value) that is still being filled. `values` stand in the order of the shape. */
interface Bucket {
  readonly values: number[];
  readonly line: number;
  readonly offset: number;
  firstT: Ms;
  lastT: Ms;
}

/**
 * Many rows of the file become one row of a series: trades become bars, ticks the last value of
 * their interval, positions of many accounts their sum.
 * A bucket beside the newest row is held back at the end of a page, because the next page may add to it; the page's
 * cursor then points at the first row of what is held.
 */
export class GatherEmitter implements Emitter {
  accepted = 0;
  private readonly series: BoundSeries;
  private readonly batch: Batch;
  private readonly now: Ms;
  private readonly reject: Reject;
  private readonly groups: Groups;
  private readonly names: readonly string[];
  private readonly readers: readonly ColumnReader[];
  private readonly sinks = new Map<number, Sink>();
  private readonly buckets = new Map<number, Map<Ms, Bucket>>();
  private newest: Ms = Number.NaN;

  constructor(series: BoundSeries, batch: Batch, texts: (slot: number) => readonly string[], now: Ms, reject: Reject) {
    this.series = series;
    this.batch = batch;
    this.now = now;
    this.reject = reject;
    this.groups = new Groups(series, batch, texts);
    this.names = series.spec.gather === 'bars' ? ['t', 'price', 'quantity'] : SHAPES[series.shape!].columns;
    this.readers = this.names.map((name) => createReader(series.fields[name]!, batch, texts));
  }

  add(base: number): void {
    const { batch } = this;
    const ids = this.groups.assign();
    const columns = this.readers.map((read) => read());
    const t = columns[0]!;
    for (let i = 0; i < batch.rows; i++) {
      const id = ids[i]!;
      if (id < 0) {
        if (id === NAMELESS) this.reject(i, { reason: 'unparseable', detail: 'the instrument is empty' }, t[i]!);
        continue;
      }
      const finding = this.check(columns, i);
      if (finding === 'empty') continue;
      if (finding) this.reject(i, finding, t[i]!);
      else this.put(id, columns, i, base + batch.start[i]!);
    }
  }

  flush(blocks: PageBlock[], _macro: MacroRelease[], final: boolean): void {
    for (const [id, buckets] of this.buckets) {
      const sink = this.sinkOf(id);
      for (const [t, bucket] of buckets) {
        if (!final && this.isHeld(t)) continue;
        sink.push(bucket.values, bucket.line);
        buckets.delete(t);
      }
      if (sink.rows > 0) blocks.push(sink.take());
    }
  }

  rowsToCut(): undefined {
    return undefined;
  }

  held(): Held | undefined {
    let first: Held | undefined;
    for (const buckets of this.buckets.values())
      for (const { offset, line } of buckets.values()) if (!first || offset < first.offset) first = { offset, line };
    return first;
  }

  private isHeld(t: Ms): boolean {
    return Math.abs(t - this.bucketOf(this.newest)) <= this.series.interval;
  }

  private bucketOf(t: Ms): Ms {
    const { interval } = this.series;
    return interval > 0 ? Math.floor(t / interval) * interval : t;
  }

  private put(id: number, columns: readonly Float64Array[], i: number, offset: number): void {
    const t = columns[0]![i]!;
    const at = this.bucketOf(t);
    let buckets = this.buckets.get(id);
    if (!buckets) this.buckets.set(id, (buckets = new Map<Ms, Bucket>()));
    this.newest = t;
    this.accepted++;
    const bucket = buckets.get(at);
    if (this.series.spec.gather === 'last') {
      if (bucket && t < bucket.lastT) return;
      const values = columns.map((column, k) => (k === 0 ? at : column[i]!));
      buckets.set(at, { values, line: this.batch.line[i]!, offset: bucket?.offset ?? offset, firstT: t, lastT: t });
      return;
    }
    if (this.series.spec.gather === 'sum') {
      if (bucket) for (let k = 1; k < columns.length; k++) bucket.values[k]! += columns[k]![i]!;
      else buckets.set(at, { values: columns.map((column, k) => (k === 0 ? at : column[i]!)), line: this.batch.line[i]!, offset, firstT: t, lastT: t }); // prettier-ignore
      return;
    }
    const price = columns[1]![i]!, quantity = this.toBase(id, price, columns[2]![i]!); // prettier-ignore
    if (!bucket) {
      const values = [at, price, price, price, price, quantity];
      buckets.set(at, { values, line: this.batch.line[i]!, offset, firstT: t, lastT: t });
    } else addTrade(bucket, t, price, quantity);
  }

  private toBase(id: number, price: number, quantity: number): number {
    if (!this.series.spec.contracts) return quantity;
    const key = this.groups.keys[id]!;
    const size = contractSize(key.instrument, key.source);
    return size === undefined ? quantity : (quantity * size) / price;
  }

  private check(columns: readonly Float64Array[], i: number): Finding | 'empty' | undefined {
    const time = checkTime(columns[0]![i]!, this.now);
    if (time) return time;
    if (this.series.spec.gather === 'bars') {
      const price = columns[1]![i]!, quantity = columns[2]![i]!; // prettier-ignore
      if (Number.isNaN(price)) return { reason: 'unparseable', detail: 'price is empty' };
      if (price <= 0) return { reason: 'nonPositivePrice', detail: `price is ${price}; a price over 0 was expected` };
      return quantity < 0
        ? { reason: 'negativeVolume', detail: `quantity is ${quantity}; it cannot be negative` }
        : undefined;
    }
    const shape = this.series.shape!;
    const named = Object.fromEntries(this.names.map((name, k) => [name, columns[k]!]));
    if (VALUES[shape].every((name) => Number.isNaN(named[name]![i]!))) return 'empty';
    return CHECKS[shape](named, i);
  }

  private sinkOf(id: number): Sink {
    let sink = this.sinks.get(id);
    const key = this.groups.keys[id]!;
    if (!sink)
      this.sinks.set(id, (sink = new Sink(this.series.shape!, key, this.series.traits, this.series.coverageOf(key))));
    return sink;
  }
}

/** Open and close go by the trades' stamps; among equal ones by their place in the file. */
function addTrade(bucket: Bucket, t: Ms, price: number, quantity: number): void {
  const { values } = bucket;
  if (t < bucket.firstT) {
    values[1] = price;
    bucket.firstT = t;
  }
  if (price > values[2]!) values[2] = price;
  if (price < values[3]!) values[3] = price;
  if (t >= bucket.lastT) {
    values[4] = price;
    bucket.lastT = t;
  }
  values[5]! += quantity;
}
