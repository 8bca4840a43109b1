import { describe, expect, it } from 'vitest';
import type { Layer } from '#core/hedge/types';
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
