import { useEffect, useState, type ReactElement } from 'react';
import { addCommands, type Command } from '../../state/commands';
import { jobs, selectRunning } from '../../state/jobs';
import { selectSettings, settings, useSettings, type SettingsPatch } from '../../state/settings';
import { connectSource } from '../../state/sync';
import { Button } from '../../ui/Button';
import { chooseFiles, openSample, restoreBackup } from '../data-actions';
import { ScaleControl, SidesControl, ThemeControl, ZoneControl } from '../preferences';
import { importArt, sourceArt } from './art';
import { Door } from './Door';
import { SampleDoor } from './SampleDoor';
import styles from './Welcome.module.css';

const isIdle = (): true | string => selectRunning(jobs.getState()).length === 0 || 'Another job is running.';
const DOORS: readonly Command[] = [
  {
    id: 'welcome.sample',
    title: 'First door: sample market',
    group: 'Start',
    keys: ['1'],
    hidden: true,
    enabled: isIdle,
    run: openSample,
  },
  {
    id: 'welcome.import',
    title: 'Second door: import files',
    group: 'Start',
    keys: ['2'],
    hidden: true,
    run: () => void chooseFiles(),
  },
  {
    id: 'welcome.connect',
    title: 'Third door: connect a source',
    group: 'Start',
    keys: ['3'],
    hidden: true,
    run: () => connectSource(),
  },
];

/** What one sees while nothing is stored: three ways to have data. */
export function Welcome(): ReactElement {
  useEffect(() => addCommands(DOORS), []);
  const [arts] = useState(() => ({ files: importArt(), sources: sourceArt() }));
  return (
    <div className={styles['page']}>
      <div className={styles['start']}>
        <h1>Is this the bottom, or is there more below?</h1>
        <p className={styles['lead']}>
          Ballast weighs the evidence after a liquidation cascade and plans layered hedges that carry a position through
          it. Open some data to begin.
        </p>
        <div className={styles['doors']}>
          <SampleDoor />
          <Door
            number={2}
            title="Import files"
            art={arts.files}
            text="Candles, liquidations, funding, open interest, option chains or macro series from disk. Drop them anywhere in this window."
            points={[
              'CSV, plain, gzip or zip; Parquet',
              'Preview and column mapping before anything is kept',
              'Bad rows are set aside with a reason',
            ]}
          >
            <Button size="large" onClick={() => void chooseFiles()}>
              Choose files
            </Button>
            <span className={styles['aside']}>works offline</span>
          </Door>
          <Door
            number={3}
            title="Connect a source"
            art={arts.sources}
            text="Fetch public market data from exchanges and statistics offices, then keep it up to date while online."
            points={['Public data only, no account needed', 'Resumes where it stopped', 'Ballast never trades']}
          >
            <Button size="large" onClick={() => connectSource()}>
              Choose sources
            </Button>
            <span className={styles['aside']}>needs the internet once</span>
          </Door>
        </div>
        <Preferences />
      </div>
    </div>
  );
}

function Preferences(): ReactElement {
  const current = useSettings(selectSettings);
  const patch = (change: SettingsPatch): void => settings.getState().patch(change);
  return (
    <div className={styles['prefs']}>
      <span>
        Theme <ThemeControl settings={current} onChange={patch} />
      </span>
      <span>
        Long and short <SidesControl settings={current} onChange={patch} />
      </span>
      <span>
        Times <ZoneControl settings={current} onChange={patch} />
      </span>
      <span>
        Scale <ScaleControl settings={current} onChange={patch} />
      </span>
      <Button tone="quiet" className={styles['restore']} onClick={() => void restoreBackup()}>
        Restore a backup
      </Button>
    </div>
  );
}
