import { canonicalJson, pointerTo, type Json } from './canonical';

/** One place where two values differ; undefined: it was not there. */
export interface JsonChange {
  /** JSON pointer: into the value after, and of what was removed into the value before. */
  readonly path: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

type JsonObject = { readonly [key: string]: Json };

/**
 * Where two JSON values differ, none exactly when their canonical forms are the same. Items of a list that carry a name of their own are
 * compared with those of the same name, others after what both lists begin and end with: what was put in is one change, and so is what
 * was taken out. A list of which only the order of named items changed is told as the names in both orders.
 */
export function diffJson(before: Json, after: Json): JsonChange[] {
  return differ(before, after, '');
}

function differ(before: Json | undefined, after: Json | undefined, path: string): JsonChange[] {
  if (isList(before) && isList(after)) return differList(before, after, path);
  if (isObject(before) && isObject(after))
    return [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .sort()
      .flatMap((key) => differ(memberOf(before, key), memberOf(after, key), pointerTo(path, key)));
  return before === after ? [] : [{ path, before, after }];
}

function differList(before: readonly Json[], after: readonly Json[], path: string): JsonChange[] {
  const [old, now] = [namesOf(before), namesOf(after)];
  return old && now ? differNamed({ names: old, items: before }, { names: now, items: after }, path) : differByPlace(before, after, path); // prettier-ignore
}

interface Named {
  readonly names: readonly string[];
  readonly items: readonly Json[];
}

function differNamed(before: Named, after: Named, path: string): JsonChange[] {
  const old = new Map(before.names.map((name, i) => [name, before.items[i]!]));
  const now = new Set(after.names);
  const gone = before.names.flatMap((name, i) => (now.has(name) ? [] : [{ path: `${path}/${i}`, before: before.items[i], after: undefined }])); // prettier-ignore
  const stayed = before.names.filter((name) => now.has(name));
  const order = after.names.filter((name) => old.has(name));
  const isMoved = stayed.some((name, i) => name !== order[i]);
  return [
    ...gone,
    ...(isMoved ? [{ path, before: stayed, after: order }] : []),
    ...after.names.flatMap((name, i) => differ(old.get(name), after.items[i], `${path}/${i}`)),
  ];
}

/** What both begin and end with stays; the rest is compared place by place, and what one of them has more was put in or taken out. */
function differByPlace(before: readonly Json[], after: readonly Json[], path: string): JsonChange[] {
  const [old, now] = [before.map(canonicalJson), after.map(canonicalJson)];
  const shorter = Math.min(old.length, now.length);
  let head = 0;
  while (head < shorter && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const [olds, nows] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)];
  return Array.from({ length: Math.max(olds.length, nows.length) }, (_, i) => differ(olds[i], nows[i], `${path}/${head + i}`)).flat(); // prettier-ignore
}

/** What items of the lists of a plan are told apart by, the first that all of them have. */
const NAMES: readonly (readonly string[])[] = [
  ['id'],
  ['fingerprint'],
  ['key'],
  ['layer', 'instrument', 'side'],
  ['instrument', 'kind', 'field', 'interval', 'source'],
  ['name', 'chosenAt'],
];

/** One for each item, each another; undefined: they have none. */
function namesOf(items: readonly Json[]): string[] | undefined {
  if (items.length === 0) return [];
  const objects = items.filter(isObject);
  if (objects.length < items.length) return undefined;
  const fields = NAMES.find((wanted) => objects.every((item) => wanted.every((field) => Object.hasOwn(item, field))));
  if (!fields) return undefined;
  const names = objects.map((item) => (fields.length === 1 && typeof item[fields[0]!] === 'string' ? (item[fields[0]!] as string) : canonicalJson(fields.map((field) => item[field]!)))); // prettier-ignore
  return new Set(names).size === names.length ? names : undefined;
}

const memberOf = (value: JsonObject, key: string): Json | undefined => (Object.hasOwn(value, key) ? value[key] : undefined); // prettier-ignore
const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
