import { useState, type ReactElement } from 'react';
import { formatTime } from '../../lib/format';
import { selectIsBlind, useBlind } from '../../state/blind';
import {
  beginBlindReplay,
  deleteReplay,
  loadReplays,
  resumeReplay,
  selectRunning,
  selectSessions,
  useReplaySessions,
} from '../../state/replay-session';
import { selectZone, useSettings } from '../../state/settings';
import { Button, IconButton } from '../../ui/Button';
import { Popover } from '../../ui/Popover';
import { EmptyState } from '../../ui/States';
import { Tag } from '../../ui/Tag';
import styles from './replays.module.css';

/** Replays that were begun: each can be gone on with where it was left. */
export function Replays(): ReactElement {
  const [open, setOpen] = useState(false);
  const list = useReplaySessions(selectSessions);
  const running = useReplaySessions(selectRunning);
  const zone = useSettings(selectZone);
  const blind = useBlind(selectIsBlind);
  const shown = blind ? list.filter(({ id }) => id === running?.id) : list; // the names of others tell symbols and dates
  const change = (next: boolean): void => {
    if (next) void loadReplays();
    setOpen(next);
  };
  return (
    <Popover
      label="Replays"
      width={360}
      align="end"
      flush
      open={open}
      onOpenChange={change}
      trigger={
        <Button tone="quiet" menu>
          Replays
        </Button>
      }
    >
      {shown.length === 0 ? (
        <EmptyState
          text={blind ? 'The other replays are hidden in blind mode.' : 'No replay was begun yet.'}
          hint="Setting the clock back begins one; it is kept by itself."
        />
      ) : (
        <ul className={styles['replays']} aria-label="Replays">
          {shown.map((session) => (
            <li key={session.id}>
              <div className={styles['name']}>
                <b>{session.name}</b>
                <small>
                  {session.blind ? 'symbol and dates hidden' : `left at ${formatTime(session.clock, zone)}`}
                </small>
              </div>
              {session.id === running?.id ? (
                <Tag>open</Tag>
              ) : (
                <>
                  <Button
                    aria-label={`Resume ${session.name}`}
                    onClick={() => {
                      void resumeReplay(session);
                      setOpen(false);
                    }}
                  >
                    Resume
                  </Button>
                  <IconButton
                    icon="trash"
                    iconSize={14}
                    label={`Delete ${session.name}`}
                    onClick={() => void deleteReplay(session.id)}
                  />
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      <div className={styles['foot']}>
        <Button
          onClick={() => {
            setOpen(false);
            void beginBlindReplay();
          }}
        >
          Begin a blind replay at random
        </Button>
      </div>
    </Popover>
  );
}
