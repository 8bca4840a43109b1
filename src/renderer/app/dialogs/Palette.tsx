import { Command } from 'cmdk';
import { Dialog } from 'radix-ui';
import { useMemo, useState, type ReactElement } from 'react';
import type { Instrument } from '#shared/market';
import { isMac } from '../../lib/keys';
import { runCommand, selectCommands, useCommands } from '../../state/commands';
import { dialogs, selectIsOpen, useDialogs } from '../../state/dialogs';
import { selectIsBlind, useBlind } from '../../state/blind';
import { selectInstruments, useInstruments } from '../../state/instruments';
import { link } from '../../state/link';
import { Icon } from '../../ui/Icon';
import { Keys } from '../../ui/Keys';
import list from '../../ui/list.module.css';
import { arrange, paletteEntries, type PaletteEntry } from './palette-entries';
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

function openInstrument(id: string): void {
  const { active, setInstrument } = link.getState();
  setInstrument(active, id);
}

/** Blind, there is no other instrument to go to. */
const NONE: readonly Instrument[] = [];

function PaletteList(): ReactElement {
  const commands = useCommands(selectCommands);
  const blind = useBlind(selectIsBlind);
  const known = useInstruments(selectInstruments);
  const instruments = blind ? NONE : known;
  const [query, setQuery] = useState('');
  const entries = useMemo(
    () => paletteEntries({ commands: commands.values(), runCommand, instruments, openInstrument }),
    [commands, instruments],
  );
  const groups = useMemo(() => arrange(entries, query), [entries, query]);
  return (
    <Command label="Command palette" shouldFilter={false} loop>
      <div className={list['search']}>
        <Icon name="search" />
        <Command.Input
          className={list['input']}
          placeholder="Search or run a command"
          value={query}
          onValueChange={setQuery}
          autoFocus
        />
        <Keys chord="Escape" />
      </div>
      <Command.List className={list['list']}>
        <Command.Empty className={list['none']}>
          Nothing of that name. Try a pane, a workspace or an instrument.
        </Command.Empty>
        {groups.map(({ heading, entries: members }) => (
          <Command.Group key={heading} heading={heading} className={list['group']}>
            {members.map((entry) => (
              <PaletteItem key={entry.id} entry={entry} isFound={query.trim() !== ''} />
            ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  );
}

function PaletteItem({ entry, isFound }: { readonly entry: PaletteEntry; readonly isFound: boolean }): ReactElement {
  const { id, title, group, keys, hint, barred, run } = entry;
  const select = (): void => {
    close(); // first, so that a command that opens a dialog is not closed by it
    run();
  };
  return (
    <Command.Item value={id} disabled={barred !== undefined} className={list['item']} onSelect={select}>
      <span className={list['title']}>{title}</span>
      <span className={list['quiet']}>{barred ?? hint ?? (isFound ? group : '')}</span>
      {keys && barred === undefined && (
        <span className={list['end']}>
          <Keys chord={keys} mac={isMac()} />
        </span>
      )}
    </Command.Item>
  );
}
