import type { RollRobustness, SimulationResult } from '#core/hedge/simulation';
import { formatInterval } from '#core/time/interval';
import { SimulateSpecSchema, SizeSpecSchema, type SimulateSpec, type SizeResult } from '#shared/hedge';
import type { Services } from '../../main/services';
import { asOfOf, Exit, parseInstant, withServices, type GlobalOptions } from '../context';
import { checked, givenHedge, readJson, type HedgeOptions } from '../hedge-plan';
import { mustRun } from '../job';
import { count, instant, printJson, printTable, say } from '../print';

export interface SimulateOptions extends GlobalOptions, HedgeOptions {
  readonly path: string;
  readonly paths: string;
  readonly days: string;
  readonly seed: string;
  readonly shiftRolls?: boolean;
  readonly size?: boolean;
}

export async function simulate(file: string | undefined, options: SimulateOptions): Promise<void> {
  const spec = await readSpec(file, options);
  const sizing = options.size ? SizeSpecSchema.parse(spec) : undefined;
  const { result, robustness, size, notes } = await withServices(options, { create: false }, async (services) => {
    const { hedge } = services;
    await answered(services, await hedge.simulation(spec), { kind: 'simulate', spec });
    if (options.shiftRolls) await answered(services, await hedge.robustness(spec), { kind: 'robustness', spec });
    if (sizing) await answered(services, await hedge.size(sizing), { kind: 'size', spec: sizing });
    return {
      result: (await hedge.simulation(spec)).result,
      robustness: options.shiftRolls ? (await hedge.robustness(spec)).result : null,
      size: sizing ? (await hedge.size(sizing)).result : null,
      notes: await notesOf(services, spec),
    };
  });
  if (!result) throw new Exit(1, 'The simulation gave no result.');
  if (options.json) return printJson({ ...result, robustness, size, notes });
  printResult(result);
  if (robustness) printRolls(robustness);
  if (size) printSize(size);
  for (const note of notes) say(note);
}

type HedgeJob = Extract<Parameters<typeof mustRun>[1], { kind: 'simulate' | 'robustness' | 'size' }>;

async function answered(
  services: Services,
  before: Awaited<ReturnType<Services['hedge']['simulation' | 'robustness' | 'size']>>,
  job: HedgeJob,
): Promise<void> {
  if (before.problems.length > 0) throw new Exit(2, before.problems.join('\n'));
  if (!before.result || before.stale) await mustRun(services, job);
}

async function notesOf({ hedge }: Services, { plan, path, asOf }: SimulateSpec): Promise<readonly string[]> {
  const at = path.kind === 'history' ? Math.min(path.from, asOf ?? Infinity) : (asOf ?? undefined);
  const { beta, asset } = plan;
  const query = { asset, benchmark: beta.benchmark, instruments: [], window: beta.window };
  return (await hedge.market(at === undefined ? query : { ...query, asOf: at })).notes;
}

/** @throws {Exit} 2, naming the file and the field. */
async function readSpec(file: string | undefined, options: SimulateOptions): Promise<SimulateSpec> {
  const given = { plan: await givenHedge(file, options), path: await readPath(options), asOf: asOfOf(options) ?? null };
  return checked('the simulation', SimulateSpecSchema, given);
}

/** What jumps are where only the kind of path is named. */
const JUMPS = { perYear: 4, mean: -0.1, deviation: 0.08 };

/** `history:FROM..TO`, `analog:FROM`, a kind of Monte Carlo, or a file of JSON. */
async function readPath({ path, paths, days, seed }: SimulateOptions): Promise<unknown> {
  const [kind = '', from = '', to = ''] = /^(history|analog):(.+?)(?:\.\.(.+))?$/.exec(path)?.slice(1) ?? [];
  if (kind === 'history' && to) return { kind, from: parseInstant(from, '--path'), to: parseInstant(to, '--path') };
  if (kind === 'analog' && !to) return { kind, from: parseInstant(from, '--path'), days: Number(days) };
  const many = { paths: Number(paths), days: Number(days), seed: Number(seed) };
  switch (path) {
    case 'gbm':
    case 'bootstrap':
      return { kind: path, ...many };
    case 'jump':
      return { kind: path, ...many, jumps: JUMPS };
    case 'hawkes':
      return { kind: path, ...many, jumps: JUMPS, branching: 0.5, decayDays: 5 };
    default:
      if (kind) throw new Exit(2, `--path: write history:FROM..TO or analog:FROM.`);
      return readJson(path);
  }
}

const percent = (x: number): string => (Number.isNaN(x) ? 'not measured' : `${(100 * x).toFixed(2)} %`);
const money = (x: number): string => count(Math.round(x));

function printResult(result: SimulationResult): void {
  const { hedged, unhedged, layers, costPerYear, capital, paths, steps, step, start, source, modelled } = result;
  say(`${result.plan}: ${count(paths)} ${paths === 1 ? 'path' : 'paths'} of ${steps} steps of ${formatInterval(step)} from ${instant(start)} UTC, ${source}.`); // prettier-ignore
  const side = (name: string, of: typeof hedged): string[] => [
    name,
    ...[of.medianPnl, of.var95, of.cvar95, of.worstDrawdown].map(percent),
  ];
  printTable(
    ['of the book', 'median P&L', 'VaR 95', 'CVaR 95', 'worst drawdown'],
    [side('hedged', hedged), side('unhedged', unhedged)],
  );
  printTable(
    ['layer', 'P&L', 'delta', 'gamma', 'vega', 'vanna, volga', 'theta', 'carry', 'costs', 'residual', 'paid', 'received', 'opened', 'refused'],
    layers.map(({ name, attribution: a, premiumPaid, received, opened, refused }) => [
      name,
      ...[a.total, a.delta, a.gamma, a.vega, a.vannaVolga, a.theta, a.carry, a.costs, a.residual, premiumPaid, received].map(money),
      ...[opened, refused].map((x) => x.toFixed(1)),
    ]),
  ); // prettier-ignore
  say(`Book ${money(result.book)}. Layers cost ${percent(costPerYear.mean)} of it a year (median ${percent(costPerYear.median)}).`); // prettier-ignore
  if (capital) say(`Second engine: ${percent(capital.survived)} of paths without a forced sale, ${percent(capital.survivedAlone)} without it; interest ${money(capital.cost)}.`); // prettier-ignore
  if (modelled.length > 0) say(`Modelled: ${modelled.join(', ')}.`);
  if (result.unknown.length > 0) say(`Not known on these paths: ${result.unknown.join(', ')}.`);
}

function printRolls({ shifts, pnl, drawdown, costPerYear }: RollRobustness): void {
  printTable(
    ['rolls moved, days', 'P&L', 'drawdown', 'cost a year'],
    Array.from(shifts, (shift, i) => [String(shift), ...[pnl[i]!, drawdown[i]!, costPerYear[i]!].map(percent)]),
  );
}

function printSize({ layers, words, premium }: SizeResult): void {
  printTable(
    ['layer', 'times its size'],
    layers.map(({ name, multiple }) => [name, Number.isNaN(multiple) ? 'none' : multiple.toFixed(3)]),
  );
  say(`${words}. Premium a year ${percent(premium.sized)} of the book, ${percent(premium.planned)} as planned, budget ${percent(premium.budget)}.`); // prettier-ignore
}
