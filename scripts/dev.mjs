// @ts-check
// npm run dev: the workstation with its page reloaded at every change.
import { hasDisplay, openVirtualDisplay } from './lib/display.mjs';
import { isRoot } from './lib/launch.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';
import { foreground } from './lib/run.mjs';
import { main, say } from './lib/say.mjs';

await main(async () => {
  const runtime = await prepare({ wanted: 'current', build: false });
  const display = hasDisplay() ? undefined : await openVirtualDisplay();
  if (display) say(`There is no display: the window opens in a virtual one (DISPLAY=${display.env['DISPLAY']}).`);
  try {
    const vite = inRoot('node_modules', 'electron-vite', 'bin', 'electron-vite.js');
    return await foreground(process.execPath, [vite, 'dev', ...process.argv.slice(2)], {
      cwd: root,
      // electron-vite turns the variable into --no-sandbox
      env: { ...process.env, ...runtime.env, ...display?.env, ...(isRoot ? { NO_SANDBOX: '1' } : {}) },
    });
  } finally {
    display?.close();
  }
});
