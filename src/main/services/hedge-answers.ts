import { createHash } from 'node:crypto';
import type { HedgeReply } from '#shared/hedge';
import type { Connections } from './connections';

/** What is asked, and what it would be computed from now. */
export interface HedgeQuestion {
  readonly question: string;
  readonly fingerprint: string;
  readonly problems: readonly string[];
}

const sha256 = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** @param asked all that the answer depends on but data. */
export function hedgeQuestion(asked: unknown, revisions: readonly unknown[], problems: readonly string[]): HedgeQuestion {
  const question = sha256(asked);
  return { question, fingerprint: sha256([question, revisions]), problems };
} // prettier-ignore

/** Marks at rest: JSON has neither NaN nor typed arrays. */
const MISSING = '\u0000NaN';
const COLUMN = '\u0000f64:';

export const answerToJson = (answer: unknown): string =>
  JSON.stringify(answer, (_key, value: unknown) => {
    if (typeof value === 'number' && !Number.isFinite(value)) return MISSING;
    if (!(value instanceof Float64Array)) return value;
    return COLUMN + Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
  });

/** Undefined when it is damaged: an answer can be computed again. */
export function answerFromJson<R>(json: string): R | undefined {
  try {
    return JSON.parse(json, (_key, value: unknown) => {
      if (value === MISSING) return NaN;
      if (typeof value !== 'string' || !value.startsWith(COLUMN)) return value;
      const bytes = Buffer.from(value.slice(COLUMN.length), 'base64');
      return new Float64Array(new Uint8Array(bytes).buffer);
    }) as R;
  } catch {
    return undefined;
  }
}

/** The kept answer, and whether the data has changed since. */
export function readAnswer<R>(connections: Connections, { question, fingerprint, problems }: HedgeQuestion): HedgeReply<R> {
  const kept = connections.reader().hedgeResult(question);
  const result = kept && answerFromJson<R>(kept.json);
  return {
    result: result ?? null,
    stale: result !== undefined && kept?.fingerprint !== fingerprint,
    computedAt: result ? kept!.computed : null,
    problems,
  };
} // prettier-ignore
