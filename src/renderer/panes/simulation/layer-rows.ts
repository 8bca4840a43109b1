import type { Attribution, LayerOutcome, SimulationResult } from '#core/hedge/simulation';
import { formatNumber, formatPercent } from '../../lib/format';
import type { Column } from '../../ui/table';
import { amountOf, type MoneyUnit } from '../shared/hedge/money';
import { PARTS } from './greeks';

/** A layer, or all of them together. */
export interface LayerRow {
  readonly id: string;
  readonly name: string;
  readonly attribution: Attribution;
  readonly sums: Sums;
  /** Null of all together. */
  readonly layer: LayerOutcome | null;
}

const SUMMED = ['premiumPaid', 'received', 'opened', 'rolled', 'monetised', 'refused'] as const;
type Sums = Pick<LayerOutcome, (typeof SUMMED)[number]>;

export const ALL = 'all';

export const layerRows = ({ layers, total }: SimulationResult): readonly LayerRow[] => [
  ...layers.map((layer) => ({ id: layer.id, name: layer.name, attribution: layer.attribution, sums: layer, layer })),
  { id: ALL, name: 'All layers', attribution: total, sums: sumOf(layers), layer: null },
];

type Money = (
  id: string,
  title: string,
  definition: string,
  of: (row: LayerRow) => number,
  leave: number,
  sign?: boolean,
) => Column<LayerRow>;
const moneyIn = (unit: MoneyUnit): Money => (id, title, definition, of, leave, sign = true) => ({
    id,
    title: `${title}, ${unit.short}`,
    definition,
    kind: 'figure',
    width: title.length > 9 ? 112 : 84,
    leave,
    value: of,
    text: (row) => amountOf(of(row), unit, { sign, finer: true }),
    exact: (row) => String(of(row)),
  }); // prettier-ignore

function count(id: string, title: string, definition: string, of: (sums: Sums) => number, leave: number): Column<LayerRow> {
  const value = ({ sums }: LayerRow): number => of(sums);
  return {
    id,
    title,
    definition,
    kind: 'figure',
    width: 76,
    leave,
    value,
    text: (row) => formatNumber(value(row), { decimals: Number.isInteger(value(row)) ? 0 : 1, missing: 'by layer' }),
    exact: (row) => String(value(row)),
  };
} // prettier-ignore

const sumOf = (layers: readonly LayerOutcome[]): Sums =>
  Object.fromEntries(SUMMED.map((key) => [key, layers.reduce((sum, one) => sum + one[key], 0)])) as unknown as Sums;

/** Of a layer over the run, means over the paths. */
export function layerColumns(unit: MoneyUnit): readonly Column<LayerRow>[] {
  const money = moneyIn(unit);
  return [
  { id: 'layer', title: 'Layer', kind: 'word', width: 148, grow: true, value: ({ name }) => name, text: ({ name }) => name },
  { ...money('total', 'P&L', 'Profit and loss of the run, after costs; the sum of its parts.', ({ attribution }) => attribution.total, 99) },
  ...PARTS.map(([key, title, definition], i) => money(key, title, definition, ({ attribution }) => attribution[key], 40 - i)),
  money('premium', 'Premium', 'Paid at openings.', ({ sums }) => sums.premiumPaid, 14, false),
  money('received', 'Received', 'When sold or settled.', ({ sums }) => sums.received, 13, false),
  count('opened', 'Opened', 'Openings a path.', ({ opened }) => opened, 12),
  count('rolled', 'Rolled', 'Rolls a path.', ({ rolled }) => rolled, 11),
  count('monetised', 'Sold', 'Sales of a part at a multiple or above a band, a path.', ({ monetised }) => monetised, 10),
  count('refused', 'Refused', 'Openings that could not be: no expiry, no strike, over a cap.', ({ refused }) => refused, 9),
  {
    id: 'open',
    title: 'Open',
    definition: 'Share of the steps with something open.',
    kind: 'figure',
    width: 68,
    leave: 8,
    value: ({ layer }) => layer?.open ?? Number.NaN,
    text: ({ layer }) => formatPercent(layer?.open ?? Number.NaN, { decimals: 0, missing: 'by layer' }),
    exact: ({ layer }) => String(layer?.open ?? ''),
  },
  {
    id: 'unknown',
    title: 'Gate unknown',
    definition: 'Share of the steps whose gate asks for a signal that is not known.',
    kind: 'figure',
    width: 96,
    leave: 7,
    value: ({ layer }) => layer?.unknown ?? Number.NaN,
    text: ({ layer }) => formatPercent(layer?.unknown ?? Number.NaN, { decimals: 0, missing: 'by layer' }),
    exact: ({ layer }) => String(layer?.unknown ?? ''),
  },
  ];
} // prettier-ignore
