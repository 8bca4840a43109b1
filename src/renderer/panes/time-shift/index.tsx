import { useCallback, useMemo, useRef, useState, type ReactElement, type RefObject } from 'react';
import type { Analog } from '#core/timeshift/types';
import type { Ms } from '#core/time/ms';
import { formatDuration } from '../../lib/format';
import { centreOn } from '../../state/centre';
import { selectPaneGroup, selectPaneLink, useLink } from '../../state/link';
import { selectZone, useSettings } from '../../state/settings';
import { IconButton } from '../../ui/Button';
import { Menu } from '../../ui/Menu';
import { PaneFrame, useIsTabbed } from '../../ui/PaneFrame';
import { useSize } from '../../ui/plot/use-size';
import { Segmented } from '../../ui/Segmented';
import { Table, type TableHandle } from '../../ui/table';
import { JobLine } from '../shared/evidence/StudyBanner';
import { Absent, StaleBanner, sumWords } from './Absent';
import { Actions, type AnalogActions } from './Actions';
import { quickOf } from './align-options';
import { analogColumns, keyOfAnalog } from './columns';
import { Controls } from './Controls';
import { exportEntries } from './exports';
import { DETAIL_HEIGHT, Ingredients } from './Ingredients';
import { Notes } from './Notes';
import { Honesty, Outcomes } from './Outcomes';
import { OverlayChart, type OverlayHandle } from './OverlayChart';
import { Settings } from './Settings';
import styles from './time-shift.module.css';
import { useAnalogActions } from './use-actions';
import { useTimeShiftCommands } from './use-commands';
import { useTimeShift, type TimeShiftView } from './use-time-shift';
import { alignWords, dayOf } from './words';

/** Narrower, or with tabs in it, the header has no room for the alignment, and the chart none for the table beside it. */
const HEADER_ROOM = { quick: 860, other: 1_280 } as const;
const BESIDE = 640;

/** The present laid over past instances like it at t = 0, and what came after those. */
export function TimeShiftPane({ id }: { readonly id: string }): ReactElement {
  const view = useTimeShift(id);
  const isTabbed = useIsTabbed();
  const { result, answered, choice, manner, job } = view;
  const [host, { width }] = useSize<HTMLDivElement>();
  const chart = useRef<OverlayHandle>(null);
  const table = useRef<TableHandle>(null);
  const [key, setKey] = useState<string | null>(null);
  const { instrument } = useLink(selectPaneGroup(id));
  const actions = useAnalogActions(id, instrument, result);
  const chosen = result?.analogs.find((one) => keyOfAnalog(one) === key);
  const horizonMs = result && !result.spec.horizonsMs.includes(manner.horizonMs) ? result.spec.horizonsMs.at(-1)! : manner.horizonMs; // prettier-ignore
  const ruleName = answered && answered.align.kind === choice.align.kind ? choice.ruleName : '';
  const picture = (): void => chart.current?.savePicture();
  const exports = exportEntries({ view, horizonMs, ruleName });
  useTimeShiftCommands({ view, horizonMs, ruleName, chosen, actions, picture });
  const isWide = !isTabbed && width >= HEADER_ROOM[quickOf(choice.align) ? 'quick' : 'other'];
  const controls = (
    <>
      <Controls pane={id} view={view} />
      <Settings view={view} />
    </>
  );
  return (
    <PaneFrame
      title="Time-shift"
      sub={result ? `Aligned at ${alignWords(result.spec.align, ruleName)}` : ''}
      menu={exports}
      tools={
        <>
          {job && <JobLine job={job} label="Time-shift" />}
          {isWide && controls}
          <IconButton icon="camera" label="Save picture of the paths" disabled={!result && 'Nothing is drawn.'} onClick={picture} />
          <Menu trigger={<IconButton icon="save" label="Export the time-shift" tooltip={false} />} entries={exports} />
        </>
      }
    >
      <div ref={host} className={styles['pane']} data-beside={width >= BESIDE} data-stale={job !== undefined} aria-busy={job !== undefined}>
        {width > 0 && !isWide && <div className={styles['bar']}>{controls}</div>}
        <StaleBanner view={view} />
        {result?.present ? (
          <div className={styles['split']}>
            <OverlayChart ref={chart} result={result} title={`Aligned at ${alignWords(result.spec.align, ruleName)}`} chosen={chosen} onChoose={(one) => setKey(keyOfAnalog(one))} />
            <Side pane={id} view={view} horizonMs={horizonMs} chosen={chosen} actions={actions} onChoose={setKey} table={table} />
          </div>
        ) : (
          <Absent view={view} />
        )}
      </div>
    </PaneFrame>
  );
} // prettier-ignore

