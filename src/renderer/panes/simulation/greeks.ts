import type { Attribution } from '#core/hedge/simulation';
import { formatNumber } from '../../lib/format';
import type { Drawn, Spot } from '../../ui/plot/Plot';
import { across, label, linear, upright, type Shape } from '../../ui/plot/shapes';
import type { Size } from '../../ui/plot/use-size';
import { amountOf, type MoneyUnit } from '../shared/hedge/money';

export const PARTS = [
  ['delta', 'Delta', 'Change of price, at the delta of the start of each step.'],
  ['gamma', 'Gamma', 'Half the gamma times the squared change of price.'],
  ['vega', 'Vega', 'Change of volatility, at the vega of the start of each step.'],
  ['vannaVolga', 'Vanna, volga', 'Price and volatility together, and volatility squared.'],
  ['theta', 'Theta', 'Passing of time.'],
  ['carry', 'Carry', 'Funding and basis of perpetuals and futures.'],
  ['costs', 'Costs', 'Fees, and what was lost to the spread.'],
  ['residual', 'Residual', 'What no greek of the start of a step explains: large moves, higher orders, changes of the smile.'],
] as const satisfies readonly (readonly [keyof Attribution, string, string])[]; // prettier-ignore

const ROW = 22;
const LEFT = 92;
const RIGHT = 84;
const PAD = 4;

export const greeksHeight = ROW * (PARTS.length + 1) + 2 * PAD;

/** From nothing to the total, cause by cause. Parts and total are printed, so that the sum can be checked by eye. */
export function drawGreeks(
  attribution: Attribution,
  unit: MoneyUnit,
  from: { readonly source: string; readonly window: string },
  { width }: Size,
): Drawn {
  let at = 0;
  const rows = PARTS.map(([key, title, definition]) => {
    const start = at;
    at += attribution[key];
    return { key, title, definition, start, end: at, value: attribution[key] };
  });
  const edges = [0, attribution.total, ...rows.flatMap(({ start, end }) => [start, end])].filter(Number.isFinite);
  const x = linear(Math.min(...edges), Math.max(...edges), LEFT, width - RIGHT);
  const print = (value: number, named = false): string => amountOf(value, unit, { sign: true, named });
  const shapes: Shape[] = [upright(x(0), PAD, greeksHeight - PAD, 'border2')];
  const spots: Spot[] = [];
  rows.forEach(({ key, title, definition, start, end, value }, i) => {
    const y = PAD + ROW * i;
    const isResidual = key === 'residual';
    shapes.push(
      label(12, y + ROW / 2, title, { words: true, ink: 'text2' }),
      {
        kind: 'rect',
        x: Math.min(x(start), x(end)),
        y: y + 5,
        w: Math.max(1, Math.abs(x(end) - x(start))),
        h: ROW - 10,
        ...(isResidual ? { stroke: 'estimate', dash: [2, 2] } : { fill: value < 0 ? 'short' : 'long' }),
      },
      label(width - 12, y + ROW / 2, print(value), { align: 'end', ink: isResidual ? 'estimate' : 'text1' }),
    );
    spots.push({
      id: key,
      x: 8,
      y,
      w: width - 16,
      h: ROW,
      name: `${title}: ${print(value, true)}`,
      tip: { title, value: formatNumber(value, { sign: true, missing: 'not known' }), definition, ...from },
    });
  });
  const y = PAD + ROW * rows.length;
  shapes.push(
    across(12, width - 12, y, 'border2'),
    label(12, y + ROW / 2, 'Total', { words: true, strong: true, ink: 'text1' }),
    {
      kind: 'rect',
      x: Math.min(x(0), x(attribution.total)),
      y: y + 5,
      w: Math.max(1, Math.abs(x(attribution.total) - x(0))),
      h: ROW - 10,
      fill: 'series1',
    },
    label(width - 12, y + ROW / 2, print(attribution.total), { align: 'end', ink: 'text1', strong: true }),
  );
  return { shapes, spots };
}

/** What the greeks explain of a total: 1 − |residual| / Σ|parts|; NaN when nothing moved. */
export function explained(attribution: Attribution): number {
  const moved = PARTS.reduce((sum, [key]) => sum + Math.abs(attribution[key]), 0);
  return moved > 0 ? 1 - Math.abs(attribution.residual) / moved : Number.NaN;
}
