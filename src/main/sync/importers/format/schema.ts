import { z } from 'zod';
import { COVERAGES, SERIES_KINDS } from '#core/series/schema';
import { parseInterval } from '#core/time/interval';

/**
 * A format is data: which header it has, and which series each row feeds. A new format is a new JSON file under
 * `resources/import-formats`, or one that a user saved; no code knows a format by its name.
 *
 * Column names are compared in lower case with every run of other signs as one underscore (`Volume BTC` → `volume_btc`).
 * A name between slashes (`/^volume_(?!usdt?$)/`) is a pattern over such names. A list is tried in order.
 */
const Column = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

const Interval = z
  .string()
  .refine((text) => text === 'irregular' || parseInterval(text) !== undefined, 'not an interval');

const FieldSpec = z.strictObject({
  /** Column, list of columns, `@constant`, or `@ask`: the file does not tell, so the user has to map it. */
  column: Column,
  /** A file without this column is this format all the same; its values are missing. */
  optional: z.boolean().optional(),
  /** Factor from the file's unit to ours: 0.01 for percent. */
  scale: z.number().optional(),
  /** A zero stands for "none" (no bid, no volatility quoted). */
  zeroIsMissing: z.boolean().optional(),
  /** Text → number, for sides and option types. */
  values: z.record(z.string(), z.number()).optional(),
  /** Reads part of an option's name (`BTC-29APR26-74000-C`). */
  part: z.enum(['expiry', 'strike', 'type']).optional(),
  /** Wall-clock time of day of a date, `08:30`, in `zone`. */
  at: z.string().regex(/^\d\d:\d\d$/).optional(),
  zone: z.string().optional(),
  /** An instant counts as so much earlier [ms]: what was expected of a release stood before it. */
  lead: z.number().int().positive().optional(),
}); // prettier-ignore

const Field = z.union([Column, FieldSpec]);

const SeriesSpec = z.strictObject({
  kind: z.enum(SERIES_KINDS),
  /**
   * Name with columns in braces: `{symbol}`, `{base}USDT`, `{contract|before:.}`; `{@file}` is the instrument in the
   * file's name. Of several templates the first is used whose columns are all there. Filters: `before:x`, `after:x`,
   * `without:x`, `quoted:x` (puts a quote currency behind a name that has none), `upper`, `lower`, `camel`, `map:table`.
   */
  instrument: z.union([z.string(), z.array(z.string()).min(1)]).default('{@file}'),
  /** Same templates; '' where an instrument has one figure of this kind. */
  field: z.string().default(''),
  /** Overrides the format's source; same templates. */
  source: z.string().optional(),
  /** `irregular`, an interval, or absent: from the file's name, else guessed from the stamps. */
  interval: Interval.optional(),
  /** How long after its stamp a row is known; absent: the interval of bars and daily figures, else nothing. */
  knownLag: Interval.optional(),
  /** `auto`: by the name of the volume's column. */
  volumeUnit: z.enum(['base', 'quote', 'auto']).default('auto'),
  unit: z.string().default(''),
  fields: z.record(z.string(), Field),
  /** With a field of column `@each`: a series per column whose name (in compared form) matches; `{@column}` is that name. */
  each: z.string().optional(),
  /** Rows are trades or ticks: gathered into bars, or into the last value or the sum per interval (`interval` 0: per stamp). */
  gather: z.enum(['bars', 'last', 'sum']).optional(),
  /** Claim about every row; absent for liquidations: what `resources/facts/liquidation-coverage.json` knows of the source. */
  coverage: z.enum(COVERAGES).optional(),
  /** Quantities of inverse contracts are contracts: converted by `resources/facts/contract-sizes.json`. */
  contracts: z.boolean().default(false),
  /** Keep rows without a value (scheduled releases). */
  keepMissing: z.boolean().default(false),
  /** Only rows whose columns have these values. */
  where: z.record(z.string(), z.string()).optional(),
  /** Left out when its columns are not there, instead of making the format not fit. */
  optional: z.boolean().default(false),
});

export const ImportFormatSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  title: z.string(),
  /** Units and how they are turned into ours, gaps, caveats. */
  notes: z.string().default(''),
  /** Higher wins; among equals the format that names more columns. */
  priority: z.number().default(0),
  match: z.strictObject({
    /** Columns that must be there (besides those of non-optional fields). */
    header: z.array(Column).default([]),
    /** No other columns than those of `header`. */
    exact: z.boolean().default(false),
    /** Only where the user gave the kind (or this format) himself. */
    asked: z.boolean().default(false),
    /** Columns that must not be there. */
    without: z.array(z.string()).default([]),
    /** Pattern the instrument (from the options or the file's name) must match. */
    instrument: z.string().optional(),
    /** Pattern the file's name must match. */
    file: z.string().optional(),
  }),
  /** Other names under which a column is known; fields and templates use the name on the left. */
  columns: z.record(z.string(), z.array(z.string())).default({}),
  /** Names of the columns of a file without a header, and the type of each: `t` time, `n` number, `s` text, `*` any. */
  headerless: z.strictObject({ names: z.array(z.string()), types: z.string() }).optional(),
  source: z.string().default('{@file}'),
  time: z.strictObject({ zone: z.string().optional(), order: z.enum(['mdy', 'dmy']).optional() }).default({}),
  /** Tables for the `map` filter. */
  names: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  series: z.array(SeriesSpec).min(1),
});

export type ImportFormat = z.infer<typeof ImportFormatSchema>;
export type ImportFormatInput = z.input<typeof ImportFormatSchema>;
/** A series of a format, its instrument's template chosen. */
export type FormatSeries = Omit<ImportFormat['series'][number], 'instrument'> & { readonly instrument: string };
export type FormatSeriesInput = ImportFormat['series'][number];
export type FormatField = z.infer<typeof FieldSpec>;

/** A field's short form (a column) in its long form. */
export const fieldOf = (field: z.infer<typeof Field>): FormatField =>
  typeof field === 'string' || Array.isArray(field) ? { column: field } : field;
