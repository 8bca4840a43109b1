import { useCallback, useEffect, useRef, useState, type RefCallback } from 'react';
import { clock } from '../../state/clock';
import { selectRevision, useData } from '../../state/data';
import { selectInstrument, useInstruments } from '../../state/instruments';
import { useKnownCascades } from '../../state/known-cascades';
import { link, selectPaneGroup, selectPaneLink, useLink, type LinkId } from '../../state/link';
import { selection, selectCascadeId, useSelection } from '../../state/selection';
import { selectCandles, selectStudies, selectZone, useSettings } from '../../state/settings';
import { shown } from '../../state/shown';
import { followSteps } from '../../state/step-ahead';
import { timeline } from '../../state/timeline';
import type { CascadeRow } from '#shared/cascades';
import type { Instrument } from '#shared/market';
import { PriceChart } from './controller';
import { knownStudies } from './studies';

/** A range that has not moved for so long is where the group has settled. */
const SETTLE_MS = 300;
const NO_ROWS: readonly CascadeRow[] = [];

export interface MountedChart {
  readonly chart: PriceChart | undefined;
  readonly host: RefCallback<HTMLDivElement>;
  readonly instrument: Instrument | undefined;
  readonly studies: readonly string[];
  readonly cascades: readonly CascadeRow[];
}

/** Mounts the chart and ties it to the stores: what changes 60 times a second goes past React. */
export function usePriceChart(id: string): MountedChart {
  const [chart, setChart] = useState<PriceChart>();
  const letter = useLink(selectPaneLink(id));
  const host = useMount(id, letter, setChart);
  const { instrument: instrumentId, interval } = useLink(selectPaneGroup(id));
  const instrument = useInstruments(selectInstrument(instrumentId));
  const stored = useSettings(selectStudies);
  const studies = knownStudies(stored);
  const cascades = useKnownCascades(instrumentId).rows ?? NO_ROWS;

  useEffect(() => {
    if (!chart) return;
    chart.setAsOf(clock.getState().asOf);
    const stops = [
      clock.subscribe(({ asOf }) => chart.setAsOf(asOf)),
      followSteps((from, to) => chart.growing(from, to)),
    ];
    return () => stops.forEach((stop) => stop());
  }, [chart]);
  useEffect(() => chart?.setWish(interval), [chart, interval]);
  useEffect(() => {
    const { from, to } = link.getState().groups[letter];
    chart?.setInstrument(instrument, from < to ? { from, to } : undefined);
  }, [chart, instrument, letter]);
  const studyKey = studies.join();
  useEffect(() => chart?.setStudies(studyKey === '' ? [] : studyKey.split(',')), [chart, studyKey]);
  const selected = useSelection(selectCascadeId);
  useEffect(() => chart?.setCascades(cascades, selected ?? undefined), [chart, cascades, selected]);
  const candles = useSettings(selectCandles);
  const zone = useSettings(selectZone);
  useEffect(() => chart?.setLook(candles, zone), [chart, candles, zone]);
  useReload(chart);
  useFollow(chart, id, letter);
  return { chart, host, instrument, studies, cascades };
}

function useMount(
  id: string,
  letter: LinkId,
  setChart: (chart: PriceChart | undefined) => void,
): RefCallback<HTMLDivElement> {
  const current = useRef(letter);
  useEffect(() => {
    current.current = letter;
  }, [letter]);
  return useCallback(
    (host: HTMLDivElement | null) => {
      if (!host) return;
      let settle: ReturnType<typeof setTimeout> | undefined;
      const chart = new PriceChart(host, link.getState().groups[current.current].interval, {
        onCursor: (t) =>
          timeline.getState().setCursor(t === undefined ? undefined : { t, link: current.current, source: id }),
        onRange: ({ from, to }) => {
          timeline.getState().setRange(current.current, { from, to, source: id });
          clearTimeout(settle);
          settle = setTimeout(() => link.getState().setRange(current.current, from, to), SETTLE_MS);
        },
        onPick: (cascade) => selection.getState().selectCascade(cascade),
        onShown: (t) => shown.getState().note(id, t),
      });
      setChart(chart);
      return () => {
        clearTimeout(settle);
        chart.dispose();
        shown.getState().note(id, undefined);
        setChart(undefined);
      };
    },
    [id, setChart],
  );
}

/** Rows were added or removed: the first revision is the one the chart opened with. */
function useReload(chart: PriceChart | undefined): void {
  const revision = useData(selectRevision);
  const seen = useRef(revision);
  useEffect(() => {
    if (seen.current === revision) return;
    seen.current = revision;
    chart?.reload();
  }, [chart, revision]);
}

/** Moves with the other panes of its letter. */
function useFollow(chart: PriceChart | undefined, id: string, letter: LinkId): void {
  useEffect(() => {
    if (!chart) return;
    return timeline.subscribe(({ cursor, ranges }, before) => {
      const range = ranges[letter];
      if (range && range !== before.ranges[letter] && range.source !== id) chart.follow(range);
      if (cursor !== before.cursor && cursor?.source !== id)
        chart.pointer.setCursor(cursor?.link === letter ? cursor.t : undefined);
    });
  }, [chart, id, letter]);
}
