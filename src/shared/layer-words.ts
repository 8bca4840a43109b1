import type {
  Adaptation,
  Caps,
  Layer,
  LegRule,
  Monetisation,
  RollRule,
  SizeRule,
  Structure,
  TenorRule,
} from '#core/hedge/types';
import { formatNumber, formatPercent, MINUS } from './format';

export const STRUCTURES: Readonly<Record<Structure, string>> = {
  put: 'Put',
  call: 'Call',
  putSpread: 'Put spread',
  ratioSpread: 'Ratio spread',
  collar: 'Collar',
  condor: 'Iron condor',
  volatilityCall: 'Volatility call',
  volatilityCallSpread: 'Volatility call spread',
  perpetual: 'Perpetual',
  future: 'Future',
  etfProxy: 'ETF proxy',
};

const plain = (value: number, most = 2): string =>
  formatNumber(value, { decimals: Number.isInteger(value) ? 0 : most }).replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, ''); // prettier-ignore

function legWords(leg: LegRule): string {
  const side = leg.ratio < 0 ? 'sell' : 'buy';
  const many = Math.abs(leg.ratio) === 1 ? '' : `${plain(Math.abs(leg.ratio))} x `;
  const on = leg.on === 'volatility' ? 'volatility ' : '';
  if (leg.kind === 'future') return `${side} ${many}${on}future`;
  const { by, value } = leg.strike;
  switch (by) {
    case 'delta':
      return `${side} ${many}${plain(value * 100, 1)}-delta ${on}${leg.kind}`;
    case 'moneyness':
      return `${side} ${many}${on}${leg.kind} at ${plain(value * 100, 1)} %`;
    case 'premium':
      return `${side} ${many}${on}${leg.kind} worth ${plain(value * 100)} %`;
  }
}

/** `buy 25-delta put, sell put at 85 %`; shares are of the forward, premiums of the spot. */
export const legsWords = (legs: readonly LegRule[]): string => legs.map(legWords).join(', ');

export const tenorWords = ({ targets }: Pick<TenorRule, 'targets'>): string =>
  `${targets.map((days) => plain(days)).join('/')} d`;

export function sizeWords(size: SizeRule): string {
  switch (size.by) {
    case 'exposure':
      return `${formatPercent(size.ratio)} of beta exposure`;
    case 'contracts':
      return `${plain(size.count, 4)} contracts`;
    case 'premium':
      return `premium ${formatPercent(size.share, { decimals: 2 })} of the book an opening`;
    case 'budget':
      return `premium ${formatPercent(size.share, { decimals: 2 })} of the book a year`;
  }
}

/** Second line of a row: what is bought and how far out. A perpetual has no days. */
export function layerWords({ legs, tenor, structure }: Pick<Layer, 'legs' | 'tenor' | 'structure'>): string {
  const words = legsWords(legs);
  const begun = words.charAt(0).toUpperCase() + words.slice(1);
  return structure === 'perpetual' ? begun.replace(/future$/, 'perpetual') : `${begun}, ${tenorWords(tenor)}`;
}

export function monetisationWords(rule: Monetisation): string {
  switch (rule.kind) {
    case 'none':
      return 'held';
    case 'multiples':
      return rule.steps.map(({ at, sell }) => `${formatPercent(sell, { decimals: 0 })} at ${plain(at)}x`).join(', ');
    case 'band':
      return `sold to ${formatPercent(rule.to)} above ${formatPercent(rule.above)} of the book`;
  }
}

/** How size, legs and tenor answer to the market; what does not change is left out. */
export function adaptationWords({ skew, slope, exhaustion, least, most, rich, inverted }: Adaptation): string {
  const parts = ([['skew z', skew], ['slope', slope], ['exhaustion', exhaustion]] as const).filter(([, weight]) => weight !== 0); // prettier-ignore
  const size = parts.length === 0 ? [] : [`size times 1 ${parts.map(([name, weight]) => `${weight < 0 ? MINUS : '+'} ${plain(Math.abs(weight))} x ${name}`).join(' ')}, from ${plain(least)} to ${plain(most)}`]; // prettier-ignore
  const legs = rich ? [`above a skew z of ${plain(rich.above)}: ${legsWords(rich.legs)}`] : [];
  const tenors = inverted ? [`above a slope of ${plain(inverted.above, 4)}: tenors times ${plain(inverted.tenorTimes)}`] : []; // prettier-ignore
  return [...size, ...legs, ...tenors].join('; ') || 'none';
}

export function rollWords({ daysBefore, every }: RollRule): string {
  const when = daysBefore === 0 ? 'held to expiry' : `${days(daysBefore)} before expiry`;
  return every === 0 ? when : `${when}, openings at least ${days(every)} apart`;
}

const days = (count: number): string => `${plain(count)} ${count === 1 ? 'day' : 'days'}`;

export function capsWords({ premiumPerYear, notional }: Caps): string {
  const premium = premiumPerYear === null ? [] : [`premium ${formatPercent(premiumPerYear, { decimals: 2 })} of the book a year`]; // prettier-ignore
  const size = notional === null ? [] : [`notional ${formatPercent(notional)} of the book`];
  return [...premium, ...size].join(', ') || 'none';
}
