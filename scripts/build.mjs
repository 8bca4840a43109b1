// @ts-check
// npm run build: the program in out/, unless it is there for these very sources.
import { ensureBuild } from './lib/build.mjs';
import { ensureNative, nodeHost } from './lib/native.mjs';
import { main } from './lib/say.mjs';

await main(async () => {
  await ensureNative([nodeHost]);
  await ensureBuild();
});
