import type { IconName } from '../../ui/icon-paths';

export const STATE_ICONS = {
  queued: 'pause',
  running: 'play',
  waiting: 'pause',
  done: 'check',
  failed: 'warning',
  cancelled: 'close',
} as const satisfies Record<string, IconName>;
