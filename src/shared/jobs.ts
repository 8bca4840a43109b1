import { z } from 'zod';
import { StudySpecSchema } from './evidence';
import { SimulateSpecSchema, SizeSpecSchema } from './hedge';
import { ImportOptionsSchema } from './import-options';
import type { ErrorCode } from './outcome';
import { ScenarioSpecSchema } from './scenario';
import { SyncRequestSchema } from './sync';
import { TimeShiftSpecSchema } from './time-shift';
import type { SERIES_KINDS } from '#core/series/schema';

const Path = z.string().min(1).max(4_096);

/** Long work that a person starts, watches and may cancel. */
export const JobSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sample'), seed: z.int().min(0).max(0xffffffff).default(7) }),
  z.strictObject({
    kind: z.literal('import'),
    paths: z.array(Path).min(1).max(1_000),
    options: ImportOptionsSchema.default({}),
  }),
  z.strictObject({ kind: z.literal('detect'), instruments: z.array(z.string().max(80)).max(500).default([]) }),
  z.strictObject({ kind: z.literal('study'), spec: StudySpecSchema }),
  /** Recomputes the rule on data cut at each decision; the closing message is the plain answer. */
  z.strictObject({ kind: z.literal('lookahead'), spec: StudySpecSchema }),
  /** The answer of `timeShift:read`. */
  z.strictObject({ kind: z.literal('timeShift'), spec: TimeShiftSpecSchema }),
  /** The answers of `hedge:simulation`, `hedge:robustness` and `hedge:size`. */
  z.strictObject({ kind: z.literal('simulate'), spec: SimulateSpecSchema }),
  z.strictObject({ kind: z.literal('robustness'), spec: SimulateSpecSchema }),
  z.strictObject({ kind: z.literal('size'), spec: SizeSpecSchema }),
  /** Writes a scenario as an instrument that can be replayed; `scenarios:list` has it then. */
  z.strictObject({ kind: z.literal('scenario'), spec: ScenarioSpecSchema }),
  z.strictObject({ kind: z.literal('sync'), request: SyncRequestSchema }),
  /** The newest version of a kept plan with every row that it was made from. */
  z.strictObject({ kind: z.literal('planBundle'), plan: z.string().min(1).max(80), path: Path }),
  /** Verifies a bundle and stores its rows. */
  z.strictObject({ kind: z.literal('openBundle'), path: Path }),
  z.strictObject({ kind: z.literal('verify') }),
  z.strictObject({ kind: z.literal('backup'), path: Path.optional() }),
  z.strictObject({ kind: z.literal('restore'), path: Path }),
  z.strictObject({ kind: z.literal('move'), folder: Path }),
  z.strictObject({ kind: z.literal('compact') }),
  z.strictObject({
    kind: z.literal('export'),
    seriesId: z.int(),
    format: z.enum(['csv', 'parquet']),
    path: Path,
  }),
]);
export type Job = z.infer<typeof JobSchema>;
export type JobInput = z.input<typeof JobSchema>;
export type JobKind = Job['kind'];

export interface FileReport {
  readonly path: string;
  readonly kind: string;
  readonly rows: number;
  readonly added: number;
  readonly unchanged: number;
  readonly merged: number;
  readonly quarantined: number;
  readonly reasons: Readonly<Record<string, number>>;
  /** Set when the file was refused: what, where (file, line, field), and the way out. */
  readonly error?: string;
}

export interface JobProgress {
  readonly id: string;
  readonly kind: JobKind;
  readonly label: string;
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly done: number;
  readonly total: number;
  /** `rows`, `bytes`, `units`. */
  readonly unit: string;
  readonly message: string;
  /** Of a job that failed. */
  readonly code?: ErrorCode;
  readonly startedAt: number;
  /** Per-file reports of an import, as far as it has come. */
  readonly files?: readonly FileReport[];
}

/** What the import wizard shows of a file before anything is stored. */
export interface ImportPreview {
  readonly path: string;
  readonly bytes: number;
  readonly compression: 'none' | 'gzip' | 'zip';
  /** Name of the recognised format, or `generic`. */
  readonly format: string;
  readonly kind: (typeof SERIES_KINDS)[number] | null;
  readonly delimiter: string;
  readonly hasHeader: boolean;
  readonly header: readonly string[];
  /** First rows, as text. */
  readonly rows: readonly (readonly string[])[];
  /** Field → column or `@constant`, as it would be read. */
  readonly mapping: Readonly<Record<string, string>>;
  readonly timeUnit: string;
  readonly zone: string;
  readonly interval: string | null;
  readonly instruments: readonly string[];
  readonly source: string;
  readonly coverage: string;
  /** Fields that a person has to set before the file can be read. */
  readonly missing: readonly string[];
  readonly problems: readonly string[];
  readonly remembered: boolean;
}
