import type { Ms } from '#core/time/ms';
import type { ChunkRepository } from '../repositories/chunks';
import type { SeriesId, SeriesRecord } from '../types';
import { headsBy } from './heads';

export type KnownBy = (series: SeriesRecord, asOf: Ms) => SeriesRecord;

/**
 * A series as a list made at `asOf` would have told it: its rows and last stamp are those that were known by then. What was told
 * of the last instant is kept: at each step of a clock many ask.
 */
export function createKnownBy(chunks: ChunkRepository): KnownBy {
  let instant = Number.NaN;
  const told = new Map<SeriesId, SeriesRecord>();
  return (series, asOf) => {
    if (series.rows === 0 || series.to + series.knownLag <= asOf) return series;
    if (asOf !== instant) told.clear();
    instant = asOf;
    const kept = told.get(series.id);
    if (kept?.revision === series.revision) return { ...series, rows: kept.rows, from: kept.from, to: kept.to };
    const heads = headsBy(chunks, series, asOf);
    const last = heads.at(-1);
    const rows = heads.reduce((sum, head) => sum + head.rows, 0);
    const known = { ...series, rows, from: last ? series.from : NaN, to: last?.last ?? NaN };
    told.set(series.id, known);
    return known;
  };
}
