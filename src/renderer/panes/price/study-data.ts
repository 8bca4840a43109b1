import { emptyColumns, type Columns } from '#core/series/schema';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type { LiquidationsReply, PointsReply } from '#shared/market';
import { PagedSource } from './paged-source';
import type { TimeRange } from './viewport';

export type PointsKind = 'oi' | 'funding' | 'vol';
export type Points = { readonly t: Float64Array; readonly value: Float64Array };
export type LiquidationsMeta = Omit<LiquidationsReply, 'buckets'>;
export type PointsMeta = Omit<PointsReply, 't' | 'value'>;

export interface StudyReads {
  readonly liquidations: (level: Ms, from: Ms, to: Ms) => Promise<LiquidationsReply | null>;
  readonly points: (kind: PointsKind, level: Ms, from: Ms, to: Ms) => Promise<PointsReply | null>;
}

const KINDS: Readonly<Record<string, readonly (PointsKind | 'liquidations')[]>> = {
  liquidations: ['liquidations'],
  oi: ['oi'],
  funding: ['funding'],
  vol: ['vol'],
};

/** A figure holds this long after its stamp: longer, and the series has a gap there. */
const HOLD_INTERVALS = 3;
/** The same for a series that comes at no fixed interval. */
const HOLD_IRREGULAR: Ms = MS_PER_DAY;

/** The stored series behind the studies, read in pages like the bars. */
export class StudyData {
  readonly liquidations: PagedSource<Columns<'buckets'>, LiquidationsMeta>;
  readonly points: Readonly<Record<PointsKind, PagedSource<Points, PointsMeta>>>;

  constructor(reads: StudyReads, onChange: () => void) {
    this.liquidations = new PagedSource<Columns<'buckets'>, LiquidationsMeta>({
      empty: emptyColumns('buckets'),
      fetch: async (level, from, to) => {
        const reply = await reads.liquidations(level, from, to);
        return reply && { columns: reply.buckets, meta: reply };
      },
      onChange,
    });
    const source = (kind: PointsKind): PagedSource<Points, PointsMeta> =>
      new PagedSource<Points, PointsMeta>({
        empty: { t: new Float64Array(0), value: new Float64Array(0) },
        fetch: async (level, from, to) => {
          const reply = await reads.points(kind, level, from, to);
          return reply && { columns: { t: reply.t, value: reply.value }, meta: reply };
        },
        onChange,
      });
    this.points = { oi: source('oi'), funding: source('funding'), vol: source('vol') };
  }

  /** Asks for what the shown studies need; bubbles need the liquidations whatever is shown below. */
  want(studies: readonly string[], level: Ms, loaded: TimeRange, ahead: TimeRange): void {
    const kinds = new Set<PointsKind | 'liquidations'>(['liquidations', ...studies.flatMap((id) => KINDS[id] ?? [])]);
    for (const kind of kinds) {
      if (kind === 'liquidations') this.liquidations.want(level, [loaded, ahead]);
      else this.points[kind].want(level, [{ from: loaded.from - this.hold(kind, level), to: loaded.to }, ahead]);
    }
  }

  readLiquidations(level: Ms, range: TimeRange): Columns<'buckets'> {
    const reach = Math.max(level, this.liquidations.meta?.interval ?? level);
    return this.liquidations.read(level, { from: range.from - reach + 1, to: range.to });
  }

  readPoints(kind: PointsKind, level: Ms, range: TimeRange): Points {
    return this.points[kind].read(level, { from: range.from - this.hold(kind, level), to: range.to });
  }

  /** How long a point of a series stands for what follows it. */
  hold(kind: PointsKind, level: Ms): Ms {
    const interval = this.points[kind].meta?.interval ?? level;
    return Math.max(level, interval === 0 ? HOLD_IRREGULAR : HOLD_INTERVALS * interval);
  }

  /** @param after only what lies past this instant may have changed */
  invalidate(after?: Ms): void {
    for (const source of this.#all()) {
      if (after === undefined) source.reset();
      else source.dropAfter(after);
    }
  }

  #all(): (PagedSource<Columns<'buckets'>, LiquidationsMeta> | PagedSource<Points, PointsMeta>)[] {
    return [this.liquidations, ...Object.values(this.points)];
  }
}
