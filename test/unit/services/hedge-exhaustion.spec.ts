import { describe, expect, it } from 'vitest';
import type { Cascades } from '#main/services/cascades';
import type { Connections } from '#main/services/connections';
import type { EventEvidenceService } from '#main/services/event-evidence';
import { createExhaustions } from '#main/services/hedge-exhaustion';
import type { HedgeSourcePlan } from '#main/services/hedge-sources';

const DAY = 86_400_000;
const T = Date.UTC(2025, 0, 1);
const plan = { sources: { asset: { instrument: 'BTCUSDT', id: 1, price: 2 } } } as unknown as HedgeSourcePlan;

/** Events by days after T, with the state of their two confirmations; prices are known until T. */
function exhaustionsOf(events: Readonly<Record<number, readonly [string, string]>>, others: readonly object[] = []) {
  const rows = Object.keys(events).map((day) => ({ id: `e${day}`, instrument: 'BTC', synthetic: false, decision: T + Number(day) * DAY })); // prettier-ignore
  const asked: [string, number | undefined][] = [];
  const data = { revision: 1 };
  const reader = () => ({
    getSeries: () => ({ to: T - DAY, knownLag: DAY }),
    listSeries: () => ['BTC', 'ETHUSDT', 'SIM-BTC'].map((instrument) => ({ id: 1, instrument, synthetic: instrument.startsWith('SIM-'), revision: data.revision })),
  });
  const cascades = { list: (name: string, asOf = Infinity) => Promise.resolve(([...rows, ...others] as typeof rows).filter((row) => row.instrument === name && row.decision <= asOf).reverse()) }; // prettier-ignore
  const evidence: EventEvidenceService = {
    read: (id, asOf) => {
      asked.push([id, asOf]);
      const states = events[Number(id.slice(1))]!;
      return Promise.resolve({ confirmations: states.map((state) => ({ state })) } as never);
    },
  };
  const exhaustions = createExhaustions({ reader } as unknown as Connections, cascades as unknown as Cascades, evidence);
  return { exhaustions, asked, data };
} // prettier-ignore

describe('exhaustion of the latest cascade', () => {
  it('is that of the newest price where the clock runs live, and none after a week', async () => {
    const { exhaustions } = exhaustionsOf({ [-20]: ['yes', 'yes'], [-6]: ['yes', 'no'], [1]: ['yes', 'yes'] });
    const latest = { known: Float64Array.of(T - 6 * DAY), value: Float64Array.of(0.5) };
    expect(await exhaustions.along(plan, { asOf: undefined })).toEqual(latest);
    expect(await exhaustions.along(plan, { asOf: T - 8 * DAY })).toBeUndefined();
    expect(await exhaustions.along(plan, { asOf: T + DAY })).toEqual({ known: Float64Array.of(T + DAY), value: Float64Array.of(1) }); // prettier-ignore
  });

  it('is known at each decision along recorded moves, from a week before their start', async () => {
    const { exhaustions, asked } = exhaustionsOf({ [-40]: ['yes', 'yes'], [-36]: ['yes', 'no'], [-10]: ['unknown', 'unknown'], [-2]: ['no', 'unknown'] }); // prettier-ignore
    const found = await exhaustions.along(plan, { asOf: T, since: T - 30 * DAY });
    expect(found).toEqual({
      known: Float64Array.of(T - 36 * DAY, T - 10 * DAY, T - 2 * DAY),
      value: Float64Array.of(0.5, NaN, 0),
    });
    expect(asked).toEqual([-36, -10, -2].map((day) => [`e${day}`, T]));
  });

  it('is of the asset alone, and never of a synthetic one', async () => {
    const others = [
      { id: 'eth', instrument: 'ETHUSDT', synthetic: false, decision: T },
      { id: 'sim', instrument: 'SIM-BTC', synthetic: true, decision: T },
    ];
    const { exhaustions, asked } = exhaustionsOf({ [-6]: ['yes', 'no'] }, others);
    await exhaustions.along(plan, { asOf: T });
    expect(asked).toEqual([['e-6', T]]);
  });

  it('is read once, and again when the data has changed', async () => {
    const { exhaustions, asked, data } = exhaustionsOf({ [-6]: ['yes', 'no'] });
    const before = await exhaustions.revisions(plan, { asOf: T });
    for (const revision of [1, 1, 2, 2]) {
      data.revision = revision;
      await exhaustions.along(plan, { asOf: T });
    }
    expect(asked).toHaveLength(2);
    expect(await exhaustions.revisions(plan, { asOf: T })).not.toEqual(before);
  });

  it('stops when it is cancelled', async () => {
    const { exhaustions } = exhaustionsOf({ [-6]: ['yes', 'no'] });
    await expect(exhaustions.along(plan, { asOf: T, signal: AbortSignal.abort() })).rejects.toThrow('Cancelled');
  });
});
