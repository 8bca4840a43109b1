import { Command } from 'cmdk';
import { Dialog } from 'radix-ui';
import { useMemo, type ReactElement } from 'react';
import { isMac } from '../../lib/keys';
import { runCommand, selectCommands, useCommands, whyNot, type Command as Action } from '../../state/commands';
import { dialogs, selectIsOpen, useDialogs } from '../../state/dialogs';
import { selectInstruments, useInstruments } from '../../state/instruments';
import { link, selectActiveLink, useLink } from '../../state/link';
import { Icon } from '../../ui/Icon';
import { Keys } from '../../ui/Keys';
import list from '../list.module.css';
import styles from './Palette.module.css';

const close = (): void => dialogs.getState().close();

/** Reaches every action, and every instrument. */
export function Palette(): ReactElement {
  const open = useDialogs(selectIsOpen('palette'));
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && close()}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles['overlay']} />
        <Dialog.Content className={styles['palette']} aria-describedby={undefined}>
          <Dialog.Title className={styles['title']}>Command palette</Dialog.Title>
          <PaletteList />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function groupActions(all: ReadonlyMap<string, Action>): readonly (readonly [string, readonly Action[]])[] {
  const groups = new Map<string, Action[]>();
  for (const action of all.values()) {
    if (action.hidden) continue;
    groups.set(action.group, [...(groups.get(action.group) ?? []), action]);
  }
  return [...groups];
}

function PaletteList(): ReactElement {
  const all = useCommands(selectCommands);
  const groups = useMemo(() => groupActions(all), [all]);
  const instruments = useInstruments(selectInstruments);
  const active = useLink(selectActiveLink);
  const mac = isMac();
  // The palette closes first, so that a command that opens a dialog is not closed by it.
  const run = (act: () => void) => (): void => {
    close();
    act();
  };
  return (
    <Command label="Command palette" loop>
      <div className={list['search']}>
        <Icon name="search" />
        <Command.Input className={list['input']} placeholder="Search or run a command" autoFocus />
        <Keys chord="Escape" />
      </div>
      <Command.List className={list['list']}>
        <Command.Empty className={list['none']}>
          Nothing of that name. Try a pane, a workspace or an instrument.
        </Command.Empty>
        {groups.map(([heading, actions]) => (
          <Command.Group key={heading} heading={heading} className={list['group']}>
            {actions.map((action) => {
              const reason = whyNot(action);
              return (
                <Command.Item
                  key={action.id}
                  value={action.id}
                  keywords={[action.title, action.group, action.also ?? '']}
                  disabled={reason !== undefined}
                  className={list['item']}
                  onSelect={run(() => void runCommand(action.id))}
                >
                  <span className={list['title']}>{action.title}</span>
                  {reason !== undefined && <span className={list['quiet']}>{reason}</span>}
                  {reason === undefined && action.keys?.[0] && (
                    <span className={list['end']}>
                      <Keys chord={action.keys[0]} mac={mac} />
                    </span>
                  )}
                </Command.Item>
              );
            })}
          </Command.Group>
        ))}
        {instruments.length > 0 && (
          <Command.Group heading={`Instruments, in link group ${active}`} className={list['group']}>
            {instruments.map((one) => (
              <Command.Item
                key={one.id}
                value={`instrument ${one.id}`}
                keywords={[one.label, one.base, one.venue]}
                className={list['item']}
                onSelect={run(() => link.getState().setInstrument(active, one.id))}
              >
                <span className={list['title']}>{one.label}</span>
                <span className={list['quiet']}>{one.synthetic ? 'simulated' : one.venue}</span>
              </Command.Item>
            ))}
          </Command.Group>
        )}
      </Command.List>
    </Command>
  );
}
