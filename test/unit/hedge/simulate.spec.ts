import { describe, expect, it } from 'vitest';
import { simulate } from '#core/hedge/simulate';
import { black76 } from '#core/options/black76';
import { atMoneyness, held, layerOf, marketOf, pathOf, planOf, SLICES, START } from '../../support/hedge';
import { VolSurface } from '#core/hedge/surface';

const DAY = 86_400_000;

describe('a put held to expiry', () => {
  it('on a drawn crash gains intrinsic value less premium', () => {
    // 31 Oct 2025, 08:00 UTC is the last Friday of October.
    const spots = Array.from({ length: 32 }, (_, day) => 100 - day);
    const plan = planOf([layerOf({ legs: [atMoneyness('put', 1, 0.95)], tenor: { targets: [30], least: 25, most: 35, monthlyOnly: true, calendar: 'crypto' }, roll: { daysBefore: 0, every: 400 } })]); // prettier-ignore
    const result = simulate(plan, marketOf({ carry: 0 }), [held('spot', 1, 100)], pathOf(spots))!;
    const tau = (Date.UTC(2025, 9, 31, 8) - START) / DAY / 365;
    const surface = VolSurface.of(SLICES, false);
    const premium = black76('put', 100, 95, tau, 0, surface.vol(0.95, tau, plan.surface)).price;
    // It settles on the first step after its expiry, day 31.
    expect(result.layers[0]!.premiumPaid).toBeCloseTo(premium, 10);
    expect(result.layers[0]!.received).toBeCloseTo(95 - 69, 10);
    expect(result.hedged.pnl[0]! - result.unhedged.pnl[0]!).toBeCloseTo((95 - 69 - premium) / 100, 12);
    expect(result.events.map(({ action }) => action)).toEqual(['open', 'expire']);
  });
});
