import type { Ms } from '#core/time/ms';

/** An instant that a reply tells of, and from when what it tells could be known. */
export interface Sighting {
  readonly path: string;
  readonly known: Ms;
}

export interface WitnessOptions {
  /** No instant of the stored market lies after it: any number between the clock and here is taken for one. */
  readonly end: Ms;
  /** How long after its stamp a row could be known, by its place in the reply. Default: at once. */
  readonly lagOf?: (path: string) => Ms;
}

/** Dates that are no records: when a contract ends is known from its quote on. `without`: of expiries that have no condor. */
const DATES = /(^|\.)(expiry|without)(\.|\[|$)/;

type Columns = Readonly<Record<string, unknown>>;

/** A row of columns that tells nothing but its date: every other column of its length is missing there. */
function isDateAlone(columns: Columns, name: string, i: number): boolean {
  const own = columns[name] as Float64Array;
  const others = Object.entries(columns).filter(
    ([other, x]) => other !== name && (x instanceof Float64Array || Array.isArray(x)) && x.length === own.length,
  );
  return others.length > 0 && others.every(([, x]) => Number.isNaN((x as ArrayLike<unknown>)[i]));
}

/**
 * What in a reply of any shape was known after `t`: every number that can be an instant of the stored market counts as one, whatever
 * it is called. Of a column also what lies in its memory outside of it: that travels with it.
 */
export function leaksOf(reply: unknown, t: Ms, { end, lagOf = () => 0 }: WitnessOptions): Sighting[] {
  const found: Sighting[] = [];
  const isLate = (x: number, path: string): boolean => x > t - lagOf(path) && x <= end;
  const tell = (path: string, x: number, index = ''): void =>
    void found.push({ path: `${path}${index}`, known: x + lagOf(path) });

  const walkColumn = (column: Float64Array, path: string, owner: Columns, name: string): void => {
    const whole = new Float64Array(column.buffer, 0, Math.floor(column.buffer.byteLength / 8));
    const first = column.byteOffset / 8;
    for (let i = 0; i < whole.length; i++) {
      if (!isLate(whole[i]!, path)) continue;
      const row = i - first;
      if (row >= 0 && row < column.length && isDateAlone(owner, name, row)) continue;
      return tell(path, whole[i]!, `[${row}]`);
    }
  };
  const walk = (value: unknown, path: string, owner: Columns, name: string): void => {
    if (DATES.test(path)) return;
    if (typeof value === 'number') {
      if (isLate(value, path)) tell(path, value);
    } else if (typeof value === 'string') {
      for (const [date] of value.matchAll(/\d{4}-\d\d-\d\d(T[\d:.]+)?/g)) {
        const at = Date.parse(date.length === 10 ? date : `${date.replace(/\.$/, '')}Z`);
        if (at > t && at <= end) tell(path, at, ` "${date}"`);
      }
    } else if (value instanceof Float64Array) walkColumn(value, path, owner, name);
    else if (Array.isArray(value)) value.forEach((one, i) => walk(one, `${path}[${i}]`, owner, name));
    else if (value instanceof Map) for (const [key, one] of value) walk(one, `${path}.${String(key)}`, owner, name);
    else if (typeof value === 'object' && value !== null)
      for (const [key, one] of Object.entries(value)) walk(one, path === '' ? key : `${path}.${key}`, value as Columns, key);
  }; // prettier-ignore
  walk(reply, '', {}, '');
  return found;
}
