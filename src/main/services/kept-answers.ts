import { createHash } from 'node:crypto';
import type { Ms } from '#core/time/ms';
import type { StoredAnswer } from '../store/types';

/** What is asked, and what it would be computed from now. */
export interface Question {
  readonly question: string;
  readonly fingerprint: string;
  readonly problems: readonly string[];
}

/** A kept answer as a page gets it. */
export interface KeptAnswer<R> {
  readonly result: R | null;
  /** The data changed since `result` was computed. */
  readonly stale: boolean;
  readonly computedAt: Ms | null;
  readonly problems: readonly string[];
}

const sha256 = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** @param asked all that the answer depends on but data. */
export function questionOf(asked: unknown, revisions: readonly unknown[], problems: readonly string[]): Question {
  const question = sha256(asked);
  return { question, fingerprint: sha256([question, revisions]), problems };
}

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
export function readAnswer<R>(kept: StoredAnswer | undefined, { fingerprint, problems }: Question): KeptAnswer<R> {
  const result = kept && answerFromJson<R>(kept.json);
  return {
    result: result ?? null,
    stale: result !== undefined && kept?.fingerprint !== fingerprint,
    computedAt: result ? kept!.computed : null,
    problems,
  };
}

/** An answer as it is kept. */
export const toKeep = ({ question, fingerprint }: Question, answer: unknown, computed: Ms): StoredAnswer => ({
  ...{ question, fingerprint, computed },
  json: answerToJson(answer),
});
