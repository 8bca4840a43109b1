import { z } from 'zod';
import { canonicalJson } from '#core/plan/canonical';
import type { DataRange, PlanData } from '#core/plan/types';
import { COVERAGES, SERIES_KINDS, SHAPES, shapeOf, type Shape } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import { Sha256Schema } from '#shared/plan';
import { BallastError } from '../../../errors';
import type { CoverageSpan, SeriesKey, SeriesTraits } from '../../../store/types';
import { parseStrictFile, type StrictFile } from '../strict-file';

/** A bundle is a plan with everything that was read to make it. Its manifest names each file with its SHA-256. */

export const MANIFEST = 'manifest.json';
export const PLAN = 'plan.json';

const Bytes = z.int().min(0);
const COLUMN_KINDS = SERIES_KINDS.filter((kind) => kind !== 'macro');
/** A series in the folder `data/<place in the list, from 1>`, with what its rows mean beside what the plan says of them. */
const SeriesSchema = z.strictObject({
  knownLag: z.int().min(0),
  volumeUnit: z.enum(['base', 'quote']),
  unit: z.string().max(40),
  synthetic: z.boolean(),
  coverage: z
    .array(z.strictObject({ from: z.int(), coverage: z.enum(COVERAGES) }))
    .max(1_000)
    .readonly(),
});
const ManifestSchema = z.strictObject({
  format: z.literal('ballast plan bundle'),
  version: z.literal(1),
  /** Id of the plan. */
  plan: Sha256Schema,
  engine: z.strictObject({ ballast: z.string().max(200), hedge: z.int().min(0) }),
  /** Every other file, in the order of their names. */
  files: z.array(z.strictObject({ name: z.string().max(200), bytes: Bytes, sha256: Sha256Schema })).max(20_000).readonly(), // prettier-ignore
  /** In the order of `data.series` of the plan. */
  series: z.array(SeriesSchema).max(500).readonly(),
});
export type Manifest = z.output<typeof ManifestSchema>;
export type BundledFile = Manifest['files'][number];

const MEGABYTE = 1 << 20;
const FORM: StrictFile<Manifest> = {
  what: 'the list of a bundle',
  bytes: 4 * MEGABYTE,
  limits: { depth: 6, text: 200, values: 200_000 },
  format: 'ballast plan bundle',
  version: 1,
  schema: ManifestSchema,
};
export const MANIFEST_BYTES = FORM.bytes;

export const manifestText = (manifest: Omit<Manifest, 'format' | 'version'>): string =>
  canonicalJson({ format: 'ballast plan bundle', version: 1, ...manifest });

/** @param name for messages. @throws {BallastError} `newer` or `invalid` */
export const parseManifest = (name: string, bytes: Uint8Array): Manifest => parseStrictFile(name, bytes, FORM).value;

/** One series of a bundle, as the store knows it. */
export interface BundledSeries {
  readonly range: DataRange;
  readonly key: SeriesKey;
  readonly traits: SeriesTraits;
  readonly coverage: readonly CoverageSpan[];
  readonly shape: Shape;
  /** Columns with the files that hold them. */
  readonly columns: readonly { readonly name: string; readonly file: string }[];
}

/** What a stored series with the key of one of a plan is called. @throws {BallastError} `invalid`: no series can have it */
export function keyOf({ instrument, kind, field, interval, source }: DataRange): SeriesKey & { readonly kind: (typeof COLUMN_KINDS)[number] } {
  const known = COLUMN_KINDS.find((one) => one === kind);
  if (known === undefined) throw new BallastError('invalid', `${instrument}: rows of the kind “${kind}” are not known. Nothing was changed.`);
  return { instrument, kind: known, interval, source, field };
} // prettier-ignore

export const shapeOfRange = (range: DataRange): Shape => shapeOf(keyOf(range).kind, range.interval);

/** Files that hold a series. @param i its place in the plan. */
export const columnFiles = (range: DataRange, i: number): BundledSeries['columns'] =>
  SHAPES[shapeOfRange(range)].columns.map((name) => ({ name, file: `data/${i + 1}/${name}.f64` }));

/** The series of a plan with what the manifest adds to them. @throws {BallastError} `invalid`: they are not the same ones */
export function bundledSeries({ series }: PlanData, manifest: Manifest): BundledSeries[] {
  if (series.length !== manifest.series.length)
    throw new BallastError('invalid', `The plan names ${series.length} series and its bundle ${manifest.series.length}. Nothing was changed.`); // prettier-ignore
  return series.map((range, i) => {
    const { coverage, ...traits } = manifest.series[i]!;
    return { range, key: keyOf(range), traits, coverage, shape: shapeOfRange(range), columns: columnFiles(range, i) };
  });
}

/** From when the last row of a series was known. */
export const lastKnown = ({ range, traits }: BundledSeries): Ms => range.to + traits.knownLag;
