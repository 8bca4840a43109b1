import { BLOCK, blackTerms } from '../../options/black';
import { cellsOf, dampened, shockedVol, type MarginPreset, type StressCell } from '../../options/margin';
import type { OptionKind } from '../../options/types';
import { MS_PER_DAY, MS_PER_YEAR } from '../../time/ms';
import { volOf } from './mark';
import type { Run } from './run';

const DAYS = MS_PER_YEAR / MS_PER_DAY;

/**
 * Requirement of `marginRequirement` over all that a path has margined, an option for all cells at once and each only once for every
 * share of the perpetuals that may still be held. Legs on the volatility index do not move with the grid: options count with what they
 * are worth, futures with their notional.
 */
export class StressGrid {
  private readonly preset: MarginPreset;
  private readonly cells: readonly StressCell[];
  /** Gain of each cell without perpetuals and futures of the positions. */
  private readonly gain: Float64Array;
  private readonly moneyness = new Float64Array(BLOCK);
  private readonly deviation = new Float64Array(BLOCK);
  private linearDelta = 0;
  private apart = 0;

  /** @throws {RangeError} a grid of more cells than a block of options. */
  constructor(preset: MarginPreset) {
    this.preset = preset;
    this.cells = cellsOf(preset);
    this.gain = new Float64Array(this.cells.length);
    if (this.cells.length >= BLOCK)
      throw new RangeError(
        `the margin grid has ${this.cells.length} cells, at most ${BLOCK - 1} can be computed: take fewer price steps`,
      );
  }

  /** Takes up what a path holds at the step of the run. */
  fill(run: Run, path: number): void {
    const { programme, state, positions, t } = run;
    this.gain.fill(0);
    this.apart = 0;
    this.linearDelta = positions.linearDelta[path];
    for (const { kind, quantity, strike, expiry, e } of positions.options)
      if (expiry > t) this.addOption(run, path, kind, quantity, strike, e);
    for (const { index, rung, leg, isVolatility } of programme.slots) {
      const i = index * state.width + path;
      const quantity = state.quantity[i];
      if (quantity === 0) continue;
      if (isVolatility) this.apart += Math.abs(quantity * (leg.kind === 'future' ? state.forward[i] : state.value[i]));
      else if (leg.kind === 'future')
        this.cells.forEach(({ move }, c) => (this.gain[c] += quantity * state.forward[i] * move));
      else this.addOption(run, path, leg.kind, quantity, state.strike[i], state.expiry[rung * state.width + path]);
    }
  }

  /** @param linear share of the perpetuals and futures that is held. */
  requirement(linear: number): number {
    const { cells, gain, preset } = this;
    let worst = 0;
    for (let c = 0; c < cells.length; c++) {
      const { move, extended } = cells[c];
      const pnl = gain[c] + linear * this.linearDelta * move;
      worst = Math.min(worst, extended ? dampened(pnl, move, preset) : pnl);
    }
    return this.apart - worst;
  }

  private addOption(run: Run, path: number, kind: OptionKind, quantity: number, strike: number, e: number): void {
    const { terms, state } = run;
    const { cells, gain, moneyness, deviation, preset } = this;
    const forward = state.spot[path] * terms.growth[e];
    const vol = volOf(run, e, path, Math.log(strike / forward));
    const days = terms.tau[e] * DAYS;
    const shocked = { up: shockedVol(vol, days, 'up', preset), same: vol, down: shockedVol(vol, days, 'down', preset) };
    for (let c = 0; c < cells.length; c++) {
      moneyness[c] = strike / (forward * (1 + cells[c].move));
      deviation[c] = shocked[cells[c].vol] * terms.root[e];
    }
    // The value now is that of one cell more.
    moneyness[cells.length] = strike / forward;
    deviation[cells.length] = vol * terms.root[e];
    const { value } = blackTerms(kind, 1, moneyness, deviation, 1, 0, cells.length + 1);
    const now = value[cells.length];
    for (let c = 0; c < cells.length; c++) gain[c] += quantity * forward * ((1 + cells[c].move) * value[c] - now);
  }
}
