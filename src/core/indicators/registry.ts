import type { Bars } from '../series/schema';
import type { Ms } from '../time/ms';
import { atr } from './atr';
import { ema } from './ema';
import { macd } from './macd';
import { REALIZED_VOL_METHODS, realizedVol } from './realized-vol';
import { rsi } from './rsi';
import { sma } from './sma';

/** A whole number between `least` and `most`. */
export interface WholeNumberParameter {
  readonly kind: 'wholeNumber';
  readonly name: string;
  readonly default: number;
  readonly least: number;
  readonly most: number;
  readonly summary: string;
}
export interface ChoiceParameter {
  readonly kind: 'choice';
  readonly name: string;
  readonly default: string;
  readonly choices: readonly string[];
  readonly summary: string;
}
export type IndicatorParameter = WholeNumberParameter | ChoiceParameter;
export type ParameterValues = Readonly<Record<string, number | string>>;

export interface IndicatorOutput {
  readonly name: string;
  readonly unit: 'price' | 'index0To100' | 'volatilityPerYear';
}

/** One row of the table that the command line, the window and the documentation read. */
export interface Indicator {
  readonly title: string;
  readonly summary: string;
  readonly parameters: readonly IndicatorParameter[];
  readonly outputs: readonly IndicatorOutput[];
  /** Drawn over the price, or in a pane of its own. */
  readonly placement: 'price' | 'pane';
  /** Bar columns that are read. */
  readonly inputs: (values: ParameterValues) => readonly BarColumn[];
  /** One column per output, in their order. */
  readonly run: (bars: Bars, interval: Ms, values: ParameterValues) => readonly Float64Array[];
}
type BarColumn = 'o' | 'h' | 'l' | 'c';

type ValuesOf<P extends readonly IndicatorParameter[]> = {
  readonly [K in P[number] as K['name']]: K extends ChoiceParameter ? K['choices'][number] : number;
};
interface Definition<P extends readonly IndicatorParameter[]> extends Omit<Indicator, 'parameters' | 'inputs' | 'run'> {
  readonly parameters: P;
  readonly inputs: readonly BarColumn[] | ((values: ValuesOf<P>) => readonly BarColumn[]);
  readonly run: (bars: Bars, interval: Ms, values: ValuesOf<P>) => readonly Float64Array[];
}

/** Checks `run` against the parameters that are listed beside it; their values are checked by {@link resolveParameters}. */
function define<const P extends readonly IndicatorParameter[]>(definition: Definition<P>): Indicator {
  const { inputs, run, ...rest } = definition;
  return {
    ...rest,
    inputs: (values) => (typeof inputs === 'function' ? inputs(values as ValuesOf<P>) : inputs),
    run: (bars, interval, values) => run(bars, interval, values as ValuesOf<P>),
  };
}

const MOST = 100_000;
const period = <D extends number>(preset: D, summary: string) =>
  ({ kind: 'wholeNumber', name: 'period', default: preset, least: 1, most: MOST, summary }) as const;
const whole = <N extends string>(name: N, preset: number, summary: string, least = 1) =>
  ({ kind: 'wholeNumber', name, default: preset, least, most: MOST, summary }) as const;

