import { z } from 'zod';
import type { Ms } from '#core/time/ms';
import { ENTITY_KINDS, ITEMS, type CapmEstimate, type Item, type StatementRow } from '#core/value/types';

const Instant = z.number().int().min(-8_640_000_000_000_000).max(8_640_000_000_000_000);
const Text = z.string().trim();
export const EntityIdSchema = z.string().min(1).max(80);

export const EntitySchema = z.strictObject({
  name: Text.min(1).max(120),
  kind: z.enum(ENTITY_KINDS),
  symbol: Text.max(40).default(''),
  /** Whose stored prices are the entity's; null: none. */
  instrument: z.string().min(1).max(80).nullable().default(null),
  /** Stored figures of providers (series of kind `metric` of that name, or of several with commas between) that are read as statements; null: none. */
  figures: z.string().min(1).max(80).nullable().default(null),
  note: Text.max(2_000).default(''),
});
export type EntityFields = z.output<typeof EntitySchema>;

export interface Entity extends EntityFields {
  readonly id: string;
  readonly synthetic: boolean;
  /** Figures known, and since when the newest one is; NaN without one. */
  readonly rows: number;
  readonly newest: Ms;
}

const ItemName = z.enum(Object.keys(ITEMS) as [Item, ...Item[]]);

export const StatementRowSchema = z
  .strictObject({
    item: ItemName,
    /** First instant of the period of a flow, else null. */
    from: Instant.nullable(),
    to: Instant,
    published: Instant,
    value: z.number().min(-1e18).max(1e18),
    source: Text.max(200).default('typed in'),
    estimated: z.boolean().default(false),
  })
  .superRefine(({ item, from, to, published, value }, context) => {
    const isFlow = ITEMS[item].kind === 'flow';
    if (ITEMS[item].unit === 'share' && !(value >= 0 && value <= 1)) context.addIssue({ code: 'custom', path: ['value'], message: `${item} is a share from 0 to 1: 25 % is 0.25` }); // prettier-ignore
    if (isFlow && from === null) context.addIssue({ code: 'custom', path: ['from'], message: `${item} is a flow: say when its period begins` }); // prettier-ignore
    if (!isFlow && from !== null) context.addIssue({ code: 'custom', path: ['from'], message: `${item} holds at a date: it has no beginning` }); // prettier-ignore
    if (from !== null && from >= to) context.addIssue({ code: 'custom', path: ['to'], message: 'the period ends before it begins' }); // prettier-ignore
    if (isFlow && published < to) context.addIssue({ code: 'custom', path: ['published'], message: 'published before its period was over' }); // prettier-ignore
  });
export type StatementRowInput = z.output<typeof StatementRowSchema>;

/** A figure as it is stored: what tells it apart is entity, item, period and publication. */
export interface StoredRow extends StatementRow {
  /** Typed in or imported, and can be changed; false: read from stored figures of a provider. */
  readonly own: boolean;
}

/** What became of a file of statements. */
export interface StatementImport {
  /** Ids of the entities that it speaks of. */
  readonly entities: readonly string[];
  /** Figures in it: new ones, ones that took the place of another, and ones that were there already. */
  readonly rows: number;
  readonly changed: number;
  readonly unchanged: number;
  /** What of it was not taken; '' when all of it was. */
  readonly words: string;
}

export interface EntityReading {
  readonly entity: Entity;
  /** Known by the instant asked for, oldest first. A period that was published again is there with each publication. */
  readonly rows: readonly StoredRow[];
}

/** Price and market risk of an entity as of an instant. */
export interface ValueMarket {
  readonly price: number;
  readonly priceAt: Ms;
  readonly source: string;
  /** Newest policy rate known, as a continuously compounded decimal per year; NaN with the reason. */
  readonly riskFree: number;
  readonly riskFreeWords: string;
  readonly capm: Readonly<Record<'basket' | 'btc' | 'spx', CapmEstimate & { readonly words: string }>>;
  readonly synthetic: boolean;
  /** Why there is no price; '' when there is one. */
  readonly lacks: string;
}
