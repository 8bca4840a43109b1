import type { ReactElement } from 'react';
import { dialogs, selectIsOpen, useDialogs } from '../../state/dialogs';
import { selectSettings, settings, useSettings, type SettingsPatch } from '../../state/settings';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { DensityControl, ScaleControl, SidesControl, ThemeControl, ZoneControl, CandlesControl } from '../preferences';
import { ProxyRow } from './ProxyRow';
import styles from './SettingsDialog.module.css';

const patch = (change: SettingsPatch): void => settings.getState().patch(change);

const ROWS = [
  { name: 'Theme', hint: 'System follows the computer.', Control: ThemeControl },
  {
    name: 'Long and short',
    hint: 'Blue and orange can be told apart with a red-green colour weakness.',
    Control: SidesControl,
  },
  { name: 'Candles', hint: 'Neutral candles leave colour to liquidations.', Control: CandlesControl },
  { name: 'Times', hint: 'The zone is always written beside them.', Control: ZoneControl },
  { name: 'Scale', hint: 'Of everything in the window.', Control: ScaleControl },
  { name: 'Density', hint: 'Height of rows in tables.', Control: DensityControl },
] as const;

export function SettingsDialog(): ReactElement {
  const open = useDialogs(selectIsOpen('settings'));
  const current = useSettings(selectSettings);
  const close = (): void => dialogs.getState().close();
  return (
    <Dialog
      open={open}
      onClose={close}
      title="Settings"
      width={560}
      actions={
        <Button size="large" tone="primary" onClick={close}>
          Done
        </Button>
      }
    >
      <div className={styles['rows']}>
        {ROWS.map(({ name, hint, Control }) => (
          <div key={name} className={styles['row']}>
            <div>
              <h3>{name}</h3>
              <p>{hint}</p>
            </div>
            <Control settings={current} onChange={patch} />
          </div>
        ))}
        <ProxyRow />
      </div>
      <p className={styles['note']}>
        Changes take effect at once. Motion follows the reduced-motion setting of the computer.
      </p>
    </Dialog>
  );
}
