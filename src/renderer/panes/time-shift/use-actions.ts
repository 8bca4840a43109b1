import { useMemo } from 'react';
import type { Analog, TimeShiftResult } from '#core/timeshift/types';
import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '#core/time/ms';
import { selectIsBlind, useBlind } from '../../state/blind';
import { runCommand } from '../../state/commands';
import { useHedge } from '../../state/hedge';
import { link, selectPaneLink, useLink } from '../../state/link';
import { enterReplay } from '../../state/replay-clock';
import { openScenario } from '../../state/scenario';
import { simulation } from '../../state/simulation';
import { timeShift } from '../../state/time-shift';
import type { AnalogActions } from './Actions';

/** Beyond so many days a path is stepped by the day. */
const FINE_DAYS = 14;
const BLIND = 'It would tell the date, which blind mode hides.';

/** The stretch of an analog that is still ahead of the present: from where that stands now, or the whole of it once the present is past its end. */
export function aheadOf(
  { present, spec, grid }: TimeShiftResult,
  { t0 }: Pick<Analog, 't0'>,
): { readonly from: Ms; readonly length: Ms } {
  // prettier-ignore
  let last = present ? grid.length - 1 : -1;
  while (last >= 0 && !Number.isFinite(present!.path[last]!)) last--;
  const elapsed = last < 0 ? 0 : Math.max(0, grid[last]!);
  const isOver = elapsed >= spec.afterMs - MS_PER_HOUR;
  const start = isOver ? 0 : elapsed;
  return { from: t0 + start, length: spec.afterMs - start };
}

/** What a pane can do with an analog of its instrument. */
export function useAnalogActions(
  pane: string,
  instrument: string | null,
  result: TimeShiftResult | null,
): AnalogActions {
  // prettier-ignore
  const letter = useLink(selectPaneLink(pane));
  const isBlind = useBlind(selectIsBlind);
  const asset = useHedge(({ plan }) => plan?.asset ?? null);
  return useMemo(
    (): AnalogActions => ({
      paste: (analog) => {
        if (!result || instrument === null) return;
        const { from, length } = aheadOf(result, analog);
        openScenario({ kind: 'analog', asset: instrument, instrument, from, hours: Math.max(1, Math.round(length / MS_PER_HOUR)) }); // prettier-ignore
      },
      replay: ({ decision }) => {
        link.getState().setActive(letter);
        enterReplay(decision - 1); // the last close before it was known
      },
      hedge: (analog) => {
        if (!result) return;
        const { from, length } = aheadOf(result, analog);
        const days = Math.max(1, Math.ceil(length / MS_PER_DAY));
        const step = days <= FINE_DAYS ? MS_PER_HOUR : MS_PER_DAY;
        simulation.getState().ask({ kind: 'analog', from: Math.floor(from / step) * step, days, step });
        runCommand('pane.show.simulation');
      },
      makePresent: ({ decision }) => {
        if (instrument !== null) timeShift.getState().setPresent(instrument, decision);
      },
      cannot: {
        paste: isBlind && BLIND,
        replay: isBlind && BLIND,
        hedge:
          (isBlind && BLIND) ||
          (asset === null && 'There is no plan in the hedge builder.') ||
          (asset !== instrument && `The plan in the hedge builder is of ${asset}: its path would not be this one.`),
      },
    }),
    [letter, isBlind, asset, instrument, result],
  );
}
