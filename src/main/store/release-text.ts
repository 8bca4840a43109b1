import type { MacroRelease } from './types';

/** A macro figure that was set aside, as its row in quarantine says it. */
export const releaseText = ({ seriesId, period, released, value }: MacroRelease): string =>
  `series=${seriesId} period=${period} released=${released} value=${value}`;

/** The macro figure that a set-aside row speaks of; undefined for any other row. */
export function releaseOf(text: string): MacroRelease | undefined {
  const [, seriesId, ...figures] = /^series=(.+) period=(-?\d+) released=(NaN|-?\d+) value=(\S+)$/.exec(text) ?? [];
  if (seriesId === undefined) return undefined;
  const [period, released, value] = figures.map(Number) as [number, number, number];
  return { seriesId, period, released, value };
}

/** Which figure of unknown release a set-aside row speaks of; undefined for any other row. */
export function undatedOf(text: string): MacroRelease | undefined {
  const release = releaseOf(text);
  return release && Number.isNaN(release.released) ? release : undefined;
}
