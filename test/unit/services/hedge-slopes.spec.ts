import { describe, expect, it } from 'vitest';
import type { Layer } from '#core/hedge/types';
import { BallastError } from '#main/errors';
import type { Connections } from '#main/services/connections';
import { chainSlopes } from '#main/services/hedge-slopes';
import type { HedgeSourcePlan } from '#main/services/hedge-sources';
import type { Options } from '#main/services/options';
import { SimulateSpecSchema } from '#shared/hedge';
import { hedgePlan, putLayer } from '../../support/hedge-plan';

const DAY = 86_400_000;
const FROM = Date.UTC(2024, 0, 1);
const connections = { reader: () => ({ getSeries: () => ({ knownLag: 1_000 }) }) } as unknown as Connections;
const sources = (change: object = {}) =>
  ({ sources: { asset: { instrument: 'BTC' }, chain: { id: 1 }, back: undefined, ...change } }) as HedgeSourcePlan;
const slopeGate: Layer['gate'] = { gate: { kind: 'ramp', signal: 'slope', from: 0, to: 0.1 }, reads: 'roll' };
const recorded = { kind: 'history', from: FROM, to: FROM + 30 * DAY };
const specOf = (layer: Partial<Layer>, path: object = recorded) =>
  SimulateSpecSchema.parse({ plan: hedgePlan({ layers: [putLayer(layer)] }), path });

/** Two more calls are needed before all is fitted. */
function fakeHistory() {
  const asked: object[] = [];
  const columns = {
    t: Float64Array.of(FROM, FROM + DAY),
    slopes: [
      { front: 7, back: 30, value: Float64Array.of(9, 9) },
      { front: 30, back: 90, value: Float64Array.of(0.1, -0.2) },
    ],
  };
  const history = (query: object) => Promise.resolve({ columns, pending: Math.max(0, 2 - asked.push(query)) });
  return { asked, history: history as unknown as Options['history'] };
}
const { signal } = new AbortController();

describe('slopes of a chain along a recorded path', () => {
  it('are fitted to the last and known when their capture was', async () => {
    const { asked, history } = fakeHistory();
    const slopes = await chainSlopes(connections, history, sources(), specOf({ gate: slopeGate }), undefined, signal);
    expect(slopes).toEqual({
      known: Float64Array.of(FROM + 1_000, FROM + DAY + 1_000),
      value: Float64Array.of(0.1, -0.2),
    });
    expect(asked).toHaveLength(2);
    expect(asked[0]).toEqual({ instrument: 'BTC', asOf: FROM + 30 * DAY, span: 35 * DAY });
  });

  it('are cut at what was known', async () => {
    const { asked, history } = fakeHistory();
    const analog = specOf({ gate: slopeGate }, { kind: 'analog', from: FROM, days: 20 });
    await chainSlopes(connections, history, sources(), analog, FROM + 10 * DAY, signal);
    expect(asked[0]).toMatchObject({ asOf: FROM + 10 * DAY, span: 15 * DAY });
  });

  it('are asked for in spans that keep a capture a day, from where there is a chain', async () => {
    const long = { kind: 'history', from: FROM, to: FROM + 1_000 * DAY };
    const asked: { asOf: number; span: number }[] = [];
    const from = FROM - 5 * DAY;
    const history = (query: { asOf: number; span: number }) => {
      asked.push(query);
      if (asked.length === 1) return Promise.reject(new BallastError('notFound', 'none was known by then'));
      // The chain ends on day 500: a later span ends there, too.
      const t = Float64Array.of(FROM + 400 * DAY, FROM + 500 * DAY);
      const slopes = [{ front: 30, back: 90, value: Float64Array.of(0.1, 0.2) }];
      return Promise.resolve({ columns: { t, slopes }, pending: 0 });
    };
    const found = await chainSlopes(connections, history as unknown as Options['history'], sources(), specOf({ gate: slopeGate }, long), undefined, signal); // prettier-ignore
    expect(asked.map(({ asOf, span }) => [(asOf - span - from) / DAY, (asOf - from) / DAY])).toEqual([[0, 390], [390, 780], [780, 1_005]]); // prettier-ignore
    expect(found).toEqual({ known: Float64Array.of(FROM + 400 * DAY + 1_000, FROM + 500 * DAY + 1_000), value: Float64Array.of(0.1, 0.2) }); // prettier-ignore
  });

  const { adaptation } = putLayer();
  it.each([
    [{ gate: slopeGate }, true],
    [{ adaptation: { ...adaptation, slope: 1 } }, true],
    [{ adaptation: { ...adaptation, inverted: { above: 0, tenorTimes: 2 } } }, true],
    [{ gate: slopeGate, enabled: false }, false],
    [{}, false],
  ])('are read when a layer asks for them: %#', async (layer, isAsked) => {
    const { asked, history } = fakeHistory();
    await chainSlopes(connections, history, sources(), specOf(layer), undefined, signal);
    expect(asked.length > 0).toBe(isAsked);
  });

  it('are not read of simulated paths, without a chain, or where an index of 93 days says them', async () => {
    const { asked, history } = fakeHistory();
    const gbm = specOf({ gate: slopeGate }, { kind: 'gbm', paths: 10, days: 10 });
    const cases = [[sources(), gbm], [sources({ chain: undefined }), specOf({ gate: slopeGate })], [sources({ back: 2 }), specOf({ gate: slopeGate })]] as const; // prettier-ignore
    for (const [plan, spec] of cases)
      expect(await chainSlopes(connections, history, plan, spec, undefined, signal)).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it('stop when the job is cancelled', async () => {
    const { history } = fakeHistory();
    const spec = specOf({ gate: slopeGate });
    await expect(chainSlopes(connections, history, sources(), spec, undefined, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' }); // prettier-ignore
  });
});
