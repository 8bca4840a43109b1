/**
 * Black-76 for the sample chains only (the workstation's own pricer is another module). Undiscounted, forward fixed.
 * @source Black (1976); normal distribution after Hart (1968) as in West (2005), |error| < 1e-15.
 */
export interface Black {
  /** Undiscounted call value [quote]. */
  call: number;
  /** N(d1), N(d2). */
  nd1: number;
  nd2: number;
  /** Per 1.00 of volatility [quote]. */
  vega: number;
  gamma: number;
}

const INVERSE_ROOT_2PI = 0.3989422804014327;

/** @param tau years, > 0. @param out is overwritten and returned. */
export function black76(forward: number, strike: number, tau: number, volatility: number, out: Black): Black {
  const deviation = volatility * Math.sqrt(tau);
  const d1 = Math.log(forward / strike) / deviation + deviation / 2;
  const density = INVERSE_ROOT_2PI * Math.exp(-0.5 * d1 * d1);
  out.nd1 = normalCdf(d1);
  out.nd2 = normalCdf(d1 - deviation);
  out.call = Math.max(0, forward - strike, forward * out.nd1 - strike * out.nd2);
  out.vega = forward * density * Math.sqrt(tau);
  out.gamma = density / (forward * deviation);
  return out;
}

/** P(Z ≤ x). */
export function normalCdf(x: number): number {
  const z = Math.abs(x);
  if (z > 37) return x > 0 ? 1 : 0;
  const e = Math.exp((-z * z) / 2);
  let tail: number;
  if (z < 7.07106781186547) {
    let a = 3.52624965998911e-2 * z + 0.700383064443688;
    a = a * z + 6.37396220353165;
    a = a * z + 33.912866078383;
    a = a * z + 112.079291497871;
    a = a * z + 221.213596169931;
    a = a * z + 220.206867912376;
    let b = 8.83883476483184e-2 * z + 1.75566716318264;
    b = b * z + 16.064177579207;
    b = b * z + 86.7807322029461;
    b = b * z + 296.564248779674;
    b = b * z + 637.333633378831;
    b = b * z + 793.826512519948;
    b = b * z + 440.413735824752;
    tail = (e * a) / b;
  } else {
    const c = z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65))));
    tail = e / (c * 2.506628274631);
  }
  return x > 0 ? 1 - tail : tail;
}
