import type { PlanFile } from '#shared/plan';
import { BallastError } from '../../errors';
import { readFirst } from '../first-bytes';
import { readPlanFile } from './plan-file';

/** What a zip begins with. */
const ZIP = [0x50, 0x4b, 0x03, 0x04];

/**
 * What a file from somebody else says, whichever form it has.
 * @throws {BallastError} as `readPlanFile`; `invalid`: it carries signatures and is not in canonical form
 */
export async function openPlanFile(path: string): Promise<PlanFile> {
  const first = await readFirst(path, ZIP.length);
  if (ZIP.every((byte, i) => first[i] === byte)) return openBundle(path);
  const { file, isCanonical } = await readPlanFile(path);
  if (!isCanonical && file.signatures.length > 0)
    throw new BallastError('invalid', `${path} carries signatures and is not in canonical form: it was changed after it was written, or written by another program. Nothing was opened. Ask for the file again.`); // prettier-ignore
  return file;
}

function openBundle(path: string): Promise<PlanFile> {
  throw new BallastError('invalid', `${path} is a bundle, which this version of Ballast does not open. Nothing was changed. Ask for the plan alone.`); // prettier-ignore
}
