import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#core/plan/canonical';
import { normaliseTexts } from '#core/plan/normalise';
import { parseStrictJson } from '#core/plan/strict-json';

const LIMITS = { depth: 32, text: 10_000, values: 10_000 };
const canonical = (text: string): string => canonicalJson(parseStrictJson(text, LIMITS));

describe('vectors of RFC 8785', () => {
  it('3.2.2: numbers, escapes, literals', () => {
    const given = String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`;
    expect(canonical(given)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('3.2.3: keys by UTF-16 units, so that an emoji comes before a letter of the last plane', () => {
    const given = String.raw`{"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One", "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"}`;
    const order = Object.values(JSON.parse(canonical(given).replace('"1"', '"x1"')) as object);
    expect(order).toEqual([
      'Carriage Return', 'One', 'Control', 'Latin Small Letter O With Diaeresis', 'Euro Sign', 'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]); // prettier-ignore
  });

  // Appendix B: the bits of a double and how they are written.
  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('appendix B: %s is %s', (bits, text) => {
    expect(canonicalJson(Buffer.from(bits, 'hex').readDoubleBE())).toBe(text);
  });

  it.each(['7fffffffffffffff', '7ff0000000000000', 'fff0000000000000'])('appendix B: %s has no form', (bits) => {
    expect(() => canonicalJson({ a: [Buffer.from(bits, 'hex').readDoubleBE()] })).toThrow(/^\/a\/0: /);
  });
});

it('structures of the reference implementation', () => {
  const given = String.raw`{"1": {"f": {"f": "hi","F": 5} ,"\n": 56.0}, "10": { }, "": "empty", "a": { }, "111": [ { } ], "A": { }}`;
  expect(canonical(given)).toBe(
    String.raw`{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{}],"A":{},"a":{}}`,
  );
});

it.each([[undefined], [{ a: undefined }], [new Date(0)], [1n], [new Float64Array(2)], [['\ud800']], [{ '\udc00': 1 }]])(
  'what is no data has no form: %o',
  (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  },
);

describe('normaliseTexts', () => {
  it('composes texts and names', () => {
    expect(normaliseTexts({ 'cafe\u0301': ['e\u0301'] })).toEqual({ café: ['é'] });
  });
  it('refuses two names that come to one', () => {
    expect(() => normaliseTexts({ é: 1, 'e\u0301': 2 })).toThrow('composed');
  });
});

describe('parseStrictJson', () => {
  it.each([
    ['{"a": 1, "a": 2}', 'line 1, column 10: the field "a" is there twice'],
    [String.raw`{"a": 1, "\u0061": 2}`, 'twice'],
    ['{"__proto__": {"polluted": true}}', 'no field may be called __proto__'],
    [String.raw`{"__pr\u006fto__": 1}`, 'no field may be called __proto__'],
    ['{"constructor": 1}', 'constructor'],
    ['[1,\n 1e999]', 'line 2, column 2: a number is too large'],
    [String.raw`"\ud83d"`, 'half of a surrogate pair'],
    ['[01]', ', was expected|] was expected'],
    ['[1,]', 'a value was expected'],
    ['{"a":1,}', '" was expected'],
    ['[NaN]', 'a value was expected'],
    ['[1] x', 'something follows the end'],
    ['"a\tb"', 'a control character'],
    [String.raw`"\x41"`, 'no such escape'],
    [String.raw`"\u00g1"`, 'four digits'],
    ['"abc', 'a text does not end'],
    ['', 'the text ends'],
    ['{"a"', 'the text ends where : was expected'],
    ["{'a': 1}", '" was expected'],
    ['\ufeff{}', 'a value was expected'],
  ])('%s', (text, message) => {
    expect(() => parseStrictJson(text, LIMITS)).toThrow(new RegExp(message.replaceAll(/[[\]()+*?]/g, '\\$&')));
  });

  it('holds its limits', () => {
    const nested = (n: number): string => '['.repeat(n) + ']'.repeat(n);
    expect(parseStrictJson(nested(32), LIMITS)).toBeDefined();
    expect(() => parseStrictJson(nested(33), LIMITS)).toThrow('nested deeper than 32');
    expect(() => parseStrictJson('['.repeat(3_000_000), LIMITS)).toThrow('nested deeper than 32');
    expect(() => parseStrictJson(`"${'x'.repeat(10_001)}"`, LIMITS)).toThrow('longer than 10000');
    expect(() => parseStrictJson(`"${'\\n'.repeat(10_001)}"`, LIMITS)).toThrow('longer than 10000');
    expect(() => parseStrictJson(`[${'1,'.repeat(10_000)}1]`, LIMITS)).toThrow('more than 10000 values');
  });

  it('reads −0 as 0', () => {
    expect(Object.is(parseStrictJson('-0.0', LIMITS), 0)).toBe(true);
  });
});
