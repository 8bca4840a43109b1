import { MS_PER_HOUR, type Ms } from '#core/time/ms';

/** Turns wall-clock time of one zone into instants, daylight saving included. */
export type ToUtc = (local: Ms) => Ms;

const utc: ToUtc = (local) => local;
const zones = new Map<string, ToUtc>([
  ['UTC', utc],
  ['Etc/UTC', utc],
  ['GMT', utc],
]);

/**
 * @param zone IANA name, `America/New_York`.
 * @returns a function from wall-clock time (written as if it were UTC) to the instant. An hour that the clock shows twice
 *   is read as the first; one that it skips is read as the same stretch after the jump.
 * @throws {RangeError} The zone is unknown.
 */
export function zoneToUtc(zone: string): ToUtc {
  let convert = zones.get(zone);
  if (!convert) zones.set(zone, (convert = createConverter(zone)));
  return convert;
}

function createConverter(zone: string): ToUtc {
  const offsetAt = createOffset(zone);
  return (local) => {
    const before = offsetAt(local - 24 * MS_PER_HOUR);
    const after = offsetAt(local + 24 * MS_PER_HOUR);
    if (before === after) return local - before;
    const early = local - before; // as if the change were still to come
    return offsetAt(early) === before || offsetAt(local - after) !== after ? early : local - after;
  };
}

/** Offset of local time from UTC at an instant. Zones change on the quarter of an hour at the finest: cached per quarter. */
function createOffset(zone: string): (t: Ms) => Ms {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric',
    second: 'numeric',
  }); // prettier-ignore
  const cache = new Map<number, Ms>();
  return (t) => {
    const quarter = Math.floor(t / (MS_PER_HOUR / 4));
    let offset = cache.get(quarter);
    if (offset === undefined) {
      const at = quarter * (MS_PER_HOUR / 4);
      const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
      offset =
        Date.UTC(part['year']!, part['month']! - 1, part['day'], part['hour'], part['minute'], part['second']) - at;
      if (cache.size > 100_000) cache.clear();
      cache.set(quarter, offset);
    }
    return offset;
  };
}
