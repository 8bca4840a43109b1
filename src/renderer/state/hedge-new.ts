import { defaultPlan } from '#core/hedge/blank-layers';
import { HEDGE_DEFAULTS } from '#core/hedge/defaults';
import type { HedgePlan, Position } from '#core/hedge/types';
import type { Instrument } from '#shared/market';

/** One unit of a stored instrument. */
export const unitOf = ({ id, label }: Pick<Instrument, 'id' | 'label'>): Position => ({
  id: 'position',
  label,
  kind: 'spot',
  instrument: id,
  quantity: 1,
  price: null,
  option: null,
  beta: null,
});

/** What the builder opens with: one unit of an instrument and no layer. */
export const newPlan = (instrument: Pick<Instrument, 'id' | 'label'>): HedgePlan => ({
  ...defaultPlan(instrument.id),
  name: `${instrument.label} plan`,
  beta: { ...HEDGE_DEFAULTS.beta, benchmark: instrument.id },
  positions: [unitOf(instrument)],
  layers: [],
});
