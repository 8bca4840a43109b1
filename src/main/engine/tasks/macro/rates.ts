import { differentialOf, turnsOf } from '#core/macro/differential';
import { changesOnly, headline } from '#core/macro/known';
import { refusal } from '#core/macro/publication';
import type { KnownPoints } from '#core/evidence/types';
import { fiatOf } from '#core/series/fiat';
import { lastIndexAtOrBefore, lowerBound } from '#core/series/search';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type { DifferentialQuery, DifferentialReading, PolicyRate } from '#shared/macro';
import { isSynthetic, policyCurrencies, policyRateSeries } from '../../../macro/facts';
import type { StoreReader } from '../../../store/api';
import { labelOf } from './overview';
import { instantOf, knownVintages, storedMacro, type Clock, type StoredMacro } from './stored';

/** Per cent to decimal. */
const PERCENT = 0.01;
/** A series that ends so much sooner than another of the same rate is behind: decisions are about six weeks apart. */
const BEHIND: Ms = 75 * MS_PER_DAY;

const NONE: KnownPoints = { known: new Float64Array(), value: new Float64Array() };

interface Chosen {
  readonly rate: PolicyRate;
  /** The rate as it was told, decimal per year: unchanged ones too. */
  readonly told: KnownPoints;
  /** Those that changed it. */
  readonly steps: KnownPoints;
}

/** Policy rates of which a series is stored, as they were known. */
export function readRates(store: () => StoreReader, clock: Clock): PolicyRate[] {
  const all = storedMacro(store());
  return policyCurrencies.filter((currency) => candidates(all, currency).length > 0).map((currency) => choose(all, currency, clock).rate); // prettier-ignore
}

type Asked = Pick<DifferentialQuery, 'a' | 'b' | 'from' | 'to'> & Clock;

/** A less B from each instant on at which either was known to change, in [from, to); the first is what held at `from`. */
export function readDifferential(store: () => StoreReader, { from, to, ...asked }: Asked): DifferentialReading {
  const all = storedMacro(store());
  const [a, b] = currenciesOf(all, asked).map((currency) => choose(all, currency, asked)) as [Chosen, Chosen];
  const whole = differentialOf(a.steps, b.steps);
  const first = Math.max(0, lastIndexAtOrBefore(whole.known, from));
  const cut = (column: Float64Array): Float64Array => column.slice(first, lowerBound(whole.known, to));
  const lacks = [a, b].flatMap(({ rate }) => (rate.lacks === '' ? [] : `${rate.currency}: ${rate.lacks}`));
  return {
    a: a.rate,
    b: b.rate,
    known: cut(whole.known),
    rateA: cut(whole.a),
    rateB: cut(whole.b),
    value: cut(whole.value),
    turns: turnsOf(whole).filter(({ t }) => t >= from && t < to),
    lacks: lacks.join('; '),
  };
}

/** Both of one market: real rates where any is stored, else those of the sample. A stablecoin stands for its money. */
function currenciesOf(all: ReadonlyMap<string, StoredMacro>, { a, b }: Pick<Asked, 'a' | 'b'>): readonly string[] {
  const plain = [a, b].map((name) => fiatOf(name.replace(/^SIM-/, '')));
  const isReal = policyCurrencies.some((currency) => !isSynthetic(currency) && candidates(all, currency).length > 0);
  return isSynthetic(a) || isSynthetic(b) || !isReal ? plain.map((name) => `SIM-${name}`) : plain;
}

const candidates = (all: ReadonlyMap<string, StoredMacro>, currency: string): StoredMacro[] =>
  policyRateSeries(currency).flatMap((id) => all.get(id) ?? []);

/** A policy rate whenever it was told, decimal per year. @param currency `SIM-USD` in the sample market */
export const policyPoints = (all: ReadonlyMap<string, StoredMacro>, currency: string, clock: Clock): KnownPoints =>
  choose(all, currency, clock).told;

/** The first series of the currency that tells of the clock and is not behind the others. */
function choose(all: ReadonlyMap<string, StoredMacro>, currency: string, clock: Clock): Chosen {
  const found = candidates(all, currency).map((one) => {
    const vintages = knownVintages(one, clock).filter(({ released }) => Number.isFinite(released));
    const until = vintages.reduce((last, { released }) => Math.max(last, released), -Infinity);
    return { one, until, told: headline(vintages, instantOf(clock), PERCENT) };
  });
  const newest = Math.max(...found.map(({ until }) => until));
  const { one, told } = found.find(({ until }) => until > -Infinity && until >= newest - BEHIND) ?? { one: found[0]?.one, told: NONE }; // prettier-ignore
  const steps = changesOnly(told);
  const isRefused = one && clock.asOf !== undefined && refusal(one.publication);
  const rate: PolicyRate = {
    currency,
    series: one?.record.id ?? '',
    label: one ? labelOf(one.record) : '',
    basis: one?.publication.basis ?? 'released',
    rate: steps.value.at(-1) ?? NaN,
    since: steps.known.at(-1) ?? NaN,
    lacks: steps.value.length > 0 ? '' : one ? isRefused || 'nothing released' : 'no policy rate is stored',
    synthetic: isSynthetic(currency),
  };
  return { rate, told, steps };
}
