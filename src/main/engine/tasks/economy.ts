import type { Economy, KnownPoints, StudyMarket } from '#core/evidence/types';
import { differentialOf } from '#core/macro/differential';
import { printsAsPoints, yearlyChanges } from '#core/macro/known';
import { refusal } from '#core/macro/publication';
import { reerSeries } from '../../macro/facts';
import type { StoreReader } from '../../store/api';
import type { Ms } from '#core/time/ms';
import { policyPoints } from './macro/rates';
import { knownVintages, storedMacro, type Clock, type StoredMacro } from './macro/stored';

/** Which macro series speak for an instrument: those of the money that it is quoted in. */
export interface EconomySources {
  /** `USD`; `SIM-USD` in the sample market. The differential is that of its policy rate to the other one's. */
  readonly currency: string;
  readonly other: string;
  /** Candidates for the change of prices on the year, the best first. */
  readonly cpi: readonly string[];
  readonly ppi: readonly string[];
}

/** Changes on the year in per cent; other series of prices are indices. */
const YEARLY = /[-.]YOY$/i;
const PERCENT = 0.01;

type Points = Partial<Record<Economy, KnownPoints>>;

/** What the economy was known to be, by the instants at which it was; of what is not point-in-time, why it is not read. */
export function loadEconomy(
  reader: StoreReader,
  { currency, other, cpi, ppi }: EconomySources,
  asOf: Ms | null,
): Points & Pick<StudyMarket, 'refused'> {
  const all = storedMacro(reader);
  const clock: Clock = { asOf: asOf ?? Number.MAX_SAFE_INTEGER, now: NaN };
  const refused: Partial<Record<Economy, string>> = {};
  const points: Points = {};
  const read = (of: Economy, ids: readonly string[], toPoints: (id: string, one: StoredMacro) => KnownPoints): void => {
    for (const id of ids) {
      const one = all.get(id);
      if (!one) continue;
      if (refusal(one.publication) !== '') {
        refused[of] ??= `release instants of ${id}, which is not point-in-time`;
        continue;
      }
      const found = toPoints(id, one);
      if (found.known.length === 0) continue;
      points[of] = found;
      return;
    }
  };
  const changes = (id: string, one: StoredMacro): KnownPoints => {
    const vintages = knownVintages(one, clock);
    return YEARLY.test(id) ? printsAsPoints(vintages, Infinity, PERCENT) : yearlyChanges(vintages);
  };
  read('cpi', cpi, changes);
  read('ppi', ppi, changes);
  read('reer', [reerSeries(currency)], (_, one) => printsAsPoints(knownVintages(one, clock)));
  const [own, others] = [currency, other].map((name) => policyPoints(all, name, clock)) as [KnownPoints, KnownPoints];
  if (own.known.length > 0) points.policyRate = own;
  const { known, value } = differentialOf(own, others);
  if (known.length > 0) points.rateDifferential = { known, value };
  return { ...points, refused };
}
