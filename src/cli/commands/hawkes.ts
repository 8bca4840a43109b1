import { fitHawkes, LEAST_INSTANTS } from '#core/liquidations/hawkes/fit';
import type { Estimate, HawkesFit } from '#core/liquidations/hawkes/types';
import { endAtOnceOnSignal, type GlobalOptions } from '../context';
import { NumberLines } from '../number-lines';
import { count, printJson, printTable, say } from '../print';

const REASONS: Readonly<Record<NonNullable<HawkesFit['reason']>, string>> = {
  tooFewPrints: `Prints at fewer than ${LEAST_INSTANTS} distinct instants after the first: nothing was fitted.`,
  noExcitation: 'Prints that excite one another explain these no better than chance would (AIC): the estimates are those of a constant rate, and beta has no value.', // prettier-ignore
};

/** Prints on stdin, in any order. */
export async function hawkes({ json }: GlobalOptions): Promise<void> {
  endAtOnceOnSignal();
  const lines = new NumberLines('t');
  process.stdin.setEncoding('utf8');
  for await (const part of process.stdin) lines.push(part as string);
  const fit = fitHawkes(lines.end().sort());
  const reason = fit.reason && REASONS[fit.reason];
  if (json) return printJson(toJson(fit, reason));
  printTable(['', 'value', '95 % from', 'to', 'unit'], rowsOf(fit));
  say(
    `${count(fit.n)} prints after the first. Poisson: p = ${figure(fit.poissonP)}. Fit (KS): p = ${figure(fit.ksP)}.`,
  );
  if (reason) say(reason);
}

function toJson(fit: HawkesFit, reason: string | undefined): unknown {
  const { mu, alpha, beta, branching } = fit;
  const ends = ({ lo, hi }: Estimate): unknown => ({ lo, hi });
  return {
    n: fit.n,
    from: fit.from,
    to: fit.to,
    model: fit.model ?? null,
    reason: reason ?? null,
    unit: 'per second',
    mu: mu.value,
    alpha: alpha.value,
    beta: beta.value,
    branching,
    intervals: { mu: ends(mu), alpha: ends(alpha), beta: ends(beta) },
    logLikelihood: fit.logLikelihood,
    poissonLogLikelihood: fit.poissonLogLikelihood,
    poissonP: fit.poissonP,
    ksD: fit.ksD,
    ksP: fit.ksP,
  };
}

const figure = (x: number): string => (Number.isFinite(x) ? String(Number(x.toPrecision(4))) : 'none');

function rowsOf({ mu, alpha, beta, branching }: HawkesFit): readonly (readonly string[])[] {
  const row = (name: string, { value, lo, hi }: Estimate, unit: string): readonly string[] => [name, figure(value), figure(lo), figure(hi), unit]; // prettier-ignore
  return [
    row('mu', mu, 'per second'),
    row('alpha', alpha, 'per second'),
    row('beta', beta, 'per second'),
    row('branching', branching, ''),
  ];
}
