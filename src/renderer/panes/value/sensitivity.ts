import type { ValuationArgs } from '#core/value/reader';
import type { Figure } from '#core/value/types';
import { answerOf, sensitivity } from '#core/value/valuate';
import type { TextGrid } from '#shared/csv';
import { rampOf, rampStep } from '#shared/ramp';
import { formatNumber, formatPercent, formatPrice } from '../../lib/format';
import type { Drawn, Spot } from '../../ui/plot/Plot';
import { label, type Ink, type Shape } from '../../ui/plot/shapes';
import type { Size } from '../../ui/plot/use-size';
import { exact } from '../shared/options/exact';

export type DdmForm = 'gordon' | 'twoStage' | 'hModel';

export interface SensitivityModel {
  readonly form: DdmForm;
  readonly growths: readonly number[];
  readonly discounts: readonly number[];
  readonly cells: readonly (readonly Figure[])[];
  /** What the worth is held against [USD]; NaN: there is no price. */
  readonly price: number;
  /** Of the cell that the answer is. */
  readonly own: readonly [row: number, column: number];
}

const STEP = 0.01;
const ROWS = 3;
const COLUMNS = 3;
const around = (middle: number, each: number): readonly number[] =>
  Array.from({ length: 2 * each + 1 }, (_, i) => Number((middle + (i - each) * STEP).toPrecision(12)));

/** Rate that distributions are discounted at; NaN: there is none. */
export const discountOf = (args: ValuationArgs): number =>
  args.assumptions.discount ?? answerOf(args, 'expectedReturn').value;

/** Worth by growth for ever (rows) and discount rate (columns), in steps of one point around what is assumed; undefined without a discount rate. */
export function sensitivityModel(args: ValuationArgs, form: DdmForm): SensitivityModel | undefined {
  const { growth } = args.assumptions;
  const rate = discountOf(args);
  if (!Number.isFinite(growth) || !Number.isFinite(rate)) return undefined;
  const [growths, discounts] = [around(growth, ROWS), around(rate, COLUMNS)];
  const cells = sensitivity(args, form, growths, discounts);
  return { form, growths, discounts, cells, price: args.inputs.price.value, own: [ROWS, COLUMNS] };
}

const LEFT = 60;
const TOP = 40;
const HIGH = 28;
const MOST_WIDE = 104;

export const sensitivityHeight = ({ growths }: SensitivityModel): number => TOP + growths.length * HIGH + 4;

const inkOf = (value: number, step: number): Ink => {
  const level = rampOf(value, step) ?? 0;
  return level === 0 ? 'rampZero' : `${level < 0 ? 'neg' : 'pos'}${Math.abs(level) as 1 | 2 | 3 | 4}`;
};

/** The grid as a heat map: colour is the distance from the price, the figure is the worth; what cannot be had is an outline that says why. */
export function drawSensitivity(model: SensitivityModel, { width }: Size): Drawn {
  const { growths, discounts, cells, price, own } = model;
  const hasPrice = price > 0;
  const distance = ({ value }: Figure): number => (hasPrice ? Math.log(value / price) : 0);
  const step = rampStep(cells.flat().filter(({ value }) => value > 0).map(distance));
  const w = Math.min(MOST_WIDE, (width - LEFT - 12) / discounts.length);
  const percent = (rate: number): string => formatPercent(rate, { decimals: 1 });
  const tick = (rate: number): string => formatNumber(rate * 100, { decimals: 1 });
  const shapes: Shape[] = [
    label(12, 10, 'Growth, %', { words: true }),
    label(LEFT + (w * discounts.length) / 2, 10, 'Discount rate, %', { align: 'middle', words: true }),
    ...discounts.map((rate, i) => label(LEFT + w * (i + 0.5), 28, tick(rate), { align: 'middle', ink: i === own[1] ? 'text1' : 'text3' })),
    ...growths.map((rate, j) => label(LEFT - 8, TOP + HIGH * (j + 0.5), tick(rate), { align: 'end', ink: j === own[0] ? 'text1' : 'text3' })),
  ];
  const spots: Spot[] = [];
  growths.forEach((growth, j) =>
    discounts.forEach((discount, i) => {
      const cell = cells[j]![i]!;
      const box = { kind: 'rect', x: LEFT + w * i, y: TOP + HIGH * j, w: w - 1, h: HIGH - 1 } as const;
      const middle = [box.x + box.w / 2, box.y + box.h / 2] as const;
      const title = `Growth ${percent(growth)}, discount ${percent(discount)}`;
      if (Number.isNaN(cell.value)) {
        const short = growth >= discount ? 'g ≥ r' : 'none';
        shapes.push({ ...box, x: box.x + 0.5, y: box.y + 0.5, w: box.w - 1, h: box.h - 1, stroke: 'border2', dash: [2, 2] }, label(...middle, short, { align: 'middle' }));
      } else {
        shapes.push({ ...box, fill: hasPrice && Number.isFinite(step) ? inkOf(distance(cell), step) : 'rampZero' }, label(...middle, formatPrice(cell.value), { align: 'middle', ink: 'text1' }));
      }
      const against = hasPrice && Number.isFinite(cell.value) ? `${formatPercent(cell.value / price - 1, { sign: true, decimals: 0 })} against the price of ${formatPrice(price)} USD.` : '';
      const definition = cell.reason === '' ? against : `${cell.reason.charAt(0).toUpperCase()}${cell.reason.slice(1)}.`;
      const value = Number.isNaN(cell.value) ? 'no answer' : `${formatPrice(cell.value)} USD`;
      spots.push({ id: `${i}-${j}`, x: box.x, y: box.y, w: box.w, h: box.h, name: `${title}: ${value}. ${definition}`, tip: { title, value, definition } });
    }),
  );
  shapes.push({ kind: 'rect', x: LEFT + w * own[1] + 1, y: TOP + HIGH * own[0] + 1, w: w - 3, h: HIGH - 3, stroke: 'accent', width: 2 });
  return { shapes, spots };
} // prettier-ignore

/** All three forms, cell by cell; none where there is no discount rate. */
export function sensitivityGrid(args: ValuationArgs): TextGrid {
  const models = (['gordon', 'twoStage', 'hModel'] as const).flatMap((form) => sensitivityModel(args, form) ?? []);
  if (models.length === 0) return [];
  const cells = ({ form, growths, discounts, cells: rows }: SensitivityModel): TextGrid =>
    growths.flatMap((growth, j) =>
      discounts.map((discount, i) => {
        const { value, reason } = rows[j]![i]!;
        return [form, exact(growth), exact(discount), exact(value), reason];
      }),
    );
  return [['form', 'growth', 'discount', 'worth USD', 'reason'], ...models.flatMap(cells)];
}
