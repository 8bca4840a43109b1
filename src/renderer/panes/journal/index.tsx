import { useState, type ReactElement } from 'react';
import type { JournalEntry } from '#shared/journal';
import { call } from '../../lib/call';
import { exactTime, formatCount } from '../../lib/format';
import { saveCsv } from '../../lib/save';
import { useNow } from '../../lib/use-now';
import { asOfArgs } from '../../state/clock';
import { selectInstrument, useInstruments } from '../../state/instruments';
import { selectJournalRevision, useJournal } from '../../state/journal';
import { selectActiveGroup, useLink } from '../../state/link';
import { selectRunning, useReplaySessions } from '../../state/replay-session';
import { useRestedAsOf } from '../../state/rested-clock';
import { selectZone, useSettings } from '../../state/settings';
import { useShown } from '../../state/shown';
import { useReply } from '../../state/use-reply';
import { Button, IconButton } from '../../ui/Button';
import { PaneFrame } from '../../ui/PaneFrame';
import { Section } from '../../ui/Section';
import { Segmented } from '../../ui/Segmented';
import { EmptyState, ErrorState } from '../../ui/States';
import { DecisionForm } from './DecisionForm';
import { EntryRow } from './EntryRow';
import { journalGrid } from './grid';
import styles from './journal.module.css';
import { PictureDialog } from './PictureDialog';
import { Calibration, MeanScore } from './Scores';
import { useLevels } from './use-levels';

const NONE: readonly JournalEntry[] = [];
type Scope = 'all' | 'replay';
const SCOPES = [
  { value: 'replay', label: 'This replay' },
  { value: 'all', label: 'All' },
] as const;

/** What was decided and why, scored once the outcome is known. */
export function JournalPane({ id }: { readonly id: string }): ReactElement {
  const asOf = useRestedAsOf();
  const zone = useSettings(selectZone);
  const { instrument: instrumentId } = useLink(selectActiveGroup);
  const instrument = useInstruments(selectInstrument(instrumentId));
  const byId = useInstruments((s) => s.byId);
  const running = useReplaySessions(selectRunning);
  const revision = useJournal(selectJournalRevision);
  const now = useNow();
  const [wanted, setWanted] = useState<Scope>('replay');
  const [pictured, setPictured] = useState<JournalEntry>();
  const blind = running?.blind ?? false;
  /** Blind, decisions made elsewhere would tell when: by how far they lie from here. */
  const scope: Scope = asOf === null ? 'all' : blind ? 'replay' : wanted;

  const end = asOf ?? instrument?.to ?? NaN;
  const at = asOf ?? (instrument?.synthetic ? instrument.to : now);
  const { lows, newest } = useLevels(instrumentId, end, asOf);
  useShown(id, newest);
  // A replay that has not been stored yet has no decisions.
  const filter = { ...(scope === 'replay' ? { session: running?.id ?? 'none' } : {}), ...asOfArgs(asOf) };
  const question = `journal ${JSON.stringify(filter)} ${revision}`;
  const list = useReply(question, () => call('journal:list', filter));
  const card = useReply(question, () => call('journal:scorecard', filter));
  const entries = list.value ?? NONE;
  const nameOf = (id: string): string => byId.get(id)?.label ?? id;
  const save = (): void => void saveCsv('journal', journalGrid(entries, exactTime, nameOf));

  return (
    <PaneFrame
      title="Journal"
      tools={
        <>
          <IconButton
            icon="save"
            label="Save CSV"
            disabled={entries.length === 0 && 'There is no entry.'}
            onClick={save}
          />
        </>
      }
      scroll
    >
      {instrument ? (
        <DecisionForm instrument={instrument} lows={lows} at={at} />
      ) : (
        <EmptyState text="No instrument of that clock is chosen." />
      )}
      {asOf === null && (
        <p className={styles['live']}>
          The clock is live: a decision recorded now is scored when the data reach the end of its horizon. Set the clock
          back to decide on the past.
        </p>
      )}
      <Section
        title="Recorded"
        sub={entries.length > 0 ? formatCount(entries.length, 'entry', 'entries') : undefined}
        end={
          asOf !== null &&
          !blind && <Segmented label="Decisions shown" value={scope} segments={SCOPES} onChange={setWanted} />
        }
      />
      {card.value && <MeanScore card={card.value} />}
      {list.error ? (
        <ErrorState
          what="The journal could not be read."
          then={`${list.error.message} Nothing was changed.`}
          action={<Button onClick={list.reload}>Try again</Button>}
        />
      ) : entries.length === 0 ? (
        <p className={styles['none']}>No decision yet. State a probability before you play on.</p>
      ) : (
        <ul className={styles['entries']} aria-label="Decisions">
          {entries.map((entry) => (
            <EntryRow
              key={entry.id}
              entry={entry}
              name={entry.instrument === instrumentId ? undefined : nameOf(entry.instrument)}
              zone={zone}
              onPicture={setPictured}
            />
          ))}
        </ul>
      )}
      {card.value && entries.length > 0 && <Calibration card={card.value} />}
      {pictured && <PictureDialog entry={pictured} onClose={() => setPictured(undefined)} />}
    </PaneFrame>
  );
}
