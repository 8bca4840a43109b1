import type { Rng } from '../random/rng';
import { MS_PER_MINUTE } from '../time/ms';
import type { MacroSurprise } from './macro';
import { MINUTE_ERA, SAMPLE_MINUTES, SAMPLE_START } from './timeline';
import { BLOCK_MINUTES, BLOCKS } from './volatility';

/** What reaches a market from outside: it knows nothing of positions. */
export interface ExogenousPath {
  /** Drift per minute [log], shape (SAMPLE_MINUTES). */
  readonly drift: Float32Array;
  /** Extra log volatility per block, shape (BLOCKS). */
  readonly kick: Float32Array;
}

const MINUTES_PER_YEAR = 525_600;
/** No news before: baselines need a quiet start. */
const QUIET_START = 14 * 1_440;
/** The last months are a lively time: there is something to see on the finest bars. */
const LIVELY_FROM = MINUTE_ERA - 20 * 1_440;
const LIVELY = 1.6;
const SLOW_SPAN = 6 * 1_440;

/**
 * News arrives at random, more bad than good; most of it within minutes. It is under- or overstated at first: what follows over the
 * next hours or days has a sign of its own, known to nobody at the time.
 * @param perYear mean number a year. @param size typical absolute log return. @param surprises dated news on top.
 */
export function exogenousPath(
  rng: Rng,
  perYear: number,
  size: number,
  surprises: readonly MacroSurprise[] = [],
): ExogenousPath {
  const path = { drift: new Float32Array(SAMPLE_MINUTES), kick: new Float32Array(BLOCKS) };
  let minute = QUIET_START;
  for (;;) {
    const wait = (rng.exponential() + rng.exponential()) / 2; // less clumped than a Poisson stream
    const often = minute < LIVELY_FROM ? perYear : LIVELY * perYear;
    minute += Math.ceil((wait * MINUTES_PER_YEAR) / often);
    if (minute >= SAMPLE_MINUTES) break;
    const sign = rng.uniform() < 0.66 ? -1 : 1;
    addNews(path, rng, minute, sign * size * Math.exp(0.35 * rng.normal()), 2 + rng.below(8));
  }
  for (const { released, surprise } of surprises) {
    const at = Math.round((released - SAMPLE_START) / MS_PER_MINUTE);
    if (at > QUIET_START) addNews(path, rng, at, -0.0045 * surprise, 1 + rng.below(4));
  }
  return path;
}

function addNews(path: ExogenousPath, rng: Rng, minute: number, move: number, duration: number): void {
  const { drift, kick } = path;
  const end = Math.min(minute + duration, SAMPLE_MINUTES);
  for (let i = minute; i < end; i++) drift[i] += move / duration;

  const halfLife = 60 * Math.exp(1.5 + 1.0 * rng.normal()); // hours to days
  const slow = 0.75 * Math.abs(move) * rng.normal();
  const keep = 2 ** (-1 / halfLife);
  let step = slow * (1 - keep);
  for (let i = end; i < Math.min(end + SLOW_SPAN, SAMPLE_MINUTES); i++) {
    drift[i] += step;
    step *= keep;
  }

  const block = Math.ceil(minute / BLOCK_MINUTES); // never before the news
  let extra = Math.min(0.9, 14 * Math.abs(move));
  const fade = 2 ** (-BLOCK_MINUTES / (60 * Math.exp(2 + 0.6 * rng.normal())));
  for (let i = block; i < BLOCKS && extra > 0.01; i++) {
    kick[i] += extra;
    extra *= fade;
  }
}
