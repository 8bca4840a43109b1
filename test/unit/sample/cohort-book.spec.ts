import { describe, expect, it } from 'vitest';
import { BIN_WIDTH, CohortBook } from '#core/sample/cohort-book';

const take = (book: CohortBook, logPrice: number): number => {
  const bin = book.binOf(logPrice);
  let sum = 0;
  while (book.reaches(bin)) sum += book.take();
  return sum;
};

describe('CohortBook', () => {
  it('liquidates longs when the price falls to their level, not before', () => {
    const book = new CohortBook(1, 0);
    book.open(0, 0.1, 5);
    book.open(0, 0.05, 2);
    expect(take(book, -0.045)).toBe(0);
    expect(take(book, -0.051)).toBe(2);
    expect(take(book, -0.2)).toBe(5);
    expect(book.total).toBeCloseTo(0, 12);
  });

  it('mirrors for shorts', () => {
    const book = new CohortBook(-1, 0);
    book.open(0, 0.1, 5);
    expect(take(book, 0.095)).toBe(0);
    expect(take(book, -0.5)).toBe(0);
    expect(take(book, 0.101)).toBe(5);
  });

  it('tells the level of a bin within its width', () => {
    for (const sign of [1, -1] as const) {
      const book = new CohortBook(sign, 3);
      for (const price of [2.5, 3, 3.4567]) {
        const level = book.priceOf(book.binOf(price));
        expect(sign * (level - price)).toBeGreaterThanOrEqual(0);
        expect(Math.abs(level - price)).toBeLessThanOrEqual(BIN_WIDTH * (1 + 1e-9));
      }
    }
  });

  it('shrinks all positions by choice, and keeps totals over thousands of steps', () => {
    const book = new CohortBook(1, 0);
    book.open(0, 0.1, 8);
    book.shrink(0.25);
    expect(book.total).toBeCloseTo(6, 12);
    for (let i = 0; i < 5_000; i++) {
      book.shrink(0.1);
      book.open(0, 0.1, 1);
    }
    expect(book.total).toBeCloseTo(10, 9); // 1 / 0.1
    expect(take(book, -1)).toBeCloseTo(10, 9);
  });

  it('moves the attentive out of the zone: part closes, the rest adds margin', () => {
    const book = new CohortBook(1, 0);
    book.open(0, 0.01, 10);
    book.open(0, 0.2, 1);
    book.attend(0, 0.03, 0.5, 0.6, 0.02);
    expect(book.total).toBeCloseTo(10 - 0.4 * 5 + 1, 12);
    expect(take(book, -0.03)).toBeCloseTo(5, 12);
    expect(take(book, -0.06)).toBeCloseTo(3, 12);
    expect(take(book, -0.3)).toBeCloseTo(1, 12);
  });

  it('weighs what a price would liquidate without touching it', () => {
    const book = new CohortBook(1, 0);
    book.open(0, 0.01, 4);
    book.open(0, 0.02, 3);
    expect(book.massFrom(book.binOf(-0.015))).toBe(4);
    expect(book.massFrom(book.binOf(-0.025))).toBe(7);
    expect(book.total).toBe(7);
  });
});
