import { formatInterval } from '#core/time/interval';
import type { Ms } from '#core/time/ms';
import type { CoverageMap, GapEntry, SeriesSummary } from '#shared/market';
import type { StoreReader } from '../store/api';
import type { SeriesKey } from '../store/types';
import type { Connections } from './connections';

export interface SeriesService {
  /** @param asOf only what was known by then: rows, their span and gaps, and what was claimed about them. */
  list(asOf?: Ms): Promise<SeriesSummary[]>;
  coverage(): Promise<CoverageMap>;
  gaps(limit: number): Promise<GapEntry[]>;
  remove(id: number): Promise<string>;
}

/** `BTCUSDT bars 1h, binance`: what a person calls a series. */
export function describeSeries({ instrument, kind, interval, source, field }: SeriesKey): string {
  const what = field ? `${instrument} ${field}` : `${instrument} ${kind}`;
  return `${what}${interval > 0 ? ` ${formatInterval(interval)}` : ''}, ${source}`;
}

const monthIndex = (t: number): number => {
  const date = new Date(t);
  return (date.getUTCFullYear() - 1_970) * 12 + date.getUTCMonth();
};

function knownBy(asOf: Ms, series: SeriesSummary, reader: Pick<StoreReader, 'read'>): SeriesSummary {
  const { t } = reader.read(series.id, { asOf }, ['t']);
  const { interval } = series;
  let gaps = 0;
  for (let i = 1; interval > 0 && i < t.length; i++) if (t[i]! - t[i - 1]! > interval) gaps++;
  const coverage = series.coverage.filter(({ from }) => from <= asOf);
  return { ...series, rows: t.length, from: t[0] ?? NaN, to: t.at(-1) ?? NaN, gaps, coverage };
}

export function createSeries(connections: Connections): SeriesService {
  return {
    list: async (asOf) => {
      const reader = connections.reader();
      const all = reader.listSeries();
      const counted = new Map(
        (await connections.engine().run('series.gaps', { ids: all.map(({ id }) => id), limit: 0 })).map((g) => [
          g.id,
          g,
        ]),
      );
      const summaries = all.map((series) => ({
        id: series.id,
        instrument: series.instrument,
        kind: series.kind,
        interval: series.interval,
        source: series.source,
        field: series.field,
        from: series.from,
        to: series.to,
        rows: series.rows,
        gaps: counted.get(series.id)?.count ?? 0,
        duplicates: series.duplicates,
        quarantined: reader.quarantineCount({ series: series.id }),
        coverage: reader.coverage(series.id),
        synthetic: series.synthetic,
        unit: series.unit,
      }));
      if (asOf === undefined) return summaries;
      return summaries.map((one) => knownBy(asOf, one, reader)).filter(({ rows }) => rows > 0);
    },

    coverage: async () => {
      const reader = connections.reader();
      const all = reader.listSeries().filter(({ rows }) => rows > 0);
      if (all.length === 0) return { firstMonth: 0, months: 0, rows: [] };
      const firstMonth = Math.min(...all.map(({ from }) => monthIndex(from)));
      const months = Math.max(...all.map(({ to }) => monthIndex(to))) - firstMonth + 1;
      const rows = new Map(
        all.map(({ id }) => [id, { id, share: new Float64Array(months), quarantined: new Float64Array(months) }]),
      );
      const counted = await connections.engine().run(
        'series.coverageByMonth',
        all.map(({ id }) => id),
      );
      for (const { id, month, rows: count, expected } of counted) {
        const at = monthIndex(month) - firstMonth;
        rows.get(id)!.share[at] = Number.isNaN(expected) ? Math.min(1, count) : Math.min(1, count / expected);
      }
      for (const { series, t } of reader.quarantine({}, 0, 100_000)) {
        const row = series === undefined || Number.isNaN(t) ? undefined : rows.get(series);
        const at = monthIndex(t) - firstMonth;
        if (row && at >= 0 && at < months) row.quarantined[at]! += 1;
      }
      return { firstMonth, months, rows: [...rows.values()] };
    },

    gaps: async (limit) => {
      const all = connections.reader().listSeries();
      const found = await connections.engine().run('series.gaps', { ids: all.map(({ id }) => id), limit });
      const named = new Map(all.map((one) => [one.id, { name: describeSeries(one), interval: one.interval }]));
      return found
        .flatMap(({ id, runs }) =>
          runs.map(({ from, to, rows }) => {
            const { name, interval } = named.get(id)!;
            return { seriesId: id, series: name, from, to: to + interval, missing: rows };
          }),
        )
        .sort((a, b) => b.missing - a.missing)
        .slice(0, limit);
    },

    remove: async (id) => {
      const series = connections.reader().getSeries(id);
      await connections.writer().removeSeries(id);
      return series?.instrument ?? '';
    },
  };
}
