import { Menu, type MenuItemConstructorOptions } from 'electron';

/** A menu item that runs one of the page's commands: the palette, the keys and the menus share one registry. */
const command = (label: string, id: string, accelerator?: string): Command => ({ label, id, accelerator });
interface Command {
  readonly label: string;
  readonly id: string;
  readonly accelerator: string | undefined;
}

const separator: MenuItemConstructorOptions = { type: 'separator' };

/** The native menu. Single-key shortcuts are shown in the page's palette instead: here they would fire while typing. */
export function buildMenu(platform: NodeJS.Platform, run: (id: string) => void): Menu {
  const item = ({ label, id, accelerator }: Command): MenuItemConstructorOptions => ({
    label,
    click: () => run(id),
    ...(accelerator ? { accelerator } : {}),
  });
  const template: MenuItemConstructorOptions[] = [
    ...(platform === 'darwin' ? [{ role: 'appMenu' as const }] : []),
    {
      label: '&File',
      submenu: [
        item(command('Import files…', 'data.import', 'CmdOrCtrl+O')),
        item(command('Open the sample market', 'data.sample')),
        separator,
        item(command('Back up the database', 'data.backup')),
        item(command('Settings…', 'app.settings', 'CmdOrCtrl+,')),
        separator,
        platform === 'darwin' ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        item(command('Command palette', 'app.palette', 'CmdOrCtrl+K')),
        separator,
        item(command('Market', 'workspace.market')),
        item(command('Evidence', 'workspace.evidence')),
        item(command('Hedge', 'workspace.hedge')),
        item(command('Replay', 'workspace.replay')),
        item(command('Plans', 'workspace.plans')),
        item(command('Data', 'workspace.data')),
        separator,
        item(command('Reset layout', 'layout.reset')),
        separator,
        { role: 'togglefullscreen' },
        { role: 'toggleDevTools' },
      ],
    },
    {
      label: '&Market',
      submenu: [
        item(command('Go to date…', 'price.goToDate', 'CmdOrCtrl+G')),
        item(command('Previous cascade', 'cascade.previous')),
        item(command('Next cascade', 'cascade.next')),
        separator,
        item(command('Detect cascades again', 'data.detect')),
      ],
    },
    {
      label: '&Evidence',
      submenu: [
        item(command('Run the study', 'study.run')),
        item(command('Edit the rule…', 'evidence.editRule')),
        separator,
        item(command('Copy the evidence card', 'evidence.copyCard')),
      ],
    },
    {
      label: '&Replay',
      submenu: [
        item(command('Enter a replay', 'replay.enter')),
        item(command('Play a scenario…', 'scenario.play')),
        item(command('Return to live', 'replay.leave')),
        separator,
        item(command('Play or pause', 'replay.toggle')),
        item(command('Step back', 'replay.back')),
        item(command('Step on', 'replay.on')),
        separator,
        item(command('Previous cascade', 'replay.lastCascade')),
        item(command('Next cascade', 'replay.nextCascade')),
        item(command('Previous release', 'replay.lastRelease')),
        item(command('Next release', 'replay.nextRelease')),
      ],
    },
    {
      label: '&Plans',
      submenu: [
        item(command('New plan from the hedge', 'plans.new')),
        item(command('Open a plan or bundle…', 'plans.open')),
        separator,
        item(command('Sign…', 'plans.sign')),
        item(command('Keys…', 'plans.keys')),
        separator,
        item(command('Export the plan file…', 'plans.export.json')),
        item(command('Export as PDF…', 'plans.export.pdf')),
      ],
    },
    {
      label: '&Help',
      role: 'help',
      submenu: [
        item(command('Keyboard', 'app.keyboard')),
        item(command('Open the log', 'app.log')),
        separator,
        item(command('About Ballast', 'app.about')),
      ],
    },
  ];
  return Menu.buildFromTemplate(template);
}
