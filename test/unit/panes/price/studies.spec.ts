import { expect, it } from 'vitest';
import { knownStudies, overlaysOf, stackedOf, toggleStudy } from '../../../../src/renderer/panes/price/studies';

it('keeps known studies in the order of the panes', () =>
  expect(knownStudies(['rsi', 'gone', 'liquidations'])).toEqual(['liquidations', 'rsi']));
it('switches one on and off again', () => {
  expect(toggleStudy(['oi'], 'liquidations')).toEqual(['liquidations', 'oi']);
  expect(toggleStudy(['liquidations', 'oi'], 'oi')).toEqual(['liquidations']);
});
it('tells those over the candles from those with a pane of their own', () => {
  const all = ['breakEven', 'levels', 'liquidations', 'breadth'];
  expect(overlaysOf(all)).toEqual(['breakEven', 'levels']);
  expect(stackedOf(all)).toEqual(['liquidations', 'breadth']);
});
