import { MS_PER_YEAR, type Ms } from '../../time/ms';
import { bookValue, type ExposedPosition } from '../exposed';
import type { OptionKind } from '../../options/types';
import { quote } from './mark';
import type { Run } from './run';

/** What is held with one beta, in money at the start. */
interface Group {
  readonly beta: number;
  spot: number;
  etf: number;
  perpetual: number;
  future: number;
  /** Of perpetuals and futures, each without its sign. */
  gross: number;
}

export interface OptionPosition {
  readonly kind: OptionKind;
  readonly quantity: number;
  readonly strike: number;
  readonly expiry: Ms;
  readonly e: number;
  readonly beta: number;
}

/**
 * The positions along a path: a price moves as price · (spot / spot at the start)^beta, without noise of its own, so that a beta estimated
 * with a large error is as sure here as any. Cash stays. A perpetual pays the funding of the path, a future loses the carry of the
 * market as its basis runs off. Options are taken to be written on the asset and are marked as legs are. Columns have shape (width).
 */
export class PositionBook {
  readonly groups: readonly Group[];
  readonly options: readonly OptionPosition[];
  /** Gained in this step by perpetuals and futures, and by options. */
  readonly linearGain: Float64Array;
  readonly optionGain: Float64Array;
  /** Notional of perpetuals and futures without sign, and value of spot and of funds held long. */
  readonly gross: Float64Array;
  readonly spotHeld: Float64Array;
  readonly etfHeld: Float64Array;
  /** Perpetuals and futures as units of the asset times its spot [quote currency]. */
  readonly linearDelta: Float64Array;
  /** Value of each option, shape (options, width). */
  readonly optionValue: Float64Array;
  readonly positions: readonly ExposedPosition[];
  private readonly width: number;
  /** (spot / spot at the start)^beta of the last step, shape (groups, width). */
  private readonly power: Float64Array;
  private base = NaN;

  constructor(positions: readonly ExposedPosition[], expiries: Float64Array, width: number) {
    this.positions = positions;
    this.width = width;
    this.groups = groupsOf(positions);
    this.options = positions.flatMap(({ position: { option, quantity }, beta }) =>
      option === null || quantity === 0 ? [] : [{ ...option, quantity, beta, e: expiries.indexOf(option.expiry) }],
    );
    const columns = (n: number): Float64Array => new Float64Array(n * width);
    [this.linearGain, this.optionGain, this.gross, this.spotHeld, this.etfHeld, this.linearDelta] = [columns(1), columns(1), columns(1), columns(1), columns(1), columns(1)]; // prettier-ignore
    [this.power, this.optionValue] = [columns(this.groups.length).fill(1), columns(this.options.length)];
  }

  /** Value at the start: known once the first step was made. */
  get value(): number {
    return this.base;
  }

  reset(): void {
    this.power.fill(1);
  }

  /** Moves all to the step of the run: fills the columns here, and the worth and exposure of the state. */
  move(run: Run): void {
    const { state, step } = run;
    for (const column of [this.linearGain, this.optionGain, this.gross, this.spotHeld, this.etfHeld, this.linearDelta, state.exposure]) column.fill(0); // prettier-ignore
    const gain = state.bookGain.fill(0);
    this.groups.forEach((group, g) => this.moveGroup(run, group, g, gain));
    this.options.forEach((option, o) => this.moveOption(run, option, o, gain));
    if (step === 0) {
      this.base = this.valueAtStart();
      state.book.fill(this.base);
    } else for (let path = 0; path < state.n; path++) state.book[path] += gain[path];
  }

  /**
   * Takes the place of a book at the step of the run: holds what it holds from here on at the market of now, and keeps what the one
   * before it gained in this step.
   */
  takeOver(before: PositionBook, run: Run): void {
    const { state } = run;
    this.base = before.base;
    this.linearGain.set(before.linearGain);
    this.optionGain.set(before.optionGain);
    for (const column of [this.gross, this.spotHeld, this.etfHeld, this.linearDelta, state.exposure]) column.fill(0);
    this.groups.forEach((group, g) => {
      for (let path = 0; path < state.n; path++) {
        const power = powerOf(state.spotRatio[path], group.beta);
        this.power[g * this.width + path] = power;
        this.holdGroup(run, group, path, power);
      }
    });
    this.options.forEach((option, o) => {
      if (option.expiry <= run.t) return;
      run.terms.fill(option.e);
      for (let path = 0; path < state.n; path++)
        this.optionValue[o * this.width + path] = option.quantity * this.holdOption(run, option, path);
    });
  }

