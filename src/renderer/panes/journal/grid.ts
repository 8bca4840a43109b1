import type { TextGrid } from '#shared/csv';
import type { JournalEntry } from '#shared/journal';
import { OUTCOME_WORDS } from './words';

const HEAD = ['decided', 'instrument', 'level', 'horizon_hours', 'probability', 'outcome', 'undercut_after_minutes', 'brier', 'bars', 'replay', 'blind', 'reason', 'action']; // prettier-ignore

/** The journal as a file: every digit, nothing where nothing is known. @param time how an instant is written */
export function journalGrid(
  entries: readonly JournalEntry[],
  time: (t: number) => string,
  nameOf: (instrument: string) => string,
): TextGrid {
  return [
    HEAD,
    ...entries.map(({ outcome, ...entry }) => {
      const isScored = outcome.state === 'held' || outcome.state === 'undercut';
      return [
        time(entry.decidedAt),
        nameOf(entry.instrument),
        String(entry.level),
        String(entry.horizon / 3_600_000),
        String(entry.probability),
        OUTCOME_WORDS[outcome.state],
        isScored && outcome.after !== null ? String(outcome.after / 60_000) : '',
        isScored ? String(outcome.brier) : '',
        isScored ? `${outcome.source}, ${outcome.interval / 60_000} m` : '',
        entry.session === null ? 'live' : 'replay',
        entry.blind ? 'yes' : 'no',
        entry.reason,
        entry.action,
      ];
    }),
  ];
}
