import type { Ms } from '../time/ms';

/**
 * How the instants of a series are known.
 * - `released`: each figure carries its own release, revisions theirs: point-in-time.
 * - `inForce`: never revised, and known at the latest so long after its stamp (a policy rate in force, a close): safe to read as of an instant.
 * - `latest`: periods and the newest vintage alone. Where point-in-time is required it is refused, with the reason.
 */
export type MacroBasis = 'released' | 'inForce' | 'latest';

/** A figure of a period as one release had it. NaN `released`: not told; NaN `value`: scheduled only. */
export interface Vintage {
  /** Start of the reference period. */
  readonly period: Ms;
  readonly released: Ms;
  readonly value: number;
}

/** What a series said at an instant, and against what. Figures in the unit of the series, NaN where unknown. */
export interface MacroState {
  readonly period: Ms;
  readonly value: number;
  /** Since when the value is known: its release, or the latest instant at which it was. */
  readonly known: Ms;
  /** What was first told of the same period; another value means that it was revised. */
  readonly first: number;
  /** Of the period before, as known at the same instant. */
  readonly previous: number;
  readonly change: number;
  /** Against the same period a year before. */
  readonly yearChange: number;
  /** Expected for this period by the last consensus before the release. */
  readonly consensus: number;
  /** First print less consensus. */
  readonly surprise: number;
  /** `surprise` in robust standard deviations of the surprises before it. */
  readonly surpriseZ: number;
  /** Sign of `change`; null where it is not known. */
  readonly direction: 'up' | 'down' | 'unchanged' | null;
}
