import { MS_PER_DAY, type Ms } from '#core/time/ms';
import { SourceError, type Range, type SourceContext } from '../../source';
import { dateText, spanOf, waitedUntil, type ArchiveFile } from './files';
import { namesBehind } from './list';

/** Files looked back over at once: with their checksums they are in one list of a thousand names. */
const LOOK_BACK = 450;
const MOST = 1_000;

/**
 * How much is missing together with a file that is not there: up to the nearest one that is. Spares a question for each
 * day before a contract was listed, or after it was traded last.
 * @param end `oldest`: the gap is wanted from the file on; `newest`: back from it
 */
export async function gapAround(
  file: ArchiveFile,
  end: 'oldest' | 'newest',
  now: Ms,
  context: SourceContext,
): Promise<Range> {
  try {
    return await (end === 'oldest' ? gapBehind(file, now, context) : gapBefore(file, context));
  } catch (cause) {
    if (cause instanceof SourceError) return file; // a mirror of the files alone
    throw cause;
  }
}

/** Whether the list has a later file and not this one: what was left out is not waited for. */
export async function isPassedOver(file: ArchiveFile, context: SourceContext): Promise<boolean> {
  try {
    // from before the file's own name on: were it listed by now, it would come first
    const [next] = await namesBehind(prefixOf(file), file.path.slice(1, -'.zip'.length), 1, context);
    return next !== undefined && startOf(next) > file.from;
  } catch (cause) {
    if (cause instanceof SourceError) return false; // a mirror of the files alone
    throw cause;
  }
}

async function gapBehind(file: ArchiveFile, now: Ms, context: SourceContext): Promise<Range> {
  const [next] = await namesBehind(prefixOf(file), file.path.slice(1), 1, context);
  const begin = next === undefined ? Number.POSITIVE_INFINITY : startOf(next);
  // nothing is said of what may still come
  const past = waitedUntil(now, isMonth(file) ? 'month' : 'day');
  return { from: file.from, to: Math.max(file.to, Math.min(begin || -Infinity, past)) };
}

async function gapBefore(file: ArchiveFile, context: SourceContext): Promise<Range> {
  const span = isMonth(file) ? 'month' : 'day';
  const { from } = spanOf(Math.max(0, file.from - LOOK_BACK * (isMonth(file) ? 28 : 1) * MS_PER_DAY), span);
  const prefix = prefixOf(file);
  const names = await namesBehind(prefix, prefix + dateText(from, span), MOST, context);
  const before = names.filter((name) => /\.zip$/.test(name) && startOf(name) < file.from).map(startOf);
  if (before.length === 0) return { from, to: file.to };
  return { from: spanOf(Math.max(...before), span).to, to: file.to };
}

const isMonth = ({ from, to }: Range): boolean => to - from > MS_PER_DAY;

/** What stands before the date in the names of the folder. */
const prefixOf = (file: ArchiveFile): string =>
  file.path.slice(1, -`${dateText(file.from, isMonth(file) ? 'month' : 'day')}.zip`.length);

/** NaN for a name without a date. */
const startOf = (name: string): Ms => Date.parse(/-(\d{4}-\d\d(?:-\d\d)?)\.zip/.exec(name)?.[1] ?? '');
