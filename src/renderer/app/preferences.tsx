import type { ReactElement } from 'react';
import type { Settings } from '#shared/settings';
import type { SettingsPatch } from '../state/settings';
import { Segmented } from '../ui/Segmented';
import styles from './preferences.module.css';

interface ControlProps {
  readonly settings: Settings;
  readonly onChange: (patch: SettingsPatch) => void;
}

export function ThemeControl({ settings, onChange }: ControlProps): ReactElement {
  return (
    <Segmented
      label="Theme"
      value={settings.theme}
      segments={[
        { value: 'system', label: 'System' },
        { value: 'dark', label: 'Dark' },
        { value: 'light', label: 'Light' },
      ]}
      onChange={(theme) => onChange({ theme })}
    />
  );
}

const swatch = (colour: string): ReactElement => (
  <i className={styles['swatch']} style={{ background: `var(--${colour})` }} />
);

export function SidesControl({ settings, onChange }: ControlProps): ReactElement {
  return (
    <Segmented
      label="Long and short"
      value={settings.sides}
      segments={[
        {
          value: 'teal-coral',
          name: 'Teal, coral',
          label: (
            <>
              {swatch('teal')}
              {swatch('coral')}Teal, coral
            </>
          ),
        },
        {
          value: 'blue-orange',
          name: 'Blue, orange',
          label: (
            <>
              {swatch('blue')}
              {swatch('orange')}Blue, orange
            </>
          ),
        },
      ]}
      onChange={(sides) => onChange({ sides })}
    />
  );
}

export function ZoneControl({ settings, onChange }: ControlProps): ReactElement {
  return (
    <Segmented
      label="Times"
      value={settings.zone}
      segments={[
        { value: 'utc', label: 'UTC' },
        { value: 'local', label: 'Local' },
      ]}
      onChange={(zone) => onChange({ zone })}
    />
  );
}

const SCALES = ['90', '100', '110', '125'] as const;
export function ScaleControl({ settings, onChange }: ControlProps): ReactElement {
  const current = String(settings.scale) as (typeof SCALES)[number];
  return (
    <Segmented
      label="Scale"
      value={current}
      segments={SCALES.map((value) => ({ value, label: value === current ? `${value} %` : value, name: `${value} %` }))}
      onChange={(value) => onChange({ scale: Number(value) as Settings['scale'] })}
    />
  );
}

export function DensityControl({ settings, onChange }: ControlProps): ReactElement {
  return (
    <Segmented
      label="Density"
      value={settings.density}
      segments={[
        { value: 'normal', label: 'Normal' },
        { value: 'compact', label: 'Compact' },
      ]}
      onChange={(density) => onChange({ density })}
    />
  );
}

export function CandlesControl({ settings, onChange }: ControlProps): ReactElement {
  return (
    <Segmented
      label="Candles"
      value={settings.candles}
      segments={[
        { value: 'neutral', label: 'Neutral' },
        { value: 'coloured', label: 'Coloured' },
      ]}
      onChange={(candles) => onChange({ candles })}
    />
  );
}
