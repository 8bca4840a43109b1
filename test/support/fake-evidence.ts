import { CONFIRMATIONS, type Confirmation } from '#core/evidence/types';
import { ABSORPTION_STAGES } from '#core/liquidations/absorption';
import type { CascadeRow } from '#shared/cascades';
import type { EventEvidence } from '#shared/evidence';

const VALUES: readonly number[] = [2, 4.1, 0.62, 0.21, -549, 0.0041, 0.08, -0.31, -18, 0.14];

/** Evidence of a made-up event: ten confirmations known, three not. A proxy event has no prints to fit. */
export function createFakeEvidence(event: CascadeRow): EventEvidence {
  const { start, peak, end, decision, grid } = event;
  const isProxy = event.rule === 'proxy';
  const bounds = [start, peak, peak + grid, end, decision];
  const t = Float64Array.from(
    { length: 400 },
    (_, i) => start - grid * 12 + ((decision - start + grid * 12) * i) / 400,
  );
  const curve = (of: (share: number) => number): Float64Array => t.map((at) => of((at - start) / (decision - start)));
  return {
    confirmations: CONFIRMATIONS.map((id, i): Confirmation => {
      const value = VALUES[i] ?? NaN;
      const state = Number.isNaN(value) ? 'unknown' : i % 3 === 2 ? 'no' : 'yes';
      return { id, state, value, lacks: state === 'unknown' ? 'the policy rate differential' : '' };
    }),
    sources: { rsiOversold: 'BTCUSDT bars 5m, Binance', macdTurningUp: 'BTCUSDT bars 5m, Binance' },
    intensity: isProxy
      ? null
      : {
          t,
          perSecond: curve((x) => 0.02 + (x < 0 ? 0 : 3 * Math.exp(-(((x - 0.5) / 0.15) ** 2)))),
          mu: 0.02,
          branching: { value: 0.81, lo: 0.76, hi: 0.86 },
          halfLifeMs: 42_000,
          poissonP: 1e-9,
          ksP: 0.21,
          prints: event.prints,
        },
    absorption: isProxy
      ? null
      : ABSORPTION_STAGES.map((name, k) => ({
          name,
          from: bounds[k]!,
          to: bounds[k + 1]!,
          moveBp: [310, 420, -80, NaN][k]!,
          notionalUsd: [9e8, 4.6e8, 3e8, 0][k]!,
          bpPerMillion: [0.34, 0.92, 0.27, NaN][k]!,
          calmBpPerMillion: 0.19,
          calmWindows: 41,
          ratioToCalm: [1.8, 4.8, 1.4, NaN][k]!,
          gap: k === 3 ? ('noLiquidations' as const) : null,
        })),
    cohorts: {
      t,
      longBreakEven: curve((x) => event.priceStart * (x < 0.5 ? 1.02 : 0.965)),
      shortBreakEven: curve(() => event.priceStart * 0.99),
      before: event.priceStart * 1.02,
      after: event.priceStart * 0.965,
      resetBp: -549,
      interval: grid,
      source: 'open interest, bars and funding',
    },
    lacks: { intensity: isProxy ? 'no liquidations' : '', absorption: isProxy ? 'no liquidations' : '', cohorts: '' },
  };
}
