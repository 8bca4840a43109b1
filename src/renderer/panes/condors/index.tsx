import { useCallback, useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import type { Condor } from '#core/options/condor';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type { CondorReply } from '#shared/options';
import { call } from '../../lib/call';
import { formatCount, formatNumber, formatTime, type Zone } from '../../lib/format';
import { asOfArgs } from '../../state/clock';
import { addCommands } from '../../state/commands';
import { sendToHedge } from '../../state/hedge-inbox';
import { notify } from '../../state/notices';
import { useReply } from '../../state/use-reply';
import { useShown } from '../../state/shown';
import { Button, IconButton } from '../../ui/Button';
import { PaneFrame } from '../../ui/PaneFrame';
import { useSize, type Size } from '../../ui/plot/use-size';
import { EmptyState, ErrorState } from '../../ui/States';
import { Table, type TableHandle } from '../../ui/table';
import { Tag } from '../../ui/Tag';
import { Chart } from '../shared/chart/Chart';
import { NoChain } from '../shared/options/NoChain';
import { quotesWords } from '../shared/options/quotes-words';
import { useOptionPane } from '../shared/options/use-option-pane';
import { condorColumns } from './columns';
import styles from './condors.module.css';
import { drawPayoff } from './payoff';
import { CNDR_WISH, Settings, type CondorWish } from './Settings';
import { strikeWords, toStructure } from './structure';

const NONE: readonly Condor[] = [];
/** Same candidates, same figures. */
const SEED = 7;
/** Header of the table, and room for a scroll bar below it [px]. */
const HEAD = 25 + 10;
const ROW = 28;
const LEAST_ROWS = 4;
const keyOf = ({ expiry }: Condor): string => String(expiry);

/** Iron condors that can be sold at the quotes of an instant, one for each expiry. */
export function CondorsPane({ id }: { readonly id: string }): ReactElement {
  const pane = useOptionPane(id);
  const { instrument, asOf, zone } = pane;
  const [wishes, setWishes] = useState<Readonly<Record<string, CondorWish>>>({});
  const [chosenKey, setChosen] = useState<string>();
  const table = useRef<TableHandle>(null);
  const wish = wishes[instrument ?? ''] ?? CNDR_WISH;
  const { short, by, wingDelta, width, decayDays } = wish;
  const wing = by === 'delta' ? { delta: wingDelta } : { width };
  const question = instrument === null ? null : `condors ${instrument} ${asOf ?? 'live'} ${JSON.stringify(wish)}`;
  const reply = useReply(question, async () => ({
    instrument,
    value: await call('options:condors', { instrument: instrument ?? '', short, wing, decayDays, seed: SEED, ...asOfArgs(asOf) }), // prettier-ignore
  }));
  const report = reply.value?.instrument === instrument ? reply.value?.value : undefined;
  useShown(id, report?.t);
  const rows = report?.condors ?? NONE;
  const chosen = rows.find((row) => keyOf(row) === chosenKey) ?? nearMonth(rows);
  const columns = useMemo(() => (report ? condorColumns({ reply: report, zone, decayDays }) : []), [report, zone, decayDays]); // prettier-ignore
  const send = useCallback((condor: Condor): void => {
    const structure = toStructure(condor);
    sendToHedge(structure);
    notify({ tone: 'info', title: 'Sent to the hedge builder', detail: structure.label });
  }, []);
  useSendCommand(chosen, send);
  const isAbsent = report === null || instrument === null;
  return (
    <PaneFrame
      title="Condors"
      sub={
        report
          ? `${report.instrument}, ${formatCount(report.condors.length, 'candidate')}, ${quotesWords(report.t, asOf, zone)}`
          : ''
      }
      tools={
        <>
          <Button
            tone="quiet"
            disabled={chosen ? false : 'Choose a condor first.'}
            onClick={() => chosen && send(chosen)}
          >
            Send to hedge builder
          </Button>
          <IconButton icon="save" label="Save CSV" onClick={() => table.current?.saveCsv()} />
        </>
      }
    >
      {isAbsent && !reply.error ? (
        <NoChain {...pane} />
      ) : (
        <div className={styles['pane']}>
          <Settings
            wish={wish}
            index={report?.index ?? NaN}
            onChange={(next) => setWishes((before) => ({ ...before, [instrument ?? '']: next }))}
          />
          <div className={styles['table']} style={{ flexBasis: HEAD + ROW * Math.max(LEAST_ROWS, rows.length) }}>
            <Table
              ref={table}
              label="Condors"
              columns={columns}
              rows={rows}
              rowKey={keyOf}
              rowHeight={ROW}
              selected={chosen ? keyOf(chosen) : null}
              onSelect={(row) => setChosen(keyOf(row))}
              onActivate={send}
              defaultSort={{ column: 'expiry', direction: 'ascending' }}
              loading={report === undefined && reply.loading}
              empty={<EmptyState text="No expiry has four strikes that can be traded at these quotes." />}
              error={
                reply.error && (
                  <ErrorState
                    what="The condors could not be computed."
                    then={`${reply.error.message} Nothing was changed.`}
                    action={<Button onClick={reply.reload}>Try again</Button>}
                  />
                )
              }
            />
          </div>
          {chosen && <Payoff condor={chosen} instrument={instrument ?? ''} zone={zone} />}
          {report && <Note report={report} zone={zone} />}
        </div>
      )}
    </PaneFrame>
  );
}

/** Where nobody chose one: the condor nearest to 30 days, by ratio. */
function nearMonth(rows: readonly Condor[]): Condor | undefined {
  const far = ({ days }: Condor): number => Math.abs(Math.log(days / 30));
  return rows.reduce<Condor | undefined>((best, row) => (best && far(best) <= far(row) ? best : row), undefined);
}

/** Of the head of the chart [px]. */
const TITLE = 28;

function Payoff({ condor, instrument, zone }: { readonly condor: Condor; readonly instrument: string; readonly zone: Zone }): ReactElement {
  const draw = useCallback((size: Size) => drawPayoff(condor, size), [condor]);
  const [host, { height }] = useSize<HTMLDivElement>();
  return (
    <div ref={host} className={styles['payoff']}>
      <Chart
        title="Payoff at expiry"
        sub={`${formatTime(condor.expiry, zone, 'day')}, ${strikeWords(condor.strikes)}, per unit`}
        file={`condor ${instrument} ${formatTime(condor.expiry, 'utc', 'day')}`}
        height={Math.max(0, height - TITLE)}
        describe={`Gain of the condor at expiry by price: credit ${formatNumber(condor.credit)}, most lost ${formatNumber(condor.maxLoss)}`}
        draw={draw}
      />
    </div>
  );
} // prettier-ignore

/** A history that ends earlier is said to. */
const STALE: Ms = 7 * MS_PER_DAY;

function Note({ report, zone }: { readonly report: CondorReply; readonly zone: Zone }): ReactElement {
  const { returns, returnsTo, t, without, settlement } = report;
  const age = t - returnsTo;
  const history = returns === 0 ? 'No daily bars of the underlying are stored: there are no odds by history.' : `History: ${formatCount(returns, 'daily return')} to ${formatTime(returnsTo, zone, 'day')}.`; // prettier-ignore
  const left = without.length === 0 ? '' : ` Without a condor: ${without.map((expiry) => formatTime(expiry, zone, 'day')).join(', ')}.`; // prettier-ignore
  const unit = settlement === 'coin' ? ' Amounts are in the quote currency, coin premiums at the forward.' : '';
  return (
    <p className={styles['note']}>
      {age > STALE && <Tag tone="warning">{`history ends ${formatNumber(age / MS_PER_DAY)} d before the quotes`}</Tag>}
      <span>{`${history}${left}${unit} Enter sends the row.`}</span>
    </p>
  );
}

function useSendCommand(chosen: Condor | undefined, send: (condor: Condor) => void): void {
  useEffect(
    () =>
      addCommands([
        {
          id: 'condors.send',
          title: 'Send the condor to the hedge builder',
          group: 'Hedge',
          also: 'iron condor structure layer',
          enabled: () => chosen !== undefined || 'Choose a condor first.',
          run: () => chosen && send(chosen),
        },
      ]),
    [chosen, send],
  );
}
