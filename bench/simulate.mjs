// @ts-check
import { atMost, seeded, time } from './lib/harness.mjs';

const PATHS = 10_000;
const STEPS = 90;
const DAY = 86_400_000;
const START = Date.UTC(2025, 9, 1);

/** @param {string} kind @param {number} ratio @param {number} delta */
const option = (kind, ratio, delta, on = 'asset') => ({ kind, on, ratio, strike: { by: 'delta', value: delta } });

const ALWAYS = { kind: 'always' };
const RAMP = { kind: 'ramp', signal: 'volatility', from: 13, to: 17 };
const HYSTERESIS = { kind: 'hysteresis', signal: 'volatility', on: 40, off: 30 };

/** @param {string} id @param {any[]} legs @param {object} given */
const layer = (id, legs, given = {}) => ({
  id,
  name: id,
  enabled: true,
  structure: 'put',
  legs,
  tenor: { targets: [30], least: 7, most: 400, monthlyOnly: true, calendar: 'crypto' },
  size: { by: 'exposure', ratio: 0.5 },
  gate: { gate: ALWAYS, reads: 'roll' },
  adaptation: { skew: 0, slope: 0, exhaustion: 0, least: 0, most: 2, rich: null, inverted: null },
  roll: { daysBefore: 5, every: 0 },
  monetisation: { kind: 'none' },
  caps: { premiumPerYear: 0.1, notional: null },
  ...given,
});

/** @param {number[]} targets */
const ladder = (targets, calendar = 'crypto') => ({ targets, least: 7, most: 400, monthlyOnly: true, calendar });
const MULTIPLES = { kind: 'multiples', steps: [{ at: 3, sell: 0.5 }, { at: 5, sell: 0.5 }, { at: 8, sell: 1 }] }; // prettier-ignore

const LAYERS = [
  layer('put', [option('put', 1, 0.25)], { gate: { gate: RAMP, reads: 'roll' } }),
  layer('put ladder', [option('put', 1, 0.1)], { tenor: ladder([30, 60, 90]), monetisation: MULTIPLES }),
  layer('spread ladder', [option('put', 1, 0.3), option('put', -1, 0.1)], { tenor: ladder([30, 60, 90]) }),
  layer('ratio spread', [option('put', -1, 0.3), option('put', 2, 0.1)]),
  layer('collar', [option('put', 1, 0.25), option('call', -1, 0.25)]),
  layer('condor', [option('put', 1, 0.05), option('put', -1, 0.2), option('call', -1, 0.2), option('call', 1, 0.05)]),
  layer('volatility call', [option('call', 1, 0.5, 'volatility')], { tenor: ladder([30, 110, 220], 'vix'), size: { by: 'premium', share: 0.002 }, monetisation: { kind: 'band', above: 0.05, to: 0.03 } }), // prettier-ignore
  layer('perpetual', [{ kind: 'future', on: 'asset', ratio: -1 }], { structure: 'perpetual', size: { by: 'exposure', ratio: 0.2 }, gate: { gate: HYSTERESIS, reads: 'step' } }), // prettier-ignore
];

const PLAN = {
  name: 'bench',
  asset: 'BTC',
  positions: [],
  layers: LAYERS,
  beta: { benchmark: 'basket', window: 90, halfLife: null, shrink: false, downside: false },
  surface: { dynamics: 'stickyDelta', volBeta: 0, parallel: false },
  costs: { crossed: 1, optionSpread: 0.05, leastVolSpread: 0.01, linearSpread: 0.0002, optionFee: 0.0003, optionFeeCap: 0.125, linearFee: 0.0005 }, // prettier-ignore
  capital: { margin: 200_000, reserve: 100_000, credit: { limit: 100_000, rate: 0.1, haircut: 0.5 }, synthetic: { share: 0.3, rate: 0.08 }, requirement: { by: 'maintenance', share: 0.1 }, repayAbove: 0.5, forcedSlippage: 0.01 }, // prettier-ignore
  budget: 0.05,
};

const position = (
  /** @type {string} */ kind,
  /** @type {number} */ quantity,
  /** @type {number} */ price,
  /** @type {number} */ beta,
) => ({
  // prettier-ignore
  position: { id: kind, label: kind, kind, instrument: null, quantity, price, option: null, beta },
  price,
  beta,
});
const POSITIONS = [position('spot', 10, 100_000, 1), position('perpetual', 500, 3_000, 1.4), position('cash', 200_000, 1, 0)]; // prettier-ignore

function pathSet() {
  const random = seeded(3);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const n = (STEPS + 1) * PATHS;
  const [spot, vol, volatility, funding] = [0, 0, 0, 0].map(() => new Float64Array(n));
  for (let i = 0; i < n; i++) {
    const isStart = i < PATHS;
    const [z, w] = isStart ? [0, 0] : [normal(), normal()];
    spot[i] = isStart ? 100_000 : spot[i - PATHS] * Math.exp(0.03 * z);
    vol[i] = isStart ? 0.5 : Math.exp(0.95 * Math.log(vol[i - PATHS] / 0.5) - 0.03 * z + 0.03 * w) * 0.5;
    volatility[i] = 100 * vol[i];
    funding[i] = 0.0001;
  }
  return { start: START, step: DAY, steps: STEPS, paths: PATHS, spot, vol, volatility, slope: undefined, skew: undefined, exhaustion: undefined, ivOverRealized: undefined, funding, source: 'bench', modelled: [] }; // prettier-ignore
}

/**
 * A layered hedge carried through many paths of one thread: every leg marked daily with its greeks, gates, rolls, costs and capital.
 * @param {any} ours
 */
export async function run(ours) {
  const slices = [7, 30, 90, 180].map((days) => ({
    tau: days / 365,
    svi: { a: (0.2 * days) / 365, b: 0.08 * Math.sqrt(days / 365), rho: -0.3, m: 0, sigma: 0.1 },
  }));
  const nothing = NaN;
  const market = {
    t: START,
    spot: 100_000,
    carry: 0.05,
    surface: ours.VolSurface.of(slices, false),
    volatility: { level: 50, longRun: 55, speed: 4, volOfVol: 0.9 },
    signals: { volatility: 50, slope: nothing, skew: nothing, exhaustion: nothing, ivOverRealized: nothing, drawdown: nothing }, // prettier-ignore
    listed: [],
  };
  const paths = pathSet();
  /** @type {any} */
  let last;
  const ms = await time(() => (last = ours.simulate(PLAN, market, POSITIONS, paths)), { runs: 3, warm: 1 });
  const opened = last.layers.reduce((/** @type {number} */ sum, /** @type {any} */ of) => sum + of.opened, 0);
  return [
    atMost({
      what: 'a hedge of 8 layers over 10,000 paths of 90 days, one thread',
      unit: 's',
      ours: ms / 1_000,
      most: 5,
      note: `${opened.toFixed(1)} openings a path`,
    }),
  ];
}
