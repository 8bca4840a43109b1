import { openWriter } from '#main/store/writer';
import { importPages, runImport } from './import-run';

/** A process that is there to be killed: imports into the database named on its command line. */
const pages = importPages();
process.stdout.write('begin\n');
const begin = performance.now();
const writer = openWriter(process.argv[2]!);
runImport(writer, pages);
writer.close();
process.stdout.write(`end ${performance.now() - begin}\n`);
