import type { Sale } from '#core/value/pool';
import type { Sandwich } from '#core/value/sandwich';
import type { Ms } from '#core/time/ms';
import { formatBp, formatPercent, formatPrice, formatShort } from '../../lib/format';
import { plainJson, type CitedFigure } from '../shared/value/card';
import { whenWords } from '../shared/value/instant';
import { tokensOf } from './model';
import type { ShownPool } from './use-known-pools';

const basisOf = ({ entity, inputs, own, pool }: ShownPool, asked: object, answer: object): CitedFigure['basis'] => ({
  entity: entity.name,
  inputs: plainJson({ pool, known: { reserveBase: inputs.reserveBase, reserveQuote: inputs.reserveQuote, poolFee: inputs.poolFee }, own }), // prettier-ignore
  assumptions: plainJson(asked),
  answer: plainJson(answer),
});

/** A forced sale in words that can stand alone. */
export function saleFigure(known: ShownPool, sale: Sale, size: number, asOf: Ms): CitedFigure {
  const { entity, estimated } = known;
  const [base, quote] = tokensOf(entity);
  return {
    title: `Forced sale into ${entity.name}`,
    words: `${formatShort(size)} ${base} sold at once into ${entity.name} bring ${formatShort(sale.out)} ${quote}, ${formatBp(sale.slippageBp)} below mid, and move its price by ${formatBp(-sale.impactBp)} to ${formatPrice(sale.midAfter)}, ${whenWords(entity, asOf)}${estimated ? '; a figure of the pool is an estimate' : ''}.`, // prettier-ignore
    asOf,
    basis: basisOf(known, { size }, sale),
  };
}

/** A sandwich bound in words that can stand alone. */
export function sandwichFigure(known: ShownPool, bound: Sandwich, size: number, tolerance: number, asOf: Ms): CitedFigure {
  const { entity, estimated } = known;
  const [base, quote] = tokensOf(entity);
  return {
    title: `Sandwich bound in ${entity.name}`,
    words: `Of ${formatShort(size)} ${base} sold into ${entity.name} with ${formatPercent(tolerance, { decimals: 2 })} of slippage accepted, at most ${formatShort(bound.quoted - bound.accepted)} ${quote} are lost and ${formatShort(bound.afterFees)} ${quote} are left to an extractor after fees, ${whenWords(entity, asOf)}${estimated ? '; a figure of the pool is an estimate' : ''}.`,
    asOf,
    basis: basisOf(known, { size, tolerance }, bound),
  };
} // prettier-ignore
