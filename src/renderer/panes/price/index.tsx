import { useEffect, useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { formatBar, formatCount } from '../../lib/format';
import { savePng } from '../../lib/save';
import { syntheticWord } from '../../lib/synthetic-word';
import { shownName } from '../../lib/veil';
import { addCommands } from '../../state/commands';
import { selectHasData, useInstruments } from '../../state/instruments';
import { layout } from '../../state/layout';
import { offerPicture } from '../../state/price-picture';
import { enterReplay } from '../../state/replay-clock';
import { timeline } from '../../state/timeline';
import { Button } from '../../ui/Button';
import { PaneFrame } from '../../ui/PaneFrame';
import { EmptyState, ErrorState } from '../../ui/States';
import type { Instrument } from '#shared/market';
import type { PriceChart } from './controller';
import { LegendLayer } from './LegendLayer';
import styles from './price.module.css';
import { PriceTools } from './PriceTools';
import { ReplayHere } from './ReplayHere';
import { usePriceChart } from './use-price-chart';
import { createPriceView, type PriceView } from './view-state';

const NO_VIEW = createPriceView(0);

export function PricePane({ id }: { readonly id: string }): ReactElement {
  const { chart, host, instrument, studies } = usePriceChart(id);
  const view = useStore(chart?.view ?? NO_VIEW);
  const [dateOpen, setDateOpen] = useState(false);
  const save = (): void =>
    void (chart && savePng(`price ${shownName(instrument?.id ?? '')}`, chart.picture(titleOf(instrument, view))));
  useEffect(() => (chart ? offerPicture(() => chart.picture(titleOf(instrument, view))) : undefined));
  useEffect(() => (chart ? addCommands(commandsOf(chart, () => setDateOpen(true), save)) : undefined));
  const hasChart = view.status === 'ready' || view.status === 'loading';
  return (
    <PaneFrame
      title="Price"
      sub={subOf(view, studies.length, instrument)}
      tools={
        chart && hasChart && <PriceTools chart={chart} dateOpen={dateOpen} setDateOpen={setDateOpen} onSave={save} />
      }
    >
      <div className={styles['stage']} data-status={view.status}>
        <ReplayHere chart={chart}>
          <div
            ref={host}
            className={styles['chart']}
            data-testid="price-chart"
            tabIndex={0}
            role="application"
            aria-label={`Price chart${instrument ? ` of ${instrument.label}` : ''}. Arrows pan, plus and minus zoom, Home and End go to the first and the last bar.`}
          />
        </ReplayHere>
        {chart && hasChart && <LegendLayer chart={chart} view={view} instrument={instrument} />}
        {view.status === 'loading' && <div className={styles['skeleton']} role="status" aria-label="Loading bars" />}
        <State view={view} instrument={instrument} onRetry={() => chart?.reload()} />
      </div>
    </PaneFrame>
  );
}

/** What stands in place of the chart when there is none. */
function State(props: {
  readonly view: PriceView;
  readonly instrument: Instrument | undefined;
  readonly onRetry: () => void;
}): ReactElement | null {
  const { view, instrument, onRetry } = props;
  const hasData = useInstruments(selectHasData);
  const toData = <Button onClick={() => layout.getState().open('data')}>Import files</Button>;
  switch (view.status) {
    case 'idle':
      return hasData ? (
        <EmptyState text="Nothing of this instrument was known by the instant of the clock." />
      ) : (
        <EmptyState text="No instrument is chosen: nothing is stored yet." action={toData} />
      );
    case 'empty':
      return <EmptyState text={`No bars are stored for ${instrument?.label ?? 'this instrument'}.`} action={toData} />;
    case 'error':
      return (
        <ErrorState
          what="The bars could not be read."
          then={`${view.error} Nothing was changed.`}
          action={<Button onClick={onRetry}>Try again</Button>}
        />
      );
    default:
      return null;
  }
}

const spaced = (bar: string): string => bar.replace(/(\d+)([a-z]+)/, '$1 $2');

function subOf(
  { level, wanted, wish, status }: PriceView,
  studies: number,
  instrument: Instrument | undefined,
): string {
  if (level === undefined || status !== 'ready') return '';
  const shown = spaced(formatBar(level));
  if (wanted !== undefined && level > wanted)
    return `${shown} bars shown, ${spaced(formatBar(wanted))} is not stored here`;
  const finest = Math.min(...(instrument?.barIntervals ?? []));
  if (level > wish && finest > wish) return `${shown} bars shown, ${spaced(formatBar(wish))} is not stored`;
  if (level > wish) return `${shown} bars shown, zoom in for ${spaced(formatBar(wish))}`;
  return `${shown} candles, ${studies === 0 ? 'no studies' : formatCount(studies, 'study', 'studies')}`;
}

const titleOf = (instrument: Instrument | undefined, { level, synthetic }: PriceView): string =>
  [instrument?.label ?? '', level ? formatBar(level) : '', synthetic ? syntheticWord(instrument?.id ?? '') : '']
    .filter(Boolean)
    .join('  ');

function commandsOf(chart: PriceChart, goToDate: () => void, save: () => void): Parameters<typeof addCommands>[0] {
  const group = 'Market';
  return [
    { id: 'price.goToDate', title: 'Price: go to date', group, keys: ['G'], run: goToDate },
    {
      id: 'price.fit',
      title: 'Price: show everything stored',
      group,
      also: 'fit zoom all',
      run: () => chart.navigator.fit(),
    },
    {
      id: 'price.latest',
      title: 'Price: go to the latest bar',
      group,
      also: 'end now',
      run: () => chart.navigator.latest(),
    },
    {
      id: 'price.replayHere',
      title: 'Price: replay from the crosshair',
      group,
      also: 'enter past clock',
      enabled: () => timeline.getState().cursor !== undefined || 'Point at a bar of the chart first.',
      run: () => enterReplay(timeline.getState().cursor!.t),
    },
    { id: 'price.save', title: 'Price: save picture', group, also: 'png screenshot', run: save },
  ];
}
