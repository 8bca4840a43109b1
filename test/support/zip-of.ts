import { deflateRawSync } from 'node:zlib';
import { crc32 } from './crc32';

/** A zip with deflated entries, in the plainest form of the format. */
export const zipOf = (files: Readonly<Record<string, string>>): Buffer =>
  zipOfEntries(Object.entries(files).map(([name, content]) => ({ name, content })));

/** One entry of a zip, whose headers may lie. */
export interface ZipEntry {
  readonly name: string | Buffer;
  readonly content: string | Uint8Array;
  readonly store?: boolean;
  /** As the directory says it. */
  readonly method?: number;
  readonly flags?: number;
  /** Attributes of Unix. */
  readonly mode?: number;
  readonly size?: number;
  readonly packedSize?: number;
  /** Of another entry, whose bytes it takes for its own. */
  readonly offset?: number;
}

/** A zip that says of its entries what it is told to. */
export function zipOfEntries(entries: readonly ZipEntry[], { count = entries.length, at = NaN } = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, store = false, method = store ? 0 : 8, flags = 0, mode = 0o100644, ...told } of entries) {
    const raw = Buffer.from(content);
    const packed = store ? raw : deflateRawSync(raw);
    const title = Buffer.from(name as string);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(crc32(raw), 10);
    common.writeUInt32LE(told.packedSize ?? packed.length, 14);
    common.writeUInt32LE(told.size ?? raw.length, 18);
    common.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, title, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((mode << 16) >>> 0, 6);
    tail.writeUInt32LE(told.offset ?? offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03', 'latin1'), common, tail, title]));
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(Number.isNaN(at) ? offset : at, 16);
  return Buffer.concat([...parts, central, end]);
}
