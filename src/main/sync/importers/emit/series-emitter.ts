import { MS_PER_DAY, type Ms } from '#core/time/ms';
import { chunkSpan, SHAPES, type Shape } from '#core/series/schema';
import type { PageBlock } from '#main/store/types';
import { contractSize } from '../../facts';
import type { Batch } from '../csv/scan';
import type { BoundSeries } from '../plan/bind';
import { CHECKS, checkTime, EARLIEST, VALUES } from '../validate/checks';
import { ImpliedPriceGuard } from '../validate/oi-units';
import { createReader, type ColumnReader } from './column-reader';
import type { Emitter, Held, Reject } from './emitter';
import { Groups, NAMELESS, PASSED } from './groups';
import { Sink } from './sink';

type Columns = Record<string, Float64Array>;

/** Rows that are stored as they stand: one row of the file, one row of a series. */
export class SeriesEmitter implements Emitter {
  accepted = 0;
  private readonly series: BoundSeries;
  private readonly shape: Shape;
  private readonly batch: Batch;
  private readonly now: Ms;
  private readonly reject: Reject;
  private readonly groups: Groups;
  private readonly readers: readonly (readonly [name: string, read: ColumnReader])[];
  private readonly sinks: Sink[] = [];
  private readonly guard = new ImpliedPriceGuard();

  constructor(series: BoundSeries, batch: Batch, texts: (slot: number) => readonly string[], now: Ms, reject: Reject) {
    this.series = series;
    this.shape = series.shape!;
    this.batch = batch;
    this.now = now;
    this.reject = reject;
    this.groups = new Groups(series, batch, texts);
    this.readers = SHAPES[this.shape].columns.map((name) => [name, createReader(series.fields[name]!, batch, texts)]);
  }

  add(): void {
    const { batch } = this;
    const ids = this.groups.assign();
    const columns: Columns = {};
    for (const [name, read] of this.readers) columns[name] = read();
    if (this.shape === 'prints') this.completePrints(columns, ids);
    const mixed = this.shape === 'oi' ? this.guard.mark(columns['base']!, columns['usd']!, ids, batch.rows) : undefined;
    const ordered = SHAPES[this.shape].columns.map((name) => columns[name]!);
    const good = this.shape === 'bars' ? this.goodBars(columns) : undefined;
    if (good && this.groups.only >= 0 && !good.includes(0)) this.append(this.groups.only, ordered, 0, batch.rows);
    else this.appendRuns(columns, ordered, ids, good, mixed);
  }

  flush(blocks: PageBlock[]): void {
    for (const sink of this.sinks) if (sink.rows > 0) blocks.push(sink.take());
  }

  held(): Held | undefined {
    return undefined;
  }

  /** A page that ends where a chunk does spares the store to read, merge and write that chunk again with the next. */
  rowsToCut(): number | undefined {
    const { sinks, series } = this;
    const last = sinks.length === 1 ? sinks[0]!.lastStamp() : undefined;
    if (last === undefined || !(series.interval > 0)) return undefined;
    const span = chunkSpan(this.shape, series.interval);
    return Math.ceil((span - (last % span)) / series.interval) - 1;
  }

  /** Row by row: what is not kept is set aside, what is kept goes on in runs of one series. */
  private appendRuns(
    columns: Columns,
    ordered: readonly Float64Array[],
    ids: Int32Array,
    good: Uint8Array | undefined,
    mixed: Uint8Array | undefined,
  ): void {
    const { batch } = this;
    let start = 0;
    for (let i = 0; i <= batch.rows; i++) {
      // a run ends where the series changes, at a row that is not kept, and at the end
      const keep = i < batch.rows && ids[i]! >= 0 && (good?.[i] === 1 || this.isKept(columns, i, mixed));
      if (keep && (i === start || ids[i] === ids[start])) continue;
      if (i > start) this.append(ids[start]!, ordered, start, i);
      start = keep ? i : i + 1;
      if (i < batch.rows && ids[i] === NAMELESS)
        this.reject(i, { reason: 'unparseable', detail: 'the instrument is empty' }, columns['t']![i]!);
    }
  }

  private append(id: number, columns: readonly Float64Array[], from: number, to: number): void {
    this.sinks[id] ??= this.createSink(id);
    this.sinks[id].append(columns, this.batch.line, from, to);
    this.accepted += to - from;
  }

  private createSink(id: number): Sink {
    for (let k = this.sinks.length; k <= id; k++) {
      const key = this.groups.keys[k]!;
      this.sinks[k] = new Sink(this.shape, key, this.series.traits, this.series.coverageOf(key));
    }
    return this.sinks[id]!;
  }

  /** The common case without a call per row: everything there and in order. */
  private goodBars(columns: Columns): Uint8Array {
    const t = columns['t']!, o = columns['o']!, h = columns['h']!, l = columns['l']!, c = columns['c']!, v = columns['v']!; // prettier-ignore
    const latest = this.now + MS_PER_DAY, rows = this.batch.rows; // prettier-ignore
    const good = new Uint8Array(rows);
    for (let i = 0; i < rows; i++) {
      const low = l[i]!, high = h[i]!, open = o[i]!, close = c[i]!; // prettier-ignore
      const inside = low > 0 && low <= open && low <= close && open <= high && close <= high && !(v[i]! < 0);
      good[i] = inside && t[i]! > EARLIEST && t[i]! <= latest ? 1 : 0;
    }
    return good;
  }

  /** Sets a bad row aside; passes over one without any value. */
  private isKept(columns: Columns, i: number, mixed: Uint8Array | undefined): boolean {
    if (VALUES[this.shape].every((name) => Number.isNaN(columns[name]![i]!))) return false;
    const t = columns['t']![i]!;
    const finding = checkTime(t, this.now) ?? CHECKS[this.shape](columns, i);
    if (finding) this.reject(i, finding, t);
    else if (mixed?.[i] === 1) {
      const base = columns['base']![i]!, usd = columns['usd']![i]!; // prettier-ignore
      const detail = `open interest of ${usd} USD over ${base} coins implies a price of ${usd / base}, far from the rows around it`;
      this.reject(i, { reason: 'unitMixUp', detail }, t);
    } else return true;
    return false;
  }

  /** Contracts become coins; what of quantity and notional the file lacks follows from the other. */
  private completePrints(columns: Columns, ids: Int32Array): void {
    const quantity = columns['quantity']!.slice(), notional = columns['notional']!.slice(), price = columns['price']!; // prettier-ignore
    const sizes = this.series.spec.contracts
      ? this.groups.keys.map((key) => contractSize(key.instrument, key.source))
      : [];
    for (let i = 0; i < this.batch.rows; i++) {
      const size = ids[i] === PASSED ? undefined : sizes[ids[i]!];
      if (size !== undefined) {
        notional[i] = quantity[i]! * size;
        quantity[i] = notional[i]! / price[i]!;
      } else if (Number.isNaN(notional[i]!)) notional[i] = price[i]! * quantity[i]!;
      else if (Number.isNaN(quantity[i]!)) quantity[i] = notional[i]! / price[i]!;
    }
    columns['quantity'] = quantity;
    columns['notional'] = notional;
  }
}
