import type { FaultKind } from './faults';
import type { VenueReply } from './types';

type Key = string | number;
type Holder = Record<Key, unknown>;

/** How many rows an answer has; 0 where it does not say which they are. */
export function countRows(reply: VenueReply): number {
  if (reply.rows === undefined) return 0;
  if (reply.rows === 'lines') return linesOf(reply).rows.length;
  return lengthOf(at(reply.body, reply.rows));
}

/** The answer with these rows of it, in this order. */
export function pickRows(reply: VenueReply, indices: readonly number[]): VenueReply {
  const pick = <T>(list: readonly T[]): T[] => indices.map((i) => list[i]!);
  if (reply.rows === undefined) return reply;
  if (reply.rows === 'lines') {
    const { head, rows } = linesOf(reply);
    return { ...reply, body: [...head, ...pick(rows), ''].join('\n') };
  }
  return withRows(reply, (rows) =>
    Array.isArray(rows)
      ? pick(rows)
      : Object.fromEntries(
          Object.entries(rows as Holder).map(([name, column]) => [name, Array.isArray(column) ? pick(column) : column]),
        ),
  );
}

/** Whether each row of one answer is also in another: then nobody can tell that it is not what was asked for. */
export function isPartOf(part: VenueReply, whole: VenueReply): boolean {
  const texts = (reply: VenueReply): string[] =>
    Array.from({ length: countRows(reply) }, (_, i) => JSON.stringify(pickRows(reply, [i]).body));
  const all = new Set(texts(whole));
  return texts(part).every((row) => all.has(row));
}

/** One field of one row as another type. */
export function changeType(reply: VenueReply, kind: FaultKind, uniform: (salt: number) => number): VenueReply {
  const count = countRows(reply);
  if (count === 0 || reply.rows === 'lines') return reply;
  const row = Math.floor(uniform(1) * count);
  return withRows(reply, (rows) => {
    const copy = structuredClone(rows) as Holder;
    const isRows = Array.isArray(copy);
    const target = isRows ? (copy[row] as Holder) : copy;
    if (typeof target !== 'object' || target === null) return { ...copy, [row]: changed(target, kind) };
    const fields = reply.fields ?? Object.keys(target).filter((name) => isRows || Array.isArray(target[name]));
    const field = fields[Math.floor(uniform(2) * fields.length)]!;
    if (isRows) target[field] = changed(target[field], kind);
    else (target[field] as unknown[])[row] = changed((target[field] as unknown[])[row], kind);
    return copy;
  });
}

function changed(value: unknown, kind: FaultKind): unknown {
  if (kind === 'typeNull') return null;
  if (kind === 'typeObject') return { value };
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
}

function withRows(reply: VenueReply, change: (rows: unknown) => unknown): VenueReply {
  const path = reply.rows as readonly Key[];
  const put = (value: unknown, depth: number): unknown => {
    if (depth === path.length) return change(value);
    const copy = (Array.isArray(value) ? [...value] : { ...(value as Holder) }) as Holder;
    copy[path[depth]!] = put(copy[path[depth]!], depth + 1);
    return copy;
  };
  return { ...reply, body: put(reply.body, 0) };
}

const at = (value: unknown, path: readonly Key[]): unknown =>
  path.reduce((inner, key) => (inner as Holder)[key], value);

function lengthOf(rows: unknown): number {
  if (Array.isArray(rows)) return rows.length;
  const columns = Object.values(rows as Holder).filter((column) => Array.isArray(column));
  return columns[0]?.length ?? 0;
}

function linesOf({ body, header = 1 }: VenueReply): { readonly head: string[]; readonly rows: string[] } {
  const lines = String(body).split('\n').filter((line) => line !== '');
  return { head: lines.slice(0, header), rows: lines.slice(header) };
} // prettier-ignore
