import { MS_PER_DAY } from '../../time/ms';
import type { DrawnPoint, PathSet, PathSpec } from '../simulation';
import { signalsOf, type PathStart } from './monte-carlo';

type Drawn = Extract<PathSpec, { readonly kind: 'drawn' }>;

/**
 * A line through points: straight between them in the logarithm, of the spot and of the volatility. Between a point that says what
 * volatility does and one that does not it holds; where no point says it, it moves by the rule of the start. Before the first point and after the last the line is flat.
 * @throws {RangeError} the line is shorter than a step.
 */
export function drawnPath({ points, step }: Drawn, start: PathStart): PathSet {
  const last = points[points.length - 1];
  const steps = Math.floor(((last?.day ?? 0) * MS_PER_DAY) / step + 1e-9);
  if (steps < 1) throw new RangeError('the line is shorter than a step');
  const days = Float64Array.from({ length: steps + 1 }, (_, k) => (k * step) / MS_PER_DAY);
  const first = points[0];
  const spot = days.map((day) => (start.spot * lineAt(points, day, ({ spot: x }) => x)) / first.spot);
  // The market of the start is the one that is: a line may not begin elsewhere.
  const isSaid = points.some(({ vol: x }) => x !== null);
  const move = (day: number, k: number): number =>
    isSaid ? lineAt(points, day, heldVol(points)) : (spot[k] / start.spot) ** -start.volBeta;
  const vol = days.map((day, k) => (k === 0 ? start.vol : start.vol * move(day, k)));
  const levels = start.volatility && signalsOf(start.volatility, vol, start.vol);
  return {
    ...{ start: start.t, step, steps, paths: 1, spot, vol },
    ...{ volatility: levels?.volatility, slope: levels?.slope },
    ...{ skew: undefined, exhaustion: undefined, ivOverRealized: undefined, funding: undefined },
    source: 'a line drawn by hand',
    modelled: start.volatility ? ['futures of the volatility index', 'slope of its curve'] : [],
  };
}

/** Multiple of a point: its own, or the last that was said before it; 1 before any. */
const heldVol = (points: readonly DrawnPoint[]) => (point: DrawnPoint): number => {
  for (let i = points.indexOf(point); i >= 0; i--) if (points[i].vol !== null) return points[i].vol!;
  return 1;
}; // prettier-ignore

function lineAt(points: readonly DrawnPoint[], day: number, pick: (point: DrawnPoint) => number): number {
  const after = points.findIndex((point) => point.day >= day);
  if (after === 0) return pick(points[0]);
  if (after < 0) return pick(points[points.length - 1]);
  const [a, b] = [points[after - 1], points[after]];
  const share = (day - a.day) / (b.day - a.day);
  return Math.exp((1 - share) * Math.log(pick(a)) + share * Math.log(pick(b)));
}
