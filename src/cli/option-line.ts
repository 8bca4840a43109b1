import { z } from 'zod';
import { american, americanImpliedVol } from '#core/options/american';
import { bsm } from '#core/options/black-scholes-merton';
import { black76 } from '#core/options/black76';
import { impliedVol, type ImpliedVolReason } from '#core/options/implied-vol';
import { inverse } from '#core/options/inverse';
import { DAYS_PER_YEAR, type OptionKind, type OptionValue } from '#core/options/types';

/** Farther than any price, strike, volatility or time that is meant. */
const HIGHEST = 1e15;
const LEAST = 1e-15;
const Price = z.number().min(LEAST).max(HIGHEST);
const Rate = z.number().min(-10).max(10).default(0);
const notOf = (message: string) => z.literal(0, { error: message }).optional();

const Common = {
  type: z.enum(['call', 'put']),
  strike: Price,
  days: z.number().min(0).max(36_525).optional(),
  years: z.number().min(0).max(100).optional(),
  vol: z.number().min(0).max(1_000).optional(),
  price: z.number().min(-HIGHEST).max(HIGHEST).optional(),
};
const onSpot = { spot: Price, rate: Rate, carry: Rate };

const OptionLine = z
  .discriminatedUnion('model', [
    z.strictObject({ model: z.literal('black76'), ...Common, forward: Price, rate: Rate, carry: notOf('black76 has no carry: the forward holds it') }), // prettier-ignore
    z.strictObject({ model: z.literal('inverse'), ...Common, forward: Price, rate: notOf('inverse has no rate: a premium in coin is not discounted'), carry: notOf('inverse has no carry: the forward holds it') }), // prettier-ignore
    z.strictObject({ model: z.literal('bsm'), ...Common, ...onSpot }),
    z.strictObject({ model: z.literal('american'), ...Common, ...onSpot }),
  ])
  .superRefine((line, { addIssue }) => {
    for (const [one, other] of [['days', 'years'], ['vol', 'price']] as const)
      if ((line[one] === undefined) === (line[other] === undefined))
        addIssue({ code: 'custom', path: [one], message: `give ${one} or ${other}${line[one] === undefined ? '' : ', not both'}` }); // prettier-ignore
  }); // prettier-ignore
type Line = z.output<typeof OptionLine>;

export type LineAnswer =
  | (OptionValue & { readonly impliedVol?: number })
  | { readonly error: { readonly code: 'invalid' | 'noValue' | ImpliedVolReason; readonly message: string } };

const REASONS: Readonly<Record<ImpliedVolReason, string>> = {
  expired: 'At expiry a price says nothing of the volatility.',
  belowIntrinsic: 'The price is below the intrinsic value: no volatility gives it.',
  noTimeValue: 'The price is the intrinsic value: every volatility up to some gives it.',
  aboveMaximum: 'The price is not below the most that the option can be worth: no volatility gives it.',
};

/** What the model takes after kind and underlying. */
interface Model {
  readonly value: (vol: number) => OptionValue;
  readonly implied: (price: number) => number | ImpliedVolReason;
}

function modelOf(line: Line): Model {
  const kind: OptionKind = line.type;
  const { strike } = line;
  const tau = line.years ?? line.days! / DAYS_PER_YEAR;
  switch (line.model) {
    case 'black76': {
      const { forward, rate } = line;
      return {
        value: (vol) => black76(kind, forward, strike, tau, rate, vol),
        implied: (price) => impliedVol(kind, forward, strike, tau, price * Math.exp(rate * tau)),
      };
    }
    case 'inverse': {
      const { forward } = line;
      return {
        value: (vol) => inverse(kind, forward, strike, tau, vol),
        implied: (price) => impliedVol(kind, forward, strike, tau, price * forward),
      };
    }
    case 'bsm': {
      const { spot, rate, carry } = line;
      const forward = spot * Math.exp((rate - carry) * tau);
      return {
        value: (vol) => bsm(kind, spot, strike, tau, rate, carry, vol),
        implied: (price) => impliedVol(kind, forward, strike, tau, price * Math.exp(rate * tau)),
      };
    }
    case 'american': {
      const { spot, rate, carry } = line;
      return {
        value: (vol) => american(kind, spot, strike, tau, rate, carry, vol),
        implied: (price) => americanImpliedVol(kind, spot, strike, tau, rate, carry, price),
      };
    }
  }
}

/** Price and greeks of one option, or why it has none: one line of `ballast price`. */
export function answerOption(given: unknown): LineAnswer {
  const parsed = OptionLine.safeParse(given);
  if (!parsed.success) return invalid(problemOf(parsed.error.issues[0]!));
  const model = modelOf(parsed.data);
  try {
    const { vol, price } = parsed.data;
    if (vol !== undefined) return finite(model.value(vol));
    const implied = model.implied(price!);
    if (typeof implied === 'string') return { error: { code: implied, message: REASONS[implied] } };
    // The price as it was given, not as its volatility rounds.
    return finite({ ...model.value(implied), price: price!, impliedVol: implied });
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    return noValue(cause.message);
  }
}

export const invalid = (message: string): LineAnswer => ({ error: { code: 'invalid', message } });
const noValue = (message: string): LineAnswer => ({
  error: { code: 'noValue', message: `No finite value: ${message}` },
});

const finite = <T extends OptionValue>(value: T): LineAnswer =>
  Number.isFinite(value.price) ? value : noValue('the figures are too large.');

function problemOf({ path, message, code, ...rest }: z.core.$ZodIssue): string {
  const field =
    path.join('.') || (code === 'unrecognized_keys' && 'keys' in rest ? (rest.keys as string[])[0]! : 'line');
  return `${field}: ${message}`;
}
