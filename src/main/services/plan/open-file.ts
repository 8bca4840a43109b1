import type { PlanFile } from '#shared/plan';
import { BallastError } from '../../errors';
import { readFirst } from '../first-bytes';
import { readPlanFile, type ReadPlan } from './plan-file';

/** What a zip begins with. */
const ZIP = [0x50, 0x4b];
const isZip = (first: Uint8Array): boolean => ZIP.every((byte, i) => first[i] === byte);
/** Whether a file is a bundle and no plan alone. @throws {BallastError} `notFound` or `io` */
export const isBundle = async (path: string): Promise<boolean> => isZip(await readFirst(path, ZIP.length));

/**
 * What a file from somebody else says, whichever form it has.
 * @param openBundle verifies a bundle and stores its rows. @throws {BallastError} as `readPlanFile` and `openBundle`; `invalid`: it carries signatures and is not in canonical form
 */
export async function openPlanFile(path: string, openBundle: (path: string) => Promise<ReadPlan>): Promise<PlanFile> {
  const first = await readFirst(path, ZIP.length);
  const { file, isCanonical } = await (isZip(first) ? openBundle(path) : readPlanFile(path));
  if (!isCanonical && file.signatures.length > 0)
    throw new BallastError('invalid', `${path} carries signatures and is not in canonical form: it was changed after it was written, or written by another program. Nothing was opened. Ask for the file again.`); // prettier-ignore
  return file;
}