export const INDICATORS = {
  rsi: define({
    title: 'RSI',
    summary: "Relative strength index, Wilder's: share of the mean gain in the mean move; 50 when flat.",
    parameters: [period(14, 'changes averaged')],
    inputs: ['c'],
    outputs: [{ name: 'rsi', unit: 'index0To100' }],
    placement: 'pane',
    run: (bars, _, p) => [rsi(bars.c, p.period)],
  }),
  macd: define({
    title: 'MACD',
    summary: 'Fast minus slow exponential average of the close, the average of that, and their difference.',
    parameters: [
      whole('fast', 12, 'bars of the fast average, fewer than the slow one has'),
      whole('slow', 26, 'bars of the slow average', 2),
      whole('signal', 9, 'values of the signal average'),
    ],
    inputs: ['c'],
    outputs: [
      { name: 'macd', unit: 'price' },
      { name: 'signal', unit: 'price' },
      { name: 'histogram', unit: 'price' },
    ],
    placement: 'pane',
    run: (bars, _, p) => {
      const out = macd(bars.c, p);
      return [out.macd, out.signal, out.histogram];
    },
  }),
  ema: define({
    title: 'EMA',
    summary: 'Exponential moving average of the close, seeded with the mean of its first values.',
    parameters: [period(20, 'bars: a new close weighs 2 / (period + 1)')],
    inputs: ['c'],
    outputs: [{ name: 'ema', unit: 'price' }],
    placement: 'price',
    run: (bars, _, p) => [ema(bars.c, p.period)],
  }),
  sma: define({
    title: 'SMA',
    summary: 'Mean of the last closes.',
    parameters: [period(20, 'closes averaged')],
    inputs: ['c'],
    outputs: [{ name: 'sma', unit: 'price' }],
    placement: 'price',
    run: (bars, _, p) => [sma(bars.c, p.period)],
  }),
  atr: define({
    title: 'ATR',
    summary: "Average true range, Wilder's.",
    parameters: [period(14, 'true ranges averaged')],
    inputs: ['h', 'l', 'c'],
    outputs: [{ name: 'atr', unit: 'price' }],
    placement: 'pane',
    run: (bars, _, p) => [atr(bars, p.period)],
  }),
  'realized-vol': define({
    title: 'Realised volatility',
    summary: 'Volatility of the last bars as a decimal per year of 365 days (0.65 = 65 %).',
    parameters: [
      { kind: 'choice', name: 'method', default: 'close', choices: REALIZED_VOL_METHODS, summary: 'estimator' },
      whole('window', 20, 'bars, at least 2 for close and yang-zhang'),
    ],
    inputs: ({ method }) => (method === 'close' ? ['c'] : ['o', 'h', 'l', 'c']),
    outputs: [{ name: 'realizedVol', unit: 'volatilityPerYear' }],
    placement: 'pane',
    run: (bars, interval, p) => [realizedVol(bars, { method: p.method, window: p.window, interval })],
  }),
} as const satisfies Record<string, Indicator>;

export type IndicatorName = keyof typeof INDICATORS;
export const INDICATOR_NAMES = Object.keys(INDICATORS) as readonly IndicatorName[];

export function isIndicatorName(name: string): name is IndicatorName {
  return Object.hasOwn(INDICATORS, name);
}

/**
 * Values for all parameters of an indicator: those given, the defaults for the rest.
 * @param given numbers may be text, as they come from a command line.
 * @throws {RangeError} A name is unknown, or a value is outside its bounds: the message names the parameter.
 */
export function resolveParameters(
  name: IndicatorName,
  given: Readonly<Record<string, number | string | undefined>> = {},
): ParameterValues {
  const { parameters }: Indicator = INDICATORS[name];
  for (const key of Object.keys(given))
    if (!parameters.some((parameter) => parameter.name === key))
      throw new RangeError(`${name} has no parameter '${key}', only ${parameters.map((p) => p.name).join(', ')}`);
  const values: Record<string, number | string> = {};
  for (const parameter of parameters) values[parameter.name] = resolveParameter(parameter, given[parameter.name]);
  return values;
}

function resolveParameter(parameter: IndicatorParameter, given: number | string | undefined): number | string {
  if (given === undefined) return parameter.default;
  const { name } = parameter;
  if (parameter.kind === 'choice') {
    if (parameter.choices.includes(String(given))) return given;
    throw new RangeError(`${name} is '${given}', expected one of ${parameter.choices.join(', ')}`);
  }
  const { least, most } = parameter;
  const value = typeof given === 'string' && given.trim() === '' ? Number.NaN : Number(given);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new RangeError(`${name} is '${given}', expected a whole number from ${least} to ${most}`);
}

/**
 * Runs an indicator by name.
 * @param bars     shape (n); columns that {@link Indicator.inputs} does not name may be anything of that length.
 * @param interval length of a bar [ms], for what is annualised.
 * @param given    parameters, see {@link resolveParameters}.
 * @returns a column of shape (n) per output, by name.
 * @throws {RangeError} as {@link resolveParameters} and the indicator itself.
 */
export function runIndicator(
  name: IndicatorName,
  bars: Bars,
  interval: Ms,
  given: Readonly<Record<string, number | string | undefined>> = {},
): Readonly<Record<string, Float64Array>> {
  const indicator: Indicator = INDICATORS[name];
  const columns = indicator.run(bars, interval, resolveParameters(name, given));
  return Object.fromEntries(indicator.outputs.map((output, k) => [output.name, columns[k]]));
}
