import type { HedgeHistory } from '../history';
import type { PathSet, PathSpec } from '../simulation';
import { analogPath } from './analog';
import { pairedChanges, stationaryBootstrap, type PairedChanges } from './bootstrap';
import { drawnPath } from './drawn';
import { gbm } from './gbm';
import { hawkesJumps } from './hawkes';
import { historyPath } from './history';
import { jumpDiffusion } from './jump';
import { monteCarloPaths, type Mover, type PathRange, type PathStart } from './monte-carlo';

type Simulated = Extract<PathSpec, { readonly kind: 'gbm' | 'jump' | 'bootstrap' | 'hawkes' }>;

/**
 * The paths of a specification, or some of them: those of a range are the same whatever range they are made in.
 * @param history known by the start, of a history by its end.
 * @throws {RangeError} it cannot be made from what is known.
 */
export function makePaths(spec: PathSpec, start: PathStart, history: HedgeHistory, range: PathRange): PathSet {
  switch (spec.kind) {
    case 'history':
      return historyPath(history, spec);
    case 'drawn':
      return drawnPath(spec, start);
    case 'analog':
      return analogPath(history, spec, start);
    default: {
      const mover = moverOf(spec, start, () => pairedChanges(history, start.t));
      return monteCarloPaths(spec, start, mover, range, WORDS[spec.kind]);
    }
  }
}

const WORDS: Readonly<Record<Simulated['kind'], string>> = {
  gbm: 'geometric Brownian motion',
  jump: 'jump diffusion (Merton)',
  bootstrap: 'blocks of recorded days (stationary bootstrap)',
  hawkes: 'diffusion with jumps that set off jumps (Hawkes)',
};

function moverOf(spec: Simulated, start: PathStart, changes: () => PairedChanges): Mover {
  const { drift } = spec;
  const vol = spec.vol ?? start.vol;
  switch (spec.kind) {
    case 'gbm':
      return gbm({ drift, vol });
    case 'jump':
      return jumpDiffusion({ drift, vol, jumps: spec.jumps });
    case 'hawkes':
      return hawkesJumps({ ...spec, vol });
    case 'bootstrap':
      return stationaryBootstrap(changes(), { drift, vol: spec.vol, block: spec.block });
  }
}
