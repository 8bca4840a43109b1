import type { CapitalRule } from './types';

/** What a step brings to the accounts of a path, and what is there to pledge or to sell [quote currency]. Whole holdings, before any sale. */
export interface StepMoney {
  /** Since the step before. */
  years: number;
  /** Gained by perpetuals and futures, and by options and layers. */
  linearGain: number;
  otherGain: number;
  /** Notional of perpetuals and futures without sign. */
  gross: number;
  /** Value of spot and of funds held long. */
  spot: number;
  etf: number;
  /** Lost on a forced sale, as a share of what is sold. */
  saleCost: number;
}

/** Requirement while this share of the perpetuals and futures is held [quote currency]. */
export type Requirement = (linear: number) => number;

/**
 * Accounts of paths, each column of shape (paths). Money is conserved: margin + reserve − credit − synthetic + what is held changes by
 * gains, interest and the costs of forced sales alone.
 */
export class Accounts {
  readonly margin: Float64Array;
  readonly reserve: Float64Array;
  /** Owed. */
  readonly credit: Float64Array;
  readonly synthetic: Float64Array;
  /** Share that is still held of perpetuals and futures, and of spot and funds. */
  readonly linear: Float64Array;
  readonly assets: Float64Array;
  /** After the last step. */
  readonly requirement: Float64Array;
  /** Paid so far, and the money drawn times the years that it was. */
  readonly interest: Float64Array;
  readonly drawnYears: Float64Array;
  /** What the last step lacked before anything was drawn or sold for it. */
  readonly short: Float64Array;
  /** Lost on forced sales, beyond what was sold. */
  readonly lost: Float64Array;
  readonly isSold: Uint8Array;
  readonly most: { readonly reserve: Float64Array; readonly credit: Float64Array; readonly synthetic: Float64Array };
  private readonly rule: CapitalRule;
  private readonly hasEngine: boolean;

  /** @param hasEngine false: reserve, credit and financing stay untouched, and a shortfall is sold for at once. */
  constructor(rule: CapitalRule, hasEngine: boolean, paths: number) {
    const column = (): Float64Array => new Float64Array(paths);
    this.rule = rule;
    this.hasEngine = hasEngine;
    [this.margin, this.reserve, this.credit, this.synthetic] = [column(), column(), column(), column()];
    [this.linear, this.assets, this.requirement] = [column(), column(), column()];
    [this.interest, this.drawnYears, this.lost, this.short] = [column(), column(), column(), column()];
    this.isSold = new Uint8Array(paths);
    this.most = { reserve: column(), credit: column(), synthetic: column() };
    this.reset();
  }

  reset(): void {
    const { most } = this;
    for (const column of [this.credit, this.synthetic, this.interest, this.drawnYears, this.lost, this.short, this.isSold, most.reserve, most.credit, most.synthetic]) column.fill(0); // prettier-ignore
    this.margin.fill(this.rule.margin);
    this.reserve.fill(this.rule.reserve);
    this.linear.fill(1);
    this.assets.fill(1);
  }

  /**
   * Goes on from where accounts under another rule stand: what the new rule has more at the start is paid in, what it has less is taken
   * out, and what is owed stays owed.
   */
  takeOver(before: Accounts): void {
    const names = ['margin', 'reserve', 'credit', 'synthetic', 'linear', 'assets', 'requirement', 'interest', 'drawnYears', 'lost', 'short', 'isSold'] as const; // prettier-ignore
    for (const name of names) this[name].set(before[name]);
    for (const name of ['reserve', 'credit', 'synthetic'] as const) this.most[name].set(before.most[name]);
    for (const name of ['margin', 'reserve'] as const)
      for (let path = 0; path < this[name].length; path++) this[name][path] += this.rule[name] - before.rule[name];
  }

