import { MS_PER_YEAR } from '../../time/ms';
import { Accounts, type StepMoney } from '../capital';
import { linearCost } from '../costs';
import type { CapitalRule } from '../types';
import { note, type Run } from './run';
import { StressGrid } from './stress';

/** The second engine beside the paths of a block, and the same paths without it. */
export interface Engine {
  readonly rule: CapitalRule;
  readonly engine: Accounts;
  readonly alone: Accounts;
  /** What the layers gained up to the step before; requirement of options and layers by maintenance. Shapes (width). */
  readonly gained: Float64Array;
  readonly other: Float64Array;
  readonly money: StepMoney;
  /** Undefined: the requirement is a share of notional. */
  readonly stress: StressGrid | undefined;
}

export function engineOf(rule: CapitalRule | null, width: number): Engine | undefined {
  if (rule === null) return undefined;
  return {
    rule,
    engine: new Accounts(rule, true, width),
    alone: new Accounts(rule, false, width),
    gained: new Float64Array(width),
    other: new Float64Array(width),
    money: { years: 0, linearGain: 0, otherGain: 0, gross: 0, spot: 0, etf: 0, saleCost: 0 },
    stress: rule.requirement.by === 'stress' ? new StressGrid(rule.requirement.preset) : undefined,
  };
}

/** The accounts under the rule of another plan. @param gained of the layers by now: what they gained before is not paid into a new account. */
export function carryEngine(before: Engine | undefined, rule: CapitalRule | null, gained: Float64Array): Engine | undefined {
  if (before !== undefined && JSON.stringify(before.rule) === JSON.stringify(rule)) return before;
  const next = engineOf(rule, gained.length);
  next?.gained.set(before?.gained ?? gained);
  if (next !== undefined && before !== undefined) {
    next.engine.takeOver(before.engine);
    next.alone.takeOver(before.alone);
  }
  return next;
} // prettier-ignore

/** Carries the accounts of all paths of the block to the step of the run, after everything else of the step was done. */
export function stepAccounts(run: Run): void {
  const { capital, state, step } = run;
  if (capital === undefined) return;
  const { rule, engine, alone } = capital;
  if (step === 0) {
    engine.reset();
    alone.reset();
    capital.gained.fill(0);
  }
  const { requirement: of } = rule;
  if (of.by === 'maintenance') fillOther(run, capital.other);
  const { money, other, stress } = capital;
  let path = 0;
  const need =
    of.by === 'maintenance'
      ? (linear: number) => of.share * (linear * money.gross + other[path])
      : (linear: number) => stress!.requirement(linear);
  for (; path < state.n; path++) {
    fillMoney(run, path);
    stress?.fill(run, path);
    const before = run.events === undefined ? undefined : [engine.reserve[path], engine.credit[path], engine.synthetic[path], engine.linear[path], engine.assets[path]]; // prettier-ignore
    engine.step(path, money, need);
    alone.step(path, money, need);
    if (before !== undefined) noteAccount(run, path, before);
  }
}

function fillMoney(run: Run, path: number): void {
  const { state, positions, paths, plan, step } = run;
  const { money, gained, rule } = run.capital!;
  money.years = step === 0 ? 0 : paths.step / MS_PER_YEAR;
  money.linearGain = positions.linearGain[path];
  money.otherGain = positions.optionGain[path] + state.gain[path] - gained[path];
  gained[path] = state.gain[path];
  money.gross = positions.gross[path];
  money.spot = positions.spotHeld[path];
  money.etf = positions.etfHeld[path];
  money.saleCost = rule.forcedSlippage + linearCost(plan.costs, 1);
}

/** Notional of what needs a margin of its own: futures of the layers, and options that are short; one that is bought is paid in full. */
function fillOther(run: Run, other: Float64Array): void {
  const { programme, state, positions, t } = run;
  const { quantity, forward, spot, width, n } = state;
  other.fill(0);
  for (const { index, leg, isVolatility } of programme.slots) {
    if (leg.kind !== 'future' && leg.ratio > 0) continue;
    for (let path = 0; path < n; path++) {
      const i = index * width + path;
      if (quantity[i] === 0) continue;
      other[path] += Math.abs(quantity[i]) * (isVolatility || leg.kind === 'future' ? forward[i] : spot[path]);
    }
  }
  for (const { quantity: q, expiry } of positions.options)
    for (let path = 0; q < 0 && expiry > t && path < n; path++) other[path] -= q * spot[path];
}

function noteAccount(run: Run, path: number, [reserve, credit, synthetic, linear, assets]: readonly number[]): void {
  const { engine } = run.capital!;
  const tell = (words: string, drawn: number): void => {
    if (drawn > 0) note(run, null, 'draw', drawn, `${words} is drawn`);
    if (drawn < 0) note(run, null, 'repay', drawn, `${words} is repaid`);
  };
  tell('reserve', reserve - engine.reserve[path]);
  tell('credit', engine.credit[path] - credit);
  tell('financing on spot', engine.synthetic[path] - synthetic);
  const { gross, spot, etf } = run.capital!.money;
  const reduced = (linear - engine.linear[path]) * gross;
  const sold = (assets - engine.assets[path]) * (spot + etf);
  if (reduced > 0)
    note(run, null, 'forcedSale', 0, `perpetuals and futures are reduced by ${Number(reduced.toPrecision(4))}`);
  if (sold > 0) note(run, null, 'forcedSale', sold, `spot and funds are sold`);
}
