import type { Ms } from '#core/time/ms';
import { noCapm } from '#core/value/no-capm';
import type { PolicyRate } from '#shared/macro';
import type { ValueMarket } from '#shared/value';
import { messageOf } from '../../errors';
import type { EntityRecord } from '../../store/types';
import type { Connections } from '../connections';
import type { Macro } from '../macro';
import { planMarket } from './market-sources';

type RiskFree = Pick<ValueMarket, 'riskFree' | 'riskFreeWords'>;
type Rates = Pick<Macro, 'rates'>;

/** Price and market risk of an entity by what was known; what there is none of says why. */
export async function valueMarket(
  connections: Connections,
  macro: Rates,
  { instrument, synthetic }: EntityRecord,
  window: number,
  asOf: Ms | undefined,
): Promise<ValueMarket> {
  const plan = instrument === null
    ? { problem: 'no instrument is named whose prices are its own' }
    : planMarket(connections.reader(), instrument, asOf); // prettier-ignore
  if ('problem' in plan) {
    const rate = await riskFreeRate(macro, synthetic, asOf);
    const none = { ...noCapm(plan.problem), words: '' };
    const capm = { basket: none, btc: none, spx: none };
    return { price: NaN, priceAt: NaN, source: '', ...rate, capm, synthetic, lacks: plan.problem };
  }
  const { source, synthetic: isMadeUp, ...sources } = plan;
  const rate = await riskFreeRate(macro, synthetic || isMadeUp, asOf);
  const read = await connections.engine().run('value.market', { ...sources, window, riskFree: rate.riskFree, asOf });
  const lacks = Number.isNaN(read.price) ? `no price of ${instrument} of the week before is stored` : '';
  return { ...read, source, ...rate, synthetic: synthetic || isMadeUp, lacks };
}

/** The dollar's policy rate, in the real market or in that of the sample. */
async function riskFreeRate(macro: Rates, synthetic: boolean, asOf: Ms | undefined): Promise<RiskFree> {
  const none = (riskFreeWords: string): RiskFree => ({ riskFree: NaN, riskFreeWords });
  try {
    const found = (await macro.rates(asOf)).find(({ currency }) => currency === (synthetic ? 'SIM-USD' : 'USD'));
    if (!found) return none('no policy rate is stored');
    return Number.isFinite(found.rate) ? toRiskFree(found) : none(found.lacks);
  } catch (cause) {
    return none(`no policy rate: ${messageOf(cause)}`);
  }
}

/** Rates are quoted for a year without compounding within it. */
const toRiskFree = ({ rate, label, since }: PolicyRate): RiskFree => ({
  riskFree: Math.log1p(rate),
  riskFreeWords: `${label}, ${(100 * rate).toFixed(2)} % a year since ${new Date(since).toISOString().slice(0, 10)}, compounded continuously`,
});
