import { slugOf } from '#core/value/entity-id';
import type { EntityKind, Item } from '#core/value/types';
import { MS_PER_DAY } from '#core/time/ms';
import type { EntityRecord } from '#main/store/types';
import { readNumber } from '../csv/number';
import { instantOf } from './cells';
import { onceEach, refuser, type ReadRow, type Refuse, type StatementFile } from './form';
import type { TextRow, TextTable } from './table';

interface Figure {
  readonly item: Item;
  readonly column: string;
  /** Length of the flow that ends at the snapshot. */
  readonly over?: number;
  readonly scale?: number;
  /** A yield with a year's interest on interest, kept as the rate that compounds continuously to it. */
  readonly compounded?: true;
  /** These tables write 0 where they have no figure. */
  readonly zero: 'missing' | 'told';
  /** A day's rate drawn out to a year: never a reported year. */
  readonly estimated?: true;
}

/** A table of one instant: an entity a row. */
interface Form {
  readonly source: string;
  readonly instant: string;
  /** Beside those of the figures. */
  readonly columns: readonly string[];
  readonly figures: readonly Figure[];
  readonly entity: (cell: (column: string) => string) => Pick<EntityRecord, 'id' | 'name' | 'symbol'> & { readonly kind: EntityKind }; // prettier-ignore
}

const stock = (item: Item, column: string): Figure => ({ item, column, zero: 'missing' });
const rate = (item: Item, column: string): Figure => ({ item, column, scale: 0.01, zero: 'told' });
const daily = (item: Item, column: string): Figure => ({ item, column, over: MS_PER_DAY, zero: 'missing' });

const FORMS: readonly Form[] = [
  {
    source: 'CoinGecko, snapshot',
    instant: 'timestamp',
    columns: ['id', 'name', 'symbol'],
    figures: [
      stock('price', 'current_price'),
      stock('marketCap', 'market_cap'),
      // The service multiplies the price with what exists, not with what may ever exist.
      stock('fullyDilutedValue', 'fully_diluted_valuation'),
      stock('fullyDiluted', 'total_supply'),
      stock('float', 'circulating_supply'),
    ],
    entity: (cell) => ({ id: `coingecko:${cell('id')}`, name: cell('name'), symbol: cell('symbol'), kind: 'token' }),
  },
  {
    source: 'DefiLlama, snapshot of yields',
    instant: 'timestamp',
    columns: ['pool_id', 'project', 'symbol', 'chain'],
    figures: [
      stock('tvl', 'tvl'),
      { ...rate('supplyRate', 'apy_base'), compounded: true },
      rate('rewardRate', 'apy_reward'),
    ],
    entity: (cell) => ({
      id: `defillama-pool:${cell('pool_id')}`,
      name: `${cell('project')} ${cell('symbol')} on ${cell('chain')}`,
      symbol: cell('symbol'),
      kind: 'pool',
    }),
  },
  {
    source: 'derived from DefiLlama and CoinGecko, snapshot',
    instant: 'date',
    columns: ['symbol', 'emission_yield_pct'],
    figures: [
      stock('tvl', 'tvl'),
      daily('fees', 'daily_fees'),
      daily('revenue', 'daily_revenue'),
      stock('price', 'current_price'),
      stock('marketCap', 'market_cap'),
      stock('fullyDilutedValue', 'fdv'),
      { item: 'emissions', column: 'emission_value_annual', over: 365 * MS_PER_DAY, zero: 'missing', estimated: true },
    ],
    entity: (cell) => ({ id: `factors:${slugOf(cell('symbol'))}`, name: cell('symbol'), symbol: cell('symbol'), kind: 'protocol' }), // prettier-ignore
  },
  {
    source: 'DefiLlama, snapshot',
    instant: 'timestamp',
    columns: ['protocol', 'symbol', 'category'],
    figures: [stock('tvl', 'tvl'), daily('fees', 'daily_fees'), daily('revenue', 'daily_revenue')],
    entity: (cell) => ({ id: `defillama:${slugOf(cell('protocol'))}`, name: cell('protocol'), symbol: cell('symbol'), kind: 'protocol' }), // prettier-ignore
  },
  {
    source: 'DefiLlama, snapshot',
    instant: 'timestamp',
    columns: ['protocol', 'slug', 'symbol', 'category'],
    figures: [stock('tvl', 'tvl'), stock('marketCap', 'mcap')],
    entity: (cell) => ({ id: `defillama:${slugOf(cell('protocol'))}`, name: cell('protocol'), symbol: cell('symbol'), kind: cell('category') === 'CEX' ? 'company' : 'protocol' }), // prettier-ignore
  },
];

