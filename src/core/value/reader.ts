import { derived, PRODUCTS, words, type Product } from './derive';
import { ITEMS, type Answer, type Assumptions, type CapmEstimate, type Inputs, type Item } from './types';

export interface ValuationArgs {
  readonly inputs: Inputs;
  readonly assumptions: Assumptions;
  /** On the benchmark that the assumptions name. The cost of equity goes by `beta`: put `shrunkBeta` there to go by the shrunk one. */
  readonly capm: CapmEstimate;
}

/** Assumptions that are one number. */
export type NumberAssumption = { [K in keyof Assumptions]: Assumptions[K] extends number | null ? K : never }[keyof Assumptions]; // prettier-ignore

const ASSUMPTION_TITLES: Readonly<Record<NumberAssumption, string>> = {
  riskFree: 'Risk-free rate',
  marketPremium: 'Market premium',
  costOfDebt: 'Cost of debt',
  growth: 'Growth',
  firstGrowth: 'Growth of the first stage',
  firstYears: 'Years of the first stage',
  discount: 'Discount rate',
  ipoPrice: 'Price at the listing',
  ipoFloat: 'Float at the listing',
};

/** What a negative figure of makes no sense. */
const SIGNED: ReadonlySet<Item> = new Set(['bookEquity', 'revenue', 'earnings', 'operatingCashFlow', 'gainsOnSales', 'borrowRate', 'supplyRate', 'rewardRate']); // prettier-ignore

const ROUNDING = 1e-9;

/** Reads the figures of one answer, and keeps which they were, whether one was estimated, and the first reason why one cannot be had. */
export class Reader {
  readonly reads = new Set<Answer['reads'][number]>();
  readonly notes: string[] = [];
  estimated = false;
  /** '' as long as nothing is missing. */
  lacks = '';
  /** The answer depends on whether the float or the fully diluted supply is counted. */
  isDilutable = false;
  private readonly args: ValuationArgs;
  private readonly isDiluted: boolean;

  constructor(args: ValuationArgs, isDiluted: boolean) {
    this.args = args;
    this.isDiluted = isDiluted;
  }

  item(name: Item): number {
    const { value, reason, estimated } = this.args.inputs[name];
    this.reads.add(name);
    this.estimated ||= estimated;
    if (!Number.isFinite(value)) return this.missing(ITEMS[name].title, reason || 'not a number');
    return value < 0 && !SIGNED.has(name) ? this.missing(ITEMS[name].title, 'it is negative') : value;
  }

  /** A figure that such an entity need not have: null where no statement ever said it. */
  optional(name: Item): number | null {
    const { value, known } = this.args.inputs[name];
    return Number.isNaN(value) && Number.isNaN(known) ? null : this.item(name);
  }

  /** NaN: missing, with a reason. */
  assumption(name: NumberAssumption): number {
    const value = this.args.assumptions[name];
    this.reads.add(name);
    return value !== null && Number.isFinite(value) ? value : this.missing(ASSUMPTION_TITLES[name], 'not given');
  }

  /** Null: left open. */
  open(name: NumberAssumption): number | null {
    return this.args.assumptions[name] === null ? null : this.assumption(name);
  }

  unlocks(): readonly number[] {
    this.reads.add('unlocks');
    return this.args.assumptions.unlocks;
  }

  beta(): number {
    const { beta, reason } = this.args.capm;
    this.reads.add('beta');
    return Number.isFinite(beta) ? beta : this.missing('Beta', reason || 'not known');
  }

  /** Above 0: market capitalisation, or fully diluted value. */
  capitalisation(): number {
    return this.dilutable('marketCap', 'fullyDilutedValue');
  }

  /** Above 0: float, or fully diluted supply. */
  units(): number {
    return this.dilutable('float', 'fullyDiluted');
  }

  private dilutable(own: Item, diluted: Item): number {
    this.isDilutable = true;
    if (!this.isDiluted) return this.positive(own);
    const value = this.positive(diluted);
    const least = derived(this.args.inputs)[own].value;
    return value < least * (1 - ROUNDING) ? this.missing(ITEMS[diluted].title, `it is below the ${ITEMS[own].title.toLowerCase()}`) : value; // prettier-ignore
  }

  /** A figure above 0, computed from its factors where it is not stated. */
  positive(name: Item): number {
    const isStated = Number.isFinite(this.args.inputs[name].value);
    let value: number;
    if (!isStated && name in PRODUCTS) {
      const [a, b] = PRODUCTS[name as Product];
      value = this.item(a) * this.item(b);
      if (Number.isFinite(value)) this.notes.push(`${ITEMS[name].title}: ${words(name as Product)}`);
    } else value = this.item(name);
    return value === 0 ? this.missing(ITEMS[name].title, 'it is 0') : value;
  }

  private missing(title: string, reason: string): number {
    this.lacks ||= `${title}: ${reason}`;
    return NaN;
  }
}
