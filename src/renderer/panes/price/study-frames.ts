import { macd } from '#core/indicators/macd';
import { rsi } from '#core/indicators/rsi';
import { formatBar, formatFunding, formatNumber, formatPercent, formatShort, formatUsdM } from '../../lib/format';
import type { ChartTheme } from '../../theme/tokens';
import { alignLast } from './axis';
import type { Window } from './bar-window';
import { axis, type AxisText } from './draw/axis-text';
import { extent, type Plot } from './draw/plots';
import { label, muted, value, type LegendPart } from './legend-text';
import { alignLiquidations, mirroredRange, type AlignedLiquidations } from './liquidation-plot';
import type { PointsKind, StudyData } from './study-data';

/** What one sub-pane draws and says. */
export interface StudyFrame extends AxisText {
  readonly plots: readonly Plot[];
  /** Range of the axis for the visible slots, undefined where nothing is to be seen. */
  readonly range: (from: number, to: number) => { readonly min: number; readonly max: number } | undefined;
  /** Horizontal lines. */
  readonly levels: readonly number[];
  /** Legend at a slot. */
  readonly legend: (slot: number) => readonly LegendPart[];
}

export interface FrameInput {
  readonly window: Window;
  readonly data: StudyData;
  readonly theme: ChartTheme;
  readonly decimals: number;
}

/** @returns undefined while nothing is known or nothing is stored */
export function buildFrame(id: string, input: FrameInput): StudyFrame | undefined {
  switch (id) {
    case 'liquidations':
      return liquidationsFrame(input);
    case 'oi':
    case 'funding':
    case 'vol':
      return pointsFrame(id, input);
    case 'rsi':
      return rsiFrame(input);
    case 'macd':
      return macdFrame(input);
    default:
      return undefined;
  }
}

export function liquidationsOf({ window, data }: FrameInput): AlignedLiquidations | undefined {
  if (!data.liquidations.meta) return undefined;
  return alignLiquidations(window.axis, data.readLiquidations(window.level, window.loaded));
}

function liquidationsFrame(input: FrameInput): StudyFrame | undefined {
  const aligned = liquidationsOf(input);
  const meta = input.data.liquidations.meta;
  if (!aligned || !meta) return undefined;
  const { axis } = input.window;
  const slots = Math.max(1, Math.round(meta.interval / axis.interval));
  const below = aligned.long.map((usd) => -usd);
  const per = `USD per ${formatBar(Math.max(meta.interval, axis.interval)).replace(/(?<=\d)(?=[a-z])/, ' ')}`;
  return {
    plots: [
      { kind: 'bars', values: aligned.short, colour: input.theme.short, slots },
      { kind: 'bars', values: below, colour: input.theme.long, slots },
    ],
    range: (from, to) => {
      const up = extent([aligned.short], from - slots, to);
      const down = extent([aligned.long], from - slots, to);
      return mirroredRange(up?.max ?? 0, down?.max ?? 0);
    },
    levels: [0],
    ...usdAxis,
    legend: (slot) => {
      const start = slots > 1 ? lastBucket(aligned, slot, slots) : slot;
      return [
        label(per),
        label('shorts'),
        usdPart(aligned.short[start] ?? NaN, 'short'),
        label('longs'),
        usdPart(aligned.long[start] ?? NaN, 'long'),
      ];
    },
  };
}

const usdAxis = axis((v, decimals) => formatShort(Math.abs(v), { decimals }));
const shortAxis = axis((v, decimals) => formatShort(v, { decimals }));
const plainAxis = axis((v, decimals) => formatNumber(v, { decimals }), 1);
const percent = (v: number, decimals: number): string => formatNumber(v * 100, { decimals });
const POINT_AXIS: Readonly<Record<PointsKind, AxisText>> = {
  oi: shortAxis,
  funding: axis(percent, 4),
  vol: axis(percent, 1),
};

/** Less than this reads 0.0 in millions. */
const LEAST_MILLIONS = 50_000;
function usdPart(usd: number, tone: 'long' | 'short'): LegendPart {
  if (Number.isNaN(usd)) return muted('none');
  return { text: usd > 0 && usd < LEAST_MILLIONS ? formatShort(usd) : formatUsdM(usd), tone };
}
/** A figure, or the word that says why there is none. */
const known = (v: number, why: string, text: (v: number) => string): LegendPart =>
  Number.isNaN(v) ? muted(why) : value(text(v));

