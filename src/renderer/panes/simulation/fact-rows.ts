import type { SimulationResult } from '#core/hedge/simulation';
import { formatPercent } from '../../lib/format';
import type { Side } from './sides';
import { costWords, lengthWords } from './words';

export interface FactCell {
  readonly side: Side['id'];
  readonly value: string;
  readonly missing: boolean;
  /** More of the same, for the card. */
  readonly more?: string;
}

export interface Fact {
  readonly label: string;
  readonly definition: string;
  readonly method: string;
  readonly cells: readonly FactCell[];
}

const percent = (share: number, decimals = 1): string => formatPercent(share, { decimals, sign: true });

/** The head of the pane: a few figures of each side. Of one path there is no CVaR, and none is made up. */
export function factsOf(result: SimulationResult, sides: readonly Side[]): readonly Fact[] {
  const { paths, step, steps } = result;
  const single = paths === 1;
  const length = lengthWords(step * steps);
  const known = (side: Side, value: number, missing: string): FactCell => ({
    side: side.id,
    value: Number.isFinite(value) ? percent(value) : missing,
    missing: !Number.isFinite(value),
  });
  const method = `Share of the book of ${result.book > 0 ? 'the start' : 'the plan'}, over ${length}`;
  return [
    {
      label: 'CVaR 95 %',
      definition: single
        ? 'Mean result of the worst 5 % of the paths. One path has no worst 5 %.'
        : 'Mean result of the worst 5 % of the paths.',
      method,
      cells: sides.map((side) => {
        const { cvar95, var95 } = side.outcome;
        const cell = known(side, -cvar95, 'cannot tell');
        return cell.missing ? cell : { ...cell, more: `The best of them, VaR 95 %: ${percent(-var95)}.` };
      }),
    },
    {
      label: single ? 'Largest drawdown' : 'Worst drawdown',
      definition: `Largest fall of the equity from a high on the way${single ? '' : ', in the worst path'}. Below −100\u00a0% the book and what was won before are gone.`,
      method: 'Equity at the end of each step over its highest before, less 1',
      cells: sides.map((side) => known(side, side.outcome.worstDrawdown, 'not known')),
    },
    {
      label: single ? `P&L over ${length}` : length === '1\u00a0yr' ? 'Median year' : `Median over ${length}`,
      definition: single ? 'Result of this one path.' : 'Result that half of the paths exceed.',
      method,
      cells: sides.map((side) => known(side, side.outcome.medianPnl, 'not known')),
    },
    {
      label: 'Cost per year',
      definition: 'What the layers lost a year, net of what was sold and settled, as a share of the book. A gain: they earned more than they cost.',
      method: `${single ? 'Of this path' : 'Mean over the paths'}, scaled from ${length} to a year`,
      cells: sides.map((side) => {
        if (!side.cost) return { side: side.id, value: 'none', missing: true };
        const { mean, median } = side.cost;
        if (!Number.isFinite(mean)) return { side: side.id, value: 'not known', missing: true };
        const cell = { side: side.id, value: costWords(mean), missing: false };
        return single ? cell : { ...cell, more: `Median over the paths: ${costWords(median)}.` };
      }),
    },
  ]; // prettier-ignore
}
