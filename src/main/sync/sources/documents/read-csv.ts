import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { splitRow } from '../../importers/csv/split';
import type { ImportOptions } from '../../importers/types';
import { NetError } from '../../net/types';
import type { SourceContext } from '../../source';
import type { Question } from './ask';
import { readFetchedFile, type FileContent } from './read-file';

export interface CsvForm {
  /** Columns that must be there, by name; capitals do not count. */
  readonly columns: readonly string[];
  /** The source ends its last row with a line end: one without was cut. */
  readonly closed: boolean;
  readonly options: ImportOptions;
}

/**
 * Reads a CSV document, by the importers.
 * @throws NetError `broken` for a web page, a document that breaks off, or other columns than there were
 */
export async function readCsv(
  text: string,
  form: CsvForm,
  question: Question,
  origin: string,
  context: SourceContext,
): Promise<FileContent> {
  const isEmpty = checkForm(text, form, question);
  if (isEmpty) return { series: [], macro: [], quarantined: [] };
  const folder = join(context.folder, randomUUID());
  const path = join(folder, 'document.csv');
  await mkdir(folder, { recursive: true });
  try {
    await writeFile(path, text);
    return await readFetchedFile(path, form.options, question, origin, context);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns whether there is a header and nothing below it */
function checkForm(text: string, { columns, closed }: CsvForm, { who, what }: Question): boolean {
  const broken = (told: string): NetError => new NetError('broken', told);
  if (/^\s*</.test(text.slice(0, 200))) throw broken(`${who} sent a web page instead of ${what}.`);
  const [header = '', ...rows] = text.replace(/^\ufeff/, '').replace(/\r?\n$/, '').split(/\r?\n/); // prettier-ignore
  const names = splitRow(header, ',').map((name) => name.trim().toLowerCase());
  const missing = columns.filter((name) => !names.includes(name.toLowerCase()));
  if (missing.length > 0)
    throw broken(`${who} has changed the columns of ${what}: ${missing.join(', ')} expected, "${header.slice(0, 120)}" found.`); // prettier-ignore
  const last = rows.at(-1);
  if (last === undefined) return true;
  if ((closed && !text.endsWith('\n')) || splitRow(last, ',').length < names.length)
    throw broken(`${what} of ${who} breaks off in its last row.`);
  return false;
}
