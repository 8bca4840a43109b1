import { describe, expect, it } from 'vitest';
import type { Condition, Rule } from '#core/evidence/types';
import { RuleSchema, StudySpecSchema } from '#shared/evidence';
import { begin, stepHistory } from '../../../../src/renderer/panes/shared/rule/draft';
import { FIELDS, KINDS, ofKind, readField, writeField } from '../../../../src/renderer/panes/shared/rule/fields';
import { addTo, childrenOf, newComparison, removeAt, replaceAt, unwrapAt, wrapAt } from '../../../../src/renderer/panes/shared/rule/tree'; // prettier-ignore
import { problemsOf } from '../../../../src/renderer/panes/shared/rule/validate';
import { changedParts } from '../../../../src/renderer/panes/shared/evidence/StudyBanner';
import { studied } from '../../../../src/renderer/panes/shared/evidence/use-study';
import { createStudy, DEFAULT_QUESTION, PRESETS, readKept, specOf } from '../../../../src/renderer/state/study';
import { durationProblem } from '../../../../src/renderer/ui/DurationField';
import { numberProblem, readNumber } from '../../../../src/renderer/ui/NumberField';
import { createFakeMarket } from '../../../support/fake-market';

const { instruments } = createFakeMarket();
const start = PRESETS[0]!.rule;
const draft = (rule: Rule) => ({
  ruleName: '',
  rule,
  scope: 'linked' as const,
  horizonsMs: DEFAULT_QUESTION.horizonsMs,
});
const leaf = newComparison();
const other: Condition = { signal: { name: 'funding' }, is: 'below', value: 0 };

describe('a tree of conditions', () => {
  const tree: Condition = { all: [leaf, { any: [other] }] };

  it('is changed at one place, and shares the rest', () => {
    const next = replaceAt(tree, [1, 0], leaf);
    expect(next).toEqual({ all: [leaf, { any: [leaf] }] });
    expect(childrenOf(next)[0]).toBe(leaf);
    expect(tree).toEqual({ all: [leaf, { any: [other] }] });
  });

  it('grows, is wrapped and unwrapped again', () => {
    expect(addTo(tree, [1], leaf)).toEqual({ all: [leaf, { any: [other, leaf] }] });
    for (const by of ['all', 'any', 'not', 'within'] as const)
      expect(unwrapAt(wrapAt(tree, [0], by), [0])).toEqual(tree);
  });

  it('loses a group that is left without a child, and never its last condition', () => {
    expect(removeAt(tree, [1, 0])).toEqual({ all: [leaf] });
    expect(removeAt({ all: [{ not: leaf }] }, [0, 0])).toEqual({ all: [{ not: leaf }] });
    expect(removeAt(leaf, [])).toBe(leaf);
  });
});

describe('numbers of a rule', () => {
  it.each(KINDS.map(({ value }) => value))('of kind %s start as a study accepts them, whatever the side', (kind) => {
    for (const side of ['long', 'short'] as const) {
      const rule = ofKind(kind, { ...start, side });
      expect(RuleSchema.parse(rule)).toEqual(rule);
      expect(problemsOf(draft(rule), instruments.slice(0, 1))).toEqual([]);
    }
  });

  it('are accepted by a study up to the bounds that the fields state, and refused beyond', () => {
    for (const { value: kind } of KINDS)
      for (const field of FIELDS[kind]) {
        if (field.kind !== 'number') continue;
        const rule = ofKind(kind, start);
        for (const edge of [field.min, field.max])
          expect(RuleSchema.safeParse(writeField(rule, field, edge)).success, `${field.key} ${edge}`).toBe(true);
        const beyond = writeField(rule, field, field.max * 2);
        expect(problemsOf(draft(beyond), instruments)).toHaveLength(1);
        expect(RuleSchema.safeParse(beyond).success, `${field.key} ${field.max * 2}`).toBe(false);
      }
  });

  it('are shown in the unit of the field and stored in that of the rule', () => {
    const rule = { ...start, minNotionalUsd: 250e6 } as Rule;
    const floor = FIELDS.cascade.find(({ key }) => key === 'minNotionalUsd')!;
    const k = FIELDS.cascade.find(({ key }) => key === 'k')!;
    expect(readField(rule, floor)).toBe(250);
    expect(writeField(rule, floor, 0.3)).toMatchObject({ minNotionalUsd: 300_000 });
    expect(readField(rule, k)).toBeNaN();
    expect(writeField(writeField(rule, k, 5), k, NaN)).toMatchObject({ k: null });
  });
});

