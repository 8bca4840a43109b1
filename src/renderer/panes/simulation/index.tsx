import { useCallback, useMemo, useState, type ReactElement } from 'react';
import type { SimulationResult } from '#core/hedge/simulation';
import type { HedgePlan } from '#core/hedge/types';
import type { Ms } from '#core/time/ms';
import { selectInstrument, useInstruments } from '../../state/instruments';
import { useShown } from '../../state/shown';
import { selectPathKind, useSimulationState } from '../../state/simulation';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { PaneFrame } from '../../ui/PaneFrame';
import type { Size } from '../../ui/plot/use-size';
import { EmptyState, ErrorState, Skeleton } from '../../ui/States';
import { Chart, type Key } from '../shared/chart/Chart';
import { unitOf } from './amounts';
import { Capital } from './Capital';
import { Cost } from './Cost';
import { drawDrawdown } from './drawdown';
import { drawEquity } from './equity';
import { Events } from './Events';
import { exportEntries } from './exports';
import { Facts } from './Facts';
import { Layers } from './Layers';
import { Limits } from './Limits';
import { PathBar } from './PathBar';
import { Rolls } from './Rolls';
import { SizeDialog } from './SizeDialog';
import type { Side } from './sides';
import styles from './simulation.module.css';
import { staleWords } from './stale';
import { useSimulationCommands } from './use-commands';
import { useSimulation, type SimulationView } from './use-simulation';
import { isSingle, kindWords, lengthWords } from './words';

/** The plan carried through paths: what it saves, what it costs, and whether the book survives the way. */
export function SimulationPane({ id }: { readonly id: string }): ReactElement {
  const view = useSimulation();
  const kind = useSimulationState(selectPathKind);
  const [sizing, setSizing] = useState(false);
  const { plan, a, path, sides, rolls } = view;
  const entries = exportEntries(a.result, sides, rolls.result);
  const openSizes = useCallback(() => setSizing(true), []);
  const noSizes =
    plan === null ? 'There is no plan.'
    : path && isSingle(path) ? 'One path has no CVaR: choose many paths.'
    : !plan.layers.some(({ enabled }) => enabled) && 'No layer is on.'; // prettier-ignore
  useShown(id, newestOf(view));
  useSimulationCommands(view, noSizes, openSizes);
  return (
    <PaneFrame
      title="Simulation"
      sub={
        a.result && a.answered
          ? `${kindWords(a.answered.path.kind)}, ${lengthWords(a.result.step * a.result.steps)}`
          : kindWords(kind)
      }
      menu={[{ label: 'Size layers', disabled: noSizes, onSelect: openSizes }, { kind: 'line' }, ...entries]}
    >
      {plan ? (
        <>
          <div className={styles['scroll']}>
            <PathBar view={view} kind={kind} />
            <Banner view={view} />
            {a.result ? (
              <Parts pane={id} view={view} result={a.result} onSize={openSizes} noSizes={noSizes} />
            ) : (
              <div className={styles['absent']}>
                <Absent view={view} />
              </div>
            )}
          </div>
          {sizing && <SizeDialog view={view} onClose={() => setSizing(false)} />}
        </>
      ) : (
        <EmptyState text="There is no plan to simulate: the Hedge builder makes one." />
      )}
    </PaneFrame>
  );
}

/** Where the data end that the figures rest on: a stretch of the past at its own end, all others at the clock. */
function newestOf({ a: { result, answered }, span }: SimulationView): Ms | undefined {
  if (!result || !answered) return undefined;
  const known = typeof answered.asOf === 'number' ? answered.asOf : (span?.to ?? NaN);
  return answered.path.kind === 'history' ? Math.min(known, result.start + result.step * result.steps) : known;
}

