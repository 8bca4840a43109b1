import type { GateSignal } from '#core/hedge/types';
import { formatNumber, formatPercent } from '../../../lib/format';

interface SignalWords {
  /** In a list of choices. */
  readonly title: string;
  /** Beside its value. */
  readonly short: string;
  readonly definition: string;
  /** What has to be stored before it is known. */
  readonly needs: string;
  readonly unit: string;
  /** Of what a person types and reads for one of what is stored: 100 where percent is shown. */
  readonly scale: number;
  readonly step: number;
  readonly print: (value: number) => string;
}

const decimals =
  (n: number) =>
  (value: number): string =>
    formatNumber(value, { decimals: n });

/** What a gate can read, in words (method.md, sections 4 and 5). */
export const SIGNALS: Readonly<Record<GateSignal, SignalWords>> = {
  volatility: {
    title: 'Volatility, 30 d',
    short: 'vol',
    definition: '30-day constant-maturity forward of the volatility index, in points.',
    needs: 'a volatility index or an option chain',
    unit: 'points',
    scale: 1,
    step: 0.5,
    print: decimals(1),
  },
  slope: {
    title: 'Slope of the term structure',
    short: 'slope',
    definition: 'Volatility of the front over that of the back, less 1: above 0 the curve is inverted.',
    needs: 'volatility at two tenors: an option chain',
    unit: '%',
    scale: 100,
    step: 1,
    print: (value) => formatPercent(value, { sign: true }),
  },
  skew: {
    title: 'Skew z',
    short: 'z skew',
    definition: 'Robust z of the 25-delta risk reversal over 90 days; above 0 puts are dearer than usual.',
    needs: '90 days of option chains',
    unit: '',
    scale: 1,
    step: 0.1,
    print: decimals(2),
  },
  exhaustion: {
    title: 'Exhaustion',
    short: 'exhaustion',
    definition: 'How far the last cascade has worn itself out, from 0 to 1.',
    needs: 'liquidations and bars after a cascade',
    unit: '',
    scale: 1,
    step: 0.05,
    print: decimals(2),
  },
  ivOverRealized: {
    title: 'Implied over realised',
    short: 'IV/RV',
    definition: 'Volatility of 30 days at the money over the realised volatility of the last 30 days.',
    needs: '30 days of bars and a volatility index or an option chain',
    unit: '',
    scale: 1,
    step: 0.05,
    print: decimals(2),
  },
  drawdown: {
    title: 'Drawdown',
    short: 'drawdown',
    definition: 'Fall of the asset from its highest close, as a share of it.',
    needs: 'bars of the asset',
    unit: '%',
    scale: 100,
    step: 1,
    print: (value) => formatPercent(value),
  },
};
