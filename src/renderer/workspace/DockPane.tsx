import type { IDockviewPanelProps } from 'dockview-react';
import { Suspense, useMemo, type ReactElement } from 'react';
import { link, LINK_IDS, selectPaneLink, useLink } from '../state/link';
import type { MenuEntry } from '../ui/Menu';
import { PaneDockProvider, PaneFrame, type PaneDock } from '../ui/PaneFrame';
import { useDockInfo } from './dock-context';
import { MissingPane } from './MissingPane';
import { PaneBoundary } from './PaneBoundary';
import { kindOf } from './pane-id';
import { PANES } from './registry';
import { usePlacement } from './use-placement';

function linkEntries(id: string, current: string): readonly MenuEntry[] {
  return [
    { kind: 'heading', label: 'Link group' },
    ...LINK_IDS.map((letter): MenuEntry => ({
      kind: 'check',
      label: letter,
      checked: letter === current,
      onChange: () => link.getState().linkPane(id, letter),
    })),
    { kind: 'line' },
  ];
}

/** Puts a pane of the registry into the dock: its header, its own failure, its loading. */
export function DockPane({ api, containerApi }: IDockviewPanelProps): ReactElement {
  const { id } = api;
  const { slots } = useDockInfo();
  const { group, visible, maximised } = usePlacement(api, containerApi);
  const letter = useLink(selectPaneLink(id));
  const kind = kindOf(id);
  const entry = kind && PANES[kind];
  const linked = entry?.linked ?? false;
  const dock = useMemo((): PaneDock => {
    const { sub, tools } = slots.of(group);
    return {
      sub,
      tools,
      visible,
      maximised,
      toggleMaximised: () => (api.isMaximized() ? api.exitMaximized() : api.maximize()),
      menu: [
        ...(linked ? linkEntries(id, letter) : []),
        {
          label: maximised ? 'Restore' : 'Maximise',
          icon: maximised ? 'restore' : 'maximise',
          onSelect: () => (api.isMaximized() ? api.exitMaximized() : api.maximize()),
        },
        { label: 'Close pane', icon: 'close', onSelect: () => api.close() },
      ],
    };
  }, [slots, group, visible, maximised, api, id, linked, letter]);
  const Pane = entry?.component;
  return (
    <PaneDockProvider value={dock}>
      <PaneBoundary title={entry?.title ?? id}>
        {Pane ? (
          <Suspense fallback={<PaneFrame title={entry.title}>{null}</PaneFrame>}>
            <Pane id={id} />
          </Suspense>
        ) : (
          <MissingPane id={id} />
        )}
      </PaneBoundary>
    </PaneDockProvider>
  );
}
