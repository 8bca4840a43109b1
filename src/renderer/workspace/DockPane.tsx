import type { IDockviewPanelProps } from 'dockview-react';
import { useEffect, useMemo, useState, type ReactElement } from 'react';
import { selectIsBlind, useBlind } from '../state/blind';
import { link, LINK_IDS, selectPaneLink, useLink } from '../state/link';
import type { MenuEntry } from '../ui/Menu';
import { PaneDockProvider, PaneFrame, type PaneDock } from '../ui/PaneFrame';
import { HiddenPane, isBlindSafe } from './HiddenPane';
import { useDockInfo } from './dock-context';
import { MissingPane } from './MissingPane';
import { PaneBoundary } from './PaneBoundary';
import { kindOf } from './pane-id';
import { PANES, type PaneEntry } from './registry';
import { ShownBadge } from './ShownBadge';
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
  const { group, visible, maximised, tabbed } = usePlacement(api, containerApi);
  const letter = useLink(selectPaneLink(id));
  const kind = kindOf(id);
  const entry = kind && PANES[kind];
  const hidden = useBlind(selectIsBlind) && kind !== undefined && !isBlindSafe(kind);
  const linked = entry?.linked ?? false;
  const dock = useMemo((): PaneDock => {
    const { sub, tools } = slots.of(group);
    return {
      sub,
      tools,
      visible,
      maximised,
      tabbed,
      badge: <ShownBadge pane={id} />,
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
  }, [slots, group, visible, maximised, tabbed, api, id, linked, letter]);
  return (
    <PaneDockProvider value={dock}>
      <PaneBoundary title={entry?.title ?? id}>
        {!entry ? (
          <MissingPane id={id} />
        ) : hidden ? (
          <HiddenPane title={entry.title} />
        ) : (
          <Late id={id} entry={entry} />
        )}
      </PaneBoundary>
    </PaneDockProvider>
  );
}

/** The pane, or its empty frame until it is loaded. */
function Late({ id, entry: { title, pane } }: { readonly id: string; readonly entry: PaneEntry }): ReactElement {
  const [Pane, setPane] = useState(() => pane.get());
  useEffect(() => {
    let isGone = false;
    void pane.load().then(() => !isGone && setPane(() => pane.get()));
    return () => void (isGone = true);
  }, [pane]);
  return Pane ? <Pane id={id} /> : <PaneFrame title={title}>{null}</PaneFrame>;
}
