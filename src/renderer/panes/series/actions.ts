import type { SeriesSummary } from '#shared/market';
import { tryCall } from '../../lib/call';
import { formatBar } from '../../lib/format';
import { startJob } from '../../state/jobs';

const safe = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, ''); // prettier-ignore

/** Asks where to, then writes in the background. */
export async function exportSeries(series: SeriesSummary, format: 'csv' | 'parquet'): Promise<void> {
  const { instrument, kind, field, interval, source } = series;
  const name = [instrument, field || kind, formatBar(interval), source].map(safe).filter(Boolean).join('-');
  const path = await tryCall('file:choose', { name: `${name}.${format}` });
  if (path) await startJob({ kind: 'export', seriesId: series.id, format, path });
}
