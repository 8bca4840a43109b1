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

/** Price and market risk of an entity by what was known; what there is none of says why. */
export async function valueMarket(
  connections: Connections,
  macro: Pick<Macro, 'rates'>,
  { instrument, synthetic }: EntityRecord,
  window: number,
  asOf: Ms | undefined,
): Promise<ValueMarket> {
  const rate = await riskFreeRate(macro, synthetic, asOf);
  const unmeasured = (reason: string): ValueMarket['capm'] => {
    const none = { ...noCapm(reason), words: '' };
    return { basket: none, btc: none, spx: none };
  };
  const without = (lacks: string): ValueMarket => ({ ...{ price: NaN, priceAt: NaN, source: '', ...rate, synthetic, lacks }, capm: unmeasured(lacks) }); // prettier-ignore
  if (instrument === null) return without('no instrument is named whose prices are its own');
  const plan = planMarket(connections.reader(), instrument, asOf);
  if ('problem' in plan) return without(plan.problem);
  const { source, synthetic: isMadeUp, ...sources } = plan;
  const read = await connections.engine().run('value.market', { ...sources, window, riskFree: rate.riskFree, asOf });
  const lacks = Number.isNaN(read.price) ? `no price of ${instrument} of the week before is stored` : '';
  return { ...read, source, ...rate, synthetic: synthetic || isMadeUp, lacks };
}

/** The dollar's policy rate, or that of the sample market. */
async function riskFreeRate(macro: Pick<Macro, 'rates'>, synthetic: boolean, asOf: Ms | undefined): Promise<RiskFree> {
  try {
    const rates = await macro.rates(asOf);
    const fitting = rates.filter((one) => (synthetic ? one.series === 'SIM-POLICY-RATE' : !one.synthetic && one.currency === 'USD')); // prettier-ignore
    const known = fitting.find(({ rate }) => Number.isFinite(rate));
    return known
      ? toRiskFree(known)
      : { riskFree: NaN, riskFreeWords: fitting[0]?.lacks || 'no policy rate is stored' };
  } catch (cause) {
    return { riskFree: NaN, riskFreeWords: `no policy rate: ${messageOf(cause)}` };
  }
}

/** Rates are quoted for a year without compounding within it. */
const toRiskFree = ({ rate, label, since }: PolicyRate): RiskFree => ({
  riskFree: Math.log1p(rate),
  riskFreeWords: `${label}, ${(100 * rate).toFixed(2)} % a year${Number.isNaN(since) ? '' : ` since ${new Date(since).toISOString().slice(0, 10)}`}, compounded continuously`, // prettier-ignore
});
