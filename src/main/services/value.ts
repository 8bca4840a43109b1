import type { Ms } from '#core/time/ms';
import { freeEntityId } from '#core/value/entity-id';
import { ENTITY_KINDS, ITEMS, type Item } from '#core/value/types';
import type {
  Entity,
  EntityFields,
  EntityReading,
  StatementImport,
  StatementRowInput,
  StoredRow,
  ValueMarket,
} from '#shared/value';
import { BallastError } from '../errors';
import type { EntityRecord, SeriesRecord, StatementRecord, StatementSummary } from '../store/types';
import type { Connections } from './connections';
import type { Macro } from './macro';
import { figureRows, figureSeries } from './value/figures';
import { valueMarket } from './value/market';

/** Entities with their dated statements, as they were known. */
export interface Value {
  /** By name. With `asOf` one of which figures are stored and none was published by then is left out. */
  entities(asOf: Ms | undefined): Promise<readonly Entity[]>;
  entity(id: string, asOf: Ms | undefined): Promise<EntityReading>;
  save(id: string | undefined, entity: EntityFields): Promise<Entity>;
  remove(id: string): Promise<void>;
  putRows(id: string, rows: readonly StatementRowInput[]): Promise<EntityReading>;
  removeRows(id: string, rows: readonly StatementRowInput[]): Promise<EntityReading>;
  /** @throws {ImportError} names line, field and the way out; nothing was stored */
  importFile(path: string): Promise<StatementImport>;
  market(id: string, window: number, asOf: Ms | undefined): Promise<ValueMarket>;
}

/** Entities of this version: all that can be of another is the kind. */
type Readable = EntityRecord & Pick<EntityFields, 'kind'>;
const isReadable = (record: EntityRecord): record is Readable => ENTITY_KINDS.some((kind) => kind === record.kind);

const toEntity = (record: Readable, rows: number, newest: Ms): Entity => ({ ...record, rows, newest: newest > -Infinity ? newest : NaN }); // prettier-ignore
const newestOf = (rows: readonly StoredRow[]): Ms => rows.reduce((newest, { published }) => Math.max(newest, published), -Infinity); // prettier-ignore

/** How much of what a provider told of an entity was known. */
function figuresKnown(all: readonly SeriesRecord[], { figures }: EntityRecord): { readonly rows: number; readonly newest: Ms } {
  const series = figures === null ? [] : [...figureSeries(all, figures).values()];
  return {
    rows: series.reduce((sum, one) => sum + one.rows, 0),
    newest: series.reduce((newest, { to, knownLag }) => Math.max(newest, to + knownLag), -Infinity),
  };
} // prettier-ignore

const toStored = ({ entity: _, item, ...row }: StatementRecord): StoredRow[] =>
  item in ITEMS ? [{ ...row, item: item as Item, own: true }] : [];
const toRecord = (entity: string, { from, ...row }: StatementRowInput): StatementRecord => ({ ...row, entity, from: from ?? NaN }); // prettier-ignore

export function createValue(connections: Connections, macro: Pick<Macro, 'rates'>): Value {
  const recordOf = (id: string): Readable => {
    const found = connections.reader().entity(id);
    if (found && isReadable(found)) return found;
    if (found) throw new BallastError('newer', `${id} was written by a newer Ballast and cannot be read by this one.`);
    throw new BallastError('notFound', `There is no entity "${id}". It was deleted, or never saved.`);
  };
  const read = (id: string, asOf: Ms | undefined): EntityReading => {
    const reader = connections.reader();
    const record = recordOf(id);
    const { figures } = record;
    const provided = figures === null ? [] : figureRows(reader, reader.listSeries({ kind: 'metric' }, asOf), figures, asOf); // prettier-ignore
    const rows = [...reader.statements(id, asOf).flatMap(toStored), ...provided].sort((a, b) => a.to - b.to || a.published - b.published); // prettier-ignore
    return { entity: toEntity(record, rows.length, newestOf(rows)), rows };
  };
  const list = (asOf: Ms | undefined): readonly Entity[] => {
    const reader = connections.reader();
    const records = reader.entities();
    const isLinked = records.some(({ figures }) => figures !== null);
    const all = isLinked ? reader.listSeries({ kind: 'metric' }, asOf) : [];
    const ever = isLinked && asOf !== undefined ? reader.listSeries({ kind: 'metric' }) : all;
    const summaries = new Map(reader.statementSummaries(asOf).map((one) => [one.entity, one]));
    return records.flatMap((record) => {
      const own: StatementSummary | undefined = summaries.get(record.id);
      const provided = figuresKnown(all, record);
      const rows = (own?.known ?? 0) + provided.rows;
      const isStored = own !== undefined || figuresKnown(ever, record).rows > 0;
      if (!isReadable(record) || (rows === 0 && isStored)) return [];
      return [toEntity(record, rows, Math.max(own?.newest ?? -Infinity, provided.newest))];
    });
  };
  const put = async (id: string, rows: readonly StatementRowInput[]): Promise<EntityReading> => {
    recordOf(id);
    await connections.writer().putStatements([], rows.map((row) => toRecord(id, row))); // prettier-ignore
    return read(id, undefined);
  };
  return {
    entities: (asOf) => Promise.resolve(list(asOf)),
    entity: async (id, asOf) => read(id, asOf),
    save: async (id, fields) => {
      const reader = connections.reader();
      const taken = new Set(reader.entities().map((one) => one.id));
      const before = id === undefined ? undefined : recordOf(id);
      const record = { ...fields, id: id ?? freeEntityId(fields.name, taken), synthetic: before?.synthetic ?? false };
      await connections.writer().putStatements([record], []);
      return read(record.id, undefined).entity;
    },
    remove: async (id) => void (await connections.writer().removeEntity(id)),
    putRows: put,
    removeRows: async (id, rows) => {
      recordOf(id);
      await connections.writer().removeStatements(rows.map((row) => toRecord(id, row)));
      return read(id, undefined);
    },
    importFile: async (path) => {
      const { entities, rows, named, words } = await connections.importer().statements(path, connections.reader().entities()); // prettier-ignore
      const { changed, unchanged } = await connections.writer().putStatements(entities, rows);
      return { entities: named, rows: rows.length, changed, unchanged, words };
    },
    market: async (id, window, asOf) => valueMarket(connections, macro, recordOf(id), window, asOf),
  };
}