  /** Gains and interest arrive in the margin account; what it then lacks is drawn or sold for, and what it has too much repays. */
  step(path: number, money: StepMoney, requirement: Requirement): void {
    const { rule, margin, credit, synthetic } = this;
    const interest = money.years * (credit[path] * (rule.credit?.rate ?? 0) + synthetic[path] * (rule.synthetic?.rate ?? 0)); // prettier-ignore
    this.drawnYears[path] += money.years * (rule.reserve - this.reserve[path] + credit[path] + synthetic[path]);
    this.interest[path] += interest;
    margin[path] += this.linear[path] * money.linearGain + money.otherGain - interest;
    this.requirement[path] = requirement(this.linear[path]);
    const excess = margin[path] - this.requirement[path];
    this.short[path] = Math.max(0, -excess);
    if (excess < 0) {
      const short = this.hasEngine ? this.draw(path, -excess, money) : -excess;
      if (short > 0) this.sell(path, money, requirement);
    } else if (this.hasEngine) this.repay(path, excess - rule.repayAbove * this.requirement[path]);
    this.most.reserve[path] = Math.max(this.most.reserve[path], rule.reserve - this.reserve[path]);
    this.most.credit[path] = Math.max(this.most.credit[path], credit[path]);
    this.most.synthetic[path] = Math.max(this.most.synthetic[path], synthetic[path]);
  }

  /** Money outside what is held: of the positions themselves nothing is in it but the gains of what is margined. */
  equity(path: number, { spot, etf }: Pick<StepMoney, 'spot' | 'etf'>): number {
    const accounts = this.margin[path] + this.reserve[path] - this.credit[path] - this.synthetic[path];
    return accounts + this.assets[path] * (spot + etf);
  }

  /**
   * Reserve, then the credit line up to its limit and its collateral, then financing on spot that is neither financed nor pledged.
   * A collateral that falls below what was drawn is not called. @returns what is still short.
   */
  private draw(path: number, short: number, { spot, etf }: StepMoney): number {
    const { rule, margin, reserve, credit, synthetic } = this;
    const take = (room: number): number => {
      const taken = Math.max(0, Math.min(short, room));
      short -= taken;
      margin[path] += taken;
      return taken;
    };
    reserve[path] -= take(reserve[path]);
    const held = this.assets[path] * (spot + etf);
    if (rule.credit !== null) {
      const collateral = (1 - rule.credit.haircut) * (held - synthetic[path]);
      credit[path] += take(Math.min(rule.credit.limit, collateral) - credit[path]);
    }
    if (rule.synthetic !== null) {
      const pledged = credit[path] > 0 ? credit[path] / (1 - rule.credit!.haircut) : 0;
      const lockable = Math.min(rule.synthetic.share * this.assets[path] * spot, held - pledged);
      synthetic[path] += take(lockable - synthetic[path]);
    }
    return short;
  }

  /** The dearest first: financing, credit, then the reserve is filled again. */
  private repay(path: number, excess: number): void {
    const { rule, margin, reserve, credit, synthetic } = this;
    const give = (owed: number): number => {
      const given = Math.max(0, Math.min(excess, owed));
      excess -= given;
      margin[path] -= given;
      return given;
    };
    synthetic[path] -= give(synthetic[path]);
    credit[path] -= give(credit[path]);
    reserve[path] += give(rule.reserve - reserve[path]);
  }

  /**
   * Sells the share of perpetuals and futures that brings the requirement down to what is there; where all of them do not, spot and funds
   * that are not financed, whose money goes to the margin account. Options and layers are kept.
   */
  private sell(path: number, { gross, spot, etf, saleCost }: StepMoney, requirement: Requirement): void {
    const { margin, linear, assets, lost } = this;
    this.isSold[path] = 1;
    const notional = linear[path] * gross;
    if (notional > 0) {
      const relief = this.requirement[path] - requirement(0) - saleCost * notional;
      const short = this.requirement[path] - margin[path];
      const share = relief > short ? short / relief : 1;
      margin[path] -= saleCost * share * notional;
      lost[path] += saleCost * share * notional;
      linear[path] *= 1 - share;
      this.requirement[path] = share === 1 ? requirement(0) : requirement(linear[path]);
    }
    const held = assets[path] * (spot + etf);
    const short = this.requirement[path] - margin[path];
    const free = held - this.synthetic[path];
    if (short > ROUNDING * this.requirement[path] && free > 0) {
      const sold = Math.min(free, short / (1 - saleCost));
      margin[path] += (1 - saleCost) * sold;
      lost[path] += saleCost * sold;
      assets[path] *= 1 - sold / held;
    }
  }
}

/** A sale that meets the requirement to the last digits meets it. */
const ROUNDING = 1e-12;