/** Slot of the bucket that covers a slot, when buckets are wider than slots. */
function lastBucket({ long }: AlignedLiquidations, slot: number, slots: number): number {
  for (let i = slot; i > slot - slots && i >= 0; i--) if (!Number.isNaN(long[i])) return i;
  return slot;
}

const TOO_FEW = 'too few bars';

const POINT_TEXT: Readonly<Record<PointsKind, (value: number, unit: string) => string>> = {
  oi: (v, unit) => `${formatShort(v)} ${unit}`,
  funding: (v) => formatFunding(v),
  vol: (v) => formatPercent(v),
};

function pointsFrame(kind: PointsKind, { window, data, theme }: FrameInput): StudyFrame | undefined {
  const meta = data.points[kind].meta;
  if (!meta) return undefined;
  const { t, value: column } = data.readPoints(kind, window.level, window.loaded);
  const values = alignLast(window.axis, t, column, data.hold(kind, window.level));
  const text = (v: number): string => POINT_TEXT[kind](v, meta.unit);
  const notes = kind === 'funding' && meta.interval > 0 ? [label(`per ${formatBar(meta.interval).replace(/(?<=\d)(?=[a-z])/, ' ')}`)] : []; // prettier-ignore
  if (kind === 'vol') notes.push(label(`${meta.instrument}, per year`));
  return {
    plots: [
      {
        kind: kind === 'funding' || meta.interval > window.level ? 'step' : 'line',
        values,
        colour: theme.series1,
        width: 1.25,
      },
    ],
    range: (from, to) => padded(extent([values], from, to)),
    levels: kind === 'funding' ? [0] : [],
    ...POINT_AXIS[kind],
    legend: (slot) => [...notes, known(values[slot] ?? NaN, 'not stored', text)],
  };
}

/** Both lines stay in sight; beyond them the axis reaches as far as the values do. */
const RSI_ROOM = [20, 80] as const;

function rsiFrame({ window, theme }: FrameInput): StudyFrame {
  const values = onSlots(window, rsi(window.warmBars.c, 14));
  return {
    plots: [{ kind: 'line', values, colour: theme.series1, width: 1.25 }],
    range: (from, to) => {
      const seen = extent([values], from, to);
      return { min: Math.min(RSI_ROOM[0], seen?.min ?? 100), max: Math.max(RSI_ROOM[1], seen?.max ?? 0) };
    },
    levels: [30, 70],
    ...plainAxis,
    legend: (slot) => [
      known(values[slot] ?? NaN, TOO_FEW, (v) => formatNumber(v, { decimals: 1 })),
      muted('lines at 30 and 70'),
    ],
  };
}

function macdFrame({ window, theme, decimals }: FrameInput): StudyFrame {
  const all = macd(window.warmBars.c);
  const line = onSlots(window, all.macd);
  const signal = onSlots(window, all.signal);
  const histogram = onSlots(window, all.histogram);
  const text = (v: number): string => formatNumber(v, { decimals, sign: true });
  return {
    plots: [
      { kind: 'bars', values: histogram, colour: theme.series4, slots: 1 },
      { kind: 'line', values: signal, colour: theme.series2, width: 1 },
      { kind: 'line', values: line, colour: theme.series1, width: 1.25 },
    ],
    range: (from, to) => padded(extent([line, signal, histogram], from, to)),
    levels: [0],
    ...shortAxis,
    legend: (slot) => [
      { text: '', tone: 'line-1' },
      known(line[slot] ?? NaN, TOO_FEW, text),
      { text: '', tone: 'line-2' },
      label('signal'),
      known(signal[slot] ?? NaN, TOO_FEW, text),
      muted('difference'),
      known(histogram[slot] ?? NaN, TOO_FEW, text),
    ],
  };
}

/** A column over the warm bars, put on the slots of the axis. */
function onSlots({ axis, warm }: Window, column: Float64Array): Float64Array {
  return Float64Array.from(axis.bar, (bar) => (bar < 0 ? NaN : column[bar + warm]!));
}

function padded(range: { min: number; max: number } | undefined): { min: number; max: number } | undefined {
  if (!range) return undefined;
  const { min, max } = range;
  const room = max > min ? (max - min) * 0.08 : Math.abs(max) * 0.02 || 1;
  return { min: min - room, max: max + room };
}
