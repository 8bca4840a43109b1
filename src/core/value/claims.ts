import { MS_PER_DAY, type Ms } from '../time/ms';
import { VALUE_DEFAULTS } from './defaults';
import type { Flow } from './types';

const MOST_DAYS = 36_500;

/** Why a position cannot last so long; '' if it can. */
export function spanLacks(days: number): string {
  if (!(days > 0)) return 'it lasts no time';
  return days <= MOST_DAYS ? '' : 'it lasts more than 100 years';
}

/**
 * What a principal that grows earns beside its growth, claimed period by period: rate · principal · ∫ e^(growth · t) dt of each.
 * @param rate, growth continuously compounded, per year. @returns none at a rate of 0.
 */
export function claims(principal: number, rate: number, growth: number, days: number, from: Ms, words: string): readonly Flow[] {
  const flows: Flow[] = [];
  if (rate === 0) return flows;
  const step = VALUE_DEFAULTS.claimDays;
  for (let day = 0; day < days; day += step) {
    const end = Math.min(days, day + step);
    const span = (end - day) / 365;
    const mean = Math.abs(growth) < 1e-12 ? span : Math.expm1(growth * span) / growth;
    flows.push({ t: from + end * MS_PER_DAY, amount: rate * principal * Math.exp((growth * day) / 365) * mean, words });
  }
  return flows;
} // prettier-ignore
