import { JsonError } from './strict-json';
import type { Json } from './canonical';

/**
 * Every text and every name of a field in the composed form NFC: the same words typed on two systems are the same plan. RFC 8785 leaves
 * texts as they are, so this is done at the door, before anything is checked or signed.
 * @throws {JsonError} two fields of one object come to the same name.
 */
export function normaliseTexts(value: Json): Json {
  if (typeof value === 'string') return value.normalize('NFC');
  if (isList(value)) return value.map(normaliseTexts);
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).map(([key, member]) => [key.normalize('NFC'), normaliseTexts(member)] as const);
  const normalised = Object.fromEntries(members);
  if (Object.keys(normalised).length < members.length)
    throw new JsonError('two fields of one object differ in nothing but how their letters are composed');
  return normalised;
}

/** `Array.isArray` loses what a read-only list holds. */
const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
