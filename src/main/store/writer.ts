import type { StoreWriter, WriterOptions } from './api';
import { acceptQuarantined } from './commit/accept-quarantined';
import { createPageCommit, type PageCommit } from './commit/commit-page';
import { removeScenario, removeSeries } from './commit/remove-series';
import { removeQuarantined } from './commit/remove-quarantined';
import { contentDigest } from './care/digest';
import { discardDamaged } from './care/discard';
import { readInfo } from './care/info';
import { assertUnused, copyIntoFolder, stageRestore, swapIn } from './care/replace';
import { copyVerified, removeDatabase } from './care/copy';
import { verifyDatabase } from './care/verify';
import { createDurability, openReadWrite, type Connection, type Durability } from './connection';
import { StoreError, guard, toStoreError } from './errors';
import { createRepositories, type Repositories } from './repositories';

export type { StoreWriter } from './api';

interface Session extends PageCommit {
  readonly path: string;
  readonly db: Connection;
  readonly durability: Durability;
  readonly repositories: Repositories;
}

type WriteMethod = Exclude<keyof StoreWriter, 'path' | 'verify' | 'backup' | 'restore' | 'move'>;

/**
 * Opens a database for writing; creates and migrates it. One writer at a time: another program's shows as `locked`.
 * @throws {StoreError}
 */
