import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { StoreReader, StoreWriter, WriterOptions } from '#main/store/api';
import { openReader } from '#main/store/reader';
import { openWriter } from '#main/store/writer';

export interface TestStore {
  readonly folder: string;
  readonly path: string;
  file(name: string): string;
  writer(path?: string, options?: WriterOptions): StoreWriter;
  reader(path?: string): StoreReader;
}

/** A folder of its own for each test; what was opened through it is closed and the folder removed afterwards. */
export function useStore(): TestStore {
  let folder = '';
  let open: { close(): void }[] = [];
  const ensure = (): string => (folder ||= mkdtempSync(join(tmpdir(), 'ballast-store-')));
  const keep = <T extends { close(): void }>(connection: T): T => {
    open.push(connection);
    return connection;
  };
  afterEach(() => {
    for (const connection of open) connection.close();
    open = [];
    if (folder !== '') rmSync(folder, { recursive: true, force: true });
    folder = '';
  });
  return {
    get folder() {
      return ensure();
    },
    get path() {
      return join(ensure(), 'market.ballast');
    },
    file: (name) => join(ensure(), name),
    writer: (path = join(ensure(), 'market.ballast'), options = {}) => keep(openWriter(path, options)),
    reader: (path = join(ensure(), 'market.ballast')) => keep(openReader(path)),
  };
}
