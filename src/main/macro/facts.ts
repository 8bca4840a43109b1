import { z } from 'zod';
import type { Publication } from '#core/macro/publication';
import { MS_PER_DAY } from '#core/time/ms';
import { MACRO_GROUPS } from '#shared/macro';
import factsJson from '../../../resources/facts/macro-series.json' with { type: 'json' };

const Named = { label: z.string(), unit: z.string(), group: z.enum(MACRO_GROUPS) };
const SeriesFacts = z.strictObject({
  ...Named,
  frequency: z.string(),
  /** ISO 4217 of the economy; '' where it has none. */
  currency: z.string(),
  /** Never revised, and known so long after its stamp at the latest. */
  inForceDays: z.number().int().positive().optional(),
  note: z.string().optional(),
});
const Facts = z.strictObject({
  about: z.string(),
  sources: z.array(z.url()).min(1),
  series: z.record(z.string(), SeriesFacts),
  /** Daily series of other kinds that belong here: closes by instrument, slopes by their two closes, metrics by instrument and field. */
  markets: z.strictObject({
    close: z.record(z.string(), z.strictObject(Named)),
    slope: z.record(z.string().regex(/^[^/]+\/[^/]+$/), z.strictObject(Named)),
    metric: z.record(z.string(), z.strictObject(Named)),
  }),
  /** Series of each currency's policy rate, the first stored one speaks. */
  policyRates: z.record(z.string(), z.array(z.string()).min(1)),
});
export type SeriesFacts = z.output<typeof SeriesFacts>;
export type MarketFacts = z.output<typeof Facts>['markets']['close'][string];

const facts = Facts.parse(factsJson);

const SYNTHETIC = 'SIM-';
export const isSynthetic = (id: string): boolean => id.startsWith(SYNTHETIC);

const CONSENSUS = /(\.consensus|-CONSENSUS)$/;
export const isConsensus = (id: string): boolean => CONSENSUS.test(id);
/** The series that a consensus is of. */
export const subjectOf = (consensus: string): string => consensus.replace(CONSENSUS, '');
/** Series of what was expected of another. */
export const consensusOf = (id: string): string => `${id}${isSynthetic(id) ? '-CONSENSUS' : '.consensus'}`;

/**
 * Releases that move a market, by the series that carry their instants. Daily figures have one each day and would mark nothing.
 * Consensus and parts of a decision come at the same instants, or are no release.
 */
const RELEASES: readonly (readonly [label: string, series: RegExp])[] = [
  ['FOMC', /^(FOMC|POLICY-RATE)$/],
  ['CPI', /^CPI([-.]YOY|AUCSL|AUCNS|LFESL)?$/i],
  ['PPI', /^PPI([-.]YOY|FIS|FES|ACO)?$/i],
  ['GDP', /^GDP(-QOQ|C1)?$/],
];

/** `FOMC`, `CPI`, `PPI` or `GDP`; undefined: another series, or a part of a decision. */
export const releaseLabel = (id: string): string | undefined =>
  RELEASES.find(([, series]) => series.test(id.replace(/^SIM-/, '')))?.[0];

/** Ends and change of a decision that has a series of its own. */
export const isPart = (id: string): boolean => /\.(lower|changeBp)$/.test(id);

const REER = /^(?:SIM-)?REER[.-]([A-Z]{3})$/;

/** What is known of a series by its name alone; undefined: nothing. */
export function seriesFacts(id: string): SeriesFacts | undefined {
  const own = facts.series[id];
  if (own) return own;
  const currency = REER.exec(id)?.[1];
  if (currency !== undefined)
    return { label: `Real effective exchange rate of ${currency}`, unit: 'index', frequency: 'monthly', group: 'exchange', currency }; // prettier-ignore
  const of = isConsensus(id) ? seriesFacts(subjectOf(id)) : undefined;
  return of && { ...of, label: `${of.label}, expected` };
}

/** A daily series of another kind that belongs to the economy. */
export const marketFacts = (kind: 'close' | 'metric', name: string): MarketFacts | undefined =>
  facts.markets[kind][name.replace(/^SIM-/, '')];

/** Two closes of which the first over the second, less one, is a series too. */
export const slopes: readonly (readonly [front: string, back: string, facts: MarketFacts])[] = Object.entries(
  facts.markets.slope,
).map(([name, own]) => {
  const [front = '', back = ''] = name.split('/');
  return [front, back, own];
});

/** When the figures of a series are known: by their releases, else by what is known of the series, else nobody can say. */
export function publicationOf({
  id,
  pointInTime,
}: {
  readonly id: string;
  readonly pointInTime: boolean;
}): Publication {
  if (pointInTime) return { basis: 'released', lagMs: 0 };
  const days = seriesFacts(id)?.inForceDays;
  return days === undefined ? { basis: 'latest', lagMs: 0 } : { basis: 'inForce', lagMs: days * MS_PER_DAY };
}

/** Currencies whose policy rate may be stored; those of the sample market as `SIM-USD`. */
export const policyCurrencies: readonly string[] = Object.keys(facts.policyRates);
/** Series of a currency's policy rate, the first that is stored speaks. */
export const policyRateSeries = (currency: string): readonly string[] => facts.policyRates[currency] ?? [];

/** Series of a currency's real effective exchange rate. */
export const reerSeries = (currency: string): string =>
  isSynthetic(currency) ? `SIM-REER-${currency.slice(SYNTHETIC.length)}` : `REER.${currency}`;
