import type { HedgeBook } from '#core/hedge/book';
import { marginOf } from '#core/hedge/book-margin';
import type { MarginPreset, MarginRequirement } from '#core/options/margin';
import type { TextGrid } from '#shared/csv';
import { formatNumber } from '../../lib/format';
import { DAYS, MOVES, POINTS, type HeatAxis, type ScenarioModel } from '../shared/hedge/scenario';

const signed = (value: number): string => formatNumber(value, { sign: true });

export interface MarginModel {
  readonly requirement: MarginRequirement | undefined;
  /** Not covered by the grid. */
  readonly left: readonly string[];
  readonly near: { readonly columns: HeatAxis; readonly rows: HeatAxis; readonly values: Float64Array };
  readonly far: { readonly columns: HeatAxis; readonly rows: HeatAxis; readonly values: Float64Array };
  /** Index in its grid, −1: it is in the other. */
  readonly worst: { readonly near: number; readonly far: number };
}

const SHOCKS = [['up', 'vol up'], ['same', 'same'], ['down', 'vol down']] as const; // prettier-ignore
const percent = (share: number): string => `${signed(Math.round(share * 100))}`;

export function marginModel(book: HedgeBook, preset: MarginPreset): MarginModel {
  const { margin, left } = marginOf(book, preset);
  const cells = margin?.cells ?? [];
  const near = cells.filter(({ extended }) => !extended);
  const far = cells.filter(({ extended }) => extended);
  const moves = [...new Set(near.map(({ move }) => move))];
  const ordered = SHOCKS.flatMap(([shock]) => moves.map((move) => near.find((cell) => cell.move === move && cell.vol === shock)!)); // prettier-ignore
  return {
    requirement: margin,
    left,
    near: {
      columns: { labels: moves.map(percent), now: moves.findIndex((move) => Math.abs(move) < 1e-12) },
      rows: { labels: SHOCKS.map(([, words]) => words), now: 1 },
      values: Float64Array.from(ordered, ({ counted }) => counted),
    },
    far: {
      columns: { labels: far.map(({ move }) => percent(move)), now: -1 },
      rows: { labels: ['vol up'], now: -1 },
      values: Float64Array.from(far, ({ counted }) => counted),
    },
    worst: {
      near: margin ? ordered.indexOf(margin.worst) : -1,
      far: margin ? far.indexOf(margin.worst) : -1,
    },
  };
}

const exact = (value: number): string => (Number.isFinite(value) ? String(value) : '');

export function scenarioGridCsv({ wish, total, unhedged, shifts }: ScenarioModel): TextGrid {
  return [
    ['price move', wish.axes === 'vol' ? 'volatility points' : 'days', 'volatility factor', 'days', 'gain', 'unhedged'],
    ...Array.from(total, (gain, at) => {
      const [row, column] = [Math.floor(at / MOVES.length), at % MOVES.length];
      const { vol, days } = shifts[row]!;
      const down = wish.axes === 'vol' ? POINTS[row]! : DAYS[row]!;
      return [MOVES[column]!, down, vol, days, gain, unhedged[at]!].map(exact);
    }),
  ];
}

export const marginGridCsv = ({ requirement }: MarginModel): TextGrid => [
  ['price move', 'volatility', 'far', 'gain', 'counted'],
  ...(requirement?.cells ?? []).map(({ move, vol, extended, pnl, counted }) => [
    exact(move),
    vol,
    String(extended),
    exact(pnl),
    exact(counted),
  ]),
];
