import { basename } from 'node:path';
import { SHAPES, shapeOf, type AnyColumns } from '#core/series/schema';
import type { MacroRelease, PageBlock, QuarantinedRow } from '#main/store/types';
import { ImportError } from '../../importers/errors';
import { openImport } from '../../importers/open-import';
import type { ImportOptions } from '../../importers/types';
import { NetError } from '../../net/types';
import type { FetchedSeries, SourceContext } from '../../source';
import type { Question } from './ask';

/** What a file holds, read as an import of it would read it. */
export interface FileContent {
  readonly series: readonly FetchedSeries[];
  readonly macro: readonly MacroRelease[];
  readonly quarantined: readonly QuarantinedRow[];
}

/**
 * Reads a file that a source sent, by the importers: what comes by the network equals what comes by a file.
 * @param origin Address that rows which are set aside are filed under.
 * @throws NetError `broken` when the file is damaged or is not the kind of file that it was
 */
export async function readFetchedFile(
  path: string,
  options: ImportOptions,
  { who, what }: Question,
  origin: string,
  context: SourceContext,
): Promise<FileContent> {
  const blocks: PageBlock[] = [];
  const macro: MacroRelease[] = [];
  const quarantined: QuarantinedRow[] = [];
  try {
    for await (const page of openImport(path, options, { now: context.now(), signal: context.signal })) {
      blocks.push(...page.blocks);
      macro.push(...page.macro);
      quarantined.push(...page.quarantined.map((row) => ({ ...row, file: origin })));
    }
  } catch (cause) {
    if (!(cause instanceof ImportError)) throw cause;
    const told = cause.message.replaceAll(path, basename(path));
    throw new NetError('broken', `${who} sent ${what} in a form that cannot be read: ${told}`, { cause });
  }
  return { series: joinBlocks(blocks), macro, quarantined };
}

/** One entry per series, its rows in the order of the file. */
function joinBlocks(blocks: readonly PageBlock[]): FetchedSeries[] {
  const groups = new Map<string, PageBlock[]>();
  for (const block of blocks) {
    const name = JSON.stringify(block.key);
    groups.set(name, [...(groups.get(name) ?? []), block]);
  }
  return [...groups.values()].map((group) => {
    const { key, traits, coverage } = group[0]!;
    const kind = key.kind as FetchedSeries['kind']; // macro figures are in no block
    const names = SHAPES[shapeOf(kind, key.interval)].columns;
    const columns = group.length === 1 ? group[0]!.columns : joinColumns(names, group);
    return { instrument: key.instrument, kind, interval: key.interval, field: key.field, traits, coverage, columns };
  });
}

function joinColumns(names: readonly string[], blocks: readonly PageBlock[]): AnyColumns {
  const rows = blocks.reduce((sum, { columns }) => sum + columns.t.length, 0);
  const joined: Record<string, Float64Array> = {};
  for (const name of names) {
    const whole = (joined[name] = new Float64Array(rows));
    let at = 0;
    for (const { columns } of blocks) {
      whole.set(columns[name]!, at);
      at += columns[name]!.length;
    }
  }
  return joined as AnyColumns;
}
