import { z } from 'zod';
import { COVERAGES } from '#core/series/schema';
import type { CoverageSpan } from '#main/store/types';
import contractJson from '../../../resources/facts/contract-sizes.json' with { type: 'json' };
import coverageJson from '../../../resources/facts/liquidation-coverage.json' with { type: 'json' };

const Spans = z.array(z.strictObject({ from: z.string(), coverage: z.enum(COVERAGES) })).min(1);
const CoverageFacts = z.strictObject({
  about: z.string(),
  sources: z.record(z.string(), z.strictObject({ source: z.url(), note: z.string(), spans: Spans })),
  aliases: z.record(z.string(), z.string()),
  unknown: z.record(z.enum(['prints', 'buckets']), z.strictObject({ spans: Spans, note: z.string() })),
});
const ContractFacts = z.strictObject({
  about: z.string(),
  rules: z.array(
    z.strictObject({ venue: z.string().optional(), instrument: z.string(), sizes: z.record(z.string(), z.number().positive()), source: z.string() }),
  ),
}); // prettier-ignore

const coverage = CoverageFacts.parse(coverageJson);
const contracts = ContractFacts.parse(contractJson).rules.map((rule) => ({
  ...rule,
  pattern: new RegExp(rule.instrument),
}));

const toSpans = (spans: z.infer<typeof Spans>): CoverageSpan[] =>
  spans.map((span) => ({
    from: span.from === 'start' ? 0 : Date.parse(`${span.from}T00:00:00Z`),
    coverage: span.coverage,
  }));

/** What is known of a source's liquidation figures; of an unknown source the weaker claim is assumed. */
export function liquidationCoverage(source: string, shape: 'prints' | 'buckets'): CoverageSpan[] {
  const fact = coverage.sources[source] ?? coverage.sources[coverage.aliases[source] ?? ''];
  return toSpans((fact ?? coverage.unknown[shape]).spans);
}

/** USD a contract is worth; undefined when quantities of the instrument are in base units. */
export function contractSize(instrument: string, source: string): number | undefined {
  for (const { venue, pattern, sizes } of contracts) {
    const base = venue === undefined || venue === source ? pattern.exec(instrument)?.[1] : undefined;
    if (base !== undefined) return sizes[base] ?? sizes['*'];
  }
  return undefined;
}
