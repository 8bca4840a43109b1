import type { ReactElement } from 'react';
import { selectDrawing, useBlind } from '../state/blind';
import { selectHasData, selectLoaded, useInstruments, type InstrumentsState } from '../state/instruments';
import { isActive, selectLatest, useJobs } from '../state/jobs';
import { selectWorkspace, useLayout } from '../state/layout';
import { TooltipProvider } from '../ui/Tooltip';
import { Workspaces } from '../workspace/Workspaces';
import styles from './App.module.css';
import { Dialogs } from './dialogs/Dialogs';
import { DropTarget } from './DropTarget';
import { Notices } from './Notices';
import { Rail } from './Rail';
import { StatusBar } from './StatusBar';
import { TopBar } from './top-bar/TopBar';
import { Welcome } from './welcome/Welcome';

export function App(): ReactElement {
  const loaded = useInstruments(selectLoaded);
  const drawing = useBlind(selectDrawing);
  return (
    <TooltipProvider key={drawing}>
      <DropTarget>
        <div className={styles['window']}>
          <TopBar />
          <Rail />
          <main className={styles['work']}>{loaded && <Work />}</main>
          <StatusBar />
        </div>
        <Notices />
        <Dialogs />
      </DropTarget>
    </TooltipProvider>
  );
}

const selectIsSampleOnly = (s: InstrumentsState): boolean => s.list.every((one) => one.synthetic);

function Work(): ReactElement {
  const hasData = useInstruments(selectHasData);
  const isSampleOnly = useInstruments(selectIsSampleOnly);
  const sample = useJobs(selectLatest('sample'));
  const workspace = useLayout(selectWorkspace);
  // The first instruments are stored before the sample market is whole: the doors stay until it is.
  const isFilling = isSampleOnly && sample !== undefined && isActive(sample);
  return workspace !== 'data' && (!hasData || isFilling) ? <Welcome /> : <Workspaces />;
}
