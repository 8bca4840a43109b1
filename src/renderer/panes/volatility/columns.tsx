import { formatNumber, formatPrice, formatTime, zoneName, type Zone } from '../../lib/format';
import { Figure } from '../../ui/Figure';
import { Missing } from '../../ui/Missing';
import type { Column } from '../../ui/table';
import { Tag } from '../../ui/Tag';
import { exact, isoTime } from '../shared/options/exact';
import type { Slice } from './slices';
import { levelAt } from './term';
import { DEFINITIONS, FIT, points, tenor, volatility } from './words';

const NO_FIT = 'no fit';

interface Given {
  readonly zone: Zone;
  readonly source: string;
  readonly past: readonly Slice[];
  readonly pastName: string;
}

/** Expiries of a surface; with a past one the change of level since. */
export function sliceColumns({ zone, source, past, pastName }: Given, isModelled: boolean): readonly Column<Slice>[] {
  const figure = (
    id: string,
    title: string,
    width: number,
    definition: string,
    of: (slice: Slice) => number,
    print: (value: number) => string,
    more: Partial<Column<Slice>> = {},
  ): Column<Slice> => ({
    ...{ id, title, width, definition, kind: 'figure', value: of },
    text: (slice) => (Number.isFinite(of(slice)) ? print(of(slice)) : NO_FIT),
    exact: (slice) => exact(of(slice)),
    cell: (slice) => (
      <Figure
        label={title.split(',')[0]!}
        value={Number.isFinite(of(slice)) ? print(of(slice)) : NO_FIT}
        missing={!Number.isFinite(of(slice))}
        estimate={slice.isModelled}
        definition={definition}
        method={slice.isModelled ? 'Modelled on a volatility index' : FIT}
        source={source}
        focusable={false}
      />
    ),
    ...more,
  });
  const percent = (value: number): string => formatNumber(value * 100, { decimals: 1 });
  const signed = (value: number): string => formatNumber(value * 100, { decimals: 1, sign: true });
  const columns: Column<Slice>[] = [
    {
      id: 'expiry',
      title: `Expiry, ${zoneName(zone)}`,
      definition: 'When the options of a row end.',
      kind: 'time',
      width: 132,
      value: ({ expiry, days }) => (Number.isFinite(expiry) ? expiry : days),
      text: ({ expiry, key }) => (Number.isFinite(expiry) ? formatTime(expiry, zone) : `constant ${key}`),
      exact: ({ expiry, key }) => (Number.isFinite(expiry) ? isoTime(expiry) : key),
    },
    {
      ...figure('days', 'Days', 60, 'Days from the quotes to the expiry.', ({ days }) => days, (days) => formatNumber(days, { decimals: days < 10 ? 1 : 0 })), // prettier-ignore
      cell: ({ days }) => formatNumber(days, { decimals: days < 10 && !Number.isInteger(days) ? 1 : 0 }),
    },
    {
      id: 'forward',
      title: 'Forward',
      definition: 'By put-call parity from executable quotes near the money; quiet where the venue only states one.',
      kind: 'figure',
      width: 92,
      leave: 4,
      value: ({ forward }) => forward,
      text: ({ forward }) => formatPrice(forward, 0, { missing: 'none' }),
      exact: ({ forward }) => exact(forward),
      cell: ({ forward, forwardQuoted }) =>
        forwardQuoted ? formatPrice(forward) : <Missing why={formatPrice(forward, 0, { missing: 'none' })} />,
    },
    figure('atm', 'ATM, %', 72, DEFINITIONS.atm, ({ atm }) => atm, percent),
    figure(
      'put25',
      'Put 25, %',
      80,
      'Volatility where the put has a forward delta of −0.25.',
      ({ put25 }) => put25,
      percent,
      { leave: 6 },
    ),
    figure(
      'call25',
      'Call 25, %',
      80,
      'Volatility where the call has a forward delta of 0.25.',
      ({ call25 }) => call25,
      percent,
      { leave: 7 },
    ),
    figure('rr', 'RR 25, pt', 76, DEFINITIONS.riskReversal, (one) => one.riskReversal, signed),
    figure('fly', 'Fly 25, pt', 76, DEFINITIONS.butterfly, ({ butterfly }) => butterfly, signed, { leave: 5 }),
    figure('modelFree', 'Model-free, %', 96, DEFINITIONS.modelFree, (one) => one.modelFree, percent, { leave: 2 }),
    figure('rmse', 'Fit error, pt', 88, DEFINITIONS.rmse, ({ rmse }) => rmse, (value) => formatNumber(value * 100, { decimals: 2 }), { leave: 1 }), // prettier-ignore
    {
      id: 'quotes',
      title: 'Quotes',
      definition:
        'Out-of-the-money quotes that the smile is fitted to; crossed, one-sided and very wide ones are left out.',
      kind: 'figure',
      width: 68,
      leave: 3,
      value: (one) => one.points.length,
      text: (one) => String(one.points.length),
    },
    {
      id: 'checks',
      title: 'Checks',
      definition: 'Butterfly: the density is nowhere negative. Calendar: total variance does not fall with the tenor.',
      kind: 'word',
      width: 160,
      grow: true,
      value: ({ flags }) => flags.join(', '),
      text: ({ flags, isModelled: made }) => (made ? 'modelled' : flags.length > 0 ? flags.join(', ') : 'none failed'),
      cell: ({ flags, isModelled: made, isFlagged }) =>
        made ? (
          <Tag tone="estimate">modelled</Tag>
        ) : flags.length === 0 ? (
          <Missing why="none failed" />
        ) : (
          <span title={flags.join(', ')}>
            <Tag tone={isFlagged ? 'warning' : 'plain'}>{flags[0]}</Tag>
            {flags.length > 1 && <Missing why={` and ${flags.length - 1} more`} />}
          </span>
        ),
    },
  ];
  const level = past.filter(({ atm }) => atm > 0);
  const since = ({ atm, days }: Slice): number => atm - levelAt(level, days);
  const change: Column<Slice> = {
    id: 'change',
    title: 'Change, pt',
    definition: `Level less that of ${pastName} at the same number of days, by linear total variance.`,
    kind: 'figure',
    width: 84,
    value: since,
    text: (slice) => formatNumber(since(slice) * 100, { decimals: 1, sign: true, missing: 'none' }),
    exact: (slice) => exact(since(slice)),
    cell: (slice) => (
      <Figure
        label="Change at the money"
        value={formatNumber(since(slice) * 100, { decimals: 1, sign: true, missing: 'none' })}
        full={points(since(slice), { missing: 'no expiry around it then' })}
        missing={!Number.isFinite(since(slice))}
        definition={`${volatility(levelAt(level, slice.days), { missing: 'none' })} at ${tenor(slice.days)} on ${pastName}.`}
        source={source}
        focusable={false}
      />
    ),
  };
  const hidden = new Set(['forward', 'modelFree', 'rmse', 'quotes']);
  const shown = isModelled ? columns.filter(({ id }) => !hidden.has(id)) : columns;
  return past.length > 0 ? shown.flatMap((one) => (one.id === 'atm' ? [one, change] : [one])) : shown;
}
