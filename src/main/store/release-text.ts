import type { MacroRelease } from './types';

/** A macro figure that was set aside, as its row in quarantine says it. */
export const releaseText = ({ seriesId, period, released, value }: MacroRelease): string =>
  `series=${seriesId} period=${period} released=${released} value=${value}`;

/** Which figure of unknown release a set-aside row speaks of; undefined for any other row. */
export function undatedOf(text: string): { readonly seriesId: string; readonly period: number } | undefined {
  const [, seriesId, period] = /^series=(.+) period=(-?\d+) released=NaN value=\S+$/.exec(text) ?? [];
  return seriesId === undefined ? undefined : { seriesId, period: Number(period) };
}
