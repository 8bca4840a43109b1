import { datedVintages } from '#core/macro/publication';
import type { MacroBasis, Vintage } from '#core/macro/types';
import { civilToMs } from '#core/time/calendar';
import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '#core/time/ms';
import type { MacroGroup } from '#shared/macro';

/** One series with every vintage of it, and what was expected of each. */
export interface FakeSeries {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly frequency: string;
  readonly group: MacroGroup;
  readonly currency: string;
  readonly basis: MacroBasis;
  readonly vintages: readonly Vintage[];
  readonly consensus: readonly Vintage[];
}

/** End of what is known: a fixed instant, so that every picture is the same. */
export const FAKE_NOW = Date.UTC(2025, 9, 10, 23);
const MONTHS = 72;

const wave = (i: number, phase: number): number => Math.sin(i / 5 + phase) + 0.4 * Math.sin(i * 1.7 + phase);
const tenth = (value: number): number => Math.round(value * 10) / 10;

interface Shape {
  readonly level: number;
  readonly swing: number;
  readonly phase: number;
  /** Day of the month after the period at which it is told. */
  readonly day: number;
  readonly months: 1 | 3;
}

/** Told on a day of the month after, every third one revised a month later; expected three days before. */
function released({ level, swing, phase, day, months }: Shape): Pick<FakeSeries, 'vintages' | 'consensus'> {
  const [vintages, consensus]: [Vintage[], Vintage[]] = [[], []];
  for (let i = 0; i < MONTHS + 2; i += months) {
    const period = civilToMs(2019, 11 + i, 1);
    const at = (later: number): Ms => civilToMs(2019, 11 + i + months + later, day) + 12.5 * MS_PER_HOUR;
    const value = tenth(level + swing * wave(i, phase));
    const told = at(0);
    if (told > FAKE_NOW + 120 * MS_PER_DAY) break;
    vintages.push({ period, released: told, value: told <= FAKE_NOW ? value : NaN });
    if (told - 3 * MS_PER_DAY <= FAKE_NOW)
      consensus.push({ period, released: told - 3 * MS_PER_DAY, value: tenth(value - 0.2 * wave(i, phase + 2)) });
    if (i % 3 === 0 && at(1) <= FAKE_NOW) vintages.push({ period, released: at(1), value: tenth(value + (i % 2 === 0 ? 0.2 : -0.1)) }); // prettier-ignore
  }
  return { vintages, consensus };
}

/** A policy rate that is changed now and then, at 18:00 UTC of its day. */
function decided(changes: readonly (readonly [year: number, month: number, rate: number])[]): Pick<FakeSeries, 'vintages' | 'consensus'> {
  const vintages = changes.map(([year, month, value]) => {
    const period = civilToMs(year, month, 17);
    return { period, released: period + 18 * MS_PER_HOUR, value };
  });
  return { vintages, consensus: vintages.map((one) => ({ ...one, released: one.released - 2 * MS_PER_DAY })) };
} // prettier-ignore

const monthly = (level: number, swing: number): Pick<FakeSeries, 'vintages' | 'consensus'> => ({
  vintages: Array.from({ length: MONTHS }, (_, i) => {
    const period = civilToMs(2019, 11 + i, 1);
    return { period, released: NaN, value: Math.round((level + swing * wave(i / 3, 1)) * 100) / 100 };
  }).filter(({ period }) => period <= FAKE_NOW),
  consensus: [],
});

const dated = (one: FakeSeries, lagMs: Ms): FakeSeries => ({ ...one, vintages: datedVintages(one.vintages, { basis: one.basis, lagMs }).filter(({ released: t, value }) => t <= FAKE_NOW || Number.isNaN(value)) }); // prettier-ignore

/** A believable small economy: decisions, prices, growth, labour, a real exchange rate and one series without releases. */
export function createFakeEconomy(): readonly FakeSeries[] {
  const base = { unit: '%', frequency: 'monthly', currency: 'USD', basis: 'released', consensus: [] } as const;
  const fomc = decided([[2020, 3, 0.25], [2022, 3, 0.5], [2022, 6, 1.75], [2022, 9, 3.25], [2022, 12, 4.5], [2023, 3, 5], [2023, 7, 5.5], [2024, 9, 5], [2024, 12, 4.5], [2025, 9, 4.25]]); // prettier-ignore
  const next = civilToMs(2025, 10, 29);
  return [
    { ...base, id: 'FOMC', label: 'Federal funds target, upper bound', group: 'policy', ...fomc, vintages: [...fomc.vintages, { period: next, released: next + 18 * MS_PER_HOUR, value: NaN }] }, // prettier-ignore
    { ...base, id: 'ECB-DFR', label: 'ECB deposit facility rate', group: 'policy', currency: 'EUR', ...decided([[2020, 1, -0.5], [2022, 7, 0], [2022, 9, 0.75], [2022, 12, 2], [2023, 3, 3], [2023, 9, 4], [2024, 6, 3.75], [2025, 6, 2]]) }, // prettier-ignore
    { ...base, id: 'CPI', label: 'CPI, change over a year', group: 'prices', ...released({ level: 3.1, swing: 0.7, phase: 0, day: 13, months: 1 }) }, // prettier-ignore
    { ...base, id: 'PPI', label: 'PPI, change over a year', group: 'prices', ...released({ level: 2.4, swing: 1.1, phase: 1, day: 16, months: 1 }) }, // prettier-ignore
    { ...base, id: 'GDP', label: 'Real GDP growth, annualised', group: 'growth', frequency: 'quarterly', ...released({ level: 2.2, swing: 1.4, phase: 3, day: 27, months: 3 }) }, // prettier-ignore
    { ...base, id: 'NFP', label: 'Nonfarm payrolls, change', unit: 'k', group: 'labour', ...released({ level: 160, swing: 70, phase: 2, day: 5, months: 1 }) }, // prettier-ignore
    { ...base, id: 'UNRATE', label: 'Unemployment rate', group: 'labour', basis: 'latest', ...monthly(4.1, 0.3) },
    dated({ ...base, id: 'REER-USD', label: 'Real effective exchange rate, USD', unit: 'index', group: 'exchange', basis: 'inForce', ...monthly(104, 5) }, 45 * MS_PER_DAY), // prettier-ignore
  ];
}
