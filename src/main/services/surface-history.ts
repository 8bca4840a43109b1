import type { ChainSettings } from '#core/options/chain';
import { surfaceColumns, type SurfacePoint } from '#core/options/surface-history';
import type { Ms } from '#core/time/ms';
import type { SurfaceHistory } from '#shared/options';
import type { SeriesRecord } from '../store/types';
import type { Connections } from './connections';

/** Captures that one call fits: a fraction of a second in the engine, so that others are not held up. */
const BATCH = 24;

interface Fitted {
  readonly key: string;
  readonly points: Map<Ms, SurfacePoint>;
}

interface HistoryQuery {
  readonly chain: SeriesRecord;
  readonly settings: ChainSettings;
  readonly from: Ms;
  readonly asOf: Ms | undefined;
}

/**
 * Fits the captures of chains a batch a call, the newest first, and keeps what is fitted until the rows of the chain change. A
 * point reads nothing later than its own capture: it is the same whatever the as-of instant.
 */
export function createSurfaceHistory({ engine }: Connections) {
  const kept = new Map<number, Fitted>();
  return async ({
    chain,
    settings,
    from,
    asOf,
  }: HistoryQuery): Promise<Pick<SurfaceHistory, 'columns' | 'pending'>> => {
    const key = JSON.stringify([chain.revision, settings]);
    const fitted = kept.get(chain.id)?.key === key ? kept.get(chain.id)! : { key, points: new Map<Ms, SurfacePoint>() };
    kept.set(chain.id, fitted);
    const instants = await engine().run('options.captures', { chain: chain.id, from, asOf });
    const missing = Array.from(instants.filter((t) => !fitted.points.has(t))).reverse();
    const next = Float64Array.from(missing.slice(0, BATCH));
    if (next.length > 0)
      for (const point of await engine().run('options.surfaces', { chain: chain.id, settings, instants: next }))
        fitted.points.set(point.t, point);
    return {
      columns: surfaceColumns(Array.from(instants).flatMap((t) => fitted.points.get(t) ?? [])),
      pending: Math.max(0, missing.length - BATCH),
    };
  };
}
