import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type { SourceContext } from '../../source';
import { lookUpOnce } from '../venue-source';
import { askCandles, MOST } from './candles';

/** Nothing of the venue is older. */
const OPENED: Ms = Date.UTC(2015, 0, 1);

const known = lookUpOnce(() => Promise.resolve(new Map<string, Promise<Ms>>()));

/** First day on which a pair was traded, by its daily bars: the venue does not say it otherwise. */
export async function firstDay(instrument: string, context: SourceContext): Promise<Ms> {
  const days = await known(context);
  let day = days.get(instrument);
  if (!day) {
    day = find(instrument, context);
    days.set(instrument, day);
    day.catch(() => days.delete(instrument));
  }
  return day;
}

/** A few answers of daily bars instead of thousands of empty ones of minutes. */
async function find(instrument: string, context: SourceContext): Promise<Ms> {
  const now = context.now();
  const step = MOST * MS_PER_DAY;
  for (let from = OPENED; from < now; from += step)
    // that there is nothing is only believed when it is said twice
    for (let times = 0; times < 2; times++) {
      const { t } = await askCandles(instrument, MS_PER_DAY, { from, to: Math.min(from + step, now) }, context);
      if (t.length > 0) return t.reduce((first, at) => Math.min(first, at), Infinity);
    }
  return OPENED;
}
