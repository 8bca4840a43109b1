import type { Bridge } from '#shared/ipc/bridge';

declare global {
  interface Window {
    readonly ballast: Bridge;
  }
  const __BALLAST_VERSION__: string;
}
