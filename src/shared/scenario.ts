import { z } from 'zod';
import type { Bars } from '#core/series/schema';
import { LADDER } from '#core/time/ladder';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import { DrawnPointsSchema } from './hedge';

const Instant = z.int().min(-8_640_000_000_000_000).max(8_640_000_000_000_000);
const Id = z.string().min(1).max(80);
const Hours = z
  .number()
  .min(0)
  .max(366 * 24);

/** Widths that a scenario's bars may have, finest first. */
export const SCENARIO_STEPS: readonly Ms[] = LADDER.filter((step) => step <= MS_PER_DAY);

/** How a line moves between its points, and what volatility does where no point says it. */
const line = {
  /** Times the restlessness of the last 30 days; 0: the line itself. */
  restless: z.number().min(0).max(5).default(1),
  /** Volatility moves by (price / price of the start)^−volBeta; null: as usual for the asset. */
  volBeta: z.number().min(-20).max(20).nullable().default(null),
  seed: z.int().min(0).max(0xffffffff).default(7),
};

export const ScenarioPathSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('drawn'), points: DrawnPointsSchema, ...line }),
  z.strictObject({
    kind: z.literal('shock'),
    /** Simple return at the end of the move. */
    size: z.number().min(-0.99).max(20),
    hours: Hours.min(1 / 60),
    /** Share of the move that is made good. */
    recovery: z.number().min(-1).max(3),
    recoveryHours: Hours,
    restHours: Hours,
    /** Multiples of the volatility of the start; null: by the rule. */
    vol: z
      .strictObject({ peak: z.number().positive().max(50), end: z.number().positive().max(50) })
      .nullable()
      .default(null),
    ...line,
  }),
  z.strictObject({
    kind: z.literal('analog'),
    /** Whose past it is; null: that of the asset. */
    instrument: Id.nullable().default(null),
    from: Instant,
    hours: Hours.min(1 / 60),
  }),
]);
export type ScenarioPath = z.output<typeof ScenarioPathSchema>;

/** A market that never was, to be played bar by bar. */
export const ScenarioSpecSchema = z.strictObject({
  asset: Id,
  name: z.string().trim().min(1).max(60),
  /** The asset's own past goes up to here; null: the newest price. */
  start: Instant.nullable().default(null),
  /** Width of a bar. */
  step: z.int().refine((step) => SCENARIO_STEPS.includes(step), 'a bar is 1 m, 5 m, 15 m, 1 h, 4 h or 1 d wide'),
  path: ScenarioPathSchema,
  /** It is made from what was known by then; null: by now. */
  asOf: Instant.nullable().default(null),
});
export type ScenarioSpec = z.output<typeof ScenarioSpecSchema>;

/** What came of a specification. */
export interface ScenarioFacts {
  readonly asset: string;
  /** Open of the first bar of the scenario, and close of the last one. */
  readonly start: Ms;
  readonly end: Ms;
  readonly step: Ms;
  /** Of the start, at the lowest and the highest of the way, and at its end [quote currency]. */
  readonly price: number;
  readonly low: number;
  readonly high: number;
  readonly last: number;
  /** Volatility index of 30 days at the start, its highest of the way and at the end [1/√yr]; NaN: not known. */
  readonly vol: { readonly start: number; readonly high: number; readonly last: number };
  /** Closed by force along the way [USD]; NaN: nothing is said of it. */
  readonly liquidated: number;
  /** What is modelled, scaled or missing, each a sentence. */
  readonly words: readonly string[];
}

export interface ScenarioPreview extends ScenarioFacts {
  /** As many bars as a small picture has room for, the last of the past before them. */
  readonly bars: Bars;
  readonly vol30: { readonly t: Float64Array; readonly value: Float64Array };
}

/** A stored scenario. */
export interface ScenarioInfo extends ScenarioFacts {
  /** Of its instrument. */
  readonly id: string;
  readonly name: string;
  readonly path: ScenarioPath;
  readonly createdAt: Ms;
}
