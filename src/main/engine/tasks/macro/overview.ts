import { macroState } from '#core/macro/state';
import type { MacroState } from '#core/macro/types';
import { refusal } from '#core/macro/publication';
import { formatInterval } from '#core/time/interval';
import { MS_PER_DAY } from '#core/time/ms';
import type { MacroSeriesInfo } from '#shared/macro';
import { consensusOf, isConsensus, isSynthetic, seriesFacts, subjectOf } from '../../../macro/facts';
import type { StoreReader } from '../../../store/api';
import { marketVintages, storedMarkets, type StoredMarket } from './markets';
import {
  instantOf,
  knownVintages,
  NOTHING,
  reachOf,
  refusalOf,
  storedMacro,
  type Clock,
  type StoredMacro,
} from './stored';

/** A state looks back by a year, with some days for holidays. */
const STATE_SPAN = 400 * MS_PER_DAY;

/** Every series of the economy with what it said at the clock. */
export function readOverview(store: () => StoreReader, clock: Clock): MacroSeriesInfo[] {
  const reader = store();
  const all = storedMacro(reader);
  const series = [...all.values()].filter(({ record: { id } }) => !(isConsensus(id) && all.has(subjectOf(id)))); // prettier-ignore
  return [
    ...series.map((one) => macroInfo(one, all.get(consensusOf(one.record.id)), clock)),
    ...[...storedMarkets(reader, clock).values()].map((one) => marketInfo(reader, one, clock)),
  ];
}

export const labelOf = ({ id, label }: StoredMacro['record']): string => seriesFacts(id)?.label ?? label;
export const unitOf = ({ id, unit }: StoredMacro['record']): string => seriesFacts(id)?.unit || unit;

function macroInfo(one: StoredMacro, consensus: StoredMacro | undefined, clock: Clock): MacroSeriesInfo {
  const { record, publication } = one;
  const { id, source } = record;
  const facts = seriesFacts(id);
  const isRefused = refusalOf(one, clock) !== '';
  const { figures, from, to, thirdLast } = isRefused ? NOTHING : reachOf(one, clock);
  const state = isRefused ? null : stateOf(one, consensus, clock, Math.min(to - STATE_SPAN, thirdLast));
  return {
    id,
    label: labelOf(record),
    unit: unitOf(record),
    frequency: facts?.frequency ?? record.frequency,
    source,
    group: facts?.group ?? 'other',
    currency: facts?.currency ?? '',
    basis: publication.basis,
    basisWords: basisWords(one),
    consensus: consensus ? consensus.record.id : null,
    synthetic: isSynthetic(id),
    ...{ figures, from, to, state },
    lacks: state ? '' : isRefused ? 'not point-in-time' : 'nothing released',
  };
}

function basisWords({ record: { id }, publication }: StoredMacro): string {
  const { basis, lagMs } = publication;
  if (basis === 'released') return 'Each figure carries the instant of its release.';
  if (basis === 'latest') return `Refused as of a past instant: ${refusal(publication)}.`;
  const { note } = seriesFacts(id)!;
  return `Never revised; counts as known ${formatInterval(lagMs)} after its stamp.${note === undefined ? '' : ` ${note}`}`;
}

/** @param from first period that is looked at where nothing was expected: surprises are measured against all before. */
function stateOf(one: StoredMacro, consensus: StoredMacro | undefined, clock: Clock, from: number): MacroState | null {
  const expected = knownVintages(consensus, clock);
  const vintages = knownVintages(one, clock, expected.length > 0 ? -Infinity : from);
  const state = macroState(vintages, expected, instantOf(clock));
  // of a figure whose release is not told neither that nor the first print is known
  return state && (Number.isFinite(state.known) ? state : { ...state, known: NaN, first: NaN });
}

function marketInfo(reader: StoreReader, one: StoredMarket, clock: Clock): MacroSeriesInfo {
  const { id, facts, record, back } = one;
  // of a slope only the days count that both closes have
  const from = back ? -Infinity : record.to - STATE_SPAN;
  const vintages = marketVintages(reader, one, clock, { from });
  const reach = back ? { figures: vintages.length, from: vintages[0]?.period ?? NaN, to: vintages.at(-1)?.period ?? NaN } : { figures: record.rows, from: record.from, to: record.to }; // prettier-ignore
  const state = macroState(vintages, [], instantOf(clock));
  return {
    id,
    label: record.synthetic ? `${facts.label}, sample` : facts.label,
    unit: facts.unit,
    frequency: 'daily',
    source: record.source,
    group: facts.group,
    currency: '',
    basis: 'inForce',
    basisWords: marketWords(one),
    consensus: null,
    synthetic: record.synthetic,
    ...reach,
    state,
    lacks: state ? '' : 'nothing released',
  };
}

function marketWords({ record: { kind, knownLag, source }, back }: StoredMarket): string {
  const what = back ? 'Two closes of one day' : kind === 'metric' ? 'As the source told it' : 'A close';
  const adjusted = source === 'yahoo' ? ' Adjusted for later dividends: read its changes, not its level.' : '';
  return `${what}, known ${formatInterval(knownLag)} after its stamp.${adjusted}`;
}
