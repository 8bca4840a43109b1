import { openImport } from '#main/sync/importers/open-import';

/** Reads a file to its end and tells what that took. Pages are dropped as a writer drops them once they are stored. */
let rows = 0;
let pages = 0;
const started = performance.now();
for await (const page of openImport(process.argv[2]!, { instrument: 'X' })) {
  for (const { line } of page.blocks) rows += line.length;
  pages++;
}
const seconds = (performance.now() - started) / 1e3;
console.log(JSON.stringify({ rows, pages, seconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
