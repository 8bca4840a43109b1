import type { SimulationResult } from '#core/hedge/simulation';
import { formatNumber, formatPercent } from '../../lib/format';
import { line, linear, type Ink, type Shape } from '../../ui/plot/shapes';
import type { Size } from '../../ui/plot/use-size';
import { yearsOf } from './words';

export interface CostPart {
  readonly id: string;
  readonly name: string;
  /** Net of resale per year, share of the book; below 0 it earned. */
  readonly cost: number;
  readonly premium: number;
  readonly ink: Ink;
}

export interface CostSplit {
  readonly parts: readonly CostPart[];
  /** Sum of the parts, gains of some taken from the cost of others. */
  readonly net: number;
  /** Premium paid a year: what the budget of a plan is of. */
  readonly premium: number;
}

/** Four shades; what more layers there are shares the last. */
const INKS: readonly Ink[] = ['series1', 'series2', 'series3', 'series4'];
const MOST = INKS.length;

/** Cost per year by layer, largest first; past four the rest are one. */
export function splitCost(result: SimulationResult): CostSplit {
  const { book, layers } = result;
  const scale = 1 / (book * yearsOf(result));
  const all = layers
    .map(({ id, name, attribution, premiumPaid }) => ({
      id,
      name,
      cost: -attribution.total * scale,
      premium: premiumPaid * scale,
    }))
    .toSorted((a, b) => b.cost - a.cost);
  const sum = (of: 'cost' | 'premium', list: readonly { cost: number; premium: number }[]): number =>
    list.reduce((total, one) => total + one[of], 0);
  const rest = all.slice(MOST - 1);
  const shown =
    all.length <= MOST
      ? all
      : [...all.slice(0, MOST - 1), { id: 'rest', name: `${rest.length} others`, cost: sum('cost', rest), premium: sum('premium', rest) }]; // prettier-ignore
  return {
    parts: shown.map((part, i) => ({ ...part, ink: INKS[i]! })),
    net: sum('cost', all),
    premium: sum('premium', all),
  };
}

/** What the costs mean for the budget, in one sentence. */
export function budgetWords({ premium }: CostSplit, budget: number, years: number): string {
  if (!Number.isFinite(premium)) return 'The premium of a year is not known.';
  const points = (share: number): string => `${formatNumber(Math.abs(share) * 100, { decimals: 2 })} points`;
  const paid = `Premium paid ${formatPercent(premium, { decimals: 2 })} a year before resale${years < 0.9 ? ', scaled up' : ''}`;
  return premium <= budget
    ? `${paid}: ${points(budget - premium)} of the budget are left.`
    : `${paid}: ${points(premium - budget)} over the budget.`;
}

/** One bar: each layer's net cost, and where the budget ends. Gains are not in it. */
export function drawCost({ parts }: CostSplit, budget: number, { width }: Pick<Size, 'width'>): readonly Shape[] {
  const spent = parts.reduce((sum, { cost }) => sum + Math.max(0, cost), 0);
  const x = linear(0, Math.max(budget, spent) || 1, 12, width - 13);
  let at = 0;
  const bars = parts
    .filter(({ cost }) => cost > 0)
    .map(({ cost, ink }): Shape => {
      const from = x(at);
      at += cost;
      return { kind: 'rect', x: from, y: 6, w: Math.max(1, x(at) - from - 1), h: 14, fill: ink };
    });
  return [...bars, line(x(budget) + 0.5, 0, x(budget) + 0.5, 26, 'series1')];
}
