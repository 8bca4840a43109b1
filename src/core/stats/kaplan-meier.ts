import { normQuantile } from '../math/special';
import { lastIndexAtOrBefore } from '../series/search';

/** Survival curve, one row per distinct event time, ascending; all columns of one length. */
export interface SurvivalCurve {
  /** In the unit of the times given. */
  readonly time: Float64Array;
  /** Share that survives beyond `time`; it holds until the next row. */
  readonly survival: Float64Array;
  /** Bounds of `survival`; NaN from where nobody survives. */
  readonly lo: Float64Array;
  readonly hi: Float64Array;
  /** How many were under observation just before `time`. */
  readonly atRisk: Float64Array;
  readonly events: Float64Array;
}

/**
 * Kaplan-Meier curve with Greenwood's variance and the log(−log) interval, which stays inside [0, 1].
 * The interval takes subjects as independent: where they come in clusters it is too narrow.
 * @param time     shape (n), from the start to the event or to the end of observation, ≥ 0.
 * @param observed shape (n), 1 = the event happened at `time`, 0 = censored there (after the events of the same time).
 * @param level    of the interval, in (0, 1).
 * @throws {RangeError} shapes differ, a time is negative or NaN, or level is outside.
 * @source Kaplan, Meier (1958); Kalbfleisch, Prentice (1980). As R's survfit(conf.type = "log-log").
 */
export function kaplanMeier(time: Float64Array, observed: Uint8Array, level = 0.95): SurvivalCurve {
  const n = time.length;
  if (observed.length !== n) throw new RangeError(`shapes ${n}, ${observed.length}`);
  if (!(level > 0 && level < 1)) throw new RangeError(`level=${level}`);
  for (const t of time) if (!(t >= 0)) throw new RangeError(`time=${t}`);

  const order = Uint32Array.from(time.keys()).sort((i, j) => time[i] - time[j]);
  const z = normQuantile((1 + level) / 2);
  const rows: number[][] = [];
  let survival = 1;
  let greenwood = 0;
  for (let i = 0; i < n;) {
    const t = time[order[i]];
    const atRisk = n - i;
    let events = 0;
    for (; i < n && time[order[i]] === t; i++) if (observed[order[i]]) events++;
    if (events === 0) continue;
    survival *= (atRisk - events) / atRisk;
    greenwood += events / (atRisk * (atRisk - events));
    const power = Math.exp((z * Math.sqrt(greenwood)) / -Math.log(survival));
    rows.push([t, survival, survival ** power, survival ** (1 / power), atRisk, events]);
  }
  const column = (k: number): Float64Array => Float64Array.from(rows, (row) => row[k]);
  return { time: column(0), survival: column(1), lo: column(2), hi: column(3), atRisk: column(4), events: column(5) };
}

/**
 * Share that survives beyond t: 1 before the first event. After the last event it holds, although nobody may have been
 * observed that long: the caller knows how far its data go.
 */
export function survivalAt(curve: Pick<SurvivalCurve, 'time' | 'survival'>, t: number): number {
  if (Number.isNaN(t)) return NaN;
  const i = lastIndexAtOrBefore(curve.time, t);
  return i < 0 ? 1 : curve.survival[i];
}
