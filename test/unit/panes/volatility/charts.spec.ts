import { describe, expect, it, vi } from 'vitest';
import { monthTicks } from '../../../../src/renderer/panes/shared/chart/time-words';
import { drawHistory, type HistoryPlot } from '../../../../src/renderer/panes/volatility/history';
import { indexLines, ratioOf, riskReversalLine, slopeChoices } from '../../../../src/renderer/panes/volatility/series';
import { slicesOf } from '../../../../src/renderer/panes/volatility/slices';
import { drawSmile } from '../../../../src/renderer/panes/volatility/smile';
import { drawTerm, levelAt } from '../../../../src/renderer/panes/volatility/term';
import type { Shape } from '../../../../src/renderer/ui/plot/shapes';
import { historyReply, modelledReply, volatilityReply } from '../../../support/options/replies';

const SIZE = { width: 500, height: 240 };
const DAY = 86_400_000;
const slices = slicesOf(volatilityReply());
const past = slicesOf(volatilityReply({ level: 0.8 }));
const paths = (shapes: readonly Shape[], stroke: string) => shapes.filter((one) => one.kind === 'path' && one.stroke === stroke); // prettier-ignore
const inks = (shapes: readonly Shape[]) => shapes.flatMap((one) => ('stroke' in one && one.stroke ? [one.stroke] : []));

describe('levelAt', () => {
  it('is linear in total variance, exact at expiries, and nothing outside them', () => {
    const curve = [{ days: 10, atm: 0.4 }, { days: 40, atm: 0.6 }]; // prettier-ignore
    expect(levelAt(curve, 10)).toBe(0.4);
    expect(levelAt(curve, 25)).toBeCloseTo(Math.sqrt((0.16 * 10 + 0.36 * 40) / 2 / 25), 12);
    expect(levelAt(curve, 9)).toBeNaN();
    expect(levelAt(curve, 41)).toBeNaN();
    expect(levelAt([], 5)).toBeNaN();
  });
});

describe('the term structure', () => {
  const plot = { now: slices, past: [], pastName: '', chosen: slices[2]!.key, onChoose: vi.fn(), source: 'BTC' };

  it('has a place for each expiry that chooses it, the chosen one pressed', () => {
    const { spots } = drawTerm(plot, SIZE);
    expect(spots.map(({ id }) => id)).toEqual(slices.map(({ key }) => key));
    expect(spots.map(({ selected }) => selected)).toEqual([false, false, true, false, false, false]);
    spots[4]!.onSelect!();
    expect(plot.onChoose).toHaveBeenCalledWith(slices[4]);
    for (const [i, spot] of spots.entries()) if (i > 0) expect(spot.x).toBeCloseTo(spots[i - 1]!.x + spots[i - 1]!.w, 6); // prettier-ignore
  });

  it('draws a past surface dashed, and says what it was at the same number of days', () => {
    const alone = drawTerm(plot, SIZE);
    expect(paths(alone.shapes, 'series2')).toHaveLength(0);
    const both = drawTerm({ ...plot, past, pastName: '2025-12-01' }, SIZE);
    expect(paths(both.shapes, 'series2')).toHaveLength(1);
    expect(both.spots[2]!.name).toMatch(/2025-12-01: .* since/);
    expect(both.shapes).not.toEqual(alone.shapes);
  });

  it('draws a failing slice in the colour of a warning, a modelled one as an estimate, and nothing without levels', () => {
    const flagged = slices.map((one, i) => (i === 1 ? { ...one, isFlagged: true, flags: ['calendar arbitrage'] } : one)); // prettier-ignore
    const drawn = drawTerm({ ...plot, now: flagged }, SIZE);
    expect(inks(drawn.shapes)).toContain('warning');
    expect(drawn.spots[1]!.name).toContain('calendar arbitrage');
    expect(inks(drawTerm({ ...plot, now: slicesOf(modelledReply()) }, SIZE).shapes)).toContain('estimate');
    expect(drawTerm({ ...plot, now: [] }, SIZE)).toEqual({ shapes: [], spots: [] });
  });
});

describe('the smile', () => {
  it('has a bar and a place for each quote, and a dashed fit beyond them', () => {
    const { shapes, spots } = drawSmile({ slice: slices[2]!, past: undefined, pastName: '', source: 'BTC' }, SIZE);
    expect(spots).toHaveLength(slices[2]!.points.length);
    expect(spots[0]!.name).toMatch(/^Put .*bid .*ask .*fit/);
    const fit = paths(shapes, 'series1').map((one) => ('dash' in one ? one.dash : undefined));
    expect(fit).toEqual([undefined, [2, 3], [2, 3]]);
    expect(shapes.filter((one) => one.kind === 'text' && /^25[cp]$/.test(one.text))).toHaveLength(2);
  });

  it('is drawn as a warning where it fails a check, and as an estimate where it is modelled', () => {
    const draw = (slice: (typeof slices)[number]) => drawSmile({ slice, past: undefined, pastName: '', source: '' }, SIZE); // prettier-ignore
    expect(paths(draw({ ...slices[2]!, isFlagged: true }).shapes, 'warning')).toHaveLength(3);
    const [, modelled] = slicesOf(modelledReply());
    expect(paths(draw(modelled!).shapes, 'estimate').length).toBeGreaterThan(0);
    expect(draw(modelled!).spots.every(({ name }) => name.endsWith('modelled'))).toBe(true);
    expect(draw({ ...slices[2]!, svi: undefined, points: [] })).toEqual({ shapes: [], spots: [] });
  });

  it('changes when a past smile is laid over it', () => {
    const plot = { slice: slices[2]!, past: undefined, pastName: '', source: '' };
    const both = drawSmile({ ...plot, past: past[2], pastName: '2025-12-01' }, SIZE);
    expect(both.shapes).not.toEqual(drawSmile(plot, SIZE).shapes);
    expect(both.spots[0]!.tip.window).toContain('2025-12-01');
  });
});

