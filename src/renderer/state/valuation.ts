import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { ITEMS, type Assumptions, type Flow, type Item } from '#core/value/types';
import { readLocal, writeLocal } from '../lib/storage';

/** Rates of one side of a cascade that a person put in the place of the known ones [per year]. */
export type SideRates = Readonly<Partial<Record<'supplyRate' | 'rewardRate' | 'borrowRate' | 'wacc', number>>>;

/** A levered loop before and after a cascade. */
export interface LoopWish {
  /** Id of the cascade; null: the newest one. */
  readonly cascade: string | null;
  readonly loanToValue: number;
  readonly loops: number;
  readonly threshold: number;
  readonly before: SideRates;
  readonly after: SideRates;
}

/** What beta is measured over and goes by. */
export interface BetaWish {
  /** Days. */
  readonly window: number;
  /** Shrunk towards 1. */
  readonly shrunk: boolean;
}

/** What a person put in the place of what is known, and what they assume. */
export interface Sheet {
  readonly overrides: Readonly<Partial<Record<Item, number>>>;
  /** Those that are not the usual ones. */
  readonly assumptions: Readonly<Partial<Assumptions>>;
  /** Dated payments whose rate of return is asked. */
  readonly flows: readonly Flow[];
  readonly beta: BetaWish;
  readonly loop: LoopWish;
}
export type SheetEdit = (sheet: Sheet) => Sheet;

const EMPTY: Sheet = {
  overrides: {},
  assumptions: {},
  flows: [],
  beta: { window: 90, shrunk: false },
  loop: { cascade: null, loanToValue: 0.7, loops: 3, threshold: 0.8, before: {}, after: {} },
};
/** Steps that can be taken back. */
const MOST_STEPS = 100;

interface Kept {
  readonly sheet: Sheet;
  /** Oldest first. */
  readonly past: readonly Sheet[];
  /** The first one is the step that redo goes to. */
  readonly future: readonly Sheet[];
}

/** Sheets by entity: choosing another entity, or closing the window, loses nothing. */
export interface ValuationState {
  readonly byId: Readonly<Record<string, Kept>>;
  /** @param gesture names what is being typed in: all its changes are one step */
  readonly edit: (id: string, change: SheetEdit, gesture?: string) => void;
  readonly undo: (id: string) => void;
  readonly redo: (id: string) => void;
}

export const createValuation = (
  kept: Readonly<Record<string, Sheet>> = {},
  keep: (sheets: Readonly<Record<string, Sheet>>) => void = () => undefined,
) =>
  createStore<ValuationState>()((set, get) => {
    let gesture: string | undefined;
    const of = (id: string): Kept => get().byId[id] ?? { sheet: EMPTY, past: [], future: [] };
    const put = (id: string, next: Kept): void => {
      set((s) => ({ byId: { ...s.byId, [id]: next } }));
      keep(Object.fromEntries(Object.entries(get().byId).map(([key, { sheet }]) => [key, sheet])));
    };
    return {
      byId: Object.fromEntries(Object.entries(kept).map(([id, sheet]) => [id, { sheet, past: [], future: [] }])),
      edit: (id, change, name) => {
        const { sheet, past } = of(id);
        const next = change(sheet);
        if (next === sheet) return;
        const goesOn = name !== undefined && name === gesture;
        gesture = name;
        put(id, { sheet: next, past: goesOn ? past : [...past, sheet].slice(-MOST_STEPS), future: [] });
      },
      undo: (id) => {
        gesture = undefined;
        const { sheet, past, future } = of(id);
        const before = past.at(-1);
        if (before) put(id, { sheet: before, past: past.slice(0, -1), future: [sheet, ...future] });
      },
      redo: (id) => {
        gesture = undefined;
        const { sheet, past, future } = of(id);
        const [next, ...rest] = future;
        if (next) put(id, { sheet: next, past: [...past, sheet], future: rest });
      },
    };
  });

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isFlow = (value: unknown): value is Flow =>
  isObject(value) && Number.isFinite(value['t']) && Number.isFinite(value['amount']) && typeof value['words'] === 'string'; // prettier-ignore
