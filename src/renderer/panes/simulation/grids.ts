import type { RollRobustness, SimulationResult } from '#core/hedge/simulation';
import type { TextGrid } from '#shared/csv';
import { PARTS } from './greeks';
import { layerRows } from './layer-rows';
import type { Side } from './sides';

const exact = (value: number): string => (Number.isFinite(value) ? String(value) : '');
const day = (t: number): string => new Date(t).toISOString();
/** What a reader of a file has to know of where it comes from. */
const mark = ({ modelled }: SimulationResult): string => (modelled.length > 0 ? 'modelled' : 'recorded');

export function figuresGrid(result: SimulationResult, sides: readonly Side[]): TextGrid {
  const head = ['side', 'plan', 'paths', 'cvar95', 'var95', 'worst drawdown', 'median pnl', 'mean cost a year', 'median cost a year', 'values', 'source', 'what is modelled']; // prettier-ignore
  return [
    head,
    ...sides.map(({ title, outcome, cost }) => [
      title,
      result.plan,
      String(result.paths),
      ...[-outcome.cvar95, -outcome.var95, outcome.worstDrawdown, outcome.medianPnl].map(exact),
      exact(cost?.mean ?? Number.NaN),
      exact(cost?.median ?? Number.NaN),
      mark(result),
      result.source,
      result.modelled.join(' '),
    ]),
  ];
}

/** Equity over that of the start, step by step. */
export function equityGrid(result: SimulationResult, sides: readonly Side[]): TextGrid {
  const single = result.paths === 1;
  const bands = single ? (['p50'] as const) : (['p5', 'p25', 'p50', 'p75', 'p95'] as const);
  const named = sides.flatMap(({ title, outcome }) =>
    bands.map((name) => ({ name: single ? title : `${title} ${name}`, column: outcome.bands[name] })),
  );
  return [
    ['time', ...named.map(({ name }) => name)],
    ...Array.from({ length: result.steps + 1 }, (_, i) => [
      day(result.start + i * result.step),
      ...named.map(({ column }) => exact(column[i]!)),
    ]),
  ];
}

/** Result and drawdown of every path. */
export function pathsGrid(result: SimulationResult, sides: readonly Side[]): TextGrid {
  return [
    ['path', ...sides.flatMap(({ title }) => [`${title} pnl`, `${title} drawdown`])],
    ...Array.from({ length: result.paths }, (_, i) => [
      String(i + 1),
      ...sides.flatMap(({ outcome }) => [exact(outcome.pnl[i]!), exact(outcome.drawdown[i]!)]),
    ]),
  ];
}

export function attributionGrid(result: SimulationResult): TextGrid {
  return [
    ['layer', ...PARTS.map(([key]) => key), 'total', 'premium paid', 'received', 'opened', 'rolled', 'monetised', 'refused', 'open', 'gate unknown'], // prettier-ignore
    ...layerRows(result).map(({ name, attribution, sums, layer }) => [
      name,
      ...PARTS.map(([key]) => exact(attribution[key])),
      ...[attribution.total, sums.premiumPaid, sums.received, sums.opened, sums.rolled, sums.monetised, sums.refused].map(exact), // prettier-ignore
      ...[layer?.open, layer?.unknown].map((share) => exact(share ?? Number.NaN)),
    ]),
  ];
}

export function rollGrid(rolls: RollRobustness): TextGrid {
  return [
    ['shift days', 'pnl', 'drawdown', 'cost a year'],
    ...Array.from(rolls.shifts, (shift, i) =>
      [shift, rolls.pnl[i]!, rolls.drawdown[i]!, rolls.costPerYear[i]!].map(exact),
    ),
  ];
}

export function capitalGrid(result: SimulationResult): TextGrid {
  const trace = result.capital?.trace;
  if (!trace) return [['time', 'margin', 'requirement', 'reserve', 'credit', 'synthetic']];
  return [
    ['time', 'margin', 'requirement', 'reserve', 'credit', 'synthetic'],
    ...Array.from(trace.margin, (margin, i) => [
      day(result.start + i * result.step),
      ...[margin, trace.requirement[i]!, trace.reserve[i]!, trace.credit[i]!, trace.synthetic[i]!].map(exact),
    ]),
  ];
}
