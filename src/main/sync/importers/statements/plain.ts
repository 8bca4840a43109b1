import { basename } from 'node:path';
import { freeEntityId } from '#core/value/entity-id';
import { ENTITY_KINDS, ITEMS, type Item } from '#core/value/types';
import type { EntityRecord } from '#main/store/types';
import { EntitySchema, StatementRowSchema } from '#shared/value';
import { readNumber } from '../csv/number';
import { normalName } from '../format/columns';
import { flagOf, instantOf, scaleOf, unitsOf } from './cells';
import { onceEach, refuser, type ReadRow, type Refuse, type StatementFile } from './form';
import type { TextRow, TextTable } from './table';

const REQUIRED = ['entity', 'item', 'to', 'published', 'value'];
const OPTIONAL = ['from', 'unit', 'source', 'estimated', 'kind', 'symbol', 'instrument', 'figures'];
const ITEM_NAMES = Object.keys(ITEMS) as Item[];
/** Items by name and by title. */
const BY_NAME = new Map(
  ITEM_NAMES.flatMap((item) => [item, ITEMS[item].title].map((name) => [normalName(name), item])),
);
const INSTANT = 'Write it as 2024-03-31, 2024-03-31T16:00Z or epoch milliseconds.';

type Cell = (column: string) => string;

/**
 * Statements in the form of docs/value-import.md: a figure a line.
 * @param stored entities that a line may name, by id or name. @throws {ImportError} names line, field and the way out
 */
export function readStatements(table: TextTable, stored: readonly EntityRecord[]): StatementFile {
  const refuse = refuser(table);
  checkHeader(table.header, refuse);
  const entities = new Entities(stored, refuse);
  const rows = table.rows.map((row) => {
    const cell: Cell = (column) => row.cells[table.header.indexOf(column)]?.trim() ?? '';
    return readRow(entities.of(row, cell), row, cell, table, refuse);
  });
  return { entities: entities.changed(), rows: onceEach(rows, refuse), named: entities.named(), words: '' };
}

function checkHeader(header: readonly string[], refuse: Refuse): void {
  const missing = REQUIRED.filter((name) => !header.includes(name));
  if (missing.length > 0) refuse(undefined, missing.join(', '), 'there is no such column.', `The columns are ${REQUIRED.join(', ')}; also ${OPTIONAL.join(', ')}.`); // prettier-ignore
  const unknown = header.find((name) => !REQUIRED.includes(name) && !OPTIONAL.includes(name));
  if (unknown !== undefined) refuse(undefined, unknown, 'this column is not known.', `Take it out; known are ${[...REQUIRED, ...OPTIONAL].join(', ')}.`); // prettier-ignore
}

function readRow(entity: string, { line }: TextRow, cell: Cell, { file, decimal }: TextTable, refuse: Refuse): ReadRow {
  const item = BY_NAME.get(normalName(cell('item')));
  if (!item)
    return refuse(line, 'item', `"${shown(cell('item'))}" is not an item.`, `Items are ${ITEM_NAMES.join(', ')}.`);
  const { unit, kind } = ITEMS[item];
  const number = readNumber(cell('value'), decimal);
  if (number === undefined) return refuse(line, 'value', `"${shown(cell('value'))}" is not a number.`, 'Write digits alone; the unit goes into the column unit.'); // prettier-ignore
  if (Number.isNaN(number)) return refuse(line, 'value', 'it is empty.', 'Leave out the line of a figure that is not known.'); // prettier-ignore
  const scale = scaleOf(cell('unit'), unit);
  if (scale === undefined) return refuse(line, 'unit', `"${shown(cell('unit'))}" is not a unit of ${item}.`, `Write ${unitsOf(unit)}, or leave it empty for ${unit}.`); // prettier-ignore
  const at = (column: string, edge: 'start' | 'end'): number =>
    instantOf(cell(column), edge) ?? refuse(line, column, cell(column) === '' ? 'it is empty.' : `"${shown(cell(column))}" is not an instant.`, INSTANT); // prettier-ignore
  const estimated = flagOf(cell('estimated'));
  if (estimated === undefined) return refuse(line, 'estimated', `"${shown(cell('estimated'))}" says neither yes nor no.`, 'Write true or false.'); // prettier-ignore
  const checked = StatementRowSchema.safeParse({
    item,
    from: cell('from') === '' ? null : at('from', 'start'),
    to: at('to', kind === 'flow' ? 'end' : 'start'),
    published: at('published', 'end'),
    value: number * scale,
    source: cell('source') || basename(file).slice(0, 200),
    estimated,
  });
  if (!checked.success) {
    const [issue] = checked.error.issues;
    return refuse(line, String(issue!.path[0]), `${issue!.message}.`, 'Correct the line.');
  }
  const { from, ...rest } = checked.data;
  return { ...rest, entity, line, from: from ?? NaN };
}