interface SideProps {
  readonly pane: string;
  readonly view: TimeShiftView;
  readonly horizonMs: Ms;
  readonly chosen: Analog | undefined;
  readonly actions: AnalogActions;
  readonly onChoose: (key: string) => void;
  readonly table: RefObject<TableHandle | null>;
}

type Part = 'analogs' | 'outcomes' | 'notes';

/** What stands beside the paths: the analogs, what came after all of them, and what has to be known about both. */
function Side({ pane, view, horizonMs, chosen, actions, onChoose, table }: SideProps): ReactElement {
  const result = view.result!;
  const zone = useSettings(selectZone);
  const letter = useLink(selectPaneLink(pane));
  const [part, setPart] = useState<Part>('analogs');
  const [open, setOpen] = useState<string | null>(null);
  const toggle = useCallback(
    (one: Analog): void => {
      const key = keyOfAnalog(one);
      onChoose(key);
      setOpen((before) => (before === key ? null : key));
    },
    [onChoose],
  );
  const columns = useMemo(
    () => analogColumns({ result, zone, horizonMs, open, onToggle: toggle }),
    [result, zone, horizonMs, open, toggle],
  );
  return (
    <section className={styles['side']} aria-label="Analogs and outcomes">
      <div className={styles['tabs']}>
        <Segmented
          label="Beside the paths"
          value={part}
          segments={[
            { value: 'analogs', label: 'Analogs' },
            { value: 'outcomes', label: 'Outcomes' },
            { value: 'notes', label: result.caveats.length > 0 ? `Caveats ${result.caveats.length}` : 'Caveats' },
          ]}
          onChange={setPart}
        />
        {part === 'analogs' && <span className={styles['chosen']}>{chosen ? dayOf(chosen, zone) : ''}</span>}
        {part === 'analogs' && <Actions analog={chosen} actions={actions} />}
        {part === 'analogs' && <IconButton icon="save" label="Save analogs as CSV" onClick={() => table.current?.saveCsv()} />}
        {part === 'outcomes' && <span className={styles['chosen']}>at {formatDuration(horizonMs)}</span>}
      </div>
      {part === 'analogs' && (
        <Table
          ref={table}
          label="Analogs"
          columns={columns}
          rows={result.analogs}
          rowKey={keyOfAnalog}
          selected={chosen ? keyOfAnalog(chosen) : null}
          onSelect={(one) => onChoose(keyOfAnalog(one))}
          onActivate={({ t0 }) => centreOn(t0, letter, pane)}
          defaultSort={{ column: 'distance', direction: 'ascending' }}
          detail={{
            open,
            height: DETAIL_HEIGHT,
            content: (one) => <Ingredients result={result} analog={one} actions={actions} />,
            onToggle: toggle,
          }}
          empty={<p className={styles['note']}>No earlier instance is known: nothing can be compared.</p>}
        />
      )}
      {part === 'outcomes' && <Outcomes result={result} horizonMs={horizonMs} />}
      {part === 'notes' && <Notes result={result} />}
      {part === 'analogs' && result.analogs.length > 0 && (
        <footer className={styles['foot']}>
          <p data-testid="time-shift-sum">{sumWords(view)}</p>
          <Honesty result={result} horizonMs={horizonMs} brief />
        </footer>
      )}
    </section>
  );
} // prettier-ignore
