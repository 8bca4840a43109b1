import type { Alignment } from '#core/timeshift/types';
import type { MacroSeriesInfo } from '#shared/macro';
import type { Instrument } from '#shared/market';
import { PRESETS, type Preset } from '../../state/study';
import type { Option } from '../../ui/Select';

/** One click away; everything else is in the list beside. */
export const QUICK = ['cascade', 'FOMC', 'CPI', 'PPI'] as const;
export type Quick = (typeof QUICK)[number];
const LABELS = ['FOMC', 'CPI', 'PPI', 'GDP'];

const release = (label: string): Alignment => ({ kind: 'release', label, which: 'all' });

/** Which of the quick ones an alignment is. */
export const quickOf = (align: Alignment): Quick | undefined =>
  align.kind === 'cascade' ? 'cascade' : QUICK.find((one) => align.kind === 'release' && align.label === one);

/** A quick choice keeps what still fits of the one before: the side, or which releases. */
export function alignTo(quick: Quick, before: Alignment): Alignment {
  if (quick === 'cascade') return { kind: 'cascade', side: before.kind === 'rule' ? before.rule.side : 'long' };
  return { ...release(quick), which: before.kind === 'release' ? before.which : 'all' } as Alignment;
}

export const DIFFERENTIAL = 'differential';
export const BUILDER = 'builder';
const RULE = 'rule:';
const SERIES = 'series:';

/** Value of the list that stands for an alignment; undefined for a quick one. */
export function moreValue(align: Alignment, ruleName: string): string | undefined {
  if (quickOf(align) !== undefined) return undefined;
  if (align.kind === 'differential') return DIFFERENTIAL;
  if (align.kind === 'rule') return ruleName === '' ? BUILDER : RULE + ruleName;
  return align.kind === 'release' ? SERIES + align.label : undefined;
}

/** Series whose instants are known, of the same world as the instrument; what was expected is no release of its own. */
export function alignable(
  series: readonly MacroSeriesInfo[],
  instrument: Instrument | undefined,
): readonly MacroSeriesInfo[] {
  // prettier-ignore
  const expected = new Set(series.flatMap(({ consensus }) => consensus ?? []));
  return series.filter(({ id, basis, figures, synthetic }) => basis === 'released' && figures > 1 && !expected.has(id) && synthetic === (instrument?.synthetic ?? false)); // prettier-ignore
}

/** Everything beyond the quick ones. */
export function moreOptions(
  series: readonly MacroSeriesInfo[],
  rules: readonly Preset[],
  align: Alignment,
  ruleName: string,
): readonly Option<string>[] {
  // prettier-ignore
  const listed = series.map(({ id, label }) => ({ value: SERIES + id, label, hint: label === id ? undefined : id }));
  const offered: readonly Option<string>[] = [
    { value: `${SERIES}GDP`, label: 'GDP' },
    { value: DIFFERENTIAL, label: 'Turn of a rate differential' },
    ...[...PRESETS.filter(({ rule }) => rule.kind !== 'cascade'), ...rules].map(({ name }) => ({ value: RULE + name, label: name, hint: 'rule' })), // prettier-ignore
    { value: BUILDER, label: align.kind === 'rule' && ruleName === '' ? 'A rule of your own' : 'Rule builder' },
    ...listed.filter(({ value }) => !LABELS.includes(value.slice(SERIES.length))),
  ];
  const now = moreValue(align, ruleName);
  const isListed = now === undefined || offered.some(({ value }) => value === now);
  return isListed ? offered : [...offered, { value: now, label: now.slice(now.indexOf(':') + 1) }]; // a rule or a series that is gone
}

/** What a value of the list stands for; undefined where the builder has to be asked. */
export function moreAlign(
  value: string,
  rules: readonly Preset[],
): { readonly align: Alignment; readonly ruleName: string } | undefined {
  // prettier-ignore
  if (value === DIFFERENTIAL) return { align: { kind: 'differential', a: 'USD', b: 'EUR', turn: 'any' }, ruleName: '' };
  if (value.startsWith(SERIES)) return { align: release(value.slice(SERIES.length)), ruleName: '' };
  const name = value.startsWith(RULE) ? value.slice(RULE.length) : undefined;
  const found = [...rules, ...PRESETS].find((one) => one.name === name);
  return found && { align: { kind: 'rule', rule: found.rule }, ruleName: found.name };
}
