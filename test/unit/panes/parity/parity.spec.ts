import { describe, expect, it } from 'vitest';
import { drawCarry, rangeOf } from '../../../../src/renderer/panes/parity/carry';
import { parityColumns } from '../../../../src/renderer/panes/parity/columns';
import { filterParity, FIRST_FILTER, keyOf, strikesOf, verdictOf } from '../../../../src/renderer/panes/parity/rows';
import { parityReply } from '../../../support/options/replies';

const reply = parityReply(0.1);
const { rows } = reply;
const [row] = rows;
const SIZE = { width: 700, height: 200 };

describe('filterParity', () => {
  const every = { ...FIRST_FILTER, best: false };

  it('keeps what fits, and of each kind and expiry the largest edge', () => {
    expect(filterParity(rows, every)).toEqual(rows);
    const boxes = filterParity(rows, { ...every, kind: 'box' });
    expect(new Set(boxes.map(({ kind }) => kind))).toEqual(new Set(['boxLend', 'boxBorrow']));
    const { expiry } = rows.at(-1)!;
    expect(filterParity(rows, { ...every, expiry }).every((one) => one.expiry === expiry)).toBe(true);
    const best = filterParity(rows, FIRST_FILTER);
    expect(new Set(best.map((one) => `${one.kind} ${one.expiry}`)).size).toBe(best.length);
    for (const one of best)
      for (const other of rows)
        if (other.kind === one.kind && other.expiry === one.expiry) expect(other.edge).toBeLessThanOrEqual(one.edge);
  });

  it('takes a known edge before an unknown one', () => {
    const unknown = { ...row!, edge: NaN };
    const known = { ...row!, strike: 1, edge: -5 };
    expect(filterParity([unknown, known], FIRST_FILTER)).toEqual([known]);
    expect(filterParity([known, unknown], FIRST_FILTER)).toEqual([known]);
  });

  it('has a key of its own for every package', () => {
    expect(new Set(rows.map(keyOf)).size).toBe(rows.length);
  });
});

describe('the verdict', () => {
  it('says whether a package is executable, and the figure that decides', () => {
    expect(verdictOf({ ...row!, executable: true, edge: 0.012 })).toEqual({ word: 'executable', why: '+1.20 % a year is left after costs.' }); // prettier-ignore
    expect(verdictOf({ ...row!, executable: false, edge: -0.012, size: 3 })).toEqual({ word: 'not executable', why: 'Inside costs: \u22121.20 % a year after them.' }); // prettier-ignore
    expect(verdictOf({ ...row!, executable: false, edge: 0.012, size: 0 }).why).toContain('no size');
    expect(verdictOf({ ...row!, executable: false, edge: NaN }).why).toContain('No price of the underlying');
  });

  it('stands in its column, with strikes and rates as they are printed', () => {
    const columns = parityColumns(reply, 'utc');
    const text = (id: string, of = row!) => columns.find((one) => one.id === id)!.text(of);
    expect(text('verdict', { ...row!, executable: false })).toBe('not executable');
    expect(text('carry', { ...row!, carry: 0.1234 })).toBe('+12.34');
    expect(text('funding', { ...row!, edgeToFunding: NaN })).toBe('no funding');
    expect(strikesOf({ ...row!, strike: 60_000, upperStrike: NaN })).toBe('60,000');
    expect(strikesOf({ ...row!, strike: 60_000, upperStrike: 62_500.5 })).toBe('60,000 / 62,500.50');
  });
});

describe('carry by strike', () => {
  const { expiry } = rows.at(-1)!;
  const own = rows.filter((one) => one.expiry === expiry);

  it('has a place for each strike with both sides and the verdict', () => {
    const { spots } = drawCarry(own, NaN, SIZE);
    const strikes = own.filter(({ kind }) => kind === 'conversion' || kind === 'reversal').map(({ strike }) => strike);
    expect(spots.map(({ id }) => Number(id))).toEqual([...new Set(strikes)].sort((a, b) => a - b));
    expect(spots[0]!.name).toMatch(/executable/);
    expect(drawCarry([], NaN, SIZE)).toEqual({ shapes: [], spots: [] });
  });

  it('says at the edge where the funding lies off the axis', () => {
    const texts = (funding: number) => drawCarry(own, funding, SIZE).shapes.flatMap((one) => (one.kind === 'text' ? [one.text] : [])); // prettier-ignore
    expect(texts(9)).toContain('funding +900.00 %, off the axis');
    expect(texts(own[0]!.basis).join()).not.toContain('off the axis');
  });

  it('is not flattened by a wing without makers', () => {
    expect(rangeOf([1, 2, 3, 4, 500])).toEqual([1, 4]);
    expect(rangeOf([2])).toEqual([2, 2]);
  });
});
