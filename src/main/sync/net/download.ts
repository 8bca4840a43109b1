import { readWhole } from './body';
import { createPart } from './part';
import { PIECE, type Answer } from './transport';
import { NetError, type DownloadReport } from './types';

export interface Download {
  readonly path: string;
  readonly sha256: string | undefined;
  readonly onProgress: ((report: DownloadReport) => void) | undefined;
  readonly label: string;
  /** What an answer that is no file means. */
  readonly problemWith: (answer: Answer, body: Buffer) => NetError | undefined;
}

/** One try after another, each with the headers that it needs; `gained` says that one got further than those before. */
export type Tries = (
  headers: () => Promise<Record<string, string>>,
  read: (answer: Answer, gained: () => void) => Promise<void>,
) => Promise<void>;

/** Into `<path>.part`, on from where an earlier try or run ended, then to `path` in one step. */
export async function fetchFile({ path, sha256, onProgress, label, problemWith }: Download, tries: Tries): Promise<void> {
  const part = createPart(path);
  await tries(part.wanted, async (answer, gained) => {
    const { status, headers } = answer;
    if (status !== 200 && status !== 206 && status !== 416) {
      const problem = problemWith(answer, await readWhole(answer, label));
      throw problem ?? new NetError('refused', `${label}: the source refuses it (${status}).`, { status });
    }
    if ((headers['content-encoding'] ?? 'identity') !== 'identity')
      throw new NetError('refused', `${label}: the file came packed, which was not asked for.`);
    await part.take(answer, label, (report, arrived) => {
      answer.goesOn();
      if (arrived >= PIECE) gained();
      onProgress?.(report);
    });
  });
  await part.finish(sha256, label);
} // prettier-ignore
