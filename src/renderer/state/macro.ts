import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import { MACRO_GROUPS, type MacroGroup } from '#shared/macro';
import { readLocal, writeLocal } from '../lib/storage';

export const SPANS = ['2y', '5y', '10y', 'all'] as const;
export type SpanId = (typeof SPANS)[number];
/** Length of a span; null: all that is stored. */
export const SPAN_MS: Readonly<Record<SpanId, Ms | null>> = {
  '2y': 730 * MS_PER_DAY,
  '5y': 1_826 * MS_PER_DAY,
  '10y': 3_652 * MS_PER_DAY,
  all: null,
};

/** What is looked at in the economy. It outlives the window. */
interface Kept {
  /** Null: the first one that has a state. */
  readonly series: string | null;
  readonly span: SpanId;
  readonly group: MacroGroup | 'all';
  /** Currencies of the rate differential; null: the first two that are stored. */
  readonly a: string | null;
  readonly b: string | null;
}

export interface MacroView extends Kept {
  /** Words that all have to occur in a row of the states. */
  readonly search: string;
  /** Instant whose knowledge is laid over the present. */
  readonly then: Ms | null;
  readonly show: (change: Partial<Kept & Pick<MacroView, 'search' | 'then'>>) => void;
}

const KEY = 'macro';
const START: Kept = { series: null, span: '5y', group: 'all', a: null, b: null };

/** What was kept; what cannot be read of it starts anew. */
export function readKept(stored: unknown): Kept {
  if (typeof stored !== 'object' || stored === null) return START;
  const { series, span, group, a, b } = stored as Partial<Record<keyof Kept, unknown>>;
  const word = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
  return {
    series: word(series),
    span: SPANS.find((one) => one === span) ?? START.span,
    group: MACRO_GROUPS.find((one) => one === group) ?? START.group,
    a: word(a),
    b: word(b),
  };
}

export const createMacroView = (kept: Kept = START, keep: (kept: Kept) => void = () => undefined) =>
  createStore<MacroView>()((set, get) => ({
    ...kept,
    search: '',
    then: null,
    show: (change) => {
      set(change);
      const { series, span, group, a, b } = get();
      keep({ series, span, group, a, b });
    },
  }));

export const macroView = createMacroView(readKept(readLocal(KEY)), (kept) => writeLocal(KEY, kept));
export const useMacroView = <T>(select: (state: MacroView) => T): T => useStore(macroView, select);
export const selectMacroView = (s: MacroView): MacroView => s;
