import { MS_PER_DAY, type Ms } from '../../time/ms';
import type { GateSignal } from '../types';
import { levelMove } from '../surface';
import type { PathSet } from '../simulation';
import type { Run } from './run';

const REFERENCE = 30 / 365;
const YEAR: Ms = 365 * MS_PER_DAY;
const COLUMNS = ['volatility', 'slope', 'skew', 'exhaustion', 'ivOverRealized'] as const;

/** Reads the spot, the volatility and the index of this step into the state. */
export function readMarket(run: Run): void {
  const { state, paths, market, plan, step, from } = run;
  const { spot, spotBefore, spotRatio, logSpot, logRatio, vol30, volMove, level, levelBefore, high, highStep } = state;
  const first = step * paths.paths + from;
  const { surface: rule } = plan;
  const index = market.volatility?.level ?? NaN;
  for (let path = 0; path < state.n; path++) {
    const start = paths.spot[from + path];
    const startVol = paths.vol[from + path];
    // A start whose volatility is not known is that of the surface.
    const reference = Number.isNaN(startVol) ? market.surface.atm(REFERENCE) : startVol;
    if (step === 0) {
      const drawdown = market.signals.drawdown;
      high[path] = Number.isNaN(drawdown) ? start : start / (1 + drawdown);
      highStep[path] = 0;
      vol30[path] = reference;
    }
    spotBefore[path] = spot[path];
    levelBefore[path] = level[path];
    spot[path] = paths.spot[first + path];
    if (!Number.isNaN(paths.vol[first + path])) vol30[path] = paths.vol[first + path];
    if (spot[path] >= high[path]) {
      high[path] = spot[path];
      highStep[path] = step;
    }
    const ratio = spot[path] / start;
    spotRatio[path] = ratio;
    logSpot[path] = Math.log(spot[path]);
    if (rule.dynamics === 'stickyStrike') logRatio[path] = Math.log(ratio);
    const moved = vol30[path] / reference;
    volMove[path] = rule.dynamics === 'volBeta' ? levelMove(rule, { spot: ratio, vol: moved }) : moved;
    // The index itself moves with the volatility of 30 days; what gates read is its future.
    level[path] = index * moved;
  }
}

/** Signals of one path at this step, in the object of the run. At the start those of the market stand in where the path has none. */
export function readSignals(run: Run, path: number): Run['signals'] {
  const { signals, paths, market, state, step, from } = run;
  const i = step * paths.paths + from + path;
  for (const name of COLUMNS) {
    const value = columnAt(paths, name, i);
    signals[name] = step === 0 && Number.isNaN(value) ? market.signals[name] : value;
  }
  const { drawdown } = paths;
  signals.drawdown =
    drawdown && !Number.isNaN(drawdown[i]) ? drawdown[i] : state.spot[path] / highOfYear(run, path) - 1;
  return signals;
}

/** Looks the path over again where its high is older than a year. */
function highOfYear({ state, paths, step, from }: Run, path: number): number {
  const { high, highStep } = state;
  const window = Math.floor(YEAR / paths.step);
  if (step - highStep[path] > window) {
    high[path] = -Infinity;
    for (let s = step - window; s <= step; s++) {
      const spot = paths.spot[s * paths.paths + from + path];
      if (spot < high[path]) continue;
      high[path] = spot;
      highStep[path] = s;
    }
  }
  return high[path];
}

/** Whether a signal that was asked for is known; keeps count of both. */
export function isKnown(run: Run, signal: GateSignal): boolean {
  const isMissing = Number.isNaN(run.signals[signal]);
  (isMissing ? run.missed : run.known).add(signal);
  return !isMissing;
}

function columnAt(paths: PathSet, name: (typeof COLUMNS)[number], i: number): number {
  const column = paths[name];
  return column === undefined ? NaN : column[i];
}
