import { isScenario } from '#core/scenario/id';
import { formatInterval } from '#core/time/interval';
import type { Ms } from '#core/time/ms';
import type { Range } from '#core/time/ranges';
import type { CoverageMap, GapEntry, SeriesSummary } from '#shared/market';
import type { SeriesKey, SeriesRecord } from '../store/types';
import type { Connections } from './connections';
import { coverageBy } from './market';
import { recordedShare, recordedTimes, type RecordedTime } from './recorded-time';

export interface SeriesService {
  /** @param asOf here and below: only what was known by then; a series of which nothing was is not there. */
  list(asOf?: Ms): Promise<SeriesSummary[]>;
  coverage(asOf?: Ms): Promise<CoverageMap>;
  gaps(limit: number, asOf?: Ms): Promise<GapEntry[]>;
  remove(id: number): Promise<string>;
}

/** `BTCUSDT bars 1h, binance`: what a person calls a series. */
export function describeSeries({ instrument, kind, interval, source, field }: SeriesKey): string {
  const what = field ? `${instrument} ${field}` : `${instrument} ${kind}`;
  return `${what}${interval > 0 ? ` ${formatInterval(interval)}` : ''}, ${source}`;
}

const nextMonth = (t: number): number => {
  const date = new Date(t);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
};
const monthIndex = (t: number): number => {
  const date = new Date(t);
  return (date.getUTCFullYear() - 1_970) * 12 + date.getUTCMonth();
};

/** Series that were recorded together share their gaps: one entry for each, however many series there are. */
function recordingGaps(
  all: readonly SeriesRecord[],
  timeOf: (series: SeriesRecord) => RecordedTime | undefined,
): GapEntry[] {
  const found = new Map<string, { readonly first: SeriesRecord; readonly gap: Range; others: number }>();
  for (const series of all)
    for (const gap of timeOf(series)?.gaps ?? []) {
      const key = `${series.source} ${gap.from} ${gap.to}`;
      const known = found.get(key);
      if (known) known.others++;
      else found.set(key, { first: series, gap, others: 0 });
    }
  return [...found.values()].map(({ first, gap: { from, to }, others }) => ({
    seriesId: first.id,
    series: `${describeSeries(first)}${others > 0 ? `, and ${others} more` : ''}`,
    what: 'recording',
    from,
    to,
    missing: Number.NaN,
  }));
}

export function createSeries(connections: Connections): SeriesService {
  const known = (asOf: Ms | undefined): SeriesRecord[] =>
    connections
      .reader()
      .listSeries({}, asOf)
      .filter(({ rows }) => asOf === undefined || rows > 0);
  /** A scenario repeats what is stored of its asset, and what it adds nobody measured: it covers nothing and lacks nothing. */
  const measured = (asOf: Ms | undefined): SeriesRecord[] => known(asOf).filter((one) => !isScenario(one.instrument));
  return {
    list: async (asOf) => {
      const reader = connections.reader();
      const all = known(asOf);
      const recordedTime = recordedTimes(reader, asOf);
      const found = await connections.engine().run('series.gaps', { ids: all.map(({ id }) => id), limit: 0, asOf });
      const counted = new Map(found.map(({ id, count }) => [id, count]));
      return all.map((series) => ({
        id: series.id,
        instrument: series.instrument,
        kind: series.kind,
        interval: series.interval,
        source: series.source,
        field: series.field,
        from: series.from,
        to: series.to,
        rows: series.rows,
        gaps: (counted.get(series.id) ?? 0) + (recordedTime(series)?.gaps.length ?? 0),
        duplicates: series.duplicates,
        quarantined: reader.quarantineCount({ series: series.id, ...(asOf === undefined ? {} : { asOf }) }),
        coverage: coverageBy(reader.coverage(series.id), asOf),
        synthetic: series.synthetic,
        unit: series.unit,
      }));
    },

    coverage: async (asOf) => {
      const reader = connections.reader();
      const all = measured(asOf).filter(({ rows }) => rows > 0);
      if (all.length === 0) return { firstMonth: 0, months: 0, rows: [] };
      const firstMonth = Math.min(...all.map(({ from }) => monthIndex(from)));
      const months = Math.max(...all.map(({ to }) => monthIndex(to))) - firstMonth + 1;
      const rows = new Map(
        all.map(({ id }) => [id, { id, share: new Float64Array(months), quarantined: new Float64Array(months) }]),
      );
      const counted = await connections.engine().run('series.coverageByMonth', { ids: all.map(({ id }) => id), asOf });
      const recordedTime = recordedTimes(reader, asOf);
      const recorded = new Map(all.map((one) => [one.id, recordedTime(one)]));
      for (const { id, month, rows: count, expected } of counted) {
        const at = monthIndex(month) - firstMonth;
        const time = recorded.get(id);
        const share = time && recordedShare(time, { from: month, to: nextMonth(month) });
        rows.get(id)!.share[at] = share ?? Math.min(1, Number.isNaN(expected) ? count : count / expected);
      }
      for (const { series, t } of reader.quarantine(asOf === undefined ? {} : { asOf }, 0, 100_000)) {
        const row = series === undefined || Number.isNaN(t) ? undefined : rows.get(series);
        const at = monthIndex(t) - firstMonth;
        if (row && at >= 0 && at < months) row.quarantined[at]! += 1;
      }
      return { firstMonth, months, rows: [...rows.values()] };
    },

    gaps: async (limit, asOf) => {
      const all = measured(asOf);
      const recorded = recordingGaps(all, recordedTimes(connections.reader(), asOf));
      const found = await connections.engine().run('series.gaps', { ids: all.map(({ id }) => id), limit, asOf });
      const named = new Map(all.map((one) => [one.id, { name: describeSeries(one), interval: one.interval }]));
      const missing = found.flatMap(({ id, runs }) =>
        runs.map(({ from, to, rows }): GapEntry => {
          const { name, interval } = named.get(id)!;
          return { seriesId: id, series: name, what: 'rows', from, to: to + interval, missing: rows };
        }),
      );
      return [...missing, ...recorded].sort((a, b) => b.to - b.from - (a.to - a.from)).slice(0, limit);
    },

    remove: async (id) => {
      const series = connections.reader().getSeries(id);
      await connections.writer().removeSeries(id);
      return series?.instrument ?? '';
    },
  };
}
