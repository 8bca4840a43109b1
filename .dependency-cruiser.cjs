/** Who may import whom: docs/architecture.md. */
const forbid = (name, from, to, comment) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: to },
  comment,
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'core-is-pure', severity: 'error', from: { path: '^src/core' }, to: { pathNot: '^src/core' } },
    {
      name: 'shared-knows-core-and-zod',
      severity: 'error',
      from: { path: '^src/shared' },
      to: { pathNot: '^(src/(shared|core)/|node_modules/zod/)' },
    },
    forbid('preload-knows-shared', '^src/preload', '^src/(main|renderer|cli)', 'the bridge names and types only'),
    forbid(
      'renderer-stands-alone',
      '^src/renderer',
      '^src/(main|preload|cli)',
      'the page reaches the rest through the bridge',
    ),
    forbid('main-has-no-page', '^src/(main|cli)', '^src/(renderer|preload)', ''),
    forbid('cli-has-no-window', '^src/cli', '^src/main/(app|ipc|index)', 'the command line shares services only'),
    forbid('services-below-the-window', '^src/main/services', '^src/main/(app|ipc|index)', ''),
    forbid('store-is-a-leaf', '^src/main/store', '^src/main/(app|ipc|services|sync|engine|index)', ''),
    forbid('engine-reads-only', '^src/main/engine', '^src/main/(app|ipc|services|sync|index|store/writer)', ''),
    forbid('sync-below-services', '^src/main/sync', '^src/main/(app|ipc|services|engine|index)', ''),
    forbid('ipc-asks-services', '^src/main/ipc', '^src/main/(store|sync|engine)/', ''),
    forbid('state-imports-no-view', '^src/renderer/state', '^src/renderer/(app|workspace|panes|ui)', ''),
    forbid('ui-is-a-leaf', '^src/renderer/ui', '^src/renderer/(app|workspace|panes)', ''),
    {
      name: 'panes-stand-alone',
      severity: 'error',
      from: { path: '^src/renderer/panes/([^/]+)/' },
      to: { path: '^src/renderer/(app|workspace|panes)/', pathNot: '^src/renderer/panes/($1|shared)/' },
    },
    {
      name: 'electron-at-the-edge',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/(main/(index\\.ts|app/|ipc/)|preload/)' },
      to: { path: '^(node_modules/)?electron(/|$)' },
    },
    {
      name: 'sqlite-in-the-store',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/main/store/' },
      to: { path: 'node_modules/better-sqlite3' },
    },
    {
      name: 'react-in-the-page',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/renderer' },
      to: { path: 'node_modules/react' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.main.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
