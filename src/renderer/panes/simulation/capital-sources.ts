import type { CapitalOutcome, SimulationResult } from '#core/hedge/simulation';
import type { CapitalRule } from '#core/hedge/types';
import { formatPercent } from '../../lib/format';
import { label, line, through, type Shape } from '../../ui/plot/shapes';
import type { Size } from '../../ui/plot/use-size';
import type { Drawn } from '../../ui/plot/Plot';
import { amountOf, type MoneyUnit } from '../shared/hedge/money';
import { stepWords } from './equity';
import { boxOf, thinned, timeAxis, valueAxis, widened } from '../shared/chart/plot-frame';

export interface Source {
  readonly id: 'margin' | 'reserve' | 'credit' | 'synthetic';
  readonly name: string;
  readonly definition: string;
  /** What was used of it, in the worst of the paths [quote currency]. */
  readonly used: number;
  /** NaN: no limit of its own. */
  readonly limit: number;
  /** A few quiet words: when, or at which rate. */
  readonly words: string;
}

/** `323 of 850 k` */
export function usedWords({ used, limit }: Pick<Source, 'used' | 'limit'>, unit: MoneyUnit): string {
  const whole = amountOf(Number.isFinite(limit) ? limit : used, unit, { named: true });
  return Number.isFinite(limit) ? `${amountOf(used, unit)} of ${whole}` : whole;
}

/** Where money for margin came from, in the order in which it is asked. */
export function sourcesOf(
  result: SimulationResult,
  capital: CapitalOutcome,
  rule: CapitalRule,
  unit: MoneyUnit,
): readonly Source[] {
  const { trace } = capital;
  const single = result.paths === 1;
  const dated = (i: number): string => stepWords(result, i, true).slice(0, 10);
  const drawn = (one: { readonly median: number; readonly worst: number }): string =>
    one.worst <= 0 ? 'not drawn' : single ? 'largest draw' : `median ${amountOf(one.median, unit, { named: true })}`;
  const lowest = trace?.margin.reduce((least, value, i) => (value < trace.margin[least]! ? i : least), 0) ?? -1;
  return [
    ...(trace
      ? [
          {
            id: 'margin' as const,
            name: 'Margin account',
            definition: 'What is left of it at the least, of what was in it at the start.',
            used: trace.margin[lowest]!,
            limit: rule.margin,
            words: `lowest ${dated(lowest)}`,
          },
        ]
      : []),
    {
      id: 'reserve',
      name: 'Stable reserve',
      definition: 'Drawn first when the margin account is short.',
      used: capital.reserve.worst,
      limit: rule.reserve,
      words: drawn(capital.reserve),
    },
    ...(rule.credit
      ? [
          {
            id: 'credit' as const,
            name: `Credit line, ${formatPercent(rule.credit.rate)}`,
            definition: 'Drawn when the reserve is used up; interest on what is drawn.',
            used: capital.credit.worst,
            limit: rule.credit.limit,
            words: drawn(capital.credit),
          },
        ]
      : []),
    ...(rule.synthetic
      ? [
          {
            id: 'synthetic' as const,
            name: `Synthetic, ${formatPercent(rule.synthetic.rate)}`,
            definition: 'Money freed by a conversion on the spot that is held, at its carry.',
            used: capital.synthetic.worst,
            limit: Number.NaN,
            words: drawn(capital.synthetic),
          },
        ]
      : []),
  ];
}

export interface Survival {
  readonly good: boolean;
  readonly text: string;
}

/** Whether something had to be sold, and whether it would have been without the second engine. */
export function survivalOf(paths: number, { survived, survivedAlone }: CapitalOutcome): Survival {
  if (paths === 1) {
    if (survived < 1) return { good: false, text: 'sold by force' };
    return {
      good: true,
      text: survivedAlone < 1 ? 'survives, alone it would not' : 'survives without forced sale',
    };
  }
  const share = (value: number): string => formatPercent(value, { decimals: 1 });
  return { good: survived >= 0.999, text: `${share(survived)} survive, alone ${share(survivedAlone)}` };
}

const LINES = [
  ['margin', 'margin', 'series1', [], 2],
  ['requirement', 'required', 'series2', [5, 3], 1.25],
  ['reserve', 'reserve', 'series3', [], 1.25],
  ['credit', 'credit', 'series4', [], 1.25],
] as const;

export const traceHeight = 160;

export const traceKeys = LINES.map(([, text, ink, dash, width]) => ({ text, ink, width, ...(dash.length > 0 ? { dash } : {}) })); // prettier-ignore

/** Balances of one path. What a conversion freed is in the margin account. */
export function drawTrace(
  result: SimulationResult,
  trace: NonNullable<CapitalOutcome['trace']>,
  unit: MoneyUnit,
  dated: boolean,
  size: Size,
): Drawn {
  const box = boxOf(size);
  const range = widened(
    LINES.flatMap(([key]) => [...trace[key], 0]),
    0.1,
  );
  const [x, below] = timeAxis(box, result.start, result.step * result.steps, dated);
  const [y, lines] = valueAxis(box, range, (value) => amountOf(value, unit), 0);
  const shapes: Shape[] = [...lines, ...below];
  for (const [key, , ink, dash, width] of LINES.toReversed())
    shapes.push({
      kind: 'path',
      d: through(thinned(trace[key], box.right - box.left).map((i) => [x(i * result.step), y(trace[key][i]!)])),
      stroke: ink,
      dash,
      width,
    });
  const short = trace.margin.findIndex((value, i) => value < trace.requirement[i]!);
  if (short >= 0) {
    const at = Math.round(x(short * result.step)) + 0.5;
    const right = at > (box.left + box.right) / 2;
    shapes.push(
      line(at, box.top, at, box.bottom, 'danger', { dash: [1.5, 3] }),
      label(right ? at - 5 : at + 5, box.top + 6, 'short of margin', { words: true, ink: 'danger', align: right ? 'end' : 'start' }),
    ); // prettier-ignore
  }
  return { shapes, spots: [] };
}
