import type { OpenLayer } from '#core/hedge/open-layer';
import type { HedgeMarket } from '#core/hedge/market';
import type { Layer } from '#core/hedge/types';
import { formatNumber, formatPercent } from '../../lib/format';
import { layerWords, sizeWords } from '#shared/layer-words';
import { SIGNALS } from '../shared/hedge/signals';
import { readGate, type GateReading } from './gate-scale';

/** A figure of a row, as it is printed and explained. */
export interface RowFigure {
  readonly value: string;
  readonly full?: string;
  readonly definition: string;
  readonly estimate?: boolean;
  readonly missing?: boolean;
}

export interface LayerRow {
  readonly layer: Layer;
  /** What it is made of, with its strikes where it is open. */
  readonly words: string;
  readonly gate: GateReading;
  readonly size: RowFigure;
  readonly cost: RowFigure;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const many = (units: number): string => formatNumber(units, { decimals: Math.abs(units) < 10 ? 2 : Math.abs(units) < 1_000 ? 1 : 0 }); // prettier-ignore

/** `Inverted curve: buy 25-delta put, 60/120/180 d; 65,000, 60,000`: with the strikes of what is open, and why it is not what it usually is. */
function openWords({ rungs, rules, layer, gate, reasons }: OpenLayer): string {
  const open = rungs.filter(({ units }) => units !== 0);
  if (open.length === 0) {
    // A gate that is closed says so by itself.
    const isBarred = layer.enabled && gate.value > 0 && reasons.length > 0;
    return isBarred ? `Not open: ${reasons.at(-1)}` : layerWords(layer);
  }
  const strikes = open.map(
    (rung) =>
    [...rung.strikes].filter((strike) => !Number.isNaN(strike)).map((strike) => formatNumber(strike, { decimals: strike < 100 ? 1 : 0 })).join('/'), // prettier-ignore
  );
  const usual = layerWords({ ...layer, legs: rules.legs, tenor: rules.tenor });
  const why = [rules.rich && 'rich skew', rules.inverted && 'inverted curve'].filter(Boolean).join(', ');
  const words = why === '' ? usual : `${capital(why)}: ${usual.charAt(0).toLowerCase()}${usual.slice(1)}`;
  const shown = strikes.filter((text) => text !== '');
  return shown.length === 0 ? words : `${words}; ${[...new Set(shown)].join(', ')}`;
}

function sizeOf({ layer, sizeShare, rungs, held, caps, ratio, unknown }: OpenLayer): RowFigure {
  const units = rungs.reduce((sum, rung) => sum + rung.units, 0);
  const limits = caps.map(({ cap, limit, wanted }) => `Held back by its cap on ${cap === 'notional' ? 'notional' : 'premium'}: ${formatPercent(limit)} of ${formatPercent(wanted)} wanted.`); // prettier-ignore
  const adapted = ratio === 1 ? [] : [`Adapted x ${formatNumber(ratio, { decimals: 2 })}.`];
  const missing = unknown.map((signal) => `${SIGNALS[signal].title} is not known and adds nothing.`);
  return {
    value: formatPercent(sizeShare),
    full: `${formatPercent(sizeShare, { decimals: 2 })} of the book, ${many(units)} units`,
    definition: [
      `Notional of the layer as a share of the book. Its rule: ${sizeWords(layer.size)}.`,
      ...adapted,
      ...limits,
      ...missing,
    ].join(' '),
    missing: held.length === 0,
  };
}

function costOf({ costPerYear, premium, held, reasons, rules }: OpenLayer): RowFigure {
  if (held.length > 0 && rules.legs.every(({ kind }) => kind === 'future'))
    return { value: 'none', missing: true, definition: 'No premium is paid: funding and carry are counted in the simulation.' };
  if (held.length === 0 || Number.isNaN(costPerYear))
    return { value: formatPercent(0, { decimals: 2 }), missing: true, definition: `Nothing is open: ${reasons.join('; ') || 'no reason is known'}.` };
  return {
    value: formatPercent(costPerYear, { decimals: 2 }),
    full: `${formatPercent(costPerYear, { decimals: 3 })} of the book a year`,
    estimate: true,
    definition: `Premium of every rung over its years to expiry, gross of resale: ${formatNumber(premium)} for one opening.${reasons.length > 0 ? ` Not all of it is open: ${reasons.join('; ')}.` : ''}`,
  };
} // prettier-ignore

const rows = new WeakMap<OpenLayer, LayerRow>();

/** The same object for the same layer: a row that did not change is not drawn again. */
export function layerRow(open: OpenLayer, { signals }: HedgeMarket): LayerRow {
  const known = rows.get(open);
  if (known) return known;
  const row: LayerRow = {
    layer: open.layer,
    words: openWords(open),
    gate: offWhenDisabled(readGate(open.layer.gate.gate, signals), open),
    size: sizeOf(open),
    cost: costOf(open),
  };
  rows.set(open, row);
  return row;
}

/** A gate that stands open says so only where something is open. */
function offWhenDisabled(reading: GateReading, { layer, held }: OpenLayer): GateReading {
  if (!layer.enabled) return { ...reading, state: 'off' };
  return reading.value > 0 && held.length === 0 ? { ...reading, state: 'not open' } : reading;
}

/** A plan on a market that is not there: gates and amounts are unknown, what it is made of is known. */
export const unpricedRow = (layer: Layer): LayerRow => {
  const unknown: RowFigure = { value: 'unknown', missing: true, definition: 'There is no market to price it on.' };
  return {
    layer,
    words: layerWords(layer),
    gate: {
      ...readGate(layer.gate.gate, { volatility: NaN, slope: NaN, skew: NaN, exhaustion: NaN, ivOverRealized: NaN, drawdown: NaN }), // prettier-ignore
      state: 'unknown',
    },
    size: unknown,
    cost: unknown,
  };
};
