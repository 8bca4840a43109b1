import type { ParityRow } from '#core/options/parity';
import type { ParityReply } from '#shared/options';
import { formatNumber, formatPrice, formatTime, formatTimeZoned, zoneName, type Zone } from '../../lib/format';
import { Figure } from '../../ui/Figure';
import { Missing } from '../../ui/Missing';
import type { Column } from '../../ui/table';
import { Tag } from '../../ui/Tag';
import { TipCard, Tooltip } from '../../ui/Tooltip';
import { exact, isoTime } from '../shared/options/exact';
import { KIND_DEFINITIONS, KIND_WORDS, strikesOf, verdictOf } from './rows';

const METHOD = 'Bought at the ask, sold at the bid, all fees and half of the underlying’s quote paid';

export function parityColumns(reply: ParityReply, zone: Zone): readonly Column<ParityRow>[] {
  const source = `${reply.instrument} options, ${reply.source}${reply.synthetic ? ', synthetic' : ''}, quotes of ${formatTimeZoned(reply.t, zone)}`;
  const rate = (
    id: string,
    title: string,
    width: number,
    definition: string,
    of: (row: ParityRow) => number,
    more: Partial<Column<ParityRow>> & { readonly missing?: string } = {},
  ): Column<ParityRow> => {
    const { missing = 'none', ...rest } = more;
    const text = (row: ParityRow): string => formatNumber(of(row) * 100, { decimals: 2, sign: true, missing });
    return {
      ...{ id, title, width, definition, kind: 'figure', value: of, text },
      exact: (row) => exact(of(row)),
      cell: (row) => (
        <Figure
          label={title.split(',')[0]!}
          value={text(row)}
          missing={!Number.isFinite(of(row))}
          definition={definition}
          method={METHOD}
          source={source}
          focusable={false}
        />
      ),
      ...rest,
    };
  };
  return [
    {
      id: 'kind',
      title: 'Package',
      definition: 'Options against the underlying, or against each other at two strikes.',
      kind: 'word',
      width: 92,
      value: ({ kind }) => KIND_WORDS[kind],
      text: ({ kind }) => KIND_WORDS[kind],
      cell: ({ kind }) => (
        <Tooltip card={<TipCard title={KIND_WORDS[kind]} definition={KIND_DEFINITIONS[kind]} />}>
          <span>{KIND_WORDS[kind]}</span>
        </Tooltip>
      ),
    },
    {
      id: 'expiry',
      title: `Expiry, ${zoneName(zone)}`,
      definition: 'When the options end; what is locked is locked until then.',
      kind: 'time',
      width: 96,
      value: ({ expiry }) => expiry,
      text: ({ expiry }) => formatTime(expiry, zone, 'day'),
      exact: ({ expiry }) => isoTime(expiry),
    },
    {
      id: 'strikes',
      title: 'Strike',
      definition: 'Of a box both strikes.',
      kind: 'figure',
      width: 116,
      value: ({ strike }) => strike,
      text: strikesOf,
    },
    {
      id: 'net',
      title: 'Net forward',
      definition: 'Price at which the synthetic is sold or bought forward after fees. A box has none.',
      kind: 'figure',
      width: 92,
      leave: 3,
      value: ({ net }) => net,
      text: ({ net }) => formatPrice(net, 0, { missing: 'none' }),
      exact: ({ net }) => exact(net),
      cell: ({ net }) => (Number.isNaN(net) ? <Missing why="none" /> : formatPrice(net)),
    },
    rate('carry', 'Carry, %/yr', 88, 'What the package locks against the index after fees, simple: earned by a conversion or a lending box, else paid.', (row) => row.carry, { leave: 5 }), // prettier-ignore
    rate('basis', 'Basis, %/yr', 84, 'The future: price of the underlying stated with the options over the index.', (row) => row.basis, { leave: 2, missing: 'no future' }), // prettier-ignore
    rate('edge', 'Edge, %/yr', 96, 'What is left once the same underlying is traded as a future: above zero is money without risk.', (row) => row.edge, { missing: 'no future' }), // prettier-ignore
    rate('funding', 'To funding, %/yr', 108, 'The same against the funding of the week before instead of the basis. No lock: funding moves.', (row) => row.edgeToFunding, { leave: 1, missing: 'no funding' }), // prettier-ignore
    {
      id: 'size',
      title: `Size, ${reply.settlement === 'coin' ? 'coin' : 'units'}`,
      definition: 'Units that every quote of the package holds.',
      kind: 'figure',
      width: 80,
      leave: 4,
      value: ({ size }) => size,
      text: ({ size }) => formatNumber(size, { decimals: 1 }),
      exact: ({ size }) => exact(size),
    },
    {
      id: 'verdict',
      title: 'Verdict',
      definition: 'Executable: after all costs something is left, and every quote has a size.',
      kind: 'word',
      width: 116,
      grow: true,
      value: (row) => verdictOf(row).word,
      text: (row) => verdictOf(row).word,
      cell: (row) => {
        const { word, why } = verdictOf(row);
        return (
          <Tooltip card={<TipCard title={word} definition={why} method={METHOD} source={source} />}>
            <span>{row.executable ? <Tag>{word}</Tag> : <Missing why={word} />}</span>
          </Tooltip>
        );
      },
    },
  ];
}
