import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type { SourceContext } from '../../source';
import { readColumns, rowsAt } from '../payload';
import { lookUpOnce } from '../venue-source';
import { intervalName, venue } from './api';
import { instruments } from './instruments';

/** The venue opened in this year under its name of then. */
const OPENED: Ms = Date.UTC(2017, 0, 1);
const MOST = 300;

const held = lookUpOnce(() => Promise.resolve(new Map<string, Promise<Ms>>()));

/** The first day of an instrument: that of its listing, or of its first daily bar where the venue does not tell of one. */
export async function firstDay(instrument: string, context: SourceContext): Promise<Ms> {
  const known = (await instruments(context)).get(instrument);
  if (known && known.listed !== null) return Math.floor(known.listed / MS_PER_DAY) * MS_PER_DAY;
  const days = await held(context);
  const day = days.get(instrument) ?? findFirstDay(instrument, context);
  days.set(instrument, day);
  try {
    return await day;
  } catch (error) {
    days.delete(instrument);
    throw error;
  }
}

/** A few answers of daily bars instead of thousands of empty ones of minutes. */
async function findFirstDay(instId: string, context: SourceContext): Promise<Ms> {
  const now = context.now();
  for (let from = OPENED; from < now; from += MOST * MS_PER_DAY) {
    const params = { instId, bar: intervalName(MS_PER_DAY), before: from - 1, after: from + MOST * MS_PER_DAY, limit: MOST }; // prettier-ignore
    // that there is nothing is only believed when it is said twice
    for (let times = 0; times < 2; times++) {
      const rows = rowsAt(await venue.read('publicGetMarketHistoryCandles', params, context), 'data');
      const { t } = readColumns('metric', rows, { t: 0, value: 4 });
      const first = t.filter((at) => at >= from && at < from + MOST * MS_PER_DAY).sort()[0];
      if (first !== undefined) return first;
    }
  }
  return OPENED;
}
