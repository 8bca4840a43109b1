import type { CascadeRow, CascadeRule } from '#shared/cascades';
import {
  exactTime,
  formatBp,
  formatDuration,
  formatNumber,
  formatPercent,
  formatTime,
  formatUsdM,
  zoneName,
  type Zone,
} from '../../lib/format';
import { syntheticWord } from '../../lib/synthetic-word';
import { Figure } from '../../ui/Figure';
import { Missing } from '../../ui/Missing';
import type { Column } from '../../ui/table';
import { coverageTone, Tag } from '../../ui/Tag';
import { notionalOf } from './filter';

const RULES: Readonly<Record<CascadeRule, string>> = {
  liquidations: 'liquidations',
  proxy: 'proxy',
  absoluteMove: 'absolute move',
};

/** How a rule decides (method.md, section 2). */
const RULE_METHOD: Readonly<Record<CascadeRule, string>> = {
  liquidations: 'Run of bins whose liquidations stand far above their trailing median, ended by a calm stretch.',
  proxy: 'Large fall with open interest and volume that fit, where no prints exist. An estimate.',
  absoluteMove: 'Fall of at least 300 bp within 15 minutes.',
};

const NO_SUMS = 'sums only';
/** Word of a coverage that nobody claims. */
const UNKNOWN = 'not stated';

export function cascadeColumns(zone: Zone): readonly Column<CascadeRow>[] {
  const from = (row: CascadeRow) => ({
    source:
      row.rule === 'liquidations' ? `${row.instrument}, ${row.coverage ?? 'coverage not stated'}` : row.priceSource,
    method: RULE_METHOD[row.rule],
    window: `${formatTime(row.start, zone)} to ${formatTime(row.end, zone, 'clock')}, bins of ${formatDuration(row.grid)}`,
    knownAt: `${formatTime(row.decision, zone)} ${zoneName(zone, row.decision)}`,
  });
  return [
    {
      id: 'start',
      title: `Start, ${zoneName(zone)}`,
      definition: 'Open of the first bin with unusual liquidations.',
      kind: 'time',
      width: 136,
      value: (row) => row.start,
      text: (row) => formatTime(row.start, zone),
      exact: (row) => exactTime(row.start),
    },
    {
      id: 'side',
      title: 'Side',
      definition: 'Side of the positions that were closed: long in a fall, short in a squeeze.',
      kind: 'word',
      width: 60,
      value: (row) => row.side,
      text: (row) => row.side,
      cell: (row) => <span style={{ color: `var(--${row.side})` }}>{row.side}</span>,
    },
    {
      id: 'notional',
      title: 'Notional, M USD',
      definition: 'Notional of the positions of that side closed by force between start and end.',
      kind: 'figure',
      width: 132,
      value: notionalOf,
      text: (row) => formatNumber(notionalOf(row) / 1e6, { decimals: 1, missing: 'no prints' }),
      exact: (row) => exactNumber(notionalOf(row) / 1e6),
      cell: (row) => (
        <Figure
          label="Notional closed"
          definition="Notional of the positions of that side closed by force between start and end."
          value={formatNumber(notionalOf(row) / 1e6, { decimals: 1, missing: 'no prints' })}
          full={formatUsdM(notionalOf(row), { full: true, missing: 'no prints' })}
          missing={Number.isNaN(notionalOf(row))}
          focusable={false}
          {...from(row)}
        />
      ),
    },
    {
      id: 'drop',
      title: 'Drop, bp',
      definition:
        'Move from the price at the start to the extreme, in basis points of log return; positive hurts the side that was closed.',
      kind: 'figure',
      width: 76,
      value: (row) => row.dropBp,
      text: (row) => formatNumber(row.dropBp, { missing: 'no bars' }),
      exact: (row) => exactNumber(row.dropBp),
      cell: (row) => (
        <Figure
          label="Drop"
          definition="Price at the start to the extreme of the event, log return."
          value={formatNumber(row.dropBp, { missing: 'no bars' })}
          full={formatBp(row.dropBp, { missing: 'no bars' })}
          missing={Number.isNaN(row.dropBp)}
          estimate={row.rule === 'proxy'}
          focusable={false}
          {...from(row)}
          source={row.priceSource || 'no bars stored'}
        />
      ),
    },
    {
      id: 'oi',
      title: 'OI change, %',
      definition: 'Open interest known at the decision against that known at the start.',
      kind: 'figure',
      width: 96,
      leave: 3,
      value: (row) => row.oiChange,
      text: (row) => formatNumber(row.oiChange * 100, { decimals: 1, sign: true, missing: 'not known' }),
      exact: (row) => exactNumber(row.oiChange * 100),
      cell: (row) => (
        <Figure
          label="Open interest change"
          definition="(after − before) / before: the share of open positions that is gone."
          value={formatNumber(row.oiChange * 100, { decimals: 1, sign: true, missing: 'not known' })}
          full={formatPercent(row.oiChange, { sign: true, missing: 'not known' })}
          missing={Number.isNaN(row.oiChange)}
          focusable={false}
          {...from(row)}
        />
      ),
    },
    {
      id: 'prints',
      title: 'Prints',
      definition: 'Number of forced closures of that side. Not known where the series holds sums.',
      kind: 'figure',
      width: 76,
      leave: 2,
      value: (row) => row.prints,
      text: (row) => formatNumber(row.prints, { missing: NO_SUMS }),
      exact: (row) => exactNumber(row.prints),
      cell: (row) => (Number.isNaN(row.prints) ? <Missing why={NO_SUMS} /> : formatNumber(row.prints)),
    },
    {
      id: 'coverage',
      title: 'Coverage',
      definition: 'How much of what happened the liquidation series holds.',
      kind: 'word',
      width: 96,
      value: (row) => row.coverage,
      text: (row) =>
        [row.coverage ?? UNKNOWN, row.synthetic ? syntheticWord(row.instrument) : ''].filter(Boolean).join(', '),
      cell: (row) =>
        row.coverage === null ? <Missing why={UNKNOWN} /> : <Tag tone={coverageTone(row.coverage)}>{row.coverage}</Tag>,
    },
    {
      id: 'rule',
      title: 'Rule',
      definition: 'What found the event.',
      kind: 'word',
      width: 100,
      leave: 1,
      value: (row) => RULES[row.rule],
      text: (row) => RULES[row.rule],
    },
    {
      id: 'decision',
      title: `Decision, ${zoneName(zone)}`,
      definition:
        'First instant at which the event could be known to be over. Nothing that depends on it may be used before.',
      kind: 'time',
      width: 136,
      grow: true,
      leave: 4,
      value: (row) => row.decision,
      text: (row) => formatTime(row.decision, zone),
      exact: (row) => exactTime(row.decision),
    },
  ];
}

/** For files: every digit, nothing where nothing is known. */
const exactNumber = (value: number): string => (Number.isNaN(value) ? '' : String(value));
