import type { Ms } from '#core/time/ms';
import type { Entity, EntityFields, EntityReading, StatementRowInput, ValueMarket } from '#shared/value';
import { BallastError } from '../errors';
import type { Connections } from './connections';

/** Entities with their dated statements, as they were known. */
export interface Value {
  entities(asOf: Ms | undefined): Promise<readonly Entity[]>;
  entity(id: string, asOf: Ms | undefined): Promise<EntityReading>;
  save(id: string | undefined, entity: EntityFields): Promise<Entity>;
  remove(id: string): Promise<void>;
  putRows(id: string, rows: readonly StatementRowInput[]): Promise<EntityReading>;
  removeRows(id: string, rows: readonly StatementRowInput[]): Promise<EntityReading>;
  /** @throws {BallastError} `invalid`: names line, field and the way out; nothing was stored */
  importFile(
    path: string,
  ): Promise<{ readonly entities: readonly string[]; readonly rows: number; readonly unchanged: number }>;
  market(id: string, window: number, asOf: Ms | undefined): Promise<ValueMarket>;
}

export function createValue(_connections: Connections, _now: () => number): Value {
  const pending = (): Promise<never> => Promise.reject(new BallastError('invalid', 'Statements are not kept yet.'));
  return {
    entities: pending,
    entity: pending,
    save: pending,
    remove: pending,
    putRows: pending,
    removeRows: pending,
    importFile: pending,
    market: pending,
  };
}
