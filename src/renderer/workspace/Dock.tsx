import 'dockview-react/dist/styles/dockview.css';
import './dock-theme.css';
import { DockviewReact, type DockviewApi, type DockviewTheme, type IWatermarkPanelProps } from 'dockview-react';
import { useCallback, useEffect, useMemo, useState, type ReactElement } from 'react';
import { cx } from '../lib/class-names';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/States';
import styles from './Dock.module.css';
import { DockInfoProvider } from './dock-context';
import type { WorkspaceId } from '../state/layout';
import { buildDefault } from './default-layouts';
import { attachDock } from './docks';
import { DockPane } from './DockPane';
import { HeaderSub, HeaderTools } from './HeaderActions';
import { PaneTab } from './PaneTab';
import { createSlotBook } from './slots';

const THEME: DockviewTheme = {
  name: 'ballast',
  className: 'dock-theme',
  gap: 0,
  dndTabIndicator: 'line',
  dndOverlayMounting: 'absolute',
  dndPanelOverlay: 'group',
};
const COMPONENTS = { pane: DockPane };
const TABS = { pane: PaneTab };

/** One workspace of panes that can be split, tabbed, dragged and maximised. */
export function Dock({ workspace }: { readonly workspace: WorkspaceId }): ReactElement {
  const [api, setApi] = useState<DockviewApi>();
  const info = useMemo(() => ({ workspace, slots: createSlotBook() }), [workspace]);
  const [filled, setFilled] = useState(false);
  useEffect(() => (api ? attachDock(workspace, api, () => setFilled(true)) : undefined), [api, workspace]);
  const Watermark = useCallback(
    ({ containerApi }: IWatermarkPanelProps) => (
      <EmptyState
        text="Every pane of this workspace is closed."
        action={<Button onClick={() => buildDefault(containerApi, workspace)}>Open the usual layout</Button>}
      />
    ),
    [workspace],
  );
  return (
    <DockInfoProvider value={info}>
      <DockviewReact
        className={cx(styles['dock'], !filled && styles['filling'])}
        theme={THEME}
        components={COMPONENTS}
        tabComponents={TABS}
        leftHeaderActionsComponent={HeaderSub}
        rightHeaderActionsComponent={HeaderTools}
        watermarkComponent={Watermark}
        onReady={(event) => setApi(event.api)}
        disableFloatingGroups
        scrollbars="native"
      />
    </DockInfoProvider>
  );
}
