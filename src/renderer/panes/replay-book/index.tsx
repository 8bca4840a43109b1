import { useCallback, useMemo, type ReactElement } from 'react';
import type { ReplayBook } from '#shared/replay-book';
import { formatTime } from '../../lib/format';
import { editPlan } from '../../state/hedge';
import { selectInstrument, useInstruments } from '../../state/instruments';
import { layout } from '../../state/layout';
import { useShown } from '../../state/shown';
import { Button } from '../../ui/Button';
import { PaneFrame } from '../../ui/PaneFrame';
import type { Size } from '../../ui/plot/use-size';
import { EmptyState, ErrorState, Skeleton } from '../../ui/States';
import { Chart } from '../shared/chart/Chart';
import { moneyUnit } from '../shared/hedge/money';
import { Accounts } from './Accounts';
import { Acts } from './Acts';
import { Bar } from './Bar';
import { drawEquity, SIDES } from './equity';
import { Facts } from './Facts';
import { unknownWords } from './gate-state';
import { Layers } from './Layers';
import { Legs } from './Legs';
import { Log } from './Log';
import styles from './replay-book.module.css';
import { useBook, type BookView } from './use-book';
import { useBookCommands } from './use-commands';

/** The hedge that is on in a replay: what it is worth, what margin asks for, and what was done. */
export function ReplayBookPane({ id }: { readonly id: string }): ReactElement {
  const view = useBook();
  useBookCommands();
  useShown(id, view.book ? endOf(view.book) : undefined);
  const { plan, book, asOf } = view;
  const show = (): void => {
    editPlan(() => plan!);
    layout.getState().open('hedge');
  };
  return (
    <PaneFrame
      title="Replay book"
      menu={[{ label: 'Show the plan in the builder', disabled: plan === null && 'No plan was put on.', onSelect: show }]}
    >
      {asOf === null ? (
        <EmptyState
          icon="replay"
          text="The clock is live."
          hint="Enter a replay with the chip at the top: a plan can then be put on at the clock, and stands as it would have stood."
        />
      ) : (
        <div className={styles['scroll']}>
          <Bar view={view} />
          {view.acts.length > 0 && <Acts view={view} />}
          {book ? (
            <Standing pane={id} view={view} book={book} />
          ) : (
            <div className={styles['absent']}>
              <Absent view={view} />
            </div>
          )}
        </div>
      )}
    </PaneFrame>
  );
} // prettier-ignore

const endOf = ({ start, step, columns }: ReplayBook): number => start + step * (columns.hedged.length - 1);

function Absent({ view: { problem, error, waiting, reload, acts } }: { readonly view: BookView }): ReactElement {
  if (error)
    return (
      <ErrorState
        what="The book could not be carried."
        then={`${error.message} What you did is kept.`}
        action={<Button onClick={reload}>Try again</Button>}
      />
    );
  if (problem !== null) return <ErrorState what="The book cannot be carried." then={`${problem} What you did is kept.`} />;
  if (waiting) return <Skeleton rows={8} label="Carrying the book" />;
  return acts.some(({ state }) => state === 'waits') ? (
    <EmptyState text="The plan is filled at the close of the next bar: move the clock on." />
  ) : (
    <EmptyState text="No hedge is on." hint="Build a plan in the Hedge workspace, priced as of the clock, and put it on here." />
  );
} // prettier-ignore

interface StandingProps {
  readonly pane: string;
  readonly view: BookView;
  readonly book: ReplayBook;
}

const KEYS = SIDES.map(({ name, ink, dash, width }) => ({
  text: name,
  ink,
  width,
  ...(dash.length > 0 ? { dash } : {}),
}));

function Standing({ pane, view: { plan }, book }: StandingProps): ReactElement {
  const quote = useInstruments(selectInstrument(plan?.asset ?? ''))?.quote ?? '';
  const size = book.columns.unhedged[0]!;
  const unit = useMemo(() => moneyUnit(Math.abs(size) / 10, quote), [size, quote]);
  const draw = useCallback((room: Size) => drawEquity(book, room), [book]);
  const from = { source: book.notes[0], method: 'method.md, sections 5 and 6', knownAt: `${formatTime(endOf(book), 'utc')} UTC` };
  return (
    <div className={styles['halves']} data-testid="replay-book">
      <div className={styles['half']}>
        <Facts book={book} unit={unit} from={from} />
        <Chart
          title="P&L"
          sub="% of the book, up to the clock"
          keys={KEYS}
          file="replay book"
          height={160}
          describe="P&L of the hedged and the unhedged book up to the clock"
          draw={draw}
        />
        <Accounts book={book} rule={plan?.capital ?? null} unit={unit} from={from} />
        <Layers layers={book.layers} banked={book.banked} unit={unit} />
      </div>
      <div className={styles['half']}>
        <Legs legs={book.legs} unit={unit} />
        <Log pane={pane} events={book.events} />
        <ul className={styles['limits']}>
          {book.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
          {book.unknown.map((name) => (
            <li key={name}>{unknownWords(name)}</li>
          ))}
        </ul>
      </div>
    </div>
  );
} // prettier-ignore
