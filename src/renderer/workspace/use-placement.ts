import type { DockviewApi, IDockviewPanelProps } from 'dockview-react';
import { useEffect, useState } from 'react';
import { isSame } from '../lib/same';

export interface Placement {
  /** Id of the group whose header the pane writes into. */
  readonly group: string;
  readonly visible: boolean;
  readonly maximised: boolean;
  /** Other panes have their tabs in the same header. */
  readonly tabbed: boolean;
}

type PanelApi = IDockviewPanelProps['api'];

const read = (api: PanelApi): Placement => ({
  group: api.group.id,
  visible: api.isVisible,
  maximised: api.isMaximized(),
  tabbed: api.group.panels.length > 1,
});

/** Where a pane stands, kept current while it is dragged, hidden behind another tab or maximised. */
export function usePlacement(api: PanelApi, dock: DockviewApi): Placement {
  const [placement, setPlacement] = useState(() => read(api));
  useEffect(() => {
    const update = (): void =>
      setPlacement((before) => {
        const next = read(api);
        return isSame(before, next) ? before : next;
      });
    update();
    const stops = [
      api.onDidGroupChange(update),
      api.onDidVisibilityChange(update),
      api.onDidActiveChange(update),
      dock.onDidMaximizedGroupChange(update),
      dock.onDidAddPanel(update),
      dock.onDidRemovePanel(update),
    ];
    return () => stops.forEach((stop) => stop.dispose());
  }, [api, dock]);
  return placement;
}
