// @ts-check
import { existsSync } from 'node:fs';
import { inRoot } from './paths.mjs';

/**
 * What electron-builder is told. It packs what `npm run build` left in out/, around the runtime that was resolved.
 * @param {import('./runtime/probe.mjs').Working} runtime
 * @param {string} output folder the packaged program goes into
 * @returns {import('electron-builder').Configuration}
 */
export const packageConfig = ({ dist, version }, output) => ({
  appId: 'org.ballast.workstation',
  directories: { output, buildResources: 'resources' },
  files: [
    'package.json',
    'out/{main,cli,workers,chunks,preload,renderer}/**',
    'resources/icons/**',
    '!**/*.map',
    ...sqliteFiles(),
  ],
  asarUnpack: ['**/*.node'], // the system's loader cannot read inside an archive
  electronDist: dist,
  electronVersion: version,
  npmRebuild: false, // the native module was made loadable before
  linux: { target: 'dir', category: 'Finance', executableName: 'ballast' },
  mac: { target: 'dir', category: 'public.app-category.finance', identity: null },
  win: { target: 'dir' },
  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
  },
});

/** Of better-sqlite3 the program needs one binary: the compiled one where there is one, else the prebuilt ones. */
const sqliteFiles = () => {
  const compiled = existsSync(inRoot('node_modules', 'better-sqlite3', 'build', 'Release', 'better_sqlite3.node'));
  const dropped = [
    'deps',
    'src',
    ...(compiled ? ['prebuilds', 'build/!(Release)', 'build/Release/!(*.node)'] : ['build']),
  ];
  return dropped.map((part) => `!node_modules/better-sqlite3/${part}{,/**}`);
};