describe('a history', () => {
  const history = historyReply(5);
  const line = riskReversalLine(history, 30)!;
  const { t: instants, maturities } = history.columns;
  const [from, to] = [instants[0]!, instants.at(-1)!];
  const onChoose = vi.fn();
  const plot: HistoryPlot = { lines: [line], print: String, tick: String, zone: 'utc', zero: true, from, to, past: null, onChoose, definition: 'd', source: 's' }; // prettier-ignore

  it('reads the constant maturity that is asked for', () => {
    expect(line.value).toBe(maturities[1]!.riskReversal);
    expect(riskReversalLine(history, 11)).toBeUndefined();
  });

  it('has a place for each capture that lays its day over the present', () => {
    const { spots } = drawHistory(plot, SIZE);
    expect(spots.map(({ id }) => Number(id))).toEqual([...instants]);
    spots[1]!.onSelect!();
    expect(onChoose).toHaveBeenCalledWith(instants[1]);
    const marked = drawHistory({ ...plot, past: instants[1]! }, SIZE);
    expect(marked.spots[1]!.selected).toBe(true);
    expect(marked.shapes.length).toBe(drawHistory(plot, SIZE).shapes.length + 1);
  });

  it('is not drawn across a hole, nor outside its axis', () => {
    const t = [0, 1, 2, 3, 20, 21, 22].map((i) => i * DAY);
    const value = [1, 2, 3, NaN, 5, 6, 7];
    const draw = (end: number) => drawHistory({ ...plot, lines: [{ name: 'x', t, value, ink: 'series1' }], from: 0, to: end * DAY }, SIZE); // prettier-ignore
    const d = (end: number): string => paths(draw(end).shapes, 'series1').flatMap((one) => (one.kind === 'path' ? [one.d] : [])).join(''); // prettier-ignore
    expect(d(22).match(/M/g)).toHaveLength(2);
    expect(d(2).match(/M/g)).toHaveLength(1);
    expect(draw(2).spots).toHaveLength(3);
    expect(drawHistory({ ...plot, lines: [] }, SIZE)).toEqual({ shapes: [], spots: [] });
  });

  it('offers only the slopes that have a value, with the ratio of two equity indices known at each instant', () => {
    const front = { instrument: 'VIX', source: 'x', synthetic: false, days: 30, t: Float64Array.of(1, 3, 5), value: Float64Array.of(0.2, 0.3, 0.24) }; // prettier-ignore
    const back = { ...front, instrument: 'VIX3M', days: 93, t: Float64Array.of(2, 5), value: Float64Array.of(0.25, 0.2) }; // prettier-ignore
    expect([...ratioOf(front, back).value]).toEqual([NaN, 0.3 / 0.25 - 1, 0.24 / 0.2 - 1]);
    const ids = slopeChoices(history, { own: null, equity: [front, back] }).map(({ id }) => id);
    expect(ids).toEqual(['7/30 d', '30/90 d', '90/180 d', 'VIX/VIX3M'].filter((id) => ids.includes(id)));
    expect(ids).toContain('7/30 d');
    expect(ids).toContain('VIX/VIX3M');
    expect(slopeChoices(null, undefined)).toEqual([]);
    expect(indexLines(history, { own: null, equity: [front, back] }).map(({ name }) => name)).toEqual(['VIX']);
    expect(indexLines(history, { own: null, equity: [] }).map(({ name }) => name)).toEqual(['model-free 30 d']);
    expect(indexLines(null, undefined)).toEqual([]);
  });
});

describe('monthTicks', () => {
  it('are first instants of months, in steps that leave about as many as wished', () => {
    const ticks = (from: string, to: string, wished: number) => monthTicks(Date.parse(from), Date.parse(to), wished, 'utc').map((t) => new Date(t).toISOString().slice(0, 10)); // prettier-ignore
    expect(ticks('2025-06-30', '2026-01-15', 9)).toEqual(['2025-07-01', '2025-08-01', '2025-09-01', '2025-10-01', '2025-11-01', '2025-12-01', '2026-01-01']); // prettier-ignore
    expect(ticks('2025-06-30', '2026-06-30', 5)).toEqual(['2025-07-01', '2025-10-01', '2026-01-01', '2026-04-01']);
    expect(ticks('2021-03-24', '2026-04-28', 6)).toEqual(['2022-01-01', '2023-01-01', '2024-01-01', '2025-01-01', '2026-01-01']); // prettier-ignore
  });
});
