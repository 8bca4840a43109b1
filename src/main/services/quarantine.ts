import type { QuarantineEntry } from '#shared/market';
import type { Connections } from './connections';
import { describeSeries } from './series';

export interface Quarantine {
  list(query: { seriesId: number | null; offset: number; limit: number }): {
    total: number;
    rows: QuarantineEntry[];
  };
  /** Forgets rows; nothing that is stored changes, since a quarantined row is used in no figure. */
  remove(ids: readonly number[]): Promise<number>;
}

export function createQuarantine(connections: Connections): Quarantine {
  return {
    list: ({ seriesId, offset, limit }) => {
      const reader = connections.reader();
      const filter = seriesId === null ? {} : { series: seriesId };
      const names = new Map(reader.listSeries().map((series) => [series.id, describeSeries(series)]));
      return {
        total: reader.quarantineCount(filter),
        rows: reader.quarantine(filter, offset, limit).map(({ series, ...row }) => ({
          ...row,
          seriesId: series ?? null,
          series: series === undefined ? '' : (names.get(series) ?? ''),
        })),
      };
    },
    remove: async (ids) => {
      await connections.writer().removeQuarantined(ids);
      return ids.length;
    },
  };
}