export function openWriter(path: string, options: WriterOptions = {}): StoreWriter {
  let session = openSession(path, options);

  /** One transaction, taken at once so that two programs never both read first and then wait for each other. */
  const write =
    <M extends WriteMethod>(
      work: (repositories: Repositories, ...args: Parameters<StoreWriter[M]>) => ReturnType<StoreWriter[M]>,
    ) =>
    (...args: Parameters<StoreWriter[M]>): ReturnType<StoreWriter[M]> =>
      guard('write', session.path, () => {
        session.durability('full');
        return session.db.transaction(() => work(session.repositories, ...args)).immediate();
      });
  /** Runs `swap` with the database closed, then goes on with the file at the path it returns. */
  const whileClosed = (swap: (path: string) => string): string => {
    const { path: before, db } = session;
    db.close();
    let after = before;
    try {
      after = swap(before);
    } catch (cause) {
      throw toStoreError(cause, 'write', before);
    } finally {
      session = openSession(after, options);
    }
    return after;
  };

  return {
    get path() {
      return session.path;
    },
    commitPage: (page) => guard('write', session.path, () => session.commitPage(page)),
    finishRun: write<'finishRun'>(({ imports }, fingerprint, status, message = '') =>
      imports.finish(fingerprint, status, message),
    ),
    forgetCursor: write<'forgetCursor'>(({ imports }, fingerprint) => imports.forgetCursor(fingerprint)),
    forgetSettled: write<'forgetSettled'>(({ settled }, dataset) => settled.forget(dataset)),
    removeSeries: write<'removeSeries'>((repositories, id) => removeSeries(repositories, id)),
    discardDamaged: write<'discardDamaged'>((repositories) => discardDamaged(session.db, repositories)),
    setCoverage: write<'setCoverage'>(({ coverage }, id, spans) => coverage.set(id, spans)),
    removeQuarantined: write<'removeQuarantined'>((repositories, ids) => removeQuarantined(repositories, ids)),
    acceptQuarantined: write<'acceptQuarantined'>((repositories, ids) => acceptQuarantined(repositories, ids)),
    putInstrument: write<'putInstrument'>(({ catalogue }, instrument) => catalogue.putInstrument(instrument)),
    putSource: write<'putSource'>(({ catalogue }, source) => catalogue.putSource(source)),
    putScenario: write<'putScenario'>(({ catalogue, documents }, page, instrument, document) => {
      catalogue.putInstrument(instrument);
      documents.put(document);
      return session.storePage(page);
    }),
    removeScenario: write<'removeScenario'>((repositories, instrument) => removeScenario(repositories, instrument)),
    putMacroSeries: write<'putMacroSeries'>(({ macro }, series) => macro.putSeries(series)),
    putTypedRelease: write<'putTypedRelease'>(({ macro }, release, name) => macro.putTyped(release, name)),
    removeTypedRelease: write<'removeTypedRelease'>(({ macro }, key) => macro.removeTyped(key)),
    replaceEvents: write<'replaceEvents'>(({ events }, instrument, rule, settings, revision, found) =>
      events.replace(instrument, rule, settings, revision, found),
    ),
    putSetting: write<'putSetting'>(({ settings }, key, value) => settings.put(key, value)),
    putLayout: write<'putLayout'>(({ layouts }, name, json) => layouts.put(name, json)),
    removeLayout: write<'removeLayout'>(({ layouts }, name) => layouts.remove(name)),
    putTemplate: write<'putTemplate'>(({ templates }, signature, json) => templates.put(signature, json)),
    removeTemplate: write<'removeTemplate'>(({ templates }, signature) => templates.remove(signature)),
    putDocument: write<'putDocument'>(({ documents }, document) => documents.put(document)),
    removeDocument: write<'removeDocument'>(({ documents }, kind, id) => documents.remove(kind, id)),
    putPlanVersion: write<'putPlanVersion'>(({ plans }, version, signatures) => plans.put(version, signatures)),
    putPlanSignatures: write<'putPlanSignatures'>(({ plans }, signatures) => plans.addSignatures(signatures)),
    removePlan: write<'removePlan'>(({ plans }, plan) => plans.remove(plan)),
    putStudyResult: write<'putStudyResult'>(({ studies }, study) => studies.put(study)),
    putHedgeResult: write<'putHedgeResult'>(({ hedges }, answer) => hedges.put(answer)),
    putTimeShiftResult: write<'putTimeShiftResult'>(({ timeShifts }, answer) => timeShifts.put(answer)),
    putJournalEntry: write<'putJournalEntry'>(({ journal }, entry) => journal.put(entry)),
    removeJournalEntry: write<'removeJournalEntry'>(({ journal }, id) => journal.remove(id)),
    restoreJournalEntry: write<'restoreJournalEntry'>(({ journal }, id) => journal.restore(id)),
    putStatements: write<'putStatements'>(({ statements }, entities, rows) => statements.put(entities, rows)),
    removeStatements: write<'removeStatements'>(({ statements }, keys) => statements.remove(keys)),
    removeEntity: write<'removeEntity'>(({ statements }, id) => statements.removeEntity(id)),

    verify: (task) => guard('read', session.path, () => verifyDatabase(session.db, session.path, task)),
    info: () => guard('read', session.path, () => readInfo(session.db, session.path)),
    contentDigest: () => guard('read', session.path, () => contentDigest(session.db, session.repositories.coverage)),
    async backup(toPath, task) {
      if (toPath === session.path) throw new StoreError('io', 'A backup needs another name. Nothing was changed.');
      await copyVerified(session.db, session.path, toPath, task);
    },
    async restore(fromPath, task) {
      const staged = await stageRestore(fromPath, session.path, task);
      try {
        whileClosed((current) => {
          swapIn(staged, current);
          return current;
        });
      } finally {
        removeDatabase(staged);
      }
    },
    async move(toFolder, task) {
      const { db, path: before } = session;
      const target = await copyIntoFolder(db, before, toFolder, task);
      let moved = false;
      try {
        return whileClosed(() => {
          assertUnused(before);
          moved = true;
          return target;
        });
      } finally {
        removeDatabase(moved ? before : target);
      }
    },
    compact() {
      guard('write', session.path, () => {
        session.durability('full');
        session.db.exec('VACUUM');
        session.db.pragma('wal_checkpoint(TRUNCATE)');
      });
    },
    checkpoint() {
      guard('write', session.path, () => session.db.pragma('wal_checkpoint(TRUNCATE)'));
    },
    close() {
      guard('write', session.path, () => session.db.close());
    },
  };
}

function openSession(path: string, options: WriterOptions): Session {
  const db = openReadWrite(path, options);
  const durability = createDurability(db);
  const repositories = createRepositories(db);
  return { path, db, durability, repositories, ...createPageCommit(db, durability, path, repositories) };
}
