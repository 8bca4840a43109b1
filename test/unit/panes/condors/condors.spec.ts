import { describe, expect, it } from 'vitest';
import { roundWidth } from '../../../../src/renderer/panes/condors/Settings';
import { condorColumns } from '../../../../src/renderer/panes/condors/columns';
import { drawPayoff } from '../../../../src/renderer/panes/condors/payoff';
import { gainOf, legsOf, toStructure } from '../../../../src/renderer/panes/condors/structure';
import { quotesWords } from '../../../../src/renderer/panes/shared/options/quotes-words';
import { condorReply } from '../../../support/options/replies';

const reply = condorReply();
const condor = reply.condors[2]!;
const legs = legsOf(condor);

describe('the gain at expiry', () => {
  it('is the credit between the short strikes, nothing at the break-evens, and never worse than the largest loss', () => {
    const [low, shortPut, shortCall, high] = condor.strikes;
    for (const price of [shortPut, (shortPut + shortCall) / 2, shortCall]) expect(gainOf(condor, legs, price)).toBeCloseTo(condor.credit, 8); // prettier-ignore
    for (const at of condor.breakEvens) expect(gainOf(condor, legs, at)).toBeCloseTo(0, 6);
    expect(Math.min(gainOf(condor, legs, low / 2), gainOf(condor, legs, 2 * high))).toBeCloseTo(-condor.maxLoss, 6);
  });

  it('is drawn with both break-evens, and said at every place', () => {
    const { shapes, spots } = drawPayoff(condor, { width: 600, height: 200 });
    expect(shapes.filter((one) => one.kind === 'circle')).toHaveLength(condor.breakEvens.length);
    expect(spots).toHaveLength(32);
    expect(spots[16]!.name).toContain('+');
    expect(spots[0]!.name).toContain('\u2212');
  });
});

it('goes to the hedge builder as four legs of one unit that cost less than nothing', () => {
  const { label, legs: sent, price } = toStructure(condor);
  expect(label).toMatch(/^Iron condor 2026-\d\d-\d\d, /);
  expect(sent.map(({ kind, quantity }) => [kind, quantity])).toEqual([['put', 1], ['put', -1], ['call', -1], ['call', 1]]); // prettier-ignore
  expect(sent.map(({ strike }) => strike)).toEqual(condor.strikes);
  expect(new Set(sent.map(({ expiry }) => expiry))).toEqual(new Set([condor.expiry]));
  expect(price).toBe(-condor.credit);
});

it('rows say why a figure is missing and keep every digit for files', () => {
  const columns = condorColumns({ reply, zone: 'utc', decayDays: 7 });
  const column = (id: string) => columns.find((one) => one.id === id)!;
  expect(column('pHistory').text(condor)).toBe('no bars');
  expect(column('pHistory').exact!(condor)).toBe('');
  expect(Number(column('credit').exact!(condor))).toBe(condor.credit);
  expect(column('decay').text({ ...condor, decay: NaN })).toBe('over by then');
  expect(column('checks').text({ ...condor, flagged: true })).toBe('smile fails');
});

it('quotes say how old they are where the clock is days past them', () => {
  const t = Date.UTC(2026, 3, 28, 21, 34);
  expect(quotesWords(t, null, 'utc')).toBe('quotes of 2026-04-28 21:34 UTC');
  expect(quotesWords(t, t + 86_400_000, 'utc')).toBe('quotes of 2026-04-28 21:34 UTC');
  expect(quotesWords(t, t + 12 * 86_400_000, 'utc')).toBe('quotes of 2026-04-28 21:34 UTC, 12 d before the clock');
});

it('a first width is round and about a twelfth of the price', () => {
  expect([76_000, 60_000, 2_400, 150, 0.5].map(roundWidth)).toEqual([5_000, 5_000, 200, 10, 0.05].map((x) => expect.closeTo(x, 10))); // prettier-ignore
});
