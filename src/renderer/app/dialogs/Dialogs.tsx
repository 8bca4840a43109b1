import { lazy, Suspense, type ReactElement } from 'react';
import { selectIsOpen, useDialogs } from '../../state/dialogs';
import { AboutDialog } from './AboutDialog';
import { KeyboardDialog } from './KeyboardDialog';
import { Palette } from './Palette';
import { SettingsDialog } from './SettingsDialog';

/** Not needed for the first picture. */
const ConnectDialog = lazy(() => import('./connect'));

export function Dialogs(): ReactElement {
  const connecting = useDialogs(selectIsOpen('connect'));
  return (
    <>
      <Palette />
      <SettingsDialog />
      <AboutDialog />
      <KeyboardDialog />
      <Suspense>{connecting && <ConnectDialog />}</Suspense>
    </>
  );
}
