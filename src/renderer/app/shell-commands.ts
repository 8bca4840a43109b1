import { listen, tryCall } from '../lib/call';
import { addCommands, runCommand, type Command } from '../state/commands';
import { blind, selectIsBlind } from '../state/blind';
import { clock } from '../state/clock';
import { dialogs, type DialogId } from '../state/dialogs';
import { instruments, selectHasData } from '../state/instruments';
import { startJob } from '../state/jobs';
import { layout, WORKSPACE_IDS } from '../state/layout';
import { link, LINK_IDS } from '../state/link';
import { openScenario } from '../state/scenario';
import { settings, type SettingsPatch } from '../state/settings';
import { connectSource, selectFollowed, sync, syncAll } from '../state/sync';
import { addPane, closeActivePane, resetLayout, showPane, stepPane, toggleMaximised } from '../workspace/docks';
import { PANE_KINDS } from '../workspace/pane-id';
import { PANES } from '../workspace/registry';
import { chooseFiles, openSample, restoreBackup } from './data-actions';
import { startHedgeCommands } from './hedge-commands';
import { INTERVALS } from './intervals';
import { startPlanCommands } from './plan-commands';
import { startReplayCommands } from './replay-commands';
import { startValueCommands } from './value-commands';
import { WORKSPACES } from './workspaces';

const hasData = (): true | string =>
  selectHasData(instruments.getState()) || 'It needs data: open the sample market or import files.';
const set = (patch: SettingsPatch) => (): void => settings.getState().patch(patch);
const show = (id: DialogId) => (): void => dialogs.getState().show(id);

const workspaces = (): Command[] =>
  WORKSPACE_IDS.map((id, i) => ({
    id: `workspace.${id}`,
    title: `Go to ${WORKSPACES[id].title}`,
    group: 'Go',
    keys: [String(i + 1)],
    also: 'workspace open',
    run: () => layout.getState().open(id),
    ...(id === 'data' ? {} : { enabled: hasData }),
  }));

const panes = (): Command[] =>
  PANE_KINDS.flatMap((kind): Command[] => {
    const { title, linked, workspace } = PANES[kind];
    const enabled = workspace === 'data' ? {} : { enabled: hasData };
    const open: Command = {
      id: `pane.show.${kind}`,
      title: `Show the ${title} pane`,
      group: 'Panes',
      run: () => showPane(kind),
      ...enabled,
    };
    return linked
      ? [
          open,
          {
            id: `pane.add.${kind}`,
            title: `Add another ${title} pane`,
            group: 'Panes',
            run: () => addPane(kind),
            ...enabled,
          },
        ]
      : [open];
  });

const market = (): Command[] => [
  {
    id: 'instrument.pick',
    title: 'Choose an instrument',
    group: 'Market',
    keys: ['I'],
    also: 'symbol search favourite',
    enabled: hasData,
    run: show('instruments'),
  },
  ...INTERVALS.map(({ label, ms }): Command => ({
    id: `interval.${label}`,
    title: `Timeframe ${label}`,
    group: 'Market',
    also: 'bars candles interval',
    enabled: hasData,
    run: () => link.getState().setInterval(link.getState().active, ms),
  })),
  ...LINK_IDS.map((letter): Command => ({
    id: `link.${letter}`,
    title: `Control link group ${letter}`,
    group: 'Market',
    enabled: hasData,
    run: () => link.getState().setActive(letter),
  })),
  {
    id: 'scenario.play',
    title: 'Play a scenario',
    group: 'Market',
    also: 'replay shock crash stress drawn line analog synthetic what if',
    enabled: () => (selectIsBlind(blind.getState()) ? 'Its preview would tell what blind mode hides.' : hasData()),
    run: () => openScenario(),
  },
  {
    id: 'clock.live',
    title: 'Back to live',
    group: 'Market',
    also: 'as-of clock now',
    enabled: () => clock.getState().asOf !== null || 'The clock is live.',
    run: () => clock.getState().goLive(),
  },
];

