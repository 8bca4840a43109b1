import type { Ms } from '#core/time/ms';
import type { QuarantineEntry } from '#shared/market';
import { undatedOf } from '../store/release-text';
import type { Connections } from './connections';
import { describeSeries } from './series';

export interface Quarantine {
  /** @param query asOf: only rows of series that could be known by then. */
  list(query: { seriesId: number | null; offset: number; limit: number; asOf?: Ms | undefined }): {
    total: number;
    rows: QuarantineEntry[];
  };
  /**
   * Forgets rows; nothing that is stored changes, since a quarantined row is used in no figure. Of a contradiction it is
   * remembered that the stored row was kept.
   */
  remove(ids: readonly number[]): Promise<number>;
  /** Stores the newer rows of contradictions in the place of those that are stored, all of them or none. */
  accept(ids: readonly number[]): Promise<number>;
}

export function createQuarantine(connections: Connections): Quarantine {
  return {
    list: ({ seriesId, offset, limit, asOf }) => {
      const reader = connections.reader();
      const filter = { ...(seriesId === null ? {} : { series: seriesId }), ...(asOf === undefined ? {} : { asOf }) };
      const names = new Map(reader.listSeries().map((series) => [series.id, describeSeries(series)]));
      return {
        total: reader.quarantineCount(filter),
        rows: reader.quarantine(filter, offset, limit).map(({ series, conflict, ...row }) => ({
          ...row,
          conflict: conflict
            ? { ...conflict, replaceable: series !== undefined || undatedOf(row.text) !== undefined }
            : null,
          seriesId: series ?? null,
          series: series === undefined ? '' : (names.get(series) ?? ''),
        })),
      };
    },
    remove: async (ids) => {
      await connections.writer().removeQuarantined(ids);
      return ids.length;
    },
    accept: async (ids) => {
      await connections.writer().acceptQuarantined(ids);
      return ids.length;
    },
  };
}
