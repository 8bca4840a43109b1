/**
 * Tables of a 256-layer ziggurat: layer edges `x`, the density there `y`, all layers of equal area.
 * @source Marsaglia, Tsang (2000) "The ziggurat method for generating random variables"; constants for 256 layers.
 */
export interface Ziggurat {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Start of the tail. */
  readonly r: number;
}

const LAYERS = 256;

function build(r: number, area: number, density: (x: number) => number, inverse: (y: number) => number): Ziggurat {
  const x = new Float64Array(LAYERS + 1);
  const y = new Float64Array(LAYERS + 1);
  x[0] = area / density(r); // the base layer holds the tail: wider than r
  x[1] = r;
  y[1] = density(r);
  for (let i = 2; i < LAYERS; i++) {
    y[i] = y[i - 1] + area / x[i - 1];
    x[i] = inverse(y[i]);
  }
  x[LAYERS] = 0;
  y[LAYERS] = 1;
  return { x, y, r };
}

/** Density exp(−x²/2). */
export const NORMAL_ZIGGURAT = build(
  3.654152885361009,
  0.004928673233974655,
  (x) => Math.exp(-0.5 * x * x),
  (y) => Math.sqrt(-2 * Math.log(y)),
);

/** Density exp(−x). */
export const EXPONENTIAL_ZIGGURAT = build(
  7.69711747013105,
  0.003949659822581557,
  (x) => Math.exp(-x),
  (y) => -Math.log(y),
);
