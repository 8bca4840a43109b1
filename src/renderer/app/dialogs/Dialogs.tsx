import type { ReactElement } from 'react';
import { AboutDialog } from './AboutDialog';
import { KeyboardDialog } from './KeyboardDialog';
import { Palette } from './Palette';
import { SettingsDialog } from './SettingsDialog';

export function Dialogs(): ReactElement {
  return (
    <>
      <Palette />
      <SettingsDialog />
      <AboutDialog />
      <KeyboardDialog />
    </>
  );
}
