import type { Ms } from '#core/time/ms';
import type { StoreReader } from '../api';
import { openReadOnly, type Connection } from '../connection';
import type { SqlResult } from '../types';
import { runSelect } from './statement';
import { defineSeriesTables } from './tables';

export interface SqlRunner {
  run(text: string, options?: { limit?: number; asOf?: Ms }): SqlResult;
  close(): void;
}

/**
 * What hides the future from a query as of an instant: temporary views that stand in front of the dated tables. (A table
 * that only names things, or packs them, tells nothing that SQL could read.)
 */
const AS_OF_VIEWS = (asOf: Ms): string => `
  CREATE TEMP VIEW macro_release AS SELECT * FROM main.macro_release WHERE released_ms <= ${asOf};
  CREATE TEMP VIEW statement AS SELECT * FROM main.statement WHERE published_ms <= ${asOf};
  CREATE TEMP VIEW event AS SELECT * FROM main.event WHERE decision_ms <= ${asOf};
  CREATE TEMP VIEW quarantine AS SELECT q.* FROM main.quarantine q LEFT JOIN main.series s ON s.id = q.series_id
    LEFT JOIN main.quarantine_conflict c ON c.quarantine_id = q.id
    WHERE q.t_ms + ifnull(s.known_lag_ms, 0) <= ${asOf} AND ifnull(c.at_ms, q.t_ms) <= ${asOf};
  CREATE TEMP VIEW quarantine_conflict AS SELECT * FROM main.quarantine_conflict
    WHERE quarantine_id IN (SELECT id FROM temp.quarantine);
  CREATE TEMP VIEW quarantine_kept AS SELECT * FROM main.quarantine_kept WHERE decided_ms <= ${asOf};`;
const DROP_VIEWS = ['quarantine_kept', 'quarantine_conflict', 'quarantine', 'event', 'statement', 'macro_release']
  .map((name) => `DROP VIEW IF EXISTS temp.${name};`)
  .join(' ');

/** Runs queries on a connection of its own, opened by the first one: a table function reads while its query runs. */
export function createSqlRunner(path: string, reader: StoreReader): SqlRunner {
  let connection: Connection | undefined;
  let now: Ms | undefined;
  const open = (): Connection => {
    const db = openReadOnly(path);
    defineSeriesTables(db, reader, () => now);
    return db;
  };
  return {
    run(text, { limit, asOf } = {}) {
      if (asOf !== undefined && !Number.isSafeInteger(asOf)) throw new RangeError(`asOf ${asOf} is not an instant`);
      const db = (connection ??= open());
      now = asOf;
      if (asOf === undefined) return runSelect(db, text, limit);
      // as a word anywhere: a comment may stand between a schema's name and its dot
      if (/\bmain\b/i.test(text)) throw new RangeError('A query as of an instant cannot name main.');
      db.exec(AS_OF_VIEWS(asOf));
      try {
        return runSelect(db, text, limit);
      } finally {
        db.exec(DROP_VIEWS);
      }
    },
    close() {
      connection?.close();
      connection = undefined;
    },
  };
}