/** @returns undefined: it is no such table */
export function readSnapshot(table: TextTable, stored: readonly EntityRecord[]): StatementFile | undefined {
  const form = FORMS.find(({ instant, columns, figures }) =>
    [instant, ...columns, ...figures.map(({ column }) => column)].every((name) => table.header.includes(name)),
  );
  if (!form) return undefined;
  const refuse = refuser(table);
  const known = new Set(stored.map(({ id }) => id));
  const entities = new Map<string, EntityRecord>();
  const told = form.figures.filter((figure) => isTold(figure, table));
  let empty = 0;
  const rows = table.rows.flatMap((row) => {
    const cell = (column: string): string => row.cells[table.header.indexOf(column)]?.trim() ?? '';
    const own = form.entity(cell);
    const name = own.name.slice(0, 120);
    if (name === '' || own.id.endsWith(':'))
      refuse(row.line, form.columns[0]!, 'it is empty.', 'Say whose figures they are.');
    const symbol = own.symbol === '-' ? '' : own.symbol.slice(0, 40);
    const entity = { ...own, id: own.id.slice(0, 80), name, symbol, instrument: null, figures: null, note: '', synthetic: false }; // prettier-ignore
    const figures = figuresOf(entity.id, row, cell, { form, told, decimal: table.decimal }, refuse);
    if (figures.length > 0 && !entities.has(entity.id)) entities.set(entity.id, entity);
    if (figures.length === 0) empty++;
    return figures;
  });
  const silent = form.figures.filter((figure) => !told.includes(figure)).map(({ column }) => column);
  return {
    entities: [...entities.values()].filter(({ id }) => !known.has(id)),
    rows: onceEach(rows, refuse),
    named: [...entities.keys()],
    words: [
      ...silent.map((column) => `${column}: 0 or empty in every row, nothing is taken from it.`),
      ...(empty > 0 ? [`${empty} of ${table.rows.length} rows have no figure.`] : []),
    ].join(' '),
  };
}

/** A column of zeros alone says that its source had no figures. */
const isTold = ({ column }: Figure, { header, rows, decimal }: TextTable): boolean => {
  const at = header.indexOf(column);
  return rows.some(({ cells }) => readNumber(cells[at] ?? '', decimal) !== 0 && (cells[at] ?? '').trim() !== '');
};

function figuresOf(
  entity: string,
  { line }: TextRow,
  cell: (column: string) => string,
  { form, told, decimal }: { readonly form: Form; readonly told: readonly Figure[]; readonly decimal: '.' | ',' },
  refuse: Refuse,
): ReadRow[] {
  const text = cell(form.instant).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  const t = instantOf(text, 'end') ?? refuse(line, form.instant, `"${text.slice(0, 60)}" is not an instant.`, 'Write it as 2024-03-31T16:00Z.'); // prettier-ignore
  return told.flatMap(({ item, column, over, scale = 1, compounded, zero, estimated = false }) => {
    const value = readNumber(cell(column), decimal);
    if (value === undefined) return refuse(line, column, `"${cell(column).slice(0, 60)}" is not a number.`, 'Leave it empty where there is none.'); // prettier-ignore
    if (Number.isNaN(value) || (value === 0 && zero === 'missing')) return [];
    const scaled = compounded ? Math.log1p(value * scale) : value * scale;
    if (!Number.isFinite(scaled)) return refuse(line, column, `a yield of ${value} % a year leaves nothing.`, 'A yield lies above −100 %.'); // prettier-ignore
    const from = over === undefined ? NaN : t - over;
    return [{ entity, item, from, to: t, published: t, value: scaled, source: form.source, estimated, line }];
  });
}
