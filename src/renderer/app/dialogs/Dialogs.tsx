import { lazy, Suspense, type ReactElement } from 'react';
import { selectIsOpen, useDialogs } from '../../state/dialogs';
import { AboutDialog } from './AboutDialog';
import { KeyboardDialog } from './KeyboardDialog';
import { Palette } from './Palette';
import { SettingsDialog } from './SettingsDialog';

/** Not needed for the first picture. */
const ConnectDialog = lazy(() => import('./connect'));
const ScenarioDialog = lazy(() => import('./scenario'));

export function Dialogs(): ReactElement {
  const connecting = useDialogs(selectIsOpen('connect'));
  const playing = useDialogs(selectIsOpen('scenario'));
  return (
    <>
      <Palette />
      <SettingsDialog />
      <AboutDialog />
      <KeyboardDialog />
      <Suspense>{connecting && <ConnectDialog />}</Suspense>
      <Suspense>{playing && <ScenarioDialog />}</Suspense>
    </>
  );
}
