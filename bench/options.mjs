// @ts-check
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare, inTemporaryFolder, median, seeded, time } from './lib/harness.mjs';
import { runNumpy } from './peers/numpy.mjs';
import { buildQuantlib } from './peers/quantlib.mjs';

const STRIPS = 32;
const STRIP = 8_192;
const N = STRIPS * STRIP;
const RUNS = 15;

/**
 * Chains of one forward and expiry: a day to two years, a level of 15 % to 120 % with a smile and noise, strikes in ascending order
 * over four deviations either way.
 */
function chains() {
  const random = seeded(76);
  const columns = ['forward', 'strike', 'tau', 'vol', 'rate'].map(() => new Float64Array(N));
  const [forward, strike, tau, vol, rate] = columns;
  let level = 0;
  for (let i = 0; i < N; i++) {
    const isFirst = i % STRIP === 0;
    if (isFirst) level = 0.15 * Math.exp(random() * Math.log(8));
    forward[i] = isFirst ? 20_000 + 80_000 * random() : forward[i - 1];
    tau[i] = isFirst ? Math.exp(Math.log(1 / 365) + random() * Math.log(730)) : tau[i - 1];
    rate[i] = isFirst ? 0.05 * random() : rate[i - 1];
    const z = (8 * (i % STRIP)) / STRIP - 4;
    vol[i] = level * (1 + 0.02 * z * z - 0.03 * z + 0.001 * random());
    strike[i] = forward[i] * Math.exp(level * Math.sqrt(tau[i]) * z);
  }
  return { forward, strike, tau, vol, rate };
}

/** @param {any} ours */
export async function run(ours) {
  const { forward, strike, tau, vol, rate } = chains();
  const strips = Array.from({ length: STRIPS }, (_, s) => {
    const part = (/** @type {Float64Array} */ column) => column.subarray(s * STRIP, (s + 1) * STRIP);
    const at = { forward: forward[s * STRIP], tau: tau[s * STRIP], rate: rate[s * STRIP] };
    return { ...at, strike: part(strike), vol: part(vol), price: new Float64Array(STRIP), implied: new Float64Array(STRIP) }; // prettier-ignore
  });
  const { vanna: _vanna, volga: _volga, charm: _charm, ...out } = ours.emptyOptionColumns(STRIP);
  const greeks = () => {
    for (const s of strips) ours.black76Greeks('call', s.forward, s.strike, s.tau, s.rate, s.vol, out);
  };
  const implied = () => {
    for (const s of strips) ours.impliedVols('call', s.forward, s.strike, s.tau, s.price, s.implied);
  };
  for (const s of strips)
    s.strike.forEach((strike, i) => (s.price[i] = value(ours, s.forward, strike, s.vol[i] * Math.sqrt(s.tau))));
  const rate6 = N / 1_000 / (await time(greeks, { runs: RUNS }));
  const rateIv = N / 1_000 / (await time(implied, { runs: RUNS }));

  return inTemporaryFolder(async (folder) => {
    const file = join(folder, 'options.bin');
    const answers = join(folder, 'vols.bin');
    const prices = Float64Array.from(strips.flatMap((s) => [...s.price]));
    writeFileSync(file, Buffer.concat([forward, strike, tau, vol, rate, prices].map((c) => new Uint8Array(c.buffer))));
    const binary = buildQuantlib();
    const quantlib = binary && JSON.parse(execFileSync(binary, [file, answers, String(N), String(RUNS)]).toString());
    const numpy = runNumpy('options_numpy.py', [file, N, STRIP, RUNS]);
    const what = 'price + 5 greeks, one core';
    const found = new Float64Array(N);
    strips.forEach((s, i) => found.set(s.implied, i * STRIP));
    const missed = misses(found, { forward, strike, tau, vol, prices });
    const theirs = quantlib && misses(new Float64Array(new Uint8Array(readFileSync(answers)).buffer), { forward, strike, tau, vol, prices }); // prettier-ignore
    return [
      compare({ what, unit: 'M options/s', ours: rate6, peer: 'QuantLib BlackCalculator', theirs: quantlib ? N / 1_000 / median(quantlib.price) : null, goal: 5 }), // prettier-ignore
      compare({ what, unit: 'M options/s', ours: rate6, peer: 'numpy + scipy in chunks', theirs: numpy ? N / 1_000 / numpy.ms : null, goal: 1.4 }), // prettier-ignore
      compare({
        what: 'implied volatility, one core',
        unit: 'M/s',
        ours: rateIv,
        peer: 'QuantLib LiRS',
        theirs: quantlib ? N / 1_000 / median(quantlib.implied) : null,
        goal: 1.6,
        note: `misses: ${missed} of ${N}${theirs === undefined ? '' : `, theirs ${theirs}`}`,
      }),
    ];
  });
}

/** Undiscounted call to its last digits. @param {any} ours @param {number} f @param {number} k @param {number} s σ√τ */
function value(ours, f, k, s) {
  const x = Math.abs(f - k) < 0.5 * k ? Math.log1p((f - k) / k) : Math.log(f / k);
  const d1 = x / s + 0.5 * s;
  const density = Math.exp(-0.5 * d1 * d1) / Math.sqrt(2 * Math.PI);
  return Math.max(f - k, 0) + f * density * ours.millsGap(Math.abs(x) / s, 0.5 * s);
}

/**
 * Volatilities farther off than twenty times what the last digit of the price leaves open.
 * @param {Float64Array} found
 * @param {Record<'forward' | 'strike' | 'tau' | 'vol' | 'prices', Float64Array>} options
 */
function misses(found, { forward, strike, tau, vol, prices }) {
  let count = 0;
  for (let i = 0; i < N; i++) {
    const root = Math.sqrt(tau[i]);
    const d1 = Math.log(forward[i] / strike[i]) / (vol[i] * root) + 0.5 * vol[i] * root;
    const vega = (forward[i] * root * Math.exp(-0.5 * d1 * d1)) / Math.sqrt(2 * Math.PI);
    const open = (prices[i] * Number.EPSILON) / (vega * vol[i]);
    if (!(Math.abs(found[i] / vol[i] - 1) <= 20 * Math.max(open, Number.EPSILON))) count++;
  }
  return count;
}