/** Entities that lines name: stored ones, and new ones as they come. */
class Entities {
  private readonly byName = new Map<string, EntityRecord[]>();
  private readonly byId = new Map<string, EntityRecord>();
  private readonly said = new Map<string, { readonly field: string; readonly text: string; readonly line: number }>();
  private readonly seen = new Map<string, EntityRecord>();
  private readonly refuse: Refuse;
  private readonly stored: ReadonlySet<EntityRecord>;

  constructor(stored: readonly EntityRecord[], refuse: Refuse) {
    this.refuse = refuse;
    this.stored = new Set(stored);
    stored.forEach((one) => this.add(one));
  }

  /** Id of the entity that a line is of. */
  of({ line }: TextRow, cell: Cell): string {
    const entity = this.find(line, cell('entity')) ?? this.create(line, cell);
    const next = { ...entity };
    for (const field of ['kind', 'symbol', 'instrument', 'figures'] as const) {
      const text = cell(field);
      if (text === '') continue;
      const key = `${entity.id}\n${field}`;
      const before = this.said.get(key);
      if (before && before.text !== text) this.refuse(line, field, `line ${before.line} says "${shown(before.text)}" of the same entity.`, 'Say the same on each line, or on one.'); // prettier-ignore
      this.said.set(key, { field, text, line });
      next[field] = text;
    }
    const { id, synthetic, ...fields } = next;
    const checked = EntitySchema.safeParse(fields);
    if (!checked.success) {
      const field = String(checked.error.issues[0]!.path[0]);
      const hint = field === 'kind' ? `Kinds are ${ENTITY_KINDS.join(', ')}.` : 'Write it shorter.';
      return this.refuse(line, field === 'name' ? 'entity' : field, `"${shown(cell(field === 'name' ? 'entity' : field))}" cannot be taken.`, hint); // prettier-ignore
    }
    const isSame = (['kind', 'symbol', 'instrument', 'figures'] as const).every((field) => next[field] === entity[field]); // prettier-ignore
    this.replace(entity, isSame ? entity : { id, synthetic, ...checked.data });
    return id;
  }

  changed = (): EntityRecord[] => [...this.seen.values()].filter((one) => !this.stored.has(one));
  named = (): string[] => [...this.seen.keys()];

  private find(line: number, name: string): EntityRecord | undefined {
    const own = this.byId.get(name);
    if (own) return own;
    const found = this.byName.get(name.toLowerCase()) ?? [];
    if (found.length > 1) this.refuse(line, 'entity', `${found.length} entities are called "${shown(name)}".`, `Name the id of one: ${found.map(({ id }) => id).join(', ')}.`); // prettier-ignore
    return found[0];
  }

  private create(line: number, cell: Cell): EntityRecord {
    const name = cell('entity');
    if (name === '') return this.refuse(line, 'entity', 'it is empty.', 'Say whose figure it is.');
    const id = freeEntityId(name, this.byId);
    const created = { id, name, kind: 'protocol', symbol: '', instrument: null, figures: null, note: '', synthetic: false }; // prettier-ignore
    this.add(created);
    return created;
  }

  private add(entity: EntityRecord): void {
    this.byId.set(entity.id, entity);
    const name = entity.name.toLowerCase();
    this.byName.set(name, [...(this.byName.get(name) ?? []).filter(({ id }) => id !== entity.id), entity]);
  }

  private replace(before: EntityRecord, next: EntityRecord): void {
    if (next !== before) this.add(next);
    this.seen.set(next.id, next);
  }
}

const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
