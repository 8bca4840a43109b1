import type { SourceInfo } from '#shared/sync';

/** In the order in which they are listed. */
export const SOURCE_GROUPS: readonly { readonly group: SourceInfo['group']; readonly title: string }[] = [
  { group: 'venue', title: 'Venues' },
  { group: 'archive', title: 'Archives' },
  { group: 'macro', title: 'Statistics and indices' },
  { group: 'fundamentals', title: 'Protocols' },
];
