import { asKnown } from '#core/macro/known';
import type { Vintage } from '#core/macro/types';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type { MacroCalendarReply, MacroEvent } from '#shared/macro';
import { consensusOf, isConsensus, isPart, isSynthetic, releaseLabel } from '../../../macro/facts';
import type { StoreReader } from '../../../store/api';
import type { MacroRelease } from '../../../store/types';
import { labelOf, unitOf } from './overview';
import { expectedOf } from './reading';
import { instantOf, knownVintages, storedMacro, type Clock, type StoredMacro } from './stored';

/** How far ahead the next release of a kind is looked for. */
const AHEAD: Ms = 400 * MS_PER_DAY;
/** A series told more often than this is one of daily figures and no date of a calendar. */
const LEAST_SPACING: Ms = 4 * MS_PER_DAY;
const FEW = 5;
const TYPED = 'typed in';

type Asked = { readonly from: Ms; readonly to: Ms } & Clock;

/** Dates in [from, to): what was released by the clock, and what lies ahead of it as far as its date was known by then. */
export function readCalendar(store: () => StoreReader, { from, to, ...clock }: Asked): MacroCalendarReply {
  const reader = store();
  const all = storedMacro(reader);
  const at = instantOf(clock);
  const events = eventsBetween(reader, all, from, to, clock);
  const ahead = eventsBetween(reader, all, at + 1, at + AHEAD, clock);
  const next = new Map<string, MacroEvent>();
  for (const event of ahead) {
    const key = `${event.synthetic} ${event.label}`;
    if (!next.has(key)) next.set(key, event);
  }
  return { events, next: [...next.values()], words: words(all, clock) };
}

/** Nothing here depends on what lies after the clock: that some date is not shown would tell of it. */
function words(all: ReadonlyMap<string, StoredMacro>, { asOf }: Clock): string[] {
  if (![...all.keys()].some((id) => releaseLabel(id) !== undefined))
    return ['No dates are stored. Fetch "US economic calendar", which comes with the program, or import a file of releases.'];
  return asOf === undefined ? [] : ['Ahead of a past instant only dates are shown that were announced by then.'];
} // prettier-ignore

function eventsBetween(
  reader: StoreReader,
  all: ReadonlyMap<string, StoredMacro>,
  from: Ms,
  to: Ms,
  clock: Clock,
): MacroEvent[] {
  const at = instantOf(clock);
  const isShown = ({ released, announced }: MacroRelease): boolean =>
    released <= at || clock.asOf === undefined || (announced !== undefined && announced <= at);
  const bySeries = new Map<string, MacroRelease[]>();
  for (const release of reader.macroCalendar(from, to)) {
    const { seriesId } = release;
    if (isConsensus(seriesId) || isPart(seriesId) || !isShown(release)) continue;
    const own = bySeries.get(seriesId);
    if (own) own.push(release);
    else bySeries.set(seriesId, [release]);
  }
  const events = [...bySeries].flatMap(([id, releases]) => eventsOf(all, id, releases, clock));
  return events.sort((a, b) => a.t - b.t || (a.series < b.series ? -1 : a.series > b.series ? 1 : a.period - b.period));
}

function eventsOf(
  all: ReadonlyMap<string, StoredMacro>,
  id: string,
  releases: readonly MacroRelease[],
  clock: Clock,
): MacroEvent[] {
  const instants = new Set(releases.map(({ released }) => released));
  const span = releases.at(-1)!.released - releases[0]!.released;
  if (instants.size > FEW && span / (instants.size - 1) < LEAST_SPACING) return [];
  const one = all.get(id)!;
  const known = knownVintages(one, clock).filter(({ released }) => Number.isFinite(released));
  const newestAt = new Map<Ms, Ms>(); // newest period of each release
  for (const { period, released } of known)
    newestAt.set(released, Math.max(period, newestAt.get(released) ?? -Infinity));
  const expected = expectedOf(knownVintages(all.get(consensusOf(id)), clock));
  const at = instantOf(clock);
  return releases.flatMap((release) => {
    const { period, released: t, announced = NaN } = release;
    const status = t <= at ? 'released' : 'scheduled';
    const value = status === 'released' ? release.value : NaN;
    const told = known.filter((other) => other.period === period && other.released < t);
    const isRevision = told.length > 0;
    if (isRevision && (Number.isNaN(value) ? status === 'released' : told.at(-1)!.value === value)) return [];
    // an older period that is told anew beside a newer one, and a date that was moved: another row tells when it came
    if (isRevision && newestAt.get(t)! > period) return [];
    const isMoved = status === 'released' && Number.isNaN(value) && known.some((other) => other.period === period);
    if (isMoved) return [];
    const consensus = isRevision ? NaN : expected({ period, released: t });
    const event: MacroEvent = {
      t,
      label: releaseLabel(id) ?? id,
      series: id,
      title: isRevision ? `${labelOf(one.record)}, revised` : labelOf(one.record),
      ...{ period, announced, unit: unitOf(one.record), status, value },
      previous: previousOf(known, period, Math.min(t, at)),
      consensus,
      surprise: value - consensus,
      source: release.typed ? TYPED : one.record.source,
      synthetic: isSynthetic(id),
    };
    return [event];
  });
}

/** The figure of the period before, as it stood then. */
const previousOf = (known: readonly Vintage[], period: Ms, at: Ms): number =>
  asKnown(known.filter((one) => one.period < period), at).at(-1)?.value ?? NaN; // prettier-ignore
