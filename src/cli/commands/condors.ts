import { CNDR, type Condor, type CondorSettings } from '#core/options/condor';
import { condorReport } from '#core/options/condor-report';
import { DERIBIT_FEES } from '#core/options/fees';
import { chainQuery, givenSnapshot, numberOf, STDIN, type ChainOptions } from '../chain-json';
import { Exit, withServices } from '../context';
import { count, instant, printJson, printTable, say } from '../print';

export interface CondorOptions extends ChainOptions {
  readonly short: string;
  readonly wing?: string;
  readonly width?: string;
  readonly decay: string;
  readonly seed: string;
}

function within(given: string, option: string, least: number, most: number): number {
  const value = numberOf(given, option);
  if (!(value > least && value < most)) throw new Exit(2, `${option} ${given}: write a number between ${least} and ${most}.`); // prettier-ignore
  return value;
}

function settingsOf({ short, wing, width, decay }: CondorOptions): CondorSettings {
  if (wing !== undefined && width !== undefined) throw new Exit(2, '--wing and --width: give one of the two.');
  const delta = within(short, '--short', 0, 0.5);
  const wingOf = (): CondorSettings['wing'] => {
    if (width !== undefined) return { width: within(width, '--width', 0, Infinity) };
    return wing === undefined ? CNDR.wing : { delta: within(wing, '--wing', 0, delta) };
  };
  return {
    ...CNDR,
    short: delta,
    wing: wingOf(),
    decayDays: within(decay, '--decay', 0, Infinity),
    fees: DERIBIT_FEES,
  };
}

/** On stdin no history comes with the quotes: the odds are those of the smile alone. */
export async function condors(instrument: string, options: CondorOptions): Promise<void> {
  const condor = settingsOf(options);
  const seed = numberOf(options.seed, '--seed');
  if (!Number.isSafeInteger(seed)) throw new Exit(2, `--seed ${options.seed}: write a whole number.`);
  const reply =
    instrument === STDIN
      ? condorReport(await givenSnapshot(options), condor, new Float64Array(), seed)
      : await withServices(options, { create: false }, (services) =>
          services.options.condors({ ...chainQuery(instrument, options), condor, seed }),
        );
  if (options.json) return printJson({ ...reply, condors: reply.condors.map(condorJson), settings: condor });
  printTable(
    ['expiry, UTC', 'strikes', 'credit', 'max loss', 'break-evens', 'P smile', 'P history', 'E smile', 'E history', 'margin', 'decay', 'size', 'checks'],
    reply.condors.map(condorCells),
  ); // prettier-ignore
  say(`Quotes of ${instant(reply.t)} UTC; history of ${count(reply.returns)} daily returns. ${count(reply.without.length)} expiries have no condor.`); // prettier-ignore
}

const condorJson = ({ breakEvens, ...one }: Condor): unknown => ({ ...one, breakEvens: [...breakEvens] });

const percent = (x: number): string => (Number.isNaN(x) ? 'none' : `${(100 * x).toFixed(1)} %`);
const money = (x: number): string => (Number.isNaN(x) ? 'none' : x.toFixed(2));

const condorCells = (one: Condor): string[] => [
  instant(one.expiry),
  one.strikes.join(' / '),
  money(one.credit),
  money(one.maxLoss),
  Array.from(one.breakEvens, money).join(' / '),
  percent(one.riskNeutral.profit),
  percent(one.history.profit),
  money(one.riskNeutral.expected),
  money(one.history.expected),
  money(one.margin),
  percent(one.decay),
  String(one.size),
  one.flagged ? 'smile fails a check' : 'none failed',
];
