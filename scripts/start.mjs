// @ts-check
// npm start: the workstation in a window; without a display, a tour of it that leaves pictures.
import { hasDisplay, openVirtualDisplay } from './lib/display.mjs';
import { electronSwitches } from './lib/launch.mjs';
import { root } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';
import { foreground } from './lib/run.mjs';
import { main, say } from './lib/say.mjs';

await main(async () => {
  const runtime = await prepare({ wanted: 'current' });
  if (hasDisplay()) {
    return foreground(runtime.executable, [...electronSwitches(), '.', ...process.argv.slice(2)], { cwd: root });
  }
  say('There is no display: opening in a virtual one and walking through the workspaces on the sample market.');
  const display = await openVirtualDisplay();
  try {
    const { tour } = await import('./tour.mjs');
    return await tour({ ...runtime.env, ...display.env });
  } finally {
    display.close();
  }
});
