import { DERIBIT_FEES } from '#core/options/fees';
import { parityDesk, type ParityKind, type ParityRow } from '#core/options/parity';
import { smileReport, type ExpirySmile, type SmileReport } from '#core/options/smile-report';
import { chainQuery, givenSnapshot, numberOf, STDIN, type ChainOptions } from '../chain-json';
import { withServices } from '../context';
import { count, instant, printJson, printTable, say } from '../print';

export async function smile(instrument: string, options: ChainOptions): Promise<void> {
  const reply =
    instrument === STDIN
      ? { ...smileReport(await givenSnapshot(options)), settlement: options.settlement, venueIndex: undefined }
      : await withServices(options, { create: false }, (services) =>
          services.options.smile(chainQuery(instrument, options)),
        );
  if (options.json) return printJson(smileJson(reply));
  printTable(
    ['expiry, UTC', 'days', 'forward', 'quotes', 'ATM %', 'RR 25', 'fly 25', 'rmse', 'model-free %', 'checks'],
    reply.expiries.map(smileCells),
  );
  for (const { days, atm, riskReversal, butterfly } of reply.maturities)
    say(Number.isNaN(atm) ? `${days} days: no expiry on one side.` : `${days} days: ATM ${percent(atm)} %, RR ${percent(riskReversal)}, fly ${percent(butterfly)}.`); // prettier-ignore
  const { value, quoted } = reply.volatilityIndex;
  const beside = reply.venueIndex ? ` ${reply.venueIndex.instrument} said ${percent(reply.venueIndex.value)} at ${instant(reply.venueIndex.t)} UTC.` : ''; // prettier-ignore
  say(
    Number.isNaN(value)
      ? `No 30-day index: no two expiries lie around 30 days.${beside}`
      : `30-day index ${percent(value)} (${percent(quoted)} from quoted strikes alone), quotes of ${instant(reply.t)} UTC.${beside}`,
  );
}

const percent = (x: number): string => (Number.isNaN(x) ? 'none' : (100 * x).toFixed(2));

function smileCells(one: ExpirySmile): string[] {
  const flags = [
    one.svi ? '' : 'too few quotes',
    one.butterflyArbitrage ? `butterfly${one.butterflyArbitrage.quoted ? '' : ' beyond quotes'}` : '',
    one.calendarArbitrage ? `calendar${one.calendarArbitrage.quoted ? '' : ' beyond quotes'}` : '',
    one.extrapolated ? '25 delta beyond quotes' : '',
  ].filter((flag) => flag !== '');
  return [
    instant(one.expiry),
    one.days.toFixed(2),
    one.forward.value.toFixed(2),
    count(one.points.length),
    percent(one.atm),
    percent(one.riskReversal),
    percent(one.butterfly),
    percent(one.rmse),
    percent(one.modelFree),
    flags.length > 0 ? flags.join(', ') : 'none failed',
  ];
}

type Smile = SmileReport & { readonly venueIndex: unknown };

/** What is absent is null, as a figure without a value is. */
const smileJson = ({ venueIndex, expiries, ...rest }: Smile): unknown => ({
  ...rest,
  venueIndex: venueIndex ?? null,
  expiries: expiries.map(({ svi, butterflyArbitrage, calendarArbitrage, ...one }) => ({
    ...one,
    svi: svi ?? null,
    butterflyArbitrage: butterflyArbitrage ?? null,
    calendarArbitrage: calendarArbitrage ?? null,
  })),
});

const NAMES: Readonly<Record<ParityKind, string>> = {
  conversion: 'conversion',
  reversal: 'reversal',
  boxLend: 'box, lend',
  boxBorrow: 'box, borrow',
};

export async function parity(instrument: string, options: ChainOptions): Promise<void> {
  const given = options.funding === undefined ? undefined : numberOf(options.funding, '--funding');
  const read = async () => {
    const snapshot = await givenSnapshot(options);
    const funding = given ?? NaN;
    return { t: snapshot.t, index: snapshot.index, funding, rows: parityDesk(snapshot, { fees: DERIBIT_FEES, funding }) };
  }; // prettier-ignore
  const reply =
    instrument === STDIN
      ? await read()
      : await withServices(options, { create: false }, (services) =>
          services.options.parity({ ...chainQuery(instrument, options), funding: given }),
        );
  const executable = reply.rows.filter((row) => row.executable);
  if (options.json) return printJson({ ...reply, fees: DERIBIT_FEES, executable: executable.length });
  printTable(
    ['package', 'expiry, UTC', 'strikes', 'net forward', 'carry % / yr', 'basis % / yr', 'edge % / yr', 'to funding', 'size', 'verdict'],
    bestOf(reply.rows).map(parityCells),
  ); // prettier-ignore
  say(
    `${count(executable.length)} of ${count(reply.rows.length)} packages are executable after fees (${DERIBIT_FEES.name}, ${DERIBIT_FEES.asOf}), quotes of ${instant(reply.t)} UTC. The best of each kind and expiry is shown.`,
  );
}

/** The largest edge of each kind and expiry, in the order of the rows. */
function bestOf(rows: readonly ParityRow[]): ParityRow[] {
  const best = new Map<string, ParityRow>();
  for (const row of rows) {
    const key = `${row.expiry} ${row.kind}`;
    const before = best.get(key);
    if (!before || row.edge > before.edge) best.set(key, row);
  }
  return [...best.values()];
}

const parityCells = (row: ParityRow): string[] => [
  NAMES[row.kind],
  instant(row.expiry),
  Number.isNaN(row.upperStrike) ? String(row.strike) : `${row.strike} / ${row.upperStrike}`,
  Number.isNaN(row.net) ? '' : row.net.toFixed(2),
  percent(row.carry),
  percent(row.basis),
  percent(row.edge),
  percent(row.edgeToFunding),
  String(row.size),
  row.executable ? 'executable' : 'not executable',
];
