import { macd } from '#core/indicators/macd';
import { alignHigher } from '#core/indicators/multi-timeframe';
import { rsi } from '#core/indicators/rsi';
import type { Ms } from '#core/time/ms';
import {
  MINUS,
  formatBar,
  formatCount,
  formatFunding,
  formatNumber,
  formatPercent,
  formatShort,
  formatUsdM,
} from '../../lib/format';
import type { ChartTheme } from '../../theme/tokens';
import { alignKnown, alignLast } from './axis';
import type { Window } from './bar-window';
import { axis, type AxisText } from './draw/axis-text';
import { extent, type Plot } from './draw/plots';
import { label, muted, value, type LegendPart } from './legend-text';
import { alignLiquidations, mirroredRange, type AlignedLiquidations } from './liquidation-plot';
import { higherLevels, type PointsKind, type StudyData } from './study-data';

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
    case 'breadth':
      return breadthFrame(input);
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
  const per = `USD per ${spaced(Math.max(meta.interval, axis.interval))}`;
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

/** `4 h` */
const spaced = (interval: Ms): string => formatBar(interval).replace(/(?<=\d)(?=[a-z])/, ' ');

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
const written = (v: number, why: string, text: (v: number) => string): LegendPart =>
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
  const notes = kind === 'funding' && meta.interval > 0 ? [label(`per ${spaced(meta.interval)}`)] : []; // prettier-ignore
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
    legend: (slot) => [...notes, written(values[slot] ?? NaN, 'not stored', text)],
  };
}

function breadthFrame({ window, data, theme }: FrameInput): StudyFrame | undefined {
  const { meta } = data.breadth;
  if (!meta) return undefined;
  const { columns, hold } = data.readBreadth(window.level, window.loaded);
  const known = (column: Float64Array): Float64Array => alignKnown(window.axis, columns.t, column, hold);
  const [line, normalised, members] = [known(columns.line), known(columns.normalised), known(columns.members)];
  const closes = spaced(meta.interval);
  return {
    plots: [{ kind: meta.interval > window.level ? 'step' : 'line', values: line, colour: theme.series1, width: 1.25 }],
    range: (from, to) => padded(extent([line], from, to)),
    levels: [],
    ...shortAxis,
    legend: (slot) => {
      if (Number.isNaN(line[slot] ?? NaN)) return [muted('not stored')];
      return [
        value(formatNumber(line[slot]!, { sign: true })),
        label(`(A ${MINUS} D)/(A + D) of the last ${closes}`),
        written(normalised[slot]!, 'nothing moved', (v) => formatNumber(v, { decimals: 2, sign: true })),
        label(`${formatCount(members[slot]!, 'member')}, ${closes} closes`),
      ];
    },
  };
}

/** Both lines stay in sight; beyond them the axis reaches as far as the values do. */
const RSI_ROOM = [20, 80] as const;
const RSI_PERIOD = 14;

function rsiFrame({ window, data, theme }: FrameInput): StudyFrame {
  const colours = [theme.series1, theme.series2, theme.series3];
  const own = onSlots(window, rsi(window.warmBars.c, RSI_PERIOD), window.warm);
  const lines = [
    { level: window.level, values: own, isRead: true },
    ...higherLevels(window.level).map((level, k) => ({
      level,
      values: higherRsi(window, data, k, level),
      isRead: data.higher[k]!.meta !== undefined,
    })),
  ];
  const columns = lines.map(({ values }) => values);
  return {
    plots: columns
      .map((values, k): Plot => ({
        kind: k === 0 ? 'line' : 'step',
        values,
        colour: colours[k]!,
        width: k === 0 ? 1.25 : 1,
      }))
      .reverse(), // the bars shown on top
    range: (from, to) => {
      const seen = extent(columns, from, to);
      return { min: Math.min(RSI_ROOM[0], seen?.min ?? 100), max: Math.max(RSI_ROOM[1], seen?.max ?? 0) };
    },
    levels: [30, 70],
    ...plainAxis,
    legend: (slot) => [
      ...lines.flatMap(({ level, values, isRead }, k) => [
        { text: '', tone: LINE_TONES[k]! },
        label(formatBar(level)),
        written(values[slot] ?? NaN, isRead ? TOO_FEW : 'reading', (v) => formatNumber(v, { decimals: 1 })),
      ]),
      muted('last closed bar of each'),
    ],
  };
}
const LINE_TONES = ['line-1', 'line-2', 'line-3'] as const;

/** What the k-th timeframe above had said by the close of each bar. */
function higherRsi(window: Window, data: StudyData, k: number, level: Ms): Float64Array {
  const { t, c } = data.readHigher(k, level, window.loaded);
  return onSlots(window, alignHigher(window.bars.t, window.level, t, level, rsi(c, RSI_PERIOD)));
}

function macdFrame({ window, theme, decimals }: FrameInput): StudyFrame {
  const all = macd(window.warmBars.c);
  const line = onSlots(window, all.macd, window.warm);
  const signal = onSlots(window, all.signal, window.warm);
  const histogram = onSlots(window, all.histogram, window.warm);
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
      written(line[slot] ?? NaN, TOO_FEW, text),
      { text: '', tone: 'line-2' },
      label('signal'),
      written(signal[slot] ?? NaN, TOO_FEW, text),
      muted('difference'),
      written(histogram[slot] ?? NaN, TOO_FEW, text),
    ],
  };
}

/** A column over the bars, put on the slots of the axis. @param warm rows before the first bar */
function onSlots({ axis }: Window, column: Float64Array, warm = 0): Float64Array {
  return Float64Array.from(axis.bar, (bar) => (bar < 0 ? NaN : column[bar + warm]!));
}

function padded(range: { min: number; max: number } | undefined): { min: number; max: number } | undefined {
  if (!range) return undefined;
  const { min, max } = range;
  const room = max > min ? (max - min) * 0.08 : Math.abs(max) * 0.02 || 1;
  return { min: min - room, max: max + room };
}
