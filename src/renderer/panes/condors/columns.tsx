import type { Condor } from '#core/options/condor';
import type { CondorReply } from '#shared/options';
import { formatNumber, formatTime, formatTimeZoned, zoneName, type Zone } from '../../lib/format';
import { Figure } from '../../ui/Figure';
import { Missing } from '../../ui/Missing';
import type { Column } from '../../ui/table';
import { Tag } from '../../ui/Tag';
import { exact, isoTime } from '../shared/options/exact';
import { strikeWords } from './structure';

interface Given {
  readonly reply: CondorReply;
  readonly zone: Zone;
  readonly decayDays: number;
}

const HISTORY = 'Daily returns of the past drawn in blocks of about 10 days, their mean taken out, 10,000 paths';
const SMILE = 'Risk-neutral, from the fitted smile';
const QUOTES = 'Short legs at the bid, wings at the ask, venue fees paid; coin premiums at the forward';

export function condorColumns({ reply, zone, decayDays }: Given): readonly Column<Condor>[] {
  const source = `${reply.instrument} options, ${reply.source}${reply.synthetic ? ', synthetic' : ''}, quotes of ${formatTimeZoned(reply.t, zone)}`;
  const noHistory = reply.returns === 0 ? 'no bars' : 'short history';
  const figure = (
    id: string,
    title: string,
    width: number,
    definition: string,
    of: (condor: Condor) => number,
    print: (value: number) => string,
    more: Partial<Column<Condor>> & { readonly method: string; readonly missing?: string; readonly estimate?: boolean },
  ): Column<Condor> => {
    const { method, missing = 'none', estimate = false, ...rest } = more;
    const text = (condor: Condor): string => (Number.isFinite(of(condor)) ? print(of(condor)) : missing);
    return {
      ...{ id, title, width, definition, kind: 'figure', value: of, text },
      exact: (condor) => exact(of(condor)),
      cell: (condor) => (
        <Figure
          label={title.split(',')[0]!}
          value={text(condor)}
          missing={!Number.isFinite(of(condor))}
          estimate={estimate}
          definition={definition}
          method={method}
          source={source}
          focusable={false}
        />
      ),
      ...rest,
    };
  };
  const money = (value: number): string => formatNumber(value, { decimals: Math.abs(value) < 100 ? 1 : 0 });
  const percent = (value: number): string => formatNumber(value * 100, { decimals: 1 });
  const signed = (value: number): string => formatNumber(value * 100, { decimals: 1, sign: true });
  return [
    {
      id: 'expiry',
      title: `Expiry, ${zoneName(zone)}`,
      definition: 'When all four options end.',
      kind: 'time',
      width: 100,
      value: ({ expiry }) => expiry,
      text: ({ expiry }) => formatTime(expiry, zone, 'day'),
      exact: ({ expiry }) => isoTime(expiry),
    },
    {
      id: 'days',
      title: 'Days',
      definition: 'Days from the quotes to the expiry.',
      kind: 'figure',
      width: 52,
      leave: 6,
      value: ({ days }) => days,
      text: ({ days }) => formatNumber(days, { decimals: days < 10 ? 1 : 0 }),
      exact: ({ days }) => exact(days),
    },
    {
      id: 'strikes',
      title: 'Strikes',
      definition: 'Long put, short put, short call, long call.',
      kind: 'word',
      width: 264,
      grow: true,
      value: ({ strikes }) => strikes[1],
      text: ({ strikes }) => strikeWords(strikes),
      cell: ({ strikes }) => <span style={{ fontFamily: 'var(--font-mono)' }}>{strikeWords(strikes)}</span>,
    },
    figure('credit', 'Credit', 72, 'Received for one unit, after fees.', ({ credit }) => credit, money, {
      method: QUOTES,
    }),
    figure('maxLoss', 'Max loss', 76, 'Widest wing less the credit: the most that can be lost.', (one) => one.maxLoss, money, { method: QUOTES }), // prettier-ignore
    {
      id: 'breakEvens',
      title: 'Break-evens',
      definition: 'Prices at expiry at which it comes to nothing.',
      kind: 'figure',
      width: 132,
      leave: 4,
      value: ({ breakEvens }) => breakEvens[0] ?? NaN,
      text: ({ breakEvens }) => (breakEvens.length === 0 ? 'none' : Array.from(breakEvens, (at) => formatNumber(at)).join(' / ')), // prettier-ignore
      exact: ({ breakEvens }) => Array.from(breakEvens, exact).join(' '),
    },
    figure('pSmile', 'P smile, %', 80, 'Probability of ending with a gain, by what options cost.', (one) => one.riskNeutral.profit, percent, { method: SMILE, estimate: true }), // prettier-ignore
    figure('pHistory', 'P history, %', 84, 'Probability of ending with a gain, by how the price has moved.', (one) => one.history.profit, percent, { method: HISTORY, estimate: true, missing: noHistory }), // prettier-ignore
    figure('romSmile', 'RoM smile, %', 92, 'Expected gain by the smile over the margin: what is paid away in spreads and fees.', (one) => one.returnOnMargin, signed, { method: SMILE, estimate: true, leave: 3 }), // prettier-ignore
    figure('romHistory', 'RoM history, %', 100, 'Expected gain by history over the margin, until the expiry.', (one) => one.historicalReturnOnMargin, signed, { method: HISTORY, estimate: true, missing: noHistory }), // prettier-ignore
    figure('margin', 'Margin', 72, 'Worst cell of the venue-shaped margin stress of one unit.', ({ margin }) => margin, money, { method: 'Portfolio margin preset: price and volatility shocks', estimate: true, leave: 2 }), // prettier-ignore
    figure('decay', `Decay ${formatNumber(decayDays)} d, %`, 92, `Share of the extrinsic value that is gone in ${formatNumber(decayDays)} days if forward and smile stay as they are.`, ({ decay }) => decay, percent, { method: 'Black-76 at the volatilities of today', estimate: true, leave: 5, missing: 'over by then' }), // prettier-ignore
    figure('size', 'Size', 56, 'Units that the quotes used hold.', ({ size }) => size, (size) => formatNumber(size, { decimals: size < 10 ? 1 : 0 }), { method: 'Least of the four quoted sizes', leave: 1 }), // prettier-ignore
    {
      id: 'checks',
      title: 'Checks',
      definition: 'Whether the smile passes its arbitrage checks: where not, its probabilities are not to be trusted.',
      kind: 'word',
      width: 104,
      leave: 7,
      value: ({ flagged }) => (flagged ? 'smile fails' : ''),
      text: ({ flagged }) => (flagged ? 'smile fails' : 'none failed'),
      cell: ({ flagged }) => (flagged ? <Tag tone="warning">smile fails</Tag> : <Missing why="none failed" />),
    },
  ];
}
