import type { Instrument } from '#shared/market';
import { rank } from '../../lib/rank';
import { syntheticWord } from '../../lib/synthetic-word';
import { whyNot, type Command } from '../../state/commands';

export interface PaletteEntry {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly also: string;
  readonly keys: string | undefined;
  /** Quiet words beside the title. */
  readonly hint: string | undefined;
  /** Why it cannot run now. */
  readonly barred: string | undefined;
  readonly run: () => void;
}

interface Sources {
  readonly commands: Iterable<Command>;
  readonly runCommand: (id: string) => void;
  readonly instruments: readonly Instrument[];
  readonly openInstrument: (id: string) => void;
}

export function paletteEntries({
  commands,
  runCommand,
  instruments,
  openInstrument,
}: Sources): readonly PaletteEntry[] {
  const actions = [...commands]
    .filter((command) => !command.hidden)
    .map((command): PaletteEntry => ({
      id: command.id,
      title: command.title,
      group: command.group,
      also: `${command.group} ${command.also ?? ''}`,
      keys: command.keys?.[0],
      hint: undefined,
      barred: whyNot(command),
      run: () => runCommand(command.id),
    }));
  const symbols = instruments.map((one): PaletteEntry => ({
    id: `instrument ${one.id}`,
    title: one.label,
    group: 'Instruments',
    also: `${one.id} ${one.base} ${one.quote} ${one.venue} instrument`,
    keys: undefined,
    hint: one.synthetic ? syntheticWord(one.id) : one.venue,
    barred: undefined,
    run: () => openInstrument(one.id),
  }));
  return [...actions, ...symbols];
}

export interface PaletteGroup {
  readonly heading: string;
  readonly entries: readonly PaletteEntry[];
}

/** By group while nothing is typed; then the best fit first, and what cannot run now last. */
export function arrange(entries: readonly PaletteEntry[], query: string): readonly PaletteGroup[] {
  if (query.trim() === '') {
    const groups = new Map<string, PaletteEntry[]>();
    for (const entry of entries) groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
    return [...groups].map(([heading, members]) => ({ heading, entries: members }));
  }
  const found = rank(entries, query, (entry) => entry);
  const now = found.filter((entry) => entry.barred === undefined);
  const later = found.filter((entry) => entry.barred !== undefined);
  return [
    ...(now.length > 0 ? [{ heading: 'Best fit', entries: now }] : []),
    ...(later.length > 0 ? [{ heading: 'Not now', entries: later }] : []),
  ];
}