describe('what is wrong with a draft', () => {
  const market = createFakeMarket().instruments.slice(0, 1);

  it('is told in sentences', () => {
    const bare = market.map((one) => ({ ...one, kinds: ['bars' as const] }));
    expect(problemsOf(draft(start), bare)[0]).toMatch(/needs liquidations/);
    expect(problemsOf({ ...draft(start), horizonsMs: [] }, market)).toEqual(['Choose at least one horizon.']);
    expect(problemsOf(draft(start), [])[0]).toMatch(/No stored instrument has candles/);
  });

  it('looks into every branch of a condition', () => {
    const macd = {
      signal: { name: 'macdHistogram', fast: 26, slow: 12, signal: 9, interval: 3_600_000 },
      is: 'above',
      value: 0,
    } as const;
    const same: Condition = { signal: { name: 'close' }, is: 'above', value: { name: 'close' } };
    const rule = {
      ...ofKind('condition', start),
      when: { all: [{ not: macd }, { within: 60_000, of: same }] },
    } as Rule;
    expect(problemsOf(draft(rule), market)).toEqual([
      'The fast period of MACD has to be shorter than the slow one.',
      'A signal is compared with itself: that is never true.',
    ]);
  });
});

describe('undo', () => {
  it('goes back and forth, and a new edit forgets what was undone', () => {
    let history = begin(draft(start));
    history = stepHistory(history, { do: 'edit', with: { scope: 'all' } });
    history = stepHistory(history, { do: 'edit', with: { scope: 'all' } }); // nothing changed: no step
    expect(history.past).toHaveLength(1);
    history = stepHistory(history, { do: 'undo' });
    expect(history.now.scope).toBe('linked');
    expect(stepHistory(history, { do: 'undo' })).toBe(history);
    expect(stepHistory(history, { do: 'redo' }).now.scope).toBe('all');
    history = stepHistory(history, { do: 'edit', with: { ruleName: 'x' } });
    expect(stepHistory(history, { do: 'redo' })).toBe(history);
  });
});

