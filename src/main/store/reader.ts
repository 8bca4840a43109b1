import type { StoreReader } from './api';
import { readInfo } from './care/info';
import { contentDigest } from './care/digest';
import { verifyDatabase } from './care/verify';
import { openReadOnly, type Connection } from './connection';
import { guard } from './errors';
import { createRepositories, type Repositories } from './repositories';
import { createMacroColumns } from './repositories/macro-columns';
import { LATEST } from './repositories/values';
import { findGaps } from './series/gaps';
import { createKnownBy } from './series/known-by';
import { createListing } from './series/listed';
import { coverageOf } from './series/months';
import { readBars } from './series/read-bars';
import { readColumns } from './series/read-columns';
import { findRuns } from './series/runs';
import { createSqlRunner } from './sql/runner';
import type { SeriesId, SeriesRecord } from './types';

export type { StoreReader } from './api';

const PAGE = 1_000;

/** Opens a database for reading. @throws {StoreError} It is missing, damaged, not Ballast's, or of another version. */
export function openReader(path: string): StoreReader {
  const db = openReadOnly(path);
  return guarded(path, createReader(db, path, createRepositories(db)));
}

function createReader(db: Connection, path: string, repositories: Repositories): StoreReader {
  const { catalogue, series, chunks, pyramids, coverage, macro, imports, settled, quarantine, events } = repositories;
  const {
    settings,
    layouts,
    templates,
    documents,
    plans,
    studies,
    hedges,
    timeShifts,
    simulations,
    journal,
    statements,
  } = repositories;
  const known = (id: SeriesId): SeriesRecord => {
    const record = series.get(id);
    if (!record) throw new RangeError(`there is no series ${id}`);
    return record;
  };
  const listed = createListing(db, series.list, createKnownBy(chunks));
  const macroColumns = createMacroColumns(db);
  /** One call reads heads, then data: both from the same committed state. */
  const consistently = <T>(work: () => T): T => db.transaction(work)();
  const reader: StoreReader = {
    path,
    listSeries: (filter, asOf) => consistently(() => listed(filter, asOf)),
    findSeries: (key) => series.find(key),
    getSeries: (id) => series.get(id),
    coverage: (id) => coverage.read(known(id).id),
    span(id) {
      const { rows, from, to } = known(id);
      return rows > 0 ? { from, to } : undefined;
    },
    read: (id, range = {}, columns) => consistently(() => readColumns(chunks, known(id), range, columns)),
    readBars: (id, level, range = {}) => consistently(() => readBars(chunks, pyramids, known(id), level, range)),
    gaps: (id, limit = PAGE, asOf) => consistently(() => findGaps(chunks, known(id), limit, asOf)),
    runs: (id) => consistently(() => findRuns(chunks, known(id))),
    coverageByMonth: (ids, asOf) => consistently(() => ids.flatMap((id) => coverageOf(chunks, known(id), asOf))),
    macroSeries: () => macro.series(),
    macroAsOf: (id, asOf) => macro.asOf(id, asOf),
    macroVintages: (id, period) => macro.vintages(id, period),
    macroDigest: (id) => macro.digest(id),
    macroColumns: () => consistently(macroColumns),
    macroTyped: () => macro.typed(),
    macroCalendar: (from, to) => macro.calendar(from, to),
    instruments: () => catalogue.instruments(),
    sources: () => catalogue.sources(),
    quarantine: (filter = {}, offset = 0, limit = PAGE) => quarantine.read(filter, offset, limit),
    quarantineCount: (filter = {}) => quarantine.count(filter),
    cursor: (fingerprint) => imports.cursor(fingerprint),
    imports: (limit = PAGE) => imports.runs(limit),
    importsOf: (id) => imports.runsOf(known(id).id),
    settled: (dataset) => settled.read(dataset),
    settledDatasets: () => settled.datasets(),
    events: (filter = {}, offset = 0, limit = LATEST) => events.read(filter, offset, limit),
    eventCount: (filter = {}) => events.count(filter),
    setting: (key) => settings.get(key),
    settings: () => settings.all(),
    layouts: () => layouts.all(),
    layout: (name) => layouts.get(name),
    template: (signature) => templates.get(signature),
    templates: () => templates.all(),
    documents: (kind) => documents.all(kind),
    document: (kind, id) => documents.get(kind, id),
    plans: () => plans.newest(),
    planVersions: (plan) => plans.versions(plan),
    planVersion: (plan, version) => plans.version(plan, version),
    planHolding: (content) => plans.holding(content),
    planSignatures: (content) => plans.signatures(content),
    studyResult: (question) => studies.get(question),
    studyResults: (limit) => studies.newest(limit),
    hedgeResult: (question) => hedges.get(question),
    timeShiftResult: (question) => timeShifts.get(question),
    simulations: () => simulations(),
    hasAnswer: (fingerprint) => [studies, hedges, timeShifts].some((answers) => answers.has(fingerprint)),
    journal: (asOf) => journal.list(asOf),
    journalPicture: (id) => journal.picture(id),
    entities: () => statements.entities(),
    entity: (id) => statements.entity(id),
    statements: (entity, asOf) => statements.of(entity, asOf),
    statementSummaries: (asOf) => statements.summaries(asOf),
    sql: (text, options) => sql.run(text, options),
    info: () => readInfo(db, path),
    bytesByKind: () => chunks.bytesByKind(),
    verify: (task) => verifyDatabase(db, path, task),
    contentDigest: () => consistently(() => contentDigest(db, coverage)),
    close() {
      sql.close();
      db.close();
    },
  };
  const sql = createSqlRunner(path, reader);
  return reader;
}

/** Every failure of SQLite or the disk leaves a reader as `StoreError`. */
function guarded(path: string, reader: StoreReader): StoreReader {
  const methods = Object.entries(reader).map(([name, member]): [string, unknown] => [
    name,
    typeof member === 'function'
      ? (...args: unknown[]) => guard('read', path, () => (member as (...all: unknown[]) => unknown)(...args))
      : member,
  ]);
  return Object.fromEntries(methods) as unknown as StoreReader;
}