const numbersOf = (value: unknown): Record<string, number> =>
  Object.fromEntries(Object.entries(isObject(value) ? value : {}).filter((one): one is [string, number] => Number.isFinite(one[1]))); // prettier-ignore
/** Members of the same kind as those of a pattern; the pattern's own where there is none. */
const alike = <T extends object>(value: unknown, pattern: T): T =>
  Object.fromEntries(
    Object.entries(pattern).map(([key, usual]) => {
      const one = isObject(value) ? value[key] : undefined;
      return [key, typeof one === typeof usual || (usual === null && typeof one === 'string') ? one : usual];
    }),
  ) as T;

/** A sheet of the last session; what cannot be read is as usual. */
function readSheet(one: Record<string, unknown>): Sheet {
  const { overrides, assumptions, flows, beta, loop } = one;
  const known = Object.entries(numbersOf(overrides)).filter(([item]) => item in ITEMS);
  const sides = isObject(loop) ? { before: numbersOf(loop['before']), after: numbersOf(loop['after']) } : {};
  return {
    overrides: Object.fromEntries(known) as Sheet['overrides'],
    assumptions: isObject(assumptions) ? assumptions : {},
    flows: Array.isArray(flows) ? flows.filter(isFlow) : [],
    beta: alike(beta, EMPTY.beta),
    loop: { ...alike(loop, EMPTY.loop), ...sides },
  };
}

export function readSheets(stored: unknown): Readonly<Record<string, Sheet>> {
  if (!isObject(stored)) return {};
  return Object.fromEntries(Object.entries(stored).flatMap(([id, one]) => (isObject(one) ? [[id, readSheet(one)]] : [])));
} // prettier-ignore

const KEY = 'value-sheets';
export const valuation = createValuation(readSheets(readLocal(KEY)), (sheets) => writeLocal(KEY, sheets));
export const useValuation = <T>(select: (state: ValuationState) => T): T => useStore(valuation, select);
export const selectSheet =
  (id: string | null) =>
  (s: ValuationState): Sheet =>
    (id === null ? undefined : s.byId[id]?.sheet) ?? EMPTY;
export const selectSteps =
  (id: string | null, way: 'past' | 'future') =>
  (s: ValuationState): number =>
    (id === null ? undefined : s.byId[id]?.[way].length) ?? 0;

/** A figure of one's own in the place of the known one; null: the known one again. */
export const override =
  (item: Item, value: number | null): SheetEdit =>
  (sheet) => {
    const { [item]: before, ...rest } = sheet.overrides;
    if (value === null) return before === undefined ? sheet : { ...sheet, overrides: rest };
    return before === value ? sheet : { ...sheet, overrides: { ...rest, [item]: value } };
  };

export const assume =
  (change: Partial<Assumptions>): SheetEdit =>
  (sheet) => ({ ...sheet, assumptions: { ...sheet.assumptions, ...change } });

/** An assumption as it usually is again. */
export const assumeUsual =
  (key: keyof Assumptions): SheetEdit =>
  (sheet) => {
    const { [key]: before, ...rest } = sheet.assumptions;
    return before === undefined ? sheet : { ...sheet, assumptions: rest };
  };

/** Everything as it is known and usual again. */
export const resetAll: SheetEdit = (sheet) => ({ ...sheet, overrides: {}, assumptions: {} });

export const withFlows =
  (flows: readonly Flow[]): SheetEdit =>
  (sheet) => ({ ...sheet, flows });

export const withBeta =
  (change: Partial<BetaWish>): SheetEdit =>
  (sheet) => ({ ...sheet, beta: { ...sheet.beta, ...change } });

export const withLoop =
  (change: Partial<LoopWish>): SheetEdit =>
  (sheet) => ({ ...sheet, loop: { ...sheet.loop, ...change } });
