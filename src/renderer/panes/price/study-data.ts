import { emptyColumns, type Bars, type Columns } from '#core/series/schema';
import { LADDER } from '#core/time/ladder';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type {
  BarsReply,
  BreadthColumns,
  BreadthReply,
  BreakEvenColumns,
  BreakEvenReply,
  Derived,
  LevelsReply,
  LiquidationsReply,
  PointsReply,
} from '#shared/market';
import { WARM_UP_BARS } from './bar-window';
import { Latest } from './latest';
import { PagedSource, type Asked } from './paged-source';
import type { PageColumns } from './pages';
import type { TimeRange } from './viewport';

export type PointsKind = 'oi' | 'funding' | 'vol';
export type Points = { readonly t: Float64Array; readonly value: Float64Array };
export type LiquidationsMeta = Omit<LiquidationsReply, 'buckets'>;
export type PointsMeta = Omit<PointsReply, 't' | 'value'>;
type BarsMeta = Pick<BarsReply, 'interval'>;

/** Computed rows that are known at the closes of a range, and how long each of them holds. */
export interface Held<C> {
  readonly columns: C;
  readonly hold: Ms;
}

type Read<R> = (level: Ms, from: Ms, to: Ms, since?: Ms) => Promise<R | null>;

export interface StudyReads {
  readonly bars: Read<BarsReply>;
  readonly liquidations: Read<LiquidationsReply>;
  readonly points: (kind: PointsKind, level: Ms, from: Ms, to: Ms, since?: Ms) => Promise<PointsReply | null>;
  readonly breadth: Read<BreadthReply>;
  readonly breakEven: Read<BreakEvenReply>;
  readonly levels: () => Promise<LevelsReply | null>;
}

/** A figure holds this long after its stamp: longer, and the series has a gap there. */
const HOLD_INTERVALS = 3;
/** The same for a series that comes at no fixed interval. */
const HOLD_IRREGULAR: Ms = MS_PER_DAY;

const none = (): Float64Array => new Float64Array(0);

/** Timeframes above the bars shown whose RSI stands beside theirs. */
const HIGHER = [0, 1] as const;
export const higherLevels = (level: Ms): readonly Ms[] =>
  LADDER.filter((step) => step > level && step % level === 0).slice(0, HIGHER.length);

/** The series behind the studies, stored or computed by the engine, read in pages like the bars. */
export class StudyData {
  readonly liquidations: PagedSource<Columns<'buckets'>, LiquidationsMeta>;
  readonly points: Readonly<Record<PointsKind, PagedSource<Points, PointsMeta>>>;
  readonly breadth: PagedSource<BreadthColumns, Derived>;
  readonly breakEven: PagedSource<BreakEvenColumns, Derived>;
  readonly levels: Latest<LevelsReply>;
  /** Bars of the k-th timeframe above the level shown. */
  readonly higher: readonly PagedSource<Bars, BarsMeta>[];

  constructor(reads: StudyReads, onChange: () => void) {
    const paged = <R, C extends PageColumns, M>(
      empty: C,
      read: Read<R>,
      columns: (reply: R) => C,
      meta: (reply: R) => M,
    ): PagedSource<C, M> =>
      new PagedSource<C, M>({
        empty,
        fetch: async (level, from, to, since) => {
          const reply = await read(level, from, to, since);
          return reply && { columns: columns(reply), meta: meta(reply) };
        },
        onChange,
      });
    const points = (kind: PointsKind): PagedSource<Points, PointsMeta> =>
      paged(
        { t: none(), value: none() },
        (level, from, to, since) => reads.points(kind, level, from, to, since),
        ({ t, value }) => ({ t, value }),
        (reply): PointsMeta => reply,
      );
    this.liquidations = paged(
      emptyColumns('buckets'),
      reads.liquidations,
      ({ buckets }) => buckets,
      (reply): LiquidationsMeta => reply,
    );
    this.points = { oi: points('oi'), funding: points('funding'), vol: points('vol') };
    this.breadth = paged(
      { t: none(), line: none(), normalised: none(), members: none() },
      reads.breadth,
      ({ columns }) => columns,
      (reply): Derived => reply,
    );
    this.breakEven = paged(
      { t: none(), long: none(), short: none() },
      reads.breakEven,
      ({ columns }) => columns,
      (reply): Derived => reply,
    );
    this.higher = HIGHER.map(() =>
      paged(
        emptyColumns('bars'),
        reads.bars,
        ({ bars }) => bars,
        (reply): BarsMeta => reply,
      ),
    );
    this.levels = new Latest({ fetch: reads.levels, knownAt: ({ t }) => t, onChange });
  }

