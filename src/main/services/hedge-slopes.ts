import type { KnownPoints } from '#core/evidence/types';
import type { PathSpec } from '#core/hedge/simulation';
import type { HedgePlan } from '#core/hedge/types';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import { BallastError } from '../errors';
import type { Connections } from './connections';
import type { HedgeSourcePlan } from './hedge-sources';
import { orNull, type Options } from './options';

/** Tenors of the slope [days]. */
const [FRONT, BACK] = [30, 90];
/** A slope lives so long: one of before the first step counts there. */
const BEFORE: Ms = 5 * MS_PER_DAY;
/** Of a longer span a history would keep a capture a week, and between them the slope would not be known. */
const PIECE: Ms = 390 * MS_PER_DAY;

const asksForSlope = ({ layers }: HedgePlan): boolean =>
  layers.some(
    ({ enabled, gate: { gate }, adaptation: { slope, inverted } }) =>
      enabled && (slope !== 0 || inverted !== null || (gate.kind !== 'always' && gate.signal === 'slope')),
  );

/**
 * Slopes of the stored chain at its captures, where a plan asks for them along recorded moves and no index of 93 days says them:
 * each capture has to be fitted, which takes seconds the first time. Undefined: not asked for, or no chain.
 * @throws {BallastError} `cancelled`.
 */
export async function chainSlopes(
  { reader }: Connections,
  history: Options['history'],
  { sources }: HedgeSourcePlan,
  { plan, path }: { readonly plan: HedgePlan; readonly path: PathSpec },
  until: Ms | undefined,
  signal: AbortSignal,
): Promise<KnownPoints | undefined> {
  const isRecorded = path.kind === 'history' || path.kind === 'analog';
  if (!isRecorded || !sources.chain || sources.back !== undefined || !asksForSlope(plan)) return undefined;
  const end = Math.min(path.kind === 'history' ? path.to : path.from + path.days * MS_PER_DAY, until ?? Infinity);
  const { knownLag } = reader().getSeries(sources.chain.id)!;
  const known: number[] = [];
  const value: number[] = [];
  for (let from = path.from - BEFORE; from < end; from += PIECE) {
    const asOf = Math.min(end, from + PIECE);
    const query = { instrument: sources.asset.instrument, asOf, span: asOf - from };
    let found = await orNull(() => history(query));
    while (found && found.pending > 0) {
      if (signal.aborted) throw new BallastError('cancelled', 'Cancelled.');
      found = await history(query);
    }
    const slope = found?.columns.slopes.find(({ front, back }) => front === FRONT && back === BACK);
    // A chain that ended before answers with its last captures again.
    found?.columns.t.forEach((t, i) => {
      if (!slope || t + knownLag <= (known.at(-1) ?? -Infinity)) return;
      known.push(t + knownLag);
      value.push(slope.value[i]!);
    });
  }
  return known.length === 0 ? undefined : { known: Float64Array.from(known), value: Float64Array.from(value) };
}
