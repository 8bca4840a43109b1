import type { Ms } from '../../time/ms';
import type { HedgeMarket } from '../market';
import type { PathSet } from '../simulation';
import { startRun } from '../step/block';
import { carryRun, isSameRule } from '../step/carry';
import { NONE } from '../step/state';
import { note, type Run } from '../step/run';
import { closeStep, moveStep, tradeStep } from '../step/step';
import { sell } from '../step/trade';
import type { HedgePlan } from '../types';
import { Rows } from './rows';
import { layersOf, legsOf, wordsOfGate } from './standing';
import { anchored, tradePositions } from './trade-positions';
import type { BookAct, BookAction, BookEvent, HedgeBookRun } from './types';

/** The bar at whose close an act is filled: the first one that closes after it. */
export const fillOf = (at: Ms, step: Ms): Ms => (Math.floor(at / step) + 1) * step;

/**
 * Acts by the bar that fills them, of several before the same close the last one; what was taken off before anything was on is nothing.
 * @param acts in the order of their instants.
 */
export function filledActs<A extends Pick<BookAct, 'at' | 'plan'>>(acts: readonly A[], step: Ms): ReadonlyMap<Ms, A> {
  const byFill = new Map<Ms, A>();
  for (const act of acts) byFill.set(fillOf(act.at, step), act);
  for (const [fill, { plan }] of byFill) {
    if (plan !== null) break;
    byFill.delete(fill);
  }
  return byFill;
} // prettier-ignore

/**
 * A path whose volatility is known at its start says what the spot brings with it: the rule is not applied a second time. What becomes
 * known later changes nothing here, so that a longer path begins as a shorter one did.
 */
function planOn(plan: HedgePlan, { vol }: PathSet): HedgePlan {
  return plan.surface.dynamics === 'volBeta' && !Number.isNaN(vol[0])
    ? { ...plan, surface: { ...plan.surface, dynamics: 'stickyDelta' } }
    : plan;
}

/**
 * A hedge along what was, that goes on as more of it becomes known: the engine of {@link simulate} on one path without an end, so that
 * with one plan every row is that of a simulation which goes beyond it. At the bar that fills an act the legs of layers that are changed
 * or gone are sold, positions are brought to what the plan holds, both at cost, and layers whose rule is the same go on as they stand.
 * @source method.md, sections 5 and 6.
 */
export class BookRun {
  private run: Run;
  private readonly rows = new Rows();
  private readonly events: BookEvent[] = [];

  /**
   * @param market of the start of the path. @param first filled there.
   * @throws {RangeError} a plan that cannot be priced, or a book that is worth nothing.
   */
  constructor(market: HedgeMarket, first: BookAct, paths: PathSet) {
    if (first.plan === null) throw new RangeError('nothing was put on');
    this.run = startRun(planOn(first.plan, paths), market, first.positions, paths, 1, 0, true);
    this.run.state.reset(1, paths.start);
    this.rows.grow(1);
    this.stepTo(0, new Map([[paths.start, first]]));
    if (!(this.run.positions.value > 0)) throw new RangeError('the positions are worth nothing: there is no book to hedge');
  } // prettier-ignore

  /**
   * Goes on to the end of a path that begins as the one before did.
   * @param acts by their fills; those up to its last step have been filled.
   * @param shouldStop asked once for each step. @returns false: stopped on the way, and it goes on no more.
   */
  advance(paths: PathSet, acts: ReadonlyMap<Ms, BookAct>, shouldStop: () => boolean = () => false): boolean {
    const from = this.run.step;
    if (paths.steps === from) return true;
    this.run = carryRun(this.run, this.run.plan, this.run.positions.positions, paths);
    this.rows.grow(paths.steps + 1);
    for (let step = from + 1; step <= paths.steps; step++) {
      if (shouldStop()) return false;
      this.stepTo(step, acts);
    }
    return true;
  }

  /** What stands at the last step. */
  book(): HedgeBookRun {
    const { paths, state, known, missed } = this.run;
    return {
      start: paths.start,
      step: paths.step,
      columns: this.rows.copy(),
      legs: legsOf(this.run),
      layers: layersOf(this.run),
      banked: state.banked[0],
      events: [...this.events],
      unknown: [...missed].filter((signal) => !known.has(signal)).sort(),
    };
  }

  private stepTo(step: number, acts: ReadonlyMap<Ms, BookAct>): void {
    const { run } = this;
    run.step = step;
    run.t = run.paths.start + step * run.paths.step;
    moveStep(run);
    this.drain();
    const act = acts.get(run.t);
    if (act !== undefined) this.fill(act);
    const gates = new Map(this.run.programme.layers.map(({ id }, l) => [id, this.run.state.gate[l]]));
    tradeStep(this.run);
    this.tellGates(gates);
    this.drain();
    closeStep(this.run);
    this.tellCall();
    this.drain();
    this.rows.keep(this.run);
  }

  private fill({ plan, positions }: BookAct): void {
    const before = this.run;
    const now = plan === null ? { ...before.plan, layers: [] } : planOn(plan, before.paths);
    this.tell('act', null, 0, plan === null ? 'everything is taken off' : `${plan.name} is put on`);
    if (before.step === 0) return;
    before.programme.layers.forEach((layer, l) => {
      const next = now.layers.find(({ id, enabled }) => enabled && id === layer.id);
      if (next === undefined || !isSameRule(layer, next)) takeOff(before, l, next === undefined ? 'taken off' : 'changed');
    });
    this.run = carryRun(before, now, plan === null ? before.positions.positions : anchored(before, positions), before.paths);
    this.drain();
    for (const { cash, words } of tradePositions(before, this.run)) this.tell('trade', null, cash, words);
  } // prettier-ignore

  /** Gates that were read and stand otherwise than before. */
  private tellGates(before: ReadonlyMap<string, number>): void {
    const { programme, state } = this.run;
    programme.layers.forEach(({ id, name, gate: { gate } }, l) => {
      const [was, is] = [before.get(id) ?? 0, state.gate[l]];
      if (was > 0 === is > 0) return;
      const words = wordsOfGate(this.run, gate, is, was);
      this.tell(is > 0 ? 'gateOn' : 'gateOff', id, 0, `${name}: ${words}`);
    });
  }

  /** The margin account was short of its requirement, whatever it was met with. */
  private tellCall(): void {
    const short = this.run.capital?.engine.short[0] ?? 0;
    if (short > 0) this.tell('call', null, -short, 'short of the requirement');
  }

  private tell(action: BookAction, layer: string | null, cash: number, words: string): void {
    this.events.push({ t: this.run.t, layer, action, cash, words });
  }

  /** Takes over what the engine noted. */
  private drain(): void {
    this.events.push(...this.run.events!.splice(0));
  }
}

function takeOff(run: Run, l: number, how: 'taken off' | 'changed'): void {
  const { id, name } = run.programme.layers[l];
  let [cash, isHeld] = [0, false];
  for (const rung of run.programme.rungsOf[l]) {
    if (run.state.expiry[rung.index] === NONE) continue;
    cash += sell(run, rung, 0, 1);
    isHeld = true;
  }
  if (isHeld) note(run, id, 'close', cash, `${name} is ${how}`);
}
