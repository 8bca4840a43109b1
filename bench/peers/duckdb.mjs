// @ts-check
import { join } from 'node:path';

/** A DuckDB file with the bars, on two threads; undefined when it is not installed. @param {string} folder @param {string} csv */
export async function openDuck(folder, csv) {
  const duckdb = await import('@duckdb/node-api').catch(() => undefined);
  if (!duckdb) return undefined;
  const instance = await duckdb.DuckDBInstance.create(join(folder, 'peer.duckdb'), { threads: '2' });
  const connection = await instance.connect();
  await connection.run(
    `CREATE TABLE bars AS SELECT * FROM read_csv('${csv}', header=false, columns={t:'BIGINT',o:'DOUBLE',h:'DOUBLE',l:'DOUBLE',c:'DOUBLE',v:'DOUBLE'})`,
  );
  await connection.run('CHECKPOINT');
  return {
    connection,
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
