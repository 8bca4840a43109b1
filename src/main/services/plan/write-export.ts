import { BallastError, messageOf } from '../../errors';
import { writeWholeFile } from '../whole-file';

/** Whole or not at all; an older file of that name is replaced last. @throws {BallastError} `io` */
export async function writeExport(path: string, content: string | Uint8Array): Promise<void> {
  await writeWholeFile(path, content, 0o644).catch((cause: unknown) => {
    throw new BallastError('io', `${path} could not be written: ${messageOf(cause)}. Nothing was changed.`, { cause });
  });
}
