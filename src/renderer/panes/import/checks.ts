import type { ImportOptions } from '#shared/import-options';
import type { ImportPreview } from '#shared/jobs';
import { timeReadAs } from './fields';
import { COVERAGE_WORDS, KIND_WORDS } from './words';

export interface Check {
  readonly label: string;
  readonly value: string;
  readonly note: string;
}

/** The decisions that the import stands on, one a line. */
export function checks(preview: ImportPreview, options: ImportOptions): readonly Check[] {
  const { kind, instruments, interval, source, format, mapping } = preview;
  const coverage = options.coverage ?? preview.coverage;
  const list: (Check | false)[] = [
    { label: 'Kind', value: kind === null ? 'not set' : KIND_WORDS[kind].label, note: format === 'generic' ? 'set by hand' : `format ${format}` },
    { label: 'Instruments', value: named(instruments, options.instrument), note: mapping['instrument'] ? `from column ${mapping['instrument']}` : 'for the whole file' },
    { label: 'Time', value: timeReadAs(preview), note: mapping['t'] ? `from column ${mapping['t']}` : '' },
    interval !== null && { label: 'Interval', value: options.interval ?? interval, note: options.interval ? 'set by hand' : 'found in the stamps' },
    { label: 'Source', value: options.source ?? source, note: 'disagreeing sources stay apart' },
    kind === 'liquidations' && { label: 'Coverage', value: coverage || 'as known of the source', note: COVERAGE_WORDS[coverage as keyof typeof COVERAGE_WORDS] ?? '' },
  ]; // prettier-ignore
  return list.filter((check) => check !== false);
}

function named(found: readonly string[], set: string | undefined): string {
  if (set !== undefined) return set;
  if (found.length === 0) return 'not set';
  return found.length > 4 ? `${found.slice(0, 3).join(', ')} and ${found.length - 3} more` : found.join(', ');
}
