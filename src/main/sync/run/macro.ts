import type { Ms } from '#core/time/ms';
import type { MacroRelease } from '#main/store/types';
import { checkTime, type Finding } from '../importers/validate/checks';

/**
 * Releases that can be right. A period may lie in the future (a projection, a calendar), and so may a release without a
 * value; a figure that is out before it is released does not exist.
 */
export function checkMacro(
  releases: readonly MacroRelease[],
  sourceNow: Ms,
  reject: (t: Ms, finding: Finding, text: string) => void,
): readonly MacroRelease[] {
  return releases.filter((release) => {
    const { seriesId, period, released, value } = release;
    const early =
      Number.isNaN(value) || Number.isNaN(released) ? undefined : checkTime(released, sourceNow, 'released');
    const finding = checkTime(period, Number.POSITIVE_INFINITY, 'period') ?? early;
    if (finding) reject(period, finding, `series=${seriesId} period=${period} released=${released} value=${value}`);
    return !finding;
  });
}
