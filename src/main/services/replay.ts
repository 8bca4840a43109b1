import { scenarioAsset } from '#core/scenario/id';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type { CascadeRow } from '#shared/cascades';
import type { JumpKind, ReplayJump, ReplayMark } from '#shared/replay';
import { LONGEST_SILENCE, type Cascades } from './cascades';
import type { Connections } from './connections';
import { releasesBetween } from './releases';
import { scenarioStart } from './scenario-documents';

export interface Replay {
  /** What was known by `asOf` of the cascades and releases of a range, in the order of their instants. */
  marks(query: { instrument: string; from: Ms; to: Ms; asOf?: Ms | undefined }): Promise<ReplayMark[]>;
  /** Where the next event after the clock, or the last one before it, is first known. */
  jump(query: { instrument: string; asOf: Ms; kind: JumpKind; direction: 1 | -1 }): Promise<ReplayJump | null>;
}

/** Releases are looked for this far away first: calendars of decades need not be read for the next one. */
const NEAR: Ms = 400 * MS_PER_DAY;
const EVER: Ms = 8.64e15;

const ofCascade = (row: CascadeRow): ReplayMark => ({
  kind: 'cascade',
  t: row.peak,
  known: row.decision,
  label: row.side,
  notional: row.side === 'long' ? row.notionalLongUsd : row.notionalShortUsd,
});

export function createReplay(connections: Connections, cascades: Cascades): Replay {
  /** A scenario has those of its market, up to where it leaves it; an instrument of which nothing was known by `asOf` has no market yet. */
  const releases = (instrument: string, from: Ms, to: Ms, asOf?: Ms): { t: Ms; label: string }[] => {
    const reader = connections.reader();
    const home = scenarioAsset(instrument);
    const until = home === undefined ? to : Math.min(to, scenarioStart(reader, instrument));
    const known = reader.listSeries({ instrument: home ?? instrument }, asOf).filter(({ rows }) => rows > 0);
    if (from >= until || known.length === 0) return [];
    return releasesBetween(reader, { from, to: until, synthetic: known.some(({ synthetic }) => synthetic) });
  };

  /** Forward among all events there are: nothing is told of them but the instant. */
  const nextCascade = async (instrument: string, asOf: Ms): Promise<Ms | undefined> => {
    const ahead = (await cascades.list(instrument, undefined)).reverse();
    let next: Ms | undefined;
    for (const row of ahead) {
      if (next !== undefined && row.decision >= next) break;
      if (row.decision <= asOf - LONGEST_SILENCE) continue;
      const told = cascades.toldAt(row);
      if (told > asOf && !(next !== undefined && told >= next)) next = told;
    }
    return next;
  };
  /** Back among those that were told before the clock. */
  const lastCascade = async (instrument: string, asOf: Ms): Promise<Ms | undefined> => {
    const [newest] = await cascades.list(instrument, asOf - 1);
    return newest && Math.min(cascades.toldAt(newest), asOf - 1);
  };
  const nextRelease = (instrument: string, asOf: Ms): Ms | undefined => {
    const after = (to: Ms): Ms | undefined => releases(instrument, asOf + 1, to)[0]?.t;
    return after(asOf + NEAR) ?? after(EVER);
  };
  const lastRelease = (instrument: string, asOf: Ms): Ms | undefined => {
    const before = (from: Ms): Ms | undefined => releases(instrument, from, asOf).at(-1)?.t;
    return before(asOf - NEAR) ?? before(-EVER);
  };

  return {
    marks: async ({ instrument, from, to, asOf }) => {
      const rows = await cascades.list(instrument, asOf);
      const within = rows.map(ofCascade).filter(({ t }) => t >= from && t < to);
      const released = releases(instrument, from, Math.min(to, asOf === undefined ? to : asOf + 1), asOf);
      const marks = released.map(({ t, label }): ReplayMark => ({
        kind: 'release',
        t,
        known: t,
        label,
        notional: NaN,
      }));
      return [...within, ...marks].sort((a, b) => a.t - b.t || a.known - b.known);
    },
    jump: async ({ instrument, asOf, kind, direction }) => {
      const [cascade, release] = direction > 0 ? [nextCascade, nextRelease] : [lastCascade, lastRelease];
      const found = [
        kind === 'release' ? undefined : await cascade(instrument, asOf),
        kind === 'cascade' ? undefined : release(instrument, asOf),
      ].filter((t) => t !== undefined);
      if (found.length === 0) return null;
      return { t: direction > 0 ? Math.min(...found) : Math.max(...found) };
    },
  };
}