const dataCommands = (): Command[] => [
  {
    id: 'data.import',
    title: 'Import files',
    group: 'Data',
    keys: ['Mod+O'],
    also: 'csv parquet zip open',
    run: () => void chooseFiles(),
  },
  {
    id: 'data.connect',
    title: 'Connect a source',
    group: 'Data',
    also: 'sync fetch venue exchange download',
    run: () => connectSource(),
  },
  {
    id: 'data.sync',
    title: 'Sync all data sets',
    group: 'Data',
    also: 'update fetch refresh',
    enabled: () => selectFollowed(sync.getState()).length > 0 || 'No data set is kept current.',
    run: () => void syncAll(),
  },
  { id: 'data.sample', title: 'Open the sample market', group: 'Data', also: 'synthetic demo', run: openSample },
  {
    id: 'data.detect',
    title: 'Detect cascades again',
    group: 'Data',
    enabled: hasData,
    run: () => void startJob({ kind: 'detect' }),
  },
  { id: 'data.backup', title: 'Back up the database', group: 'Data', run: () => void startJob({ kind: 'backup' }) },
  { id: 'data.restore', title: 'Restore a backup', group: 'Data', run: () => void restoreBackup() },
  {
    id: 'data.verify',
    title: 'Check the database',
    group: 'Data',
    also: 'integrity',
    run: () => void startJob({ kind: 'verify' }),
  },
  {
    id: 'data.compact',
    title: 'Compact the database',
    group: 'Data',
    also: 'vacuum size',
    run: () => void startJob({ kind: 'compact' }),
  },
];

const view = (): Command[] => [
  { id: 'layout.reset', title: 'Reset layout', group: 'View', run: resetLayout },
  {
    id: 'pane.maximise',
    title: 'Maximise or restore the pane',
    group: 'View',
    keys: ['M'],
    run: toggleMaximised,
  },
  { id: 'pane.close', title: 'Close the pane', group: 'View', keys: ['Mod+W'], run: closeActivePane },
  { id: 'pane.next', title: 'Next pane', group: 'View', keys: ['F6'], run: () => stepPane(1) },
  {
    id: 'pane.previous',
    title: 'Previous pane',
    group: 'View',
    keys: ['Shift+F6'],
    run: () => stepPane(-1),
  },
  {
    id: 'theme.system',
    title: 'Theme: follow the system',
    group: 'View',
    also: 'colour dark light',
    run: set({ theme: 'system' }),
  },
  { id: 'theme.dark', title: 'Theme: dark', group: 'View', also: 'colour', run: set({ theme: 'dark' }) },
  { id: 'theme.light', title: 'Theme: light', group: 'View', also: 'colour', run: set({ theme: 'light' }) },
  {
    id: 'sides.teal-coral',
    title: 'Long and short: teal and coral',
    group: 'View',
    also: 'colour',
    run: set({ sides: 'teal-coral' }),
  },
  {
    id: 'sides.blue-orange',
    title: 'Long and short: blue and orange',
    group: 'View',
    also: 'colour blind',
    run: set({ sides: 'blue-orange' }),
  },
  { id: 'candles.neutral', title: 'Candles: hollow and filled', group: 'View', run: set({ candles: 'neutral' }) },
  { id: 'candles.coloured', title: 'Candles: coloured', group: 'View', run: set({ candles: 'coloured' }) },
  { id: 'zone.utc', title: 'Times in UTC', group: 'View', also: 'zone', run: set({ zone: 'utc' }) },
  { id: 'zone.local', title: 'Times in local time', group: 'View', also: 'zone', run: set({ zone: 'local' }) },
  { id: 'density.normal', title: 'Density: normal', group: 'View', also: 'rows', run: set({ density: 'normal' }) },
  { id: 'density.compact', title: 'Density: compact', group: 'View', also: 'rows', run: set({ density: 'compact' }) },
  ...([90, 100, 110, 125] as const).map((scale): Command => ({
    id: `scale.${scale}`,
    title: `Scale: ${scale} %`,
    group: 'View',
    also: 'zoom size',
    run: set({ scale }),
  })),
];

const help = (): Command[] => [
  {
    id: 'app.palette',
    title: 'Search or run a command',
    group: 'Help',
    keys: ['Mod+K'],
    hidden: true,
    run: show('palette'),
  },
  {
    id: 'app.settings',
    title: 'Settings',
    group: 'Help',
    keys: ['Mod+,'],
    also: 'preferences options',
    run: show('settings'),
  },
  {
    id: 'app.keyboard',
    title: 'Keyboard',
    group: 'Help',
    keys: ['?'],
    also: 'keys shortcuts help',
    run: show('keyboard'),
  },
  { id: 'app.log', title: 'Open the log', group: 'Help', also: 'errors', run: () => void tryCall('app:openLog') },
  { id: 'app.about', title: 'About Ballast', group: 'Help', also: 'version credits licence', run: show('about') },
];

/** Everything the shell can do. Panes add theirs while they are open. */
export function startCommands(): void {
  addCommands([...workspaces(), ...market(), ...dataCommands(), ...view(), ...panes(), ...help()]);
  startHedgeCommands();
  startPlanCommands();
  startReplayCommands();
  startValueCommands();
  listen('menu:command', ({ id }) => void runCommand(id));
}
