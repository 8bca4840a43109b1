import type { Connection } from '../connection';
import type { InstrumentRecord, SourceRecord } from '../types';
import { fromNumber, toFlag, toNumber } from './values';

interface InstrumentRow {
  id: string;
  label: string;
  base: string;
  quote: string;
  venue: string;
  contract_size: number | null;
  contract_unit: string;
  tick: number | null;
  synthetic: number;
}

/** Instruments and sources: what series refer to by name. */
export function createCatalogueRepository(db: Connection) {
  const selectInstruments = db.prepare<[], InstrumentRow>('SELECT * FROM instrument ORDER BY id');
  const upsertInstrument = db.prepare<
    [string, string, string, string, string, number | null, string, number | null, number]
  >('INSERT OR REPLACE INTO instrument VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const removeInstrument = db.prepare<[string]>('DELETE FROM instrument WHERE id = ?');
  const selectSources = db.prepare<[], SourceRecord>('SELECT * FROM source ORDER BY id');
  const upsertSource = db.prepare<[string, string, string, string]>(
    'INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?)',
  );
  return {
    instruments: (): InstrumentRecord[] => selectInstruments.all().map(toInstrument),
    putInstrument(i: InstrumentRecord): void {
      const { id, label, base, quote, venue, contractUnit } = i;
      const size = fromNumber(i.contractSize);
      upsertInstrument.run(id, label, base, quote, venue, size, contractUnit, fromNumber(i.tick), toFlag(i.synthetic));
    },
    removeInstrument(id: string): void {
      removeInstrument.run(id);
    },
    sources: (): SourceRecord[] => selectSources.all(),
    putSource({ id, label, url, notes }: SourceRecord): void {
      upsertSource.run(id, label, url, notes);
    },
  };
}

const toInstrument = ({ contract_size, contract_unit, tick, synthetic, ...rest }: InstrumentRow): InstrumentRecord => ({
  ...rest,
  contractSize: toNumber(contract_size),
  contractUnit: contract_unit,
  tick: toNumber(tick),
  synthetic: synthetic === 1,
});
