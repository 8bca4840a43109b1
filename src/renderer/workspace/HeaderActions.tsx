import type { IDockviewHeaderActionsProps } from 'dockview-react';
import type { ReactElement } from 'react';
import styles from './Dock.module.css';
import { useDockInfo } from './dock-context';

/** After the tabs: what the visible pane shows, in a few words. */
export function HeaderSub({ group }: IDockviewHeaderActionsProps): ReactElement {
  const attach = useDockInfo().slots.of(group.id).sub.set;
  return <div className={styles['sub']} ref={attach} />;
}

/** At the right end: the buttons of the visible pane. */
export function HeaderTools({ group }: IDockviewHeaderActionsProps): ReactElement {
  const attach = useDockInfo().slots.of(group.id).tools.set;
  return <div className={styles['tools']} ref={attach} />;
}
