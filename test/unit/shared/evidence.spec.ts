import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contract } from '#shared/ipc/contract';
import { StudySpecSchema, type StudySpecInput } from '#shared/evidence';

const comparison = { signal: { name: 'rsi', interval: '4h' }, is: 'below', value: 30 };
const move = { kind: 'absoluteMove' };
const spec = (change: object): unknown => ({ instruments: ['BTC'], rule: move, ...change });
const condition = (when: unknown): unknown => spec({ rule: { kind: 'condition', when } });
const grid = (x: object, y: object = { parameter: 'withinMs', values: [900_000] }): unknown =>
  spec({ sweep: { x, y } });

function nested(depth: number, wrap: (inner: unknown) => unknown): unknown {
  let tree: unknown = comparison;
  for (let i = 0; i < depth; i++) tree = wrap(tree);
  return tree;
}

function faultsOf(given: unknown): string {
  const { error } = StudySpecSchema.safeParse(given);
  return error ? z.prettifyError(error) : '';
}

describe('StudySpecSchema', () => {
  it('reads every form of a condition', () => {
    const when = {
      all: [comparison, { any: [{ not: comparison }, { within: '4h', of: comparison }] }],
    };
    const { rule } = StudySpecSchema.parse(condition(when));
    const read = { signal: { name: 'rsi', period: 14, interval: 14_400_000 }, is: 'below', value: 30 };
    expect(rule).toMatchObject({
      when: { all: [read, { any: [{ not: read }, { within: 14_400_000, of: read }] }] },
    });
    expect(StudySpecSchema.parse(condition({ ...comparison, value: { name: 'close' } })).rule).toMatchObject({
      when: { value: { name: 'close' } },
    });
  });

  it.each([
    ['not', (of: unknown) => ({ not: of })],
    ['all', (of: unknown) => ({ all: [of] })],
    ['within', (of: unknown) => ({ within: '1h', of })],
  ])('refuses a tree that is nested deeper than a stack is, by %s', (_, wrap) => {
    expect(faultsOf(condition(nested(199, wrap)))).toBe('');
    for (const depth of [200, 10_000, 100_000])
      expect(faultsOf(condition(nested(depth, wrap)))).toMatch(/at most 200 conditions\n.*at rule\.when$/);
  });

  it('refuses a tree that is too broad', () => {
    const broad = (n: number) => ({ all: Array.from({ length: n }, () => comparison) });
    expect(faultsOf(condition({ any: Array.from({ length: 9 }, () => broad(20)) }))).toBe('');
    expect(faultsOf(condition({ any: Array.from({ length: 10 }, () => broad(20)) }))).toMatch(/at most 200/);
    expect(faultsOf(condition(broad(1_000_000)))).toMatch(/at most 200/);
  });

  it.each([
    [{ any: [comparison, { ...comparison, signal: { name: 'rsl' } }] }, /at rule\.when\.any\[1\]\.signal\.name/],
    [{ not: { ...comparison, value: 'x' } }, /at rule\.when\.not\.value/],
    [{ within: '4 hours', of: comparison }, /not an interval[^]*at rule\.when\.within/],
    [{ all: [comparison], not: comparison }, /Unrecognized key: "not"[^]*at rule\.when/],
    [{ all: [] }, /at rule\.when\.all/],
    [{}, /a condition has one of all, any/],
    [null, /a condition has one of all, any/],
    [{ ...comparison, signal: { name: 'macdHistogram', fast: 26, slow: 12, interval: '1h' } }, /fast has to be below slow[^]*at rule\.when\.signal\.fast/],
  ])('names what is wrong in a tree, and where: %j', (when, message) => {
    expect(faultsOf(condition(when))).toMatch(message);
  }); // prettier-ignore

  it.each([
    [spec({ from: '2023-01-01', to: '2022-01-01' }), /to has to come after from[^]*at to/],
    [spec({ from: '2023-01-01', to: '2023-01-01' }), /to has to come after from/],
    [spec({ asOf: 9e15 }), /at asOf/],
    [grid({ parameter: 'k', values: [3] }), /a rule of kind absoluteMove has no k[^]*at sweep\.x\.parameter/],
    [grid({ parameter: 'withinMs', values: [3] }), /two parameters[^]*at sweep\.y\.parameter/],
    [grid({ parameter: 'fallBp', values: [300, -300] }), /at sweep\.x\.values\[1\]/],
    [grid({ parameter: 'mergeMs', values: [0] }), /at sweep\.x\.values\[0\]/],
    [grid({ parameter: 'mergeMs', values: [0.5] }), /at sweep\.x\.values\[0\]/],
  ])('refuses %j', (given, message) => {
    expect(faultsOf(given)).toMatch(message);
  });

  it('takes each horizon once, in order', () => {
    const given = spec({ horizonsMs: ['4h', '1h', '60m', 14_400_000] }) as StudySpecInput;
    expect(StudySpecSchema.parse(given).horizonsMs).toEqual([3_600_000, 14_400_000]);
  });
});

describe('channels of event studies', () => {
  it('name the event of an instrument with the longest name', () => {
    const id = ['I'.repeat(80), 'absoluteMove', 86_400_000, 'short', 1_700_000_000_000].join('|');
    for (const channel of ['event:evidence', 'cascades:timeline'] as const)
      expect(contract[channel].args.safeParse({ id }).success).toBe(true);
  });

  const deep = nested(100_000, (of) => ({ not: of }));
  const rule = { kind: 'condition', when: deep };
  it.each([
    ['study:read', [undefined, null, {}, spec({ rule }), spec({ instruments: [] }), spec({ foo: 1 })]],
    ['rules:list', [null, {}, 'x']],
    ['rules:save', [undefined, { name: '', rule: move }, { name: ' ', rule: move }, { name: 'a' }, { name: 'a', rule }, { name: 'a'.repeat(121), rule: move }]],
    ['rules:delete', [undefined, {}, { name: '' }, { name: 1 }, { name: 'a', rule: move }]],
    ['event:evidence', [undefined, {}, { id: 1 }, { id: 'a'.repeat(10_000) }, { id: 'a', asOf: 'now' }, { id: 'a', asOf: NaN }]],
    ['jobs:start', [{ kind: 'study' }, { kind: 'study', spec: spec({ rule }) }, { kind: 'lookahead', spec: {} }]],
    ['breadth:read', [undefined, { instrument: 'BTC' }, { instrument: 'BTC', interval: 0, from: 0, to: 1 }, { instrument: 'BTC', interval: 1, from: NaN, to: 1 }]],
    ['breakEven:read', [undefined, { instrument: '', interval: 1, from: 0, to: 1 }]],
    ['levels:read', [undefined, {}, { instrument: 'BTC', asOf: Infinity }]],
  ] as const)('%s refuses bad arguments', (channel, cases) => {
    for (const given of cases) expect(contract[channel].args.safeParse(given).success).toBe(false);
  }); // prettier-ignore
});
