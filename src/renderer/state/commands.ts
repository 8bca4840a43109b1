import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { notify } from './notices';

/** Anything a person can do. The palette, the keys, the menus and the help all read this one registry. */
export interface Command {
  /** `price.goToDate`. The native menu sends these. */
  readonly id: string;
  readonly title: string;
  /** Heading in the palette: Market, View, Data… */
  readonly group: string;
  /** Chords such as `Mod+K` or `1`; the first one is printed. */
  readonly keys?: readonly string[];
  /** Its keys are printed only: whoever adds it hears them itself, where they hold. */
  readonly listensItself?: boolean;
  /** Other words a person may search for. */
  readonly also?: string;
  /** A text is the reason why not now. */
  readonly enabled?: () => true | string;
  /** Works by keys and menus but is not offered in the palette. */
  readonly hidden?: boolean;
  readonly run: () => void;
}

export interface CommandsState {
  readonly byId: ReadonlyMap<string, Command>;
  readonly add: (commands: readonly Command[]) => () => void;
}

export const createCommands = () =>
  createStore<CommandsState>()((set, get) => ({
    byId: new Map(),
    add: (added) => {
      set({ byId: new Map([...get().byId, ...added.map((command) => [command.id, command] as const)]) });
      return () => {
        const rest = new Map(get().byId);
        // A pane that is opened twice registers twice: the later one stays when the earlier leaves.
        for (const command of added) if (rest.get(command.id) === command) rest.delete(command.id);
        set({ byId: rest });
      };
    },
  }));

export const commands = createCommands();
export const useCommands = <T>(select: (state: CommandsState) => T): T => useStore(commands, select);
export const selectCommands = (s: CommandsState): ReadonlyMap<string, Command> => s.byId;

/** Adds commands while a pane or the shell is there. @returns a function that takes them out. */
export const addCommands = (added: readonly Command[]): (() => void) => commands.getState().add(added);

export const whyNot = (command: Command): string | undefined => {
  const answer = command.enabled?.() ?? true;
  return answer === true ? undefined : answer;
};

/** Runs a command, or says why it cannot run now. @returns whether it ran. */
export function runCommand(id: string): boolean {
  const command = commands.getState().byId.get(id);
  const reason = command ? whyNot(command) : 'The pane it belongs to is not open in this workspace.';
  if (reason !== undefined) {
    notify({ tone: 'info', title: `${command?.title ?? 'This command'} is not available`, detail: reason });
    return false;
  }
  command?.run();
  return true;
}
