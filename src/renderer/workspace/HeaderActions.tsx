import type { IDockviewHeaderActionsProps } from 'dockview-react';
import type { ReactElement } from 'react';
import type { SlotRef } from '../ui/slot';
import styles from './Dock.module.css';
import { useDockInfo } from './dock-context';
import type { HeaderSlots } from './slots';

/** Hands an element of a header to the pane that writes into it. */
function useAttach(group: string, place: keyof HeaderSlots): SlotRef['set'] {
  const { slots } = useDockInfo();
  return slots.of(group)[place].set;
}

/** After the tabs: what the visible pane shows, in a few words. */
export function HeaderSub({ group }: IDockviewHeaderActionsProps): ReactElement {
  return <div className={styles['sub']} ref={useAttach(group.id, 'sub')} />;
}

/** At the right end: the buttons of the visible pane. */
export function HeaderTools({ group }: IDockviewHeaderActionsProps): ReactElement {
  return <div className={styles['tools']} ref={useAttach(group.id, 'tools')} />;
}
