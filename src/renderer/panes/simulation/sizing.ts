import type { HedgePlan, Layer, SizeRule } from '#core/hedge/types';
import type { SizeResult } from '#shared/hedge';
import { formatNumber, formatPercent } from '../../lib/format';
import type { PlanEdit } from '../../state/hedge-edit';

/** Below this multiple a layer is not worth its fees: it is switched off instead, its size kept. */
const LEAST_MULTIPLE = 0.005;

const round = (value: number): number => Number(value.toPrecision(6));

function scaled(size: SizeRule, by: number): SizeRule {
  switch (size.by) {
    case 'exposure':
      return { ...size, ratio: round(size.ratio * by) };
    case 'contracts':
      return { ...size, count: round(size.count * by) };
    case 'premium':
    case 'budget':
      return { ...size, share: round(size.share * by) };
  }
}

/** One change of the plan, to be taken back in one step: each layer at its multiple, those of none switched off. */
export const applySizes =
  ({ layers }: Pick<SizeResult, 'layers'>): PlanEdit =>
  (plan: HedgePlan) => {
    const multiples = new Map(layers.map(({ id, multiple }) => [id, multiple]));
    const next = plan.layers.map((layer): Layer => {
      const by = multiples.get(layer.id);
      if (by === undefined || by === 1) return layer;
      return by < LEAST_MULTIPLE ? { ...layer, enabled: false } : { ...layer, size: scaled(layer.size, by) };
    });
    return next.every((layer, i) => layer === plan.layers[i]) ? plan : { ...plan, layers: next };
  };

/** `0.50 per unit of exposure`, `12 units`, `1.20 % a year`. */
export function sizeWords(size: SizeRule): string {
  switch (size.by) {
    case 'exposure':
      return `${formatNumber(size.ratio, { decimals: 3 })} of exposure`;
    case 'contracts':
      return `${formatNumber(size.count, { decimals: Number.isInteger(size.count) ? 0 : 2 })} units`;
    case 'premium':
      return `${formatPercent(size.share, { decimals: 2 })} an opening`;
    case 'budget':
      return `${formatPercent(size.share, { decimals: 2 })} a year`;
  }
}

export interface SizeRow {
  readonly id: string;
  readonly name: string;
  readonly before: string;
  readonly multiple: string;
  readonly after: string;
}

export const sizeRows = (plan: HedgePlan, { layers }: Pick<SizeResult, 'layers'>): readonly SizeRow[] =>
  layers.flatMap(({ id, name, multiple }) => {
    const layer = plan.layers.find((one) => one.id === id);
    if (!layer) return [];
    return [
      {
        id,
        name,
        before: sizeWords(layer.size),
        multiple: `x\u00a0${formatNumber(multiple, { decimals: 2 })}`,
        after: multiple < LEAST_MULTIPLE ? 'off' : sizeWords(scaled(layer.size, multiple)),
      },
    ];
  });
