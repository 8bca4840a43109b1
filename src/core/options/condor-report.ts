import { Rng } from '../random/rng';
import type { Ms } from '../time/ms';
import type { ChainSnapshot } from './chain';
import { condorOf, type Condor, type CondorSettings } from './condor';
import { smilesOf } from './smile';

export interface CondorReport {
  readonly t: Ms;
  readonly index: number;
  /** Daily returns that the history is drawn from. */
  readonly returns: number;
  readonly condors: readonly Condor[];
  /** Expiries with too few quotes for a smile, or without four strikes to trade. */
  readonly without: readonly Ms[];
}

const DRAWS = 10_000;
/** About how long wild days stay together. */
const BLOCK_DAYS = 10;

/** One condor for each expiry that allows it. Every expiry draws from a stream of its own. @param returns daily log returns. */
export function condorReport(
  snapshot: ChainSnapshot,
  settings: CondorSettings,
  returns: Float64Array,
  seed: number,
): CondorReport {
  const rng = new Rng(seed);
  const smiles = smilesOf(snapshot);
  const condors = smiles
    .map((smile) =>
      condorOf(smile, settings, {
        returns,
        rng: rng.fork(String(smile.ladder.expiry)),
        draws: DRAWS,
        block: BLOCK_DAYS,
      }),
    ) // prettier-ignore
    .filter((condor) => condor !== undefined);
  const found = new Set(condors.map(({ expiry }) => expiry));
  const without = snapshot.ladders.map(({ expiry }) => expiry).filter((expiry) => !found.has(expiry));
  return { t: snapshot.t, index: snapshot.index, returns: returns.length, condors, without };
}
