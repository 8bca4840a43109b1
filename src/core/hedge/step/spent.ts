import { MS_PER_DAY } from '../../time/ms';
import type { Run } from './run';

const WINDOW = 365 * MS_PER_DAY;

/** Premium by layer, step of the window and path: kept where a run is longer than its window and some layer has the cap, or may become so. */
export function spentOf(
  { paths, programme }: Pick<Run, 'paths' | 'programme'>,
  width: number,
  isEndless: boolean,
): Float64Array | undefined {
  const window = Math.ceil(WINDOW / paths.step);
  const isCapped = programme.layers.some(({ caps }) => caps.premiumPerYear !== null);
  return isEndless || (isCapped && paths.steps > window)
    ? new Float64Array(programme.layers.length * window * width)
    : undefined;
}

/** Adds the premium of an opening to that of its 365 days. */
export function remember({ state, spent, step }: Run, layer: number, path: number, premium: number): void {
  state.spent[layer * state.width + path] += premium;
  if (spent === undefined) return;
  const window = windowOf(spent, state.width, state.layers);
  spent[(layer * window + (step % window)) * state.width + path] += premium;
}

/** Premium that was paid 365 days ago or earlier no longer counts. */
export function forget({ state, spent, step }: Run): void {
  if (spent === undefined) return;
  const window = windowOf(spent, state.width, state.layers);
  for (let layer = 0; layer < state.layers; layer++)
    for (let path = 0; path < state.n; path++) {
      const i = (layer * window + (step % window)) * state.width + path;
      state.spent[layer * state.width + path] -= spent[i];
      spent[i] = 0;
    }
}

const windowOf = (spent: Float64Array, width: number, layers: number): number => spent.length / width / layers;
