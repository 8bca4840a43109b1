import type { IDockviewPanelHeaderProps } from 'dockview-react';
import type { ReactElement } from 'react';
import { selectPaneLink, useLink } from '../state/link';
import { LinkLetter } from '../ui/LinkLetter';
import styles from './Dock.module.css';
import { kindOf } from './pane-id';
import { PANES } from './registry';

/** Link letter and title. The middle button closes it, as everywhere. */
export function PaneTab({ api }: IDockviewPanelHeaderProps): ReactElement {
  const kind = kindOf(api.id);
  const letter = useLink(selectPaneLink(api.id));
  return (
    <div
      className={styles['tab']}
      onAuxClick={(event) => {
        if (event.button === 1) api.close();
      }}
    >
      {kind && PANES[kind].linked && <LinkLetter letter={letter} size="small" />}
      <span>{kind ? PANES[kind].title : api.id}</span>
    </div>
  );
}
