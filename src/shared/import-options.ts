import { z } from 'zod';
import { COVERAGES, SERIES_KINDS } from '#core/series/schema';

/** How a file is to be read, as far as a person says so. Apart from the jobs: an import needs no schema of a study. */
export const ImportOptionsSchema = z.strictObject({
  kind: z.enum(SERIES_KINDS).optional(),
  instrument: z.string().max(80).optional(),
  /** `1h`, `5m`… */
  interval: z.string().max(12).optional(),
  source: z.string().max(80).optional(),
  /** Field → column of the file, or `@constant`. */
  mapping: z.record(z.string().max(80), z.string().max(200)).optional(),
  timeUnit: z.enum(['auto', 's', 'ms', 'us', 'ns', 'date']).optional(),
  /** IANA zone of stamps that carry none. */
  zone: z.string().max(60).optional(),
  coverage: z.enum(COVERAGES).optional(),
  /** Keep only rows where column = value. */
  where: z.record(z.string().max(80), z.string().max(200)).optional(),
  /** Remember this mapping for files with the same header. */
  remember: z.boolean().optional(),
});
export type ImportOptions = z.infer<typeof ImportOptionsSchema>;
