import {
  CandlestickSeries,
  ColorType,
  createChart,
  CrosshairMode,
  LineStyle,
  type CandlestickData,
  type CandlestickSeriesPartialOptions,
  type DeepPartial,
  type IChartApi,
  type ISeriesApi,
  type ISeriesPrimitive,
  type Time,
  type TimeChartOptions,
  type UTCTimestamp,
  type WhitespaceData,
} from 'lightweight-charts';
import type { FormingBar } from '#shared/market';
import type { Settings } from '#shared/settings';
import { formatNumber, formatTime, priceDecimals, type Zone } from '../../lib/format';
import type { ChartTheme } from '../../theme/tokens';
import type { Window } from './bar-window';

export type CandleSeries = ISeriesApi<'Candlestick'>;
export type Primitive = ISeriesPrimitive<Time>;

/** The library counts seconds. */
export const toTime = (ms: number): UTCTimestamp => (ms / 1_000) as UTCTimestamp;

/** Shares of the height that the candles leave free. */
export const PRICE_MARGINS = { top: 0.12, bottom: 0.1 };

/** Panning and zooming are ours (gestures.ts): the library anchors them to its last bar, which changes while we page. */
export function createPriceChart(host: HTMLElement, theme: ChartTheme): { chart: IChartApi; candles: CandleSeries } {
  const chart = createChart(host, {
    autoSize: true,
    handleScroll: false,
    handleScale: {
      mouseWheel: false,
      pinch: false,
      axisPressedMouseMove: { time: false, price: true },
      axisDoubleClickReset: { time: false, price: true },
    },
    crosshair: { mode: CrosshairMode.Normal },
    rightPriceScale: { minimumWidth: 64, scaleMargins: PRICE_MARGINS },
    timeScale: {
      timeVisible: true,
      secondsVisible: false,
      rightOffset: 8,
      minBarSpacing: 0.2,
      maxBarSpacing: 200,
      shiftVisibleRangeOnNewBar: false,
    },
  });
  chart.applyOptions(themeOptions(theme));
  const candles = chart.addSeries(CandlestickSeries, { priceLineStyle: LineStyle.Dotted });
  return { chart, candles };
}

export function themeOptions(theme: ChartTheme): DeepPartial<TimeChartOptions> {
  const line = {
    color: theme.crosshair,
    labelBackgroundColor: theme.series1,
    style: LineStyle.Dashed,
    width: 1,
  } as const;
  return {
    layout: {
      background: { type: ColorType.Solid, color: theme.surface1 },
      textColor: theme.text3,
      fontSize: 11,
      fontFamily: theme.fontMono,
      attributionLogo: false,
      panes: { separatorColor: theme.border1, separatorHoverColor: theme.borderStrong, enableResize: true },
    },
    grid: { vertLines: { color: theme.grid }, horzLines: { color: theme.grid } },
    crosshair: { vertLine: line, horzLine: line },
    rightPriceScale: { borderColor: theme.border1 },
    timeScale: { borderColor: theme.border1 },
  };
}

/** Neutral by default: up hollow, down filled, so that liquidations are the only colour on the chart. */
export function candleOptions(theme: ChartTheme, style: Settings['candles']): CandlestickSeriesPartialOptions {
  const up = style === 'coloured' ? theme.long : theme.candleUp;
  const down = style === 'coloured' ? theme.short : theme.candleDown;
  return {
    upColor: theme.surface1,
    downColor: down,
    borderUpColor: up,
    borderDownColor: down,
    wickUpColor: up,
    wickDownColor: down,
    priceLineColor: theme.series3,
  };
}

/** Half the height of a label: nearer to an edge it would be cut. */
const EDGE_PX = 7;
export const isCut = (y: number, height: number): boolean => y < EDGE_PX || y > height - EDGE_PX;

/** Label of the last price: ticks closer than this to it (px) are left out. */
const LABEL_ROOM = 15;

/**
 * Labels and the smallest step follow the tick of the instrument; round axis marks drop their zeros.
 * @param last price whose own label stands on the axis, NaN when there is none
 */
export function priceFormat(candles: CandleSeries, tick: number, price: number, last: number) {
  const decimals = priceDecimals(tick, price);
  const y = (value: number): number => candles.priceToCoordinate(value) ?? NaN;
  return {
    type: 'custom' as const,
    minMove: 10 ** -decimals,
    formatter: (value: number) => formatNumber(value, { decimals }),
    tickmarksFormatter: (values: readonly number[]) => {
      const whole = values.every((value) => Number.isInteger(value));
      const lastY = Number.isNaN(last) ? NaN : y(last);
      const height = candles.getPane().getHeight();
      return values.map((value) => {
        const at = y(value);
        const isHidden = Math.abs(at - lastY) < LABEL_ROOM || isCut(at, height);
        return isHidden ? '' : formatNumber(value, { decimals: whole ? 0 : decimals });
      });
    },
  };
}

/** Crosshair and axis labels in the zone of the settings. */
export function zoneOptions(zone: Zone): DeepPartial<TimeChartOptions> {
  const ms = (time: Time): number => (typeof time === 'number' ? time * 1_000 : NaN);
  return {
    localization: { timeFormatter: (time: Time) => formatTime(ms(time), zone) },
    timeScale: {
      tickMarkFormatter: (time: Time, type: number) => {
        const t = ms(time);
        if (type === 0) return formatTime(t, zone, 'year');
        if (type === 1) return formatTime(t, zone, 'month');
        if (type === 2) return formatTime(t, zone, 'monthDay');
        return formatTime(t, zone, 'clock');
      },
    },
  };
}

export type Candle = CandlestickData<UTCTimestamp> | WhitespaceData<UTCTimestamp>;

/** One entry a slot from one on: a candle, or only its time where no bar is stored. */
export function toCandles({ axis, bars, forming }: Pick<Window, 'axis' | 'bars' | 'forming'>, theme: ChartTheme, first = 0): Candle[] {
  const { t, bar } = axis;
  const { o, h, l, c } = bars;
  const out = new Array<Candle>(t.length - first);
  for (let i = first; i < t.length; i++) {
    const time = toTime(t[i]!);
    const b = bar[i]!;
    out[i - first] = b < 0 ? { time } : { time, open: o[b]!, high: h[b]!, low: l[b]!, close: c[b]! };
  }
  if (forming) out[out.length - 1] = formingCandle(forming, theme);
  return out;
} // prettier-ignore

/** Pale, hollow on its way up and tinted on its way down: told apart from a closed one of either kind. */
function formingCandle({ t, o, h, l, c }: FormingBar, theme: ChartTheme): Candle {
  const { series3: borderColor, series4, surface1 } = theme;
  const color = c < o ? series4 : surface1;
  return { time: toTime(t), open: o, high: h, low: l, close: c, color, borderColor, wickColor: borderColor };
}
