import { useMemo } from 'react';
import type { SizeResult } from '#shared/hedge';
import { call } from '../../lib/call';
import { useAnswer, type Answer } from './use-answer';
import type { SimulationView } from './use-simulation';
import { isSingle } from './words';

/** Sizes for the plan over the paths in use. One path has no CVaR: then there is nothing to make least. */
export function useSizes({ a, path }: SimulationView): Answer<SizeResult> {
  const spec = useMemo(() => (path && !isSingle(path) ? a.spec : null), [a.spec, path]);
  return useAnswer({ kind: 'size', slot: 'sizes', spec, read: (question) => call('hedge:size', question) });
}
