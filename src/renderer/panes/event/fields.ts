import { MS_PER_DAY } from '#core/time/ms';
import type { CascadeRow } from '#shared/cascades';
import { formatBp, formatDuration, formatFunding, formatNumber, formatPercent, formatTime, formatUsdM, priceDecimals, zoneName, type Zone } from '../../lib/format'; // prettier-ignore

/** One line of the pane: a name, a figure with its unit, and what it means (method.md, section 2). */
export interface EventField {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly unit?: string;
  readonly full?: string;
  readonly definition: string;
  readonly source?: string;
  readonly method?: string;
  readonly knownAt?: string;
  readonly missing?: boolean;
  readonly estimate?: boolean;
  readonly strong?: boolean;
}

interface FieldContext {
  readonly zone: Zone;
  readonly tick: number;
}

/** Figures of the left column: how much. */
export function amounts(event: CascadeRow, context: FieldContext): readonly EventField[] {
  const liquidations = `${event.instrument} liquidations, ${event.coverage ?? 'coverage not stated'}`;
  const isProxy = event.rule === 'proxy';
  const oi = 'open interest of the same asset';
  const isFall = event.side === 'long';
  return [
    usd('longs', 'Longs closed', event.notionalLongUsd, 'Notional of long positions closed by force between start and end.', liquidations),
    usd('shorts', 'Shorts closed', event.notionalShortUsd, 'Notional of short positions closed by force between start and end.', liquidations),
    {
      id: 'prints',
      label: 'Prints',
      value: formatNumber(event.prints, { missing: isProxy ? 'no prints' : 'sums only' }),
      missing: Number.isNaN(event.prints),
      definition: 'Number of forced closures of the side that was closed.',
      source: liquidations,
    },
    {
      id: 'drop',
      label: isFall ? 'Drop' : 'Rise',
      value: formatNumber(event.dropBp, { missing: 'no bars' }),
      unit: 'bp',
      full: formatBp(event.dropBp, { decimals: 1, missing: 'no bars' }),
      missing: Number.isNaN(event.dropBp),
      estimate: isProxy,
      definition: `Log return from the price at the start to the ${isFall ? 'low' : 'high'}, in basis points; positive hurts the side that was closed.`,
      method: `10⁴ · ln(${isFall ? 'start / low' : 'high / start'})`,
      source: event.priceSource || 'no bars stored',
    },
    {
      id: 'oi',
      label: 'OI change',
      value: formatPercent(event.oiChange, { sign: true, missing: 'not known' }),
      missing: Number.isNaN(event.oiChange),
      definition: 'Open interest known at the decision against that known at the start: the share of open positions that is gone. Not known: no value was published in time, or none is stored.',
      method: '(after − before) / before',
      source: oi,
    },
    funding('fundingBefore', 'Funding before', event.fundingBefore, 'Last rate settled before the start, per funding interval.'),
    funding('fundingAfter', 'Funding after', event.fundingAfter, 'Last rate settled by the decision, per funding interval.'),
    {
      id: 'coverage',
      label: 'Coverage',
      value: event.coverage ?? 'not stated',
      definition: 'How much of what happened the liquidation series holds.',
      estimate: isProxy,
      source: liquidations,
      knownAt: stamp(event.decision, context.zone),
    },
  ]; // prettier-ignore
}

/** Figures of the right column: when, and at what price. */
export function times(event: CascadeRow, { zone, tick }: FieldContext): readonly EventField[] {
  const day = formatTime(event.start, zone, 'day');
  const isFall = event.side === 'long';
  const isDaily = event.grid >= MS_PER_DAY && zone === 'utc';
  const at = (id: string, label: string, t: number, definition: string, strong = false): EventField => ({
    id,
    label,
    value: isDaily
      ? formatTime(t, zone, 'day')
      : formatTime(t, zone, 'day') === day
        ? formatTime(t, zone, 'clock')
        : formatTime(t, zone, 'monthMinute'),
    full: stamp(t, zone),
    definition,
    strong,
  });
  const price = (id: string, label: string, value: number, definition: string): EventField => ({
    id,
    label,
    value: formatNumber(value, { decimals: priceDecimals(tick, value), missing: 'no bars' }),
    missing: Number.isNaN(value),
    definition,
    source: event.priceSource || 'no bars stored',
  });
  const bin = event.grid === 60_000 ? 'minute' : formatDuration(event.grid);
  return [
    at('start', 'Start', event.start, 'Open of the first bin with unusual liquidations.'),
    at('peak', `Peak ${bin}`, event.peak, `Open of the ${bin} with the largest liquidations of this side.`),
    at('end', 'End', event.end, 'End of the last bin with unusual liquidations.'),
    at('decision', 'Decision', event.decision, 'First instant at which the event could be known to be over: the end of the first calm stretch. Nothing that depends on it may be used before.', true),
    price('priceStart', 'Price start', event.priceStart, 'Close of the last bar known at the start.'),
    price('priceLow', isFall ? 'Price low' : 'Price high', event.priceLow, `${isFall ? 'Lowest low' : 'Highest high'} of the bars known by the decision.`),
    price('priceEnd', 'Price end', event.priceEnd, 'Close of the last bar known at the end.'),
    {
      id: 'priceSource',
      label: 'Price source',
      value: withoutInstrument(event) || 'no bars stored',
      full: event.priceSource,
      missing: event.priceSource === '',
      definition: 'Instrument and source of the bars behind the price figures.',
    },
  ]; // prettier-ignore
}

/** The pane's header names the instrument already; that of another one stays. */
const withoutInstrument = ({ priceSource, instrument }: CascadeRow): string =>
  priceSource.startsWith(`${instrument}, `) ? priceSource.slice(instrument.length + 2) : priceSource;

function usd(id: string, label: string, value: number, definition: string, source: string): EventField {
  return {
    id,
    label,
    value: formatNumber(value / 1e6, { decimals: 1, missing: 'no prints' }),
    unit: 'M USD',
    full: formatUsdM(value, { full: true, missing: 'no prints' }),
    missing: Number.isNaN(value),
    definition,
    source,
  };
}

function funding(id: string, label: string, value: number, definition: string): EventField {
  return {
    id,
    label,
    value: formatFunding(value, { missing: 'not known' }),
    missing: Number.isNaN(value),
    definition: `${definition} Positive: longs pay shorts.`,
  };
}

const stamp = (t: number, zone: Zone): string => `${formatTime(t, zone, 'second')} ${zoneName(zone, t)}`;
