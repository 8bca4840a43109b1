// @ts-check

/** Chromium refuses to start its sandbox as root; everybody else keeps it. */
export const isRoot = process.getuid?.() === 0;

/** What Electron itself must be told on this machine, before the app's own arguments. */
export const electronSwitches = () => (isRoot ? ['--no-sandbox'] : []);
