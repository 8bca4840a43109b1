import { CONFIRMATION_INFO, type ConfirmationInfo } from '#core/evidence/confirmation-info';
import type { Confirmation, ConfirmationId } from '#core/evidence/types';
import type { TextGrid } from '#shared/csv';
import type { EventEvidence } from '#shared/evidence';
import { formatBp, formatCount, formatFunding, formatNumber, formatPercent } from '../../lib/format';
import { confirmationDefinition } from '../shared/evidence/words';

/** Amounts and shares; the figures of the others are changes and carry their sign. */
const UNSIGNED: ReadonlySet<ConfirmationId> = new Set([
  'rsiOversold',
  'capitulationWick',
  'openInterestDown',
  'intensityDecayed',
]);

/** Below this a whole basis point is too coarse. */
const SMALL_BP = 10;

const WRITERS: Readonly<Record<ConfirmationInfo['unit'], (value: number, sign: boolean) => string>> = {
  timeframes: (value) => formatCount(value, 'timeframe'),
  bp: (value, sign) => formatBp(value, { sign, decimals: Math.abs(value) < SMALL_BP ? 1 : 0 }),
  share: (value, sign) => formatPercent(value, { sign }),
  fundingRate: (value) => formatFunding(value),
  bpPerMillionUsd: (value, sign) => `${formatNumber(value, { sign, decimals: 2 })}\u00a0bp/M\u00a0USD`,
  points: (value, sign) => `${formatNumber(value, { sign })}\u00a0points`,
  volatilityPerYear: (value, sign) => formatPercent(value, { sign, decimals: 2 }),
};

/** The figure behind a confirmation with its unit; '' when it is unknown. */
export function confirmationValue({ id, value }: Confirmation): string {
  return Number.isNaN(value) ? '' : WRITERS[CONFIRMATION_INFO[id].unit](value, !UNSIGNED.has(id));
}

/** `6 yes, 4 no, 3 unknown` */
export function confirmationCounts(confirmations: readonly Confirmation[]): string {
  const count = (state: Confirmation['state']): number => confirmations.filter((one) => one.state === state).length;
  return (['yes', 'no', 'unknown'] as const).map((state) => `${count(state)} ${state}`).join(', ');
}

/** Rows as a spreadsheet takes them. */
export const confirmationGrid = (
  confirmations: readonly Confirmation[],
  sources: EventEvidence['sources'],
  side: 'long' | 'short',
): TextGrid => [
  ['Confirmation', 'State', 'Value', 'Lacks', 'Definition', 'Source'],
  ...confirmations.map((one) => [
    CONFIRMATION_INFO[one.id].title,
    one.state,
    confirmationValue(one),
    one.lacks,
    confirmationDefinition(one.id, side),
    sources[one.id] ?? '',
  ]),
];
