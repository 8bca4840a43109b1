import type { Ms } from '#core/time/ms';
import type { Zone } from '../../../lib/format';
import { useRestedAsOf } from '../../../state/rested-clock';
import { selectPaneGroup, useLink } from '../../../state/link';
import { selectZone, useSettings } from '../../../state/settings';

export interface OptionPane {
  readonly instrument: string | null;
  readonly asOf: Ms | null;
  readonly zone: Zone;
}

/** What every pane of options is asked about. */
export function useOptionPane(id: string): OptionPane {
  const { instrument } = useLink(selectPaneGroup(id));
  return { instrument, asOf: useRestedAsOf(), zone: useSettings(selectZone) };
}
