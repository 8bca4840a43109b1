import { describe, expect, it } from 'vitest';
import { nearest, strikeOf } from '#core/hedge/strike';
import { VolSurface } from '#core/hedge/surface';
import { black76 } from '#core/options/black76';
import { SLICES } from '../../support/hedge';

const surface = VolSurface.of(SLICES, false);
const rule = { dynamics: 'stickyDelta', volBeta: 0, parallel: false } as const;
const tau = 45 / 365;
const market = { forward: 102, spot: 100, tau, vol: (m: number) => surface.vol(m, tau, rule) };

describe('the strike of a rule', () => {
  it.each([['put', 0.05], ['put', 0.25], ['call', 0.2], ['call', 0.5], ['call', 0.9]] as const)('%s of delta %f has it', (kind, value) => {
    const strike = strikeOf({ by: 'delta', value }, kind, market);
    const { delta } = black76(kind, market.forward, strike, tau, 0, market.vol(strike / market.forward));
    expect(Math.abs(delta)).toBeCloseTo(value, 12);
  }); // prettier-ignore

  it.each([['put', 0.01], ['call', 0.03]] as const)('%s of a premium of %f of the spot costs it', (kind, value) => {
    const strike = strikeOf({ by: 'premium', value }, kind, market);
    const { price } = black76(kind, market.forward, strike, tau, 0, market.vol(strike / market.forward));
    expect(price / market.spot).toBeCloseTo(value, 12);
  }); // prettier-ignore

  it('by moneyness is a multiple of the forward', () => {
    expect(strikeOf({ by: 'moneyness', value: 0.9 }, 'put', market)).toBeCloseTo(91.8, 12);
  });

  it('is not there where nothing has that delta or premium', () => {
    expect(strikeOf({ by: 'premium', value: 5 }, 'call', market)).toBeNaN();
    expect(strikeOf({ by: 'delta', value: 0 }, 'put', market)).toBeNaN();
  });

  it('is rounded to the nearest that is listed, the lower of two', () => {
    expect(nearest([90, 95, 100], 96)).toBe(95);
    expect(nearest([95, 90], 92.5)).toBe(90);
  });
});