describe('the question of the workspace', () => {
  it('starts with what a study fills in by itself', () => {
    const spec = StudySpecSchema.parse({ instruments: ['A'], rule: { kind: 'cascade' } });
    expect(DEFAULT_QUESTION).toMatchObject({ rule: spec.rule, costBp: spec.costBp, undercutBp: spec.undercutBp });
    expect(DEFAULT_QUESTION.horizonsMs).toEqual(spec.horizonsMs);
  });

  it.each(PRESETS)(
    'with the rule $name is a study that can be asked, and its own rule lies in the grid',
    ({ rule }) => {
      const spec = StudySpecSchema.parse(specOf({ ...DEFAULT_QUESTION, rule }, ['A'], null));
      expect(spec.rule).toEqual(rule);
      const { x, y } = spec.sweep!;
      const own = rule as unknown as Record<string, number | null>;
      expect(x.values).toContain(own[x.parameter] ?? 4);
      expect(y.values).toContain(own[y.parameter]);
    },
  );

  it('looks at a horizon that the bars can measure', () => {
    const day = 86_400_000;
    expect(specOf(DEFAULT_QUESTION, ['A'], null, day).sweep).toMatchObject({ horizonMs: day });
    expect(specOf(DEFAULT_QUESTION, ['A'], null, 60_000).sweep).toMatchObject({ horizonMs: 3_600_000 });
  });

  it('is kept, and starts anew from what cannot be read', () => {
    const kept: unknown[] = [];
    const store = createStudy(undefined, (next) => kept.push(next));
    store.getState().ask({ costBp: 12 });
    store.getState().selectHorizon(3_600_000);
    const stored = { version: 1, ...(kept.at(-1) as object) };
    expect(readKept(JSON.parse(JSON.stringify(stored)))).toMatchObject({
      question: { costBp: 12 },
      horizonMs: 3_600_000,
    });
    for (const broken of [
      undefined,
      null,
      'x',
      {},
      { ...stored, version: 2 },
      { ...stored, question: { rule: { kind: 'tea' } } },
    ])
      expect(readKept(broken)).toBeUndefined();
  });

  it('is asked of every instrument of one sort: simulated and real ones are never mixed', () => {
    const ids = (scope: 'linked' | 'all', linked: string | null): string[] =>
      studied({ ...DEFAULT_QUESTION, scope }, linked, instruments).map(({ id }) => id);
    expect(ids('linked', 'ETHUSDT')).toEqual(['ETHUSDT']);
    expect(ids('all', 'ETHUSDT')).toEqual(['BTCUSDT', 'ETHUSDT', 'SOLUSDT']);
    expect(ids('all', 'SIM-BTC')).toEqual(['SIM-BTC']);
    expect(ids('all', null)).toEqual([]);
  });

  it('is asked of all whose data the rule can read, and of all with candles where it can read none', () => {
    const without = (kind: 'liquidations' | 'oi', ...bare: string[]) =>
      instruments.map((one) =>
        bare.includes(one.id) ? { ...one, kinds: one.kinds.filter((other) => other !== kind) } : one,
      );
    const ids = (rule: Rule, all: typeof instruments): string[] =>
      studied({ scope: 'all', rule }, 'BTCUSDT', all).map(({ id }) => id);
    const [cascade, , move, proxy] = PRESETS.map(({ rule }) => rule);
    const noLiquidations = without('liquidations', 'ETHUSDT');
    expect(ids(cascade!, noLiquidations)).toEqual(['BTCUSDT', 'SOLUSDT']);
    expect(ids(move!, noLiquidations)).toEqual(['BTCUSDT', 'ETHUSDT', 'SOLUSDT']);
    expect(ids(proxy!, without('oi', 'SOLUSDT'))).toEqual(['BTCUSDT', 'ETHUSDT']);
    expect(ids(cascade!, without('liquidations', 'BTCUSDT', 'ETHUSDT', 'SOLUSDT'))).toHaveLength(3);
  });

  it('says what was changed since, whatever the order of keys', () => {
    const asked = specOf(DEFAULT_QUESTION, ['A'], null);
    const shown = StudySpecSchema.parse(asked);
    expect(changedParts(shown, asked)).toBe('');
    expect(changedParts(shown, { ...asked, costBp: 12, rule: { ...start, side: 'short' } })).toBe('rule and cost line');
  });
});

describe('what a person types', () => {
  it('is read as a number with its separators', () => {
    expect([readNumber('1,500'), readNumber('\u22123.5'), readNumber('2e6'), readNumber('ten'), readNumber('')]).toEqual([1_500, -3.5, 2e6, undefined, undefined]); // prettier-ignore
    const bounds = { min: 0, max: 1_000 };
    expect(numberProblem('12', bounds)).toBeUndefined();
    expect(numberProblem('2000', bounds)).toBe('It has to lie between 0 and 1,000.');
    expect(numberProblem('', bounds)).toBe('A number is needed.');
    expect(numberProblem('', { ...bounds, empty: 'by bin' })).toBeUndefined();
    expect(numberProblem('1.5', { ...bounds, whole: true })).toBe('A whole number is needed.');
  });

  it('is read as a length of time', () => {
    expect(durationProblem('15 m')).toBeUndefined();
    expect(durationProblem('soon')).toMatch(/write 5m, 1h or 30d/);
  });
});
