import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson, type Json } from '#core/plan/canonical';
import { normaliseTexts } from '#core/plan/normalise';
import { parseStrictJson } from '#core/plan/strict-json';

const LIMITS = { depth: 64, text: 10_000, values: 100_000 };
const BANNED = ['__proto__', 'constructor', 'prototype'];
const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<Json[]>(null, true, false),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    text,
    fc.array(tie('json'), { maxLength: 5 }),
    fc.dictionary(text.filter((key) => !BANNED.includes(key)), tie('json'), { maxKeys: 6 }), // prettier-ignore
  ),
}));

/** The same value in another hand: members turned round, numbers with an exponent, every character escaped. */
function otherwise(value: Json): string {
  if (typeof value === 'number') return value.toExponential(20).replace('e+', 'E');
  if (typeof value === 'string')
    return `"${Array.from({ length: value.length }, (_, i) => `\\u${value.charCodeAt(i).toString(16).padStart(4, '0')}`).join('')}"`;
  if (Array.isArray(value)) return `[ ${(value as Json[]).map(otherwise).join(' ,\n')}\t]`;
  if (value === null || typeof value !== 'object') return String(value);
  return `{${Object.entries(value).reverse().map(([key, member]) => `${otherwise(key)} : ${otherwise(member)}`).join(', ')} }`; // prettier-ignore
}

it('is the same for another order of keys, form of numbers, escapes and white space', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(canonicalJson(parseStrictJson(otherwise(value), LIMITS))).toBe(canonicalJson(value));
    }),
    { numRuns: 500 },
  );
});

it('read back it is the same value, and its own canonical form', () => {
  fc.assert(
    fc.property(json, (value) => {
      const form = canonicalJson(value);
      expect(canonicalJson(parseStrictJson(form, LIMITS))).toBe(form);
      expect(JSON.parse(form)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 500 },
  );
});

it('after texts are normalised, composed and decomposed letters have one form', () => {
  const words = fc.array(fc.constantFrom('é', 'Å', 'ﬃ', '가', 'ü', 'x', '\u1e69', '\ufb33'), { maxLength: 8 });
  fc.assert(
    fc.property(words, (letters) => {
      const [composed, decomposed] = (['NFC', 'NFD'] as const).map((form) => ({ a: letters.join('').normalize(form) }));
      expect(canonicalJson(normaliseTexts(decomposed!))).toBe(canonicalJson(normaliseTexts(composed!)));
    }),
  );
});

it('whatever the text, it is read as JSON.parse reads it or refused', () => {
  const pieces = fc.array(fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '"a"', '"b"', '1', '-0.5e3', 'true', 'null', '\\', ' ', 'x'), { maxLength: 12 }); // prettier-ignore
  fc.assert(
    fc.property(pieces, (parts) => {
      const given = parts.join('');
      let strict: Json | undefined;
      try {
        strict = parseStrictJson(given, LIMITS);
      } catch {
        return;
      }
      expect(strict).toEqual(JSON.parse(given));
    }),
    { numRuns: 3_000 },
  );
});