  /** Adds what is held with one beta to the sums of a path. */
  private holdGroup({ state }: Run, { beta, spot, etf, perpetual, future, gross }: Group, path: number, power: number): void {
    const linear = perpetual + future;
    this.gross[path] += gross * power;
    this.spotHeld[path] += Math.max(0, spot) * power;
    this.etfHeld[path] += Math.max(0, etf) * power;
    this.linearDelta[path] += beta * linear * power;
    state.exposure[path] += beta * (spot + etf + linear) * power;
  } // prettier-ignore

  /** Adds an option that has not expired to the exposure of a path. @returns value of a unit. */
  private holdOption(run: Run, { kind, quantity, strike, e, beta }: OptionPosition, path: number): number {
    const { value, delta, forward } = quote(run, false, kind, e, strike, path);
    run.state.exposure[path] += beta * quantity * delta * forward;
    return value;
  }

  private moveGroup(run: Run, group: Group, g: number, gain: Float64Array): void {
    const { state, paths, market, step, from } = run;
    const { beta, spot, etf, perpetual, future } = group;
    const linear = perpetual + future;
    const runOff = future * market.carry * (paths.step / MS_PER_YEAR);
    const funding = perpetual === 0 || step === 0 ? undefined : paths.funding;
    if (perpetual !== 0 && step > 0 && funding === undefined) run.missed.add('funding');
    const first = step * paths.paths + from;
    for (let path = 0; path < state.n; path++) {
      const power = powerOf(state.spotRatio[path], beta);
      const i = g * this.width + path;
      const before = this.power[i];
      let gained = linear * (power - before);
      if (step > 0) gained -= before * runOff;
      if (funding !== undefined) {
        const rate = funding[first + path];
        if (Number.isNaN(rate)) run.missed.add('funding');
        else {
          run.known.add('funding');
          gained -= perpetual * before * rate;
        }
      }
      this.power[i] = power;
      this.linearGain[path] += gained;
      gain[path] += gained + (spot + etf) * (power - before);
      this.holdGroup(run, group, path, power);
    }
  }

  private moveOption(run: Run, option: OptionPosition, o: number, gain: Float64Array): void {
    const { state, terms, t, step, paths } = run;
    const { kind, quantity, strike, expiry, e } = option;
    const isOver = expiry <= t;
    // At the start or before it: nothing is left of it.
    if (isOver && (step === 0 || expiry <= t - paths.step)) return;
    terms.fill(e);
    for (let path = 0; path < state.n; path++) {
      const i = o * this.width + path;
      const spot = state.spot[path];
      const intrinsic = Math.max(0, kind === 'call' ? spot - strike : strike - spot);
      const unit = isOver ? intrinsic : this.holdOption(run, option, path);
      const worth = quantity * unit;
      const gained = step === 0 ? 0 : worth - this.optionValue[i];
      this.optionValue[i] = worth;
      this.optionGain[path] += gained;
      gain[path] += gained;
    }
  }

  private valueAtStart(): number {
    let o = 0;
    const marked = this.positions.map((exposed): ExposedPosition => {
      const { option, quantity } = exposed.position;
      if (option === null || quantity === 0) return exposed;
      return { ...exposed, price: this.optionValue[o++ * this.width] / quantity };
    });
    return bookValue(marked);
  }
}

const powerOf = (ratio: number, beta: number): number => (beta === 1 ? ratio : beta === 0 ? 1 : ratio ** beta);

function groupsOf(positions: readonly ExposedPosition[]): Group[] {
  const groups = new Map<number, Group>();
  for (const { position, price, beta } of positions) {
    const { kind, quantity } = position;
    if (kind === 'cash' || kind === 'option') continue;
    const group = groups.get(beta) ?? { beta, spot: 0, etf: 0, perpetual: 0, future: 0, gross: 0 };
    group[kind] += quantity * price;
    if (kind === 'perpetual' || kind === 'future') group.gross += Math.abs(quantity * price);
    groups.set(beta, group);
  }
  return [...groups.values()];
}
