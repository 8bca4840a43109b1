import type { IndicesReply, SurfaceHistory } from '#shared/options';
import type { TextGrid } from '#shared/csv';
import { exact, isoTime } from '../shared/options/exact';
import type { Slice } from './slices';

/** Every quote of a smile with its fit. */
export function smileGrid({ expiry, key, points }: Slice): TextGrid {
  return [
    ['expiry', 'type', 'strike', 'log moneyness', 'bid iv', 'iv', 'ask iv', 'fitted iv'],
    ...points.map((one) => [
      Number.isFinite(expiry) ? isoTime(expiry) : key,
      one.type,
      ...[one.strike, one.k, one.bidIv, one.iv, one.askIv, one.fitted].map(exact),
    ]),
  ];
}

/** Level, risk reversal and butterfly of every constant maturity at each capture, and the slopes. */
export function historyGrid({ columns }: SurfaceHistory): TextGrid {
  const { t, maturities, slopes, volatilityIndex } = columns;
  if (t.length === 0) return [];
  return [
    [
      'time',
      ...maturities.flatMap(({ days }) => [`atm ${days} d`, `rr25 ${days} d`, `fly25 ${days} d`]),
      ...slopes.map(({ front, back }) => `slope ${front}/${back} d`),
      'model-free 30 d',
    ],
    ...Array.from(t, (at, i) => [
      isoTime(at),
      ...maturities.flatMap((one) => [one.atm, one.riskReversal, one.butterfly].map((column) => exact(column[i]!))),
      ...slopes.map(({ value }) => exact(value[i]!)),
      exact(volatilityIndex[i]!),
    ]),
  ];
}

/** Values of every index, a row each. */
export function indexGrid({ own, equity }: IndicesReply): TextGrid {
  const all = [...(own ? [own] : []), ...equity];
  return [
    ['index', 'known', 'volatility'],
    ...all.flatMap(({ instrument, t, value }) => Array.from(t, (at, i) => [instrument, isoTime(at), exact(value[i]!)])),
  ];
}
