import { quantile, quantilesOf } from '../stats/quantile';
import { MS_PER_YEAR } from '../time/ms';
import { cvarOf } from './size';
import type { Attribution, CapitalOutcome, LayerOutcome, PathFacts, SideOutcome, SimulationResult } from './simulation';
import type { CapitalPaths, PathOutcomes } from './step/outcomes';
import { PARTS } from './step/state';
import type { HedgePlan } from './types';

const TAIL = 0.05;

/** Sums up what came of all paths of a set. @param parts in the order of the paths. */
export function resultOf(plan: HedgePlan, paths: PathFacts, parts: readonly PathOutcomes[]): SimulationResult {
  const { book } = parts[0];
  const final = (of: (part: PathOutcomes) => Float64Array): Float64Array => rowOf(parts, of, paths.steps);
  const hedged = final((part) => part.hedged);
  const unhedged = final((part) => part.unhedged);
  const years = (paths.steps * paths.step) / MS_PER_YEAR;
  const cost = hedged.map((x, path) => (unhedged[path] - x) / book / years);
  const layers = plan.layers
    .filter(({ enabled }) => enabled)
    .map((layer, l) => layerOf(layer, parts.map((part) => part.layers[l]), paths)); // prettier-ignore
  const known = new Set(parts.flatMap((part) => [...part.known]));
  const missed = new Set(parts.flatMap((part) => [...part.missed]));
  return {
    plan: plan.name,
    start: paths.start,
    step: paths.step,
    steps: paths.steps,
    paths: paths.paths,
    source: paths.source,
    modelled: paths.modelled,
    book,
    hedged: sideOf(parts, ({ hedged: of }) => of, paths, book),
    unhedged: sideOf(parts, ({ unhedged: of }) => of, paths, book),
    costPerYear: { mean: meanOf(cost), median: quantilesOf(cost, [0.5])[0] },
    layers,
    total: sumOf(layers.map(({ attribution }) => attribution)),
    capital: capitalOf(parts, paths),
    events: paths.paths === 1 ? parts[0].events : [],
    unknown: [...missed].filter((signal) => !known.has(signal)).sort(),
  };
}

function layerOf(
  { id, name }: { readonly id: string; readonly name: string },
  sums: readonly PathOutcomes['layers'][number][],
  { paths, steps }: PathFacts,
): LayerOutcome {
  const mean = (of: (sum: (typeof sums)[number]) => number): number => sums.reduce((all, sum) => all + of(sum), 0) / paths;
  const [delta, gamma, vega, vannaVolga, theta, carry, costs] = PARTS.map((_, part) => mean((sum) => sum.parts[part]));
  const total = mean((sum) => sum.total);
  const residual = total - (delta + gamma + vega + vannaVolga + theta + carry + costs);
  return {
    id,
    name,
    attribution: { delta, gamma, vega, vannaVolga, theta, carry, costs, residual, total },
    premiumPaid: mean(({ paid }) => paid),
    received: mean(({ received }) => received),
    opened: mean(({ counts }) => counts.opened),
    rolled: mean(({ counts }) => counts.rolled),
    monetised: mean(({ counts }) => counts.monetised),
    open: mean(({ counts }) => counts.open) / steps,
    unknown: mean(({ counts }) => counts.unknown) / steps,
    refused: mean(({ counts }) => counts.refused),
  };
} // prettier-ignore

const NOTHING: Attribution = { delta: 0, gamma: 0, vega: 0, vannaVolga: 0, theta: 0, carry: 0, costs: 0, residual: 0, total: 0 }; // prettier-ignore

function sumOf(attributions: readonly Attribution[]): Attribution {
  const names = Object.keys(NOTHING) as (keyof Attribution)[];
  const sum = (name: keyof Attribution): number => attributions.reduce((all, of) => all + of[name], 0);
  return Object.fromEntries(names.map((name) => [name, sum(name)])) as unknown as Attribution;
}

type Column = (part: PathOutcomes) => Float64Array;

function sideOf(
  parts: readonly PathOutcomes[],
  column: Column,
  { paths, steps }: PathFacts,
  book: number,
): SideOutcome {
  const band = (): Float64Array => new Float64Array(steps + 1);
  const bands = { p5: band(), p25: band(), p50: band(), p75: band(), p95: band() };
  const drawdown = new Float64Array(paths);
  const high = new Float64Array(paths).fill(-Infinity);
  let share = new Float64Array(paths);
  for (let step = 0; step <= steps; step++) {
    share = rowOf(parts, column, step);
    for (let path = 0; path < paths; path++) {
      share[path] /= book;
      high[path] = Math.max(high[path], share[path]);
      drawdown[path] = Math.min(drawdown[path], share[path] / high[path] - 1);
    }
    const sorted = paths === 1 ? share : share.slice().sort();
    [bands.p5[step], bands.p25[step], bands.p50[step], bands.p75[step], bands.p95[step]] = [0.05, 0.25, 0.5, 0.75, 0.95].map((q) => quantile(sorted, q)); // prettier-ignore
  }
  const pnl = share.map((x) => x - 1);
  const sorted = pnl.slice().sort();
  return {
    pnl,
    drawdown,
    bands,
    var95: paths === 1 ? NaN : Math.max(0, -quantile(sorted, TAIL)),
    cvar95: paths === 1 ? NaN : Math.max(0, cvarOf(pnl, 1 - TAIL)),
    worstDrawdown: drawdown.reduce((least, x) => Math.min(least, x), 0),
    medianPnl: quantile(sorted, 0.5),
  };
}

function capitalOf(parts: readonly PathOutcomes[], { paths }: PathFacts): CapitalOutcome | undefined {
  const capital = parts.flatMap(({ capital: of }) => of ?? []);
  if (capital.length === 0) return undefined;
  const all = (of: (part: CapitalPaths) => ArrayLike<number>): Float64Array => Float64Array.from(capital.flatMap((part) => Array.from(of(part)))); // prettier-ignore
  const draw = (of: (part: CapitalPaths) => Float64Array): { median: number; worst: number } => {
    const sorted = all(of).sort();
    return { median: quantile(sorted, 0.5), worst: sorted[sorted.length - 1] };
  };
  const interest = all((part) => part.interest);
  const drawn = meanOf(all((part) => part.drawnYears));
  return {
    survived: meanOf(all((part) => part.survived)),
    survivedAlone: meanOf(all((part) => part.survivedAlone)),
    reserve: draw((part) => part.reserve),
    credit: draw((part) => part.credit),
    synthetic: draw((part) => part.synthetic),
    cost: meanOf(interest),
    ratePerYear: drawn > 0 ? meanOf(interest) / drawn : NaN,
    againstSelling: meanOf(all((part) => part.againstSelling)),
    // A part of one path keeps a trace, of many it is not the whole.
    trace: paths === 1 ? capital[0].trace : undefined,
  };
}

/** One step of all paths. */
function rowOf(parts: readonly PathOutcomes[], column: Column, step: number): Float64Array<ArrayBuffer> {
  const row = new Float64Array(parts.reduce((sum, part) => sum + part.paths, 0));
  let at = 0;
  for (const part of parts) {
    row.set(column(part).subarray(step * part.paths, (step + 1) * part.paths), at);
    at += part.paths;
  }
  return row;
}

const meanOf = (values: Float64Array): number => values.reduce((sum, x) => sum + x, 0) / values.length;
