import type { HedgePlan, Layer, LegRule, Position, StrikeRule } from '#core/hedge/types';

/** One change of a plan. Gives the same plan back when nothing changes. */
export type PlanEdit = (plan: HedgePlan) => HedgePlan;

interface Named {
  readonly id: string;
}

/** First free id of a stem: `put`, `put-2`. */
export function freeId(stem: string, taken: readonly Named[]): string {
  const has = (id: string): boolean => taken.some((one) => one.id === id);
  if (!has(stem)) return stem;
  let n = 2;
  while (has(`${stem}-${n}`)) n++;
  return `${stem}-${n}`;
}

/** Each under an id that is free in the list before it. */
function withFreeIds<T extends Named>(list: readonly T[], added: readonly T[]): readonly T[] {
  return added.reduce<readonly T[]>((all, one) => [...all, { ...one, id: freeId(one.id, all) }], list);
}

function replaced<T extends Named>(list: readonly T[], id: string, change: (one: T) => T): readonly T[] {
  const at = list.findIndex((one) => one.id === id);
  if (at < 0) return list;
  const next = change(list[at]!);
  return next === list[at] ? list : list.with(at, { ...next, id });
}

function moved<T extends Named>(list: readonly T[], id: string, to: number): readonly T[] {
  const from = list.findIndex((one) => one.id === id);
  const place = Math.min(list.length - 1, Math.max(0, to));
  return from < 0 || from === place ? list : list.toSpliced(from, 1).toSpliced(place, 0, list[from]!);
}

const layers = (plan: HedgePlan, next: readonly Layer[]): HedgePlan =>
  next === plan.layers ? plan : { ...plan, layers: next };
const positions = (plan: HedgePlan, next: readonly Position[]): HedgePlan =>
  next === plan.positions ? plan : { ...plan, positions: next };

/** As many as a stored plan holds. */
export const MOST_LAYERS = 30;
export const MOST_POSITIONS = 200;

/** Why so many more layers cannot be added, or false. */
export const noRoom = (layers: number, more: number): string | false =>
  layers + more > MOST_LAYERS && `A plan holds at most ${MOST_LAYERS} layers.`;

/** At the end of the list, under ids that are free; all of them, or none where they are too many. */
export const addLayers =
  (added: readonly Layer[]): PlanEdit =>
  (plan) =>
    layers(
      plan,
      added.length === 0 || noRoom(plan.layers.length, added.length) ? plan.layers : withFreeIds(plan.layers, added),
    );
export const removeLayer =
  (id: string): PlanEdit =>
  (plan) =>
    plan.layers.some((layer) => layer.id === id) ? layers(plan, plan.layers.filter((layer) => layer.id !== id)) : plan; // prettier-ignore
/** Keeps the id. */
export const changeLayer =
  (id: string, change: (layer: Layer) => Layer): PlanEdit =>
  (plan) =>
    layers(plan, replaced(plan.layers, id, change));
export const moveLayer =
  (id: string, to: number): PlanEdit =>
  (plan) =>
    layers(plan, moved(plan.layers, id, to));
export const switchLayer = (id: string, enabled: boolean): PlanEdit =>
  changeLayer(id, (layer) => (layer.enabled === enabled ? layer : { ...layer, enabled }));

/** On another market of the same asset: a scenario of it, or back. What the plan holds of the asset goes with it. */
export const putOn =
  (asset: string): PlanEdit =>
  (plan) => {
    if (plan.asset === asset) return plan;
    const renamed = <T extends string | null>(id: T): T | string => (id === plan.asset ? asset : id);
    return {
      ...plan,
      asset,
      beta: { ...plan.beta, benchmark: renamed(plan.beta.benchmark) },
      positions: plan.positions.map((one) => ({ ...one, instrument: renamed(one.instrument) })),
    };
  };

/** Where a leg stands in a layer: in its own legs, or in those that are opened when the skew is rich. */
export interface LegPlace {
  readonly layer: string;
  readonly leg: number;
  readonly rich: boolean;
}

export const setStrike = ({ layer, leg, rich }: LegPlace, strike: StrikeRule): PlanEdit =>
  changeLayer(layer, (one) => {
    const legs = rich ? one.adaptation.rich?.legs : one.legs;
    const before = legs?.[leg];
    if (!legs || !before || before.kind === 'future') return one;
    if (before.strike.by === strike.by && before.strike.value === strike.value) return one;
    const next: readonly LegRule[] = legs.with(leg, { ...before, strike });
    if (!rich) return { ...one, legs: next };
    return { ...one, adaptation: { ...one.adaptation, rich: { ...one.adaptation.rich!, legs: next } } };
  });

export const addPositions =
  (added: readonly Position[]): PlanEdit =>
  (plan) =>
    positions(
      plan,
      added.length === 0 || plan.positions.length + added.length > MOST_POSITIONS
        ? plan.positions
        : withFreeIds(plan.positions, added),
    );
export const removePosition =
  (id: string): PlanEdit =>
  (plan) =>
    plan.positions.some((one) => one.id === id) ? positions(plan, plan.positions.filter((one) => one.id !== id)) : plan; // prettier-ignore
export const changePosition =
  (id: string, change: (position: Position) => Position): PlanEdit =>
  (plan) =>
    positions(plan, replaced(plan.positions, id, change));