/** Said above the figures when they are not, or not surely, the answer to what is asked. */
function Banner({ view: { a, b, second, apart } }: { readonly view: SimulationView }): ReactElement | null {
  const text =
    (a.result && staleWords(a.standing, a.answered, a.spec)) ??
    (second && b.standing === 'none' && a.result ? 'The second plan has not been computed: run again.' : undefined) ??
    (second && b.result ? staleWords(b.standing, b.answered, b.spec)?.replace('these figures', 'the figures of B') : undefined) ??
    (a.result && a.ended?.state === 'failed' ? `The last run failed: ${a.ended.message} These figures are of the one before.` : undefined) ??
    (apart ? 'The second plan was computed over other paths: run again to set them side by side.' : undefined); // prettier-ignore
  if (!text) return null;
  return (
    <div className={styles['banner']} role="status">
      <Icon name="warning" size={14} />
      <span>{text}</span>
    </div>
  );
}

function Absent({ view: { a, path } }: { readonly view: SimulationView }): ReactElement {
  if (a.error)
    return (
      <ErrorState
        what="The simulation could not be read."
        then={`${a.error.message} The plan is as it was.`}
        action={<Button onClick={a.reload}>Try again</Button>}
      />
    );
  if (a.job) return <Skeleton rows={8} label="Simulating" />;
  if (path && a.standing === 'waiting') return <Skeleton rows={8} label="Reading the simulation" />;
  const { ended } = a;
  return (
    <EmptyState
      text={
        ended
          ? `The simulation did not finish: ${ended.state === 'cancelled' ? 'it was cancelled, nothing was kept half.' : ended.message}`
          : 'This plan has not been carried through these paths yet.'
      }
      hint={ended ? undefined : 'Run marks every leg at each step, with gates, rolls, fees and margin. Nothing leaves this computer.'}
    />
  ); // prettier-ignore
}

const toKey = ({ title, ink, dash, width }: Side): Key => ({ text: title, ink, width, ...(dash.length > 0 ? { dash } : {}) }); // prettier-ignore

interface PartsProps {
  readonly pane: string;
  readonly view: SimulationView;
  readonly result: SimulationResult;
  readonly onSize: () => void;
  readonly noSizes: string | false;
}

function Parts({ pane, view, result, onSize, noSizes }: PartsProps): ReactElement {
  const { sides, a, b, rolls, second } = view;
  const plan = a.answered!.plan as HedgePlan; // what the figures are of, not what the builder holds by now
  const dated = a.answered!.path.kind === 'history';
  const single = result.paths === 1;
  const file = `simulation ${result.plan}`;
  const quote = useInstruments(selectInstrument(plan.asset))?.quote ?? '';
  const unit = useMemo(() => unitOf(result, quote), [result, quote]);
  const equity = useCallback((size: Size) => drawEquity(result, sides, dated, size), [result, sides, dated]);
  const drawdown = useCallback((size: Size) => drawDrawdown(result, sides, dated, size), [result, sides, dated]);
  const keys = sides.map(toKey);
  const compared = second !== null && sides.length > 2 && b.result !== null;
  return (
    <div className={styles['halves']} data-testid="simulation-result">
      <div className={styles['half']}>
        <Facts result={result} sides={sides} />
        <Cost result={result} budget={plan.budget} {...(compared ? { name: 'A' } : {})}>
          <Button disabled={noSizes} onClick={onSize}>
            Size layers
          </Button>
        </Cost>
        {compared && <Cost result={b.result!} budget={second.budget} name="B" />}
        <Rolls answer={rolls} single={single} file={`${file} rolls`} />
        <Capital result={result} rule={plan.capital} unit={unit} dated={dated} file={`${file} margin`} />
      </div>
      <div className={styles['half']}>
        <Chart
          title="Equity"
          sub={single ? '% of the start' : 'median, and the middle 50 and 90 % of the paths'}
          keys={keys}
          file={`${file} equity`}
          height={220}
          describe={`Equity over time, ${sides.map(({ title }) => title).join(', ')}`}
          draw={equity}
        />
        <Chart
          title="Drawdown"
          sub={single ? 'from the high, % of the book at the start' : '% of the book at the start'}
          keys={keys}
          file={`${file} drawdown`}
          height={170}
          describe={`Drawdown, ${sides.map(({ title }) => title).join(', ')}`}
          draw={drawdown}
        />
        <Layers result={result} unit={unit} file={file} />
        {single && <Events pane={pane} result={result} dated={dated} />}
        <Limits result={result} />
      </div>
    </div>
  );
}
