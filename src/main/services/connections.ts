import { createEngine, type Engine } from '../engine/client';
import { messageOf } from '../errors';
import type { StoreReader, WriterClient } from '../store/api';
import { StoreError } from '../store/errors';
import { openReader } from '../store/reader';
import { createWriter } from '../store/writer-client';
import { createImporter, type Importer } from '../sync/importer-client';
import { createSyncClient, type SyncClient, type SyncClientOptions } from '../sync/sync-client';

export interface ConnectionOptions {
  readonly path: string;
  /** Folder of the built worker entries. */
  readonly workers: URL;
  /** Threads of the analytics pool. */
  readonly threads: number;
  /** False: a database that is not there is an error. Default: it is made. */
  readonly create?: boolean;
  /** True: the importer starts beside the writer, because it will be needed at once. */
  readonly importing?: boolean;
  /** What every wait of market sync is multiplied with: below 1 for tests. */
  readonly haste?: number;
}

export type SyncLine = Pick<SyncClientOptions, 'addresses' | 'proxy' | 'onLine'>;

/** The doors to the store, the importers and the engine. Each is opened by its first use, so that start-up pays for none. */
export interface Connections {
  readonly path: string;
  /** The connection for small reads in this thread. */
  reader(): StoreReader;
  writer(): WriterClient;
  importer(): Importer;
  engine(): Engine;
  /** Market sync over this proxy and these addresses: another thread than before when they are others. */
  sync(line: SyncLine): SyncClient;
  /** `pause` runs before the file is needed alone, and what it gives back once it no longer is. It does not throw. */
  onExclusive(pause: () => Promise<() => void>): void;
  /** Runs work that needs the file to itself, with every reading connection closed; they reopen at their next use. */
  exclusively<T>(work: (writer: WriterClient) => Promise<T>): Promise<T>;
  dispose(): Promise<void>;
}

/** Of work that needs the database alone. */
const MOST_TRIES = 3;

/**
 * Opens the database, creating or migrating it where needed.
 * @throws {StoreError} it is damaged, newer than the program, or cannot be written where it has to be created.
 */
export async function openConnections({
  path: first,
  workers,
  threads,
  create = true,
  importing = false,
  haste = 1,
}: ConnectionOptions): Promise<Connections> {
  let path = first;
  let reader: StoreReader | undefined;
  let writer: WriterClient | undefined;
  let importer: Importer | undefined;
  let engine: Engine | undefined;
  let sync: { readonly line: string; readonly client: SyncClient } | undefined;
  const retired = new Set<SyncClient>();
  const pauses: (() => Promise<() => void>)[] = [];

  const worker = (name: string): URL => new URL(`${name}.js`, workers);
  const write = (): WriterClient => (writer ??= createWriter(worker('writer'), path));
  const read = (): StoreReader => (reader ??= openReader(path));
  const importers = (): Importer => (importer ??= createImporter(worker('importer')));

  const openOrCreate = async (): Promise<void> => {
    try {
      read();
    } catch (cause) {
      const mendable = cause instanceof StoreError && (cause.code === 'older' || (cause.code === 'missing' && create));
      if (!mendable) throw cause;
      await write().info(); // creates or migrates
      read();
    }
  };

  if (importing) importers().start();
  try {
    await openOrCreate();
  } catch (cause) {
    await importer?.dispose();
    await writer?.dispose().catch(() => undefined);
    throw cause;
  }

  const closeReaders = async (): Promise<void> => {
    await engine?.dispose();
    engine = undefined;
    const clients = [...retired, ...(sync ? [sync.client] : [])];
    sync = undefined;
    await Promise.all(clients.map((client) => client.dispose()));
    reader?.close(); // last: it may have been asked for meanwhile
    reader = undefined;
  };
  /** What runs over the line that there was goes on over it to its end. */
  const retire = (client: SyncClient | undefined): void => {
    if (!client) return;
    retired.add(client);
    void client.retire().finally(() => retired.delete(client));
  };
  const openSync = ({ addresses, proxy, onLine }: SyncLine): SyncClient => {
    const line = JSON.stringify([path, addresses, proxy]);
    if (sync?.line === line) return sync.client;
    retire(sync?.client);
    const client = createSyncClient({ worker: worker('sync'), path, folder: `${path}-incoming`, addresses, proxy, haste, onLine });
    sync = { line, client };
    return client;
  }; // prettier-ignore

  return {
    get path() {
      return path;
    },
    reader: read,
    writer: write,
    importer: importers,
    engine: () => (engine ??= createEngine(worker('engine'), path, threads)),
    sync: openSync,
    onExclusive: (pause) => void pauses.push(pause),
    exclusively: async (work) => {
      const resumes: (() => void)[] = [];
      for (const pause of pauses) resumes.push(await pause());
      try {
        // A pane that asks while the work goes on opens the file again, which the last step of the work does not bear.
        for (let left = MOST_TRIES - 1; ; left--) {
          await closeReaders();
          try {
            const result = await work(write());
            path = write().path;
            return result;
          } catch (cause) {
            if (left === 0 || !(cause instanceof StoreError && cause.code === 'locked')) throw cause;
          }
        }
      } finally {
        for (const resume of resumes) resume();
      }
    },
    dispose: async () => {
      await importer?.dispose();
      await closeReaders();
      await writer?.dispose().catch((cause: unknown) => {
        throw new Error(`The database did not close cleanly: ${messageOf(cause)}`, { cause });
      });
    },
  };
}