  /** Asks for what the shown studies need; bubbles need the liquidations whatever is shown. */
  want(studies: readonly string[], level: Ms, loaded: TimeRange, ahead: TimeRange): void {
    this.liquidations.want(level, [loaded, ahead]);
    const since = (back: Ms): TimeRange => ({ from: loaded.from - back, to: loaded.to });
    for (const id of studies) {
      if (id === 'rsi')
        higherLevels(level).forEach((higher, k) => this.higher[k]!.want(higher, [since(WARM_UP_BARS * higher), ahead]));
      else if (id === 'levels') this.levels.want();
      else if (id === 'breadth' || id === 'breakEven')
        this[id].want(level, [knownIn(since(this.#heldFor(this[id].meta?.interval, level)), level), ahead]);
      else if (isPoints(id)) this.points[id].want(level, [since(this.hold(id, level)), ahead]);
    }
  }

  /** Whether stored rows are still to come. */
  get isBusy(): boolean {
    return this.#paged().some((source) => source.isBusy);
  }

  readLiquidations(level: Ms, range: TimeRange): Columns<'buckets'> {
    const reach = Math.max(level, this.liquidations.meta?.interval ?? level);
    return this.liquidations.read(level, { from: range.from - reach + 1, to: range.to });
  }

  readPoints(kind: PointsKind, level: Ms, range: TimeRange): Points {
    return this.points[kind].read(level, { from: range.from - this.hold(kind, level), to: range.to });
  }

  readBreadth(level: Ms, range: TimeRange): Held<BreadthColumns> {
    return this.#readDerived(this.breadth, level, range);
  }

  readBreakEven(level: Ms, range: TimeRange): Held<BreakEvenColumns> {
    return this.#readDerived(this.breakEven, level, range);
  }

  /** Bars of the k-th timeframe above, with as many before the range as its indicators need to settle. */
  readHigher(k: number, level: Ms, { from, to }: TimeRange): Bars {
    return this.higher[k]!.read(level, { from: from - WARM_UP_BARS * level, to });
  }

  /** How long a point of a series stands for what follows it. */
  hold(kind: PointsKind, level: Ms): Ms {
    return this.#heldFor(this.points[kind].meta?.interval, level);
  }

  /** Whether there is something to draw a study from; a study of the bars shown always has. */
  stateOf(id: string): 'missing' | 'failed' | 'there' {
    if (id === 'levels') return stateBy(this.levels.error, this.levels.value);
    if (id === 'liquidations' || id === 'breadth' || id === 'breakEven') return stateBy(this[id].error, this[id].meta);
    return isPoints(id) ? stateBy(this.points[id].error, this.points[id].meta) : 'there';
  }

  /** @param after only what lies past this instant may have changed */
  invalidate(after?: Ms): void {
    this.levels.invalidate(after);
    for (const source of this.#paged()) {
      if (after === undefined) source.reset();
      else source.dropAfter(after);
    }
  }

  /** The clock has moved on: stored rows are continued; what is computed from all of them is computed again. */
  growAfter(instant: Ms): void {
    this.levels.invalidate(instant);
    for (const source of [this.liquidations, ...Object.values(this.points), ...this.higher]) source.growAfter(instant);
    for (const source of [this.breadth, this.breakEven]) source.dropAfter(instant);
  }

  /** What {@link want} will ask for when the clock goes on from an instant; without what is computed. */
  growing(instant: Ms): readonly (readonly ['bars' | 'liquidations' | PointsKind, Asked])[] {
    const { liquidations, points, higher } = this;
    const of = <K extends string>(
      kind: K,
      source: { growing(t: Ms): readonly Asked[] },
    ): readonly (readonly [K, Asked])[] => source.growing(instant).map((asked) => [kind, asked] as const);
    return [
      ...of('liquidations', liquidations),
      ...(['oi', 'funding', 'vol'] as const).flatMap((kind) => of(kind, points[kind])),
      ...higher.flatMap((source) => of('bars', source)),
    ];
  }

  #readDerived<C extends PageColumns>(source: PagedSource<C, Derived>, level: Ms, { from, to }: TimeRange): Held<C> {
    const hold = this.#heldFor(source.meta?.interval, level);
    return { columns: source.read(level, knownIn({ from: from - hold, to }, level)), hold };
  }

  #heldFor(interval: Ms | undefined, level: Ms): Ms {
    return Math.max(level, interval === 0 ? HOLD_IRREGULAR : HOLD_INTERVALS * (interval ?? level));
  }

  #paged(): readonly { readonly isBusy: boolean; reset(): void; dropAfter(instant: Ms): void }[] {
    return [this.liquidations, ...Object.values(this.points), this.breadth, this.breakEven, ...this.higher];
  }
}

const isPoints = (id: string): id is PointsKind => id === 'oi' || id === 'funding' || id === 'vol';

/** The close of the last slot, at which a row may become known, is the first instant after the range. */
const knownIn = ({ from, to }: TimeRange, level: Ms): TimeRange => ({ from, to: to + level });

const stateBy = (error: string | undefined, told: unknown): 'missing' | 'failed' | 'there' =>
  error !== undefined ? 'failed' : told === null ? 'missing' : 'there';
