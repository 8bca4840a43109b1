import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { DERIBIT_MARGIN, marginRequirement, type MarginCell, type MarginLeg } from '#core/options/margin';
import type { SmileReport } from '#core/options/smile-report';
import { sviVolatility } from '#core/options/svi';
import { MS_PER_DAY, MS_PER_YEAR } from '#core/time/ms';
import { asOfOf, Exit, parseDate, withServices, type GlobalOptions } from '../context';
import { instant, printJson, printTable, say } from '../print';

export interface MarginOptions extends GlobalOptions {
  readonly chain?: string;
}

const Positive = z.number().positive();
const Expiry = z.union([z.int(), z.string().transform(parseDate).refine(Number.isFinite, 'not a date')]);
const Leg = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('underlying'), quantity: z.number(), price: Positive }),
  z
    .strictObject({
      type: z.enum(['call', 'put']),
      ...{ quantity: z.number(), strike: Positive, days: Positive.optional(), expiry: Expiry.optional() },
      ...{ forward: Positive.optional(), vol: Positive.optional() },
    })
    .refine(({ days, expiry }) => (days === undefined) !== (expiry === undefined), 'give days or expiry'),
]);
const share = z.number().min(0);
const Preset = z.strictObject({
  ...{ name: z.string(), asOf: z.string(), source: z.string() },
  ...{ priceRange: share.max(0.99), priceSteps: z.int().min(3).max(99).refine((n) => n % 2 === 1, 'an odd number') }, // prettier-ignore
  ...{ volUp: share, volDown: share.max(1), leastVolUp: share, shortPower: share, longPower: share },
  ...{ extended: z.array(z.number().gt(-1)), extendedFactor: share, dampener: share },
});
const Book = z.strictObject({ legs: z.array(Leg).min(1), preset: Preset.partial().optional() });
type Leg = z.output<typeof Leg>;

export async function margin(options: MarginOptions): Promise<void> {
  const { legs, preset: changes } = await readBook();
  const smile = await smileOf(options, legs);
  const preset = { ...DERIBIT_MARGIN, ...definedOnly(changes ?? {}) };
  const { requirement, worst, cells } = marginRequirement(
    legs.map((leg, i) => completed(leg, i, smile)),
    preset,
  );
  if (options.json) return printJson({ requirement, worst, cells, preset, t: smile?.t ?? NaN });
  printTable(['price', 'volatility', 'change of value', 'counted'], cells.map(toCells));
  say(
    `Requirement ${requirement.toFixed(2)}: prices ${move(worst)}, volatility ${worst.vol}. ${preset.name}, ${preset.asOf}.`,
  );
}

async function readBook(): Promise<z.output<typeof Book>> {
  let given: unknown;
  try {
    given = JSON.parse(await text(process.stdin));
  } catch (cause) {
    throw new Exit(2, `stdin is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  const read = Book.safeParse(given);
  if (!read.success)
    throw new Exit(2, `stdin is not a book:\n${z.prettifyError(read.error)}\nThe fields are listed in docs/cli.md.`);
  return read.data;
}

const definedOnly = <T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never;

async function smileOf(options: MarginOptions, legs: readonly Leg[]): Promise<SmileReport | undefined> {
  const asOf = asOfOf(options);
  const { chain } = options;
  if (chain !== undefined)
    return withServices(options, { create: false }, (services) => services.options.smile({ instrument: chain, asOf }));
  const lacking = legs.findIndex((leg) => leg.type !== 'underlying' && (leg.forward === undefined || leg.vol === undefined || leg.days === undefined)); // prettier-ignore
  if (lacking >= 0)
    throw new Exit(2, `legs[${lacking}]: give days, forward and vol, or --chain with a chain to read them from.`);
  if (asOf !== undefined) throw new Exit(2, '--as-of: what was known when is told of a stored chain only; give --chain.'); // prettier-ignore
  return undefined;
}

/** A leg with what it lacks from the smile of its expiry. */
function completed(leg: Leg, i: number, smile: SmileReport | undefined): MarginLeg {
  if (leg.type === 'underlying') return { kind: 'underlying', quantity: leg.quantity, forward: leg.price };
  const { type: kind, quantity, strike, days, expiry } = leg;
  const slice = expiry === undefined ? undefined : smile?.expiries.find((one) => one.expiry === expiry);
  const tau = days === undefined ? (expiry! - smile!.t) / MS_PER_YEAR : (days * MS_PER_DAY) / MS_PER_YEAR;
  if (!(tau > 0)) throw new Exit(2, `legs[${i}].expiry is not after the quotes of ${instant(smile!.t)} UTC.`);
  const forward = leg.forward ?? slice?.forward.value;
  const fitted = slice?.svi && sviVolatility(slice.svi, Math.log(strike / slice.forward.value), slice.days * (MS_PER_DAY / MS_PER_YEAR)); // prettier-ignore
  const vol = leg.vol ?? fitted;
  if (forward === undefined || vol === undefined || !(vol > 0))
    throw new Exit(2, `legs[${i}]: the chain has no smile of this expiry. Give its expiry as the venue does, or forward and vol.`); // prettier-ignore
  return { kind, quantity, strike, tau, forward, vol };
}

const move = ({ move: share }: MarginCell): string => `${share > 0 ? '+' : ''}${(100 * share).toFixed(0)} %`;
const toCells = (cell: MarginCell): string[] => [move(cell), cell.vol, cell.pnl.toFixed(2), cell.counted.toFixed(2)];
