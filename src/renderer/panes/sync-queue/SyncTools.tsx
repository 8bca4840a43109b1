import type { ReactElement } from 'react';
import {
  configureSync,
  favourites,
  selectFollowed,
  selectSyncSettings,
  selectSyncState,
  startSync,
  syncAll,
  useSync,
} from '../../state/sync';
import { Button } from '../../ui/Button';
import { Menu, type MenuEntry } from '../../ui/Menu';

const SCHEDULES = [
  { minutes: null, label: 'Only when asked' },
  { minutes: 15, label: 'Every 15 minutes' },
  { minutes: 60, label: 'Every hour' },
  { minutes: 360, label: 'Every 6 hours' },
  { minutes: 1_440, label: 'Every day' },
] as const;

/** Runs everything that is kept current, and when it runs by itself. */
export function SyncTools(): ReactElement {
  const followed = useSync(selectFollowed);
  const settings = useSync(selectSyncSettings);
  const { jobId } = useSync(selectSyncState);
  const why = jobId !== null ? 'A sync is running.' : followed.length === 0 ? 'No data set is kept current.' : false;
  const entries: readonly MenuEntry[] = [
    { kind: 'heading', label: 'While Ballast is open' },
    ...SCHEDULES.map(({ minutes, label }): MenuEntry => ({
      kind: 'check',
      label,
      checked: (settings?.every ?? null) === minutes,
      onChange: () => void configureSync({ every: minutes }),
    })),
    { kind: 'line' },
    {
      kind: 'check',
      label: 'Newest first',
      checked: settings?.newestFirst ?? true,
      onChange: () => void configureSync({ newestFirst: !(settings?.newestFirst ?? true) }),
    },
  ];
  return (
    <>
      <Menu
        trigger={
          <Button tone="quiet" menu>
            Schedule
          </Button>
        }
        entries={entries}
      />
      <Button
        disabled={why || (favourites().length === 0 && 'No favourite instrument is kept current.')}
        onClick={() => void startSync(favourites())}
      >
        Sync favourites
      </Button>
      <Button disabled={why} onClick={() => void syncAll()}>
        Sync all
      </Button>
    </>
  );
}
