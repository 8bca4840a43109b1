// @ts-check
// npm run package: the program as a folder and as an archive of it in release/, and proof that it starts.
//   --no-smoke  leave out the proof
import { archive, packFolder, smoke } from './lib/packaging.mjs';
import { inRoot } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';
import { main, say } from './lib/say.mjs';

await main(async () => {
  const runtime = await prepare({ wanted: 'current' });
  const folder = await packFolder(runtime, inRoot('release'));
  await archive(folder);
  if (process.argv.includes('--no-smoke')) return 0;
  const { passed, failed } = await smoke(runtime, folder);
  say(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
