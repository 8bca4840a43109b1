import type { BandCoverage } from '#core/timeshift/types';
import type { Ms } from '#core/time/ms';
import { formatCount, formatDuration, formatPercent } from '../../lib/format';

interface Claim {
  /** Share that the band says. */
  readonly nominal: number;
  readonly found: BandCoverage['in50'];
}

export const claimsOf = ({ in50, in90 }: BandCoverage): readonly Claim[] => [
  { nominal: 0.5, found: in50 },
  { nominal: 0.9, found: in90 },
];

/** Whether the interval of what was found leaves out what the band claims. */
export const isContradicted = ({ nominal, found: { lo, hi } }: Claim): boolean => lo > nominal || hi < nominal;

/** What keeps the fan from being believed at a horizon; undefined when nothing does. */
export function fanWarning(coverage: BandCoverage): string | undefined {
  const wrong = claimsOf(coverage).filter(isContradicted);
  const first = wrong[0];
  if (!first || coverage.n === 0) return undefined;
  const bands = wrong.map(({ nominal }) => `${formatPercent(nominal, { decimals: 0 })} band`).join(' and the ');
  const isNarrow = first.found.hi < first.nominal;
  return `At ${formatDuration(coverage.h)} the ${bands} was too ${isNarrow ? 'narrow' : 'wide'}: outcomes fell inside ${isNarrow ? 'less' : 'more'} often than it says.`;
}

const share = (value: number): string => formatPercent(value, { decimals: 0 });
const bare = (value: number): string => share(value).replace(/\u00a0%$/, '');

/** How often outcomes fell into the bands, out of sample, in words. */
export function coverageWords(coverage: BandCoverage | undefined, h: Ms): string {
  if (!coverage || coverage.n === 0)
    return `The fan could not be tested at ${formatDuration(h)}: too few earlier instances had an outcome.`;
  const [inner, outer] = claimsOf(coverage).map(({ nominal, found }) => `${share(found.share)} fell inside the ${share(nominal)} band (${bare(found.lo)} to ${share(found.hi)})`); // prettier-ignore
  return `Of ${formatCount(coverage.n, 'outcome')} at ${formatDuration(h)} ${inner}, ${outer}.`;
}
