import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '../time/ms';
import { lastWeekday, msToCivil, weekday } from '../time/calendar';

const FRIDAY = 5;
const EXPIRY_HOUR = 8 * MS_PER_HOUR;

/**
 * The six listed expiries at an instant, ascending, all at 08:00 UTC on Fridays: two weekly ones, the next two month ends and the
 * next two quarter ends that are not among them.
 * @param minimum least time to expiry of the first [ms].
 */
export function listedExpiries(t: Ms, minimum: Ms): Ms[] {
  const chosen: Ms[] = [];
  let day = Math.floor((t + minimum) / MS_PER_DAY) * MS_PER_DAY;
  while (weekday(day) !== FRIDAY || day + EXPIRY_HOUR < t + minimum) day += MS_PER_DAY;
  chosen.push(day + EXPIRY_HOUR, day + 7 * MS_PER_DAY + EXPIRY_HOUR);
  const { year, month } = msToCivil(t);
  const addMonths = (every: number): void => {
    for (let ahead = 0, added = 0; added < 2; ahead++) {
      if ((month + ahead) % every !== 0) continue;
      const expiry = lastWeekday(year, month + ahead, FRIDAY) + EXPIRY_HOUR;
      if (expiry < chosen[0] || chosen.includes(expiry)) continue;
      chosen.push(expiry);
      added++;
    }
  };
  addMonths(1);
  addMonths(3);
  return chosen.sort((a, b) => a - b);
}
