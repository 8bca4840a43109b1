import { useEffect, useRef } from 'react';
import type { Analog } from '#core/timeshift/types';
import { addCommands } from '../../state/commands';
import { timeShift } from '../../state/time-shift';
import { ACTION_WORDS, type AnalogActions } from './Actions';
import { alignTo, QUICK } from './align-options';
import { copyCard, type Exported } from './exports';

interface Commanded extends Exported {
  readonly chosen: Analog | undefined;
  readonly actions: AnalogActions;
  readonly picture: () => void;
}

const GROUP = 'Time-shift';

/** What the pane can do, for the palette. */
export function useTimeShiftCommands(now: Commanded): void {
  const latest = useRef(now);
  useEffect(() => {
    latest.current = now;
  });
  useEffect(() => {
    const computed = (): true | string => latest.current.view.result !== null || 'Nothing has been computed yet.';
    const align = QUICK.map((quick) => ({
      id: `timeShift.align.${quick}`,
      title: quick === 'cascade' ? 'Align at cascades' : `Align at ${quick} releases`,
      group: GROUP,
      also: 'time-shift analog t0',
      enabled: () => latest.current.view.instrument !== undefined || 'No instrument is chosen.',
      run: () => {
        const { instrument, choice } = latest.current.view;
        if (instrument) timeShift.getState().align(instrument.id, alignTo(quick, choice.align));
      },
    }));
    const acts = (['paste', 'replay', 'hedge'] as const).map((act) => ({
      id: `timeShift.${act}`,
      title: `${ACTION_WORDS[act]}: the chosen analog`,
      group: GROUP,
      also: 'time-shift analog',
      enabled: () => latest.current.chosen ? latest.current.actions.cannot[act] || true : 'Choose an analog in the Time-shift pane.',
      run: () => {
        const { chosen, actions } = latest.current;
        if (chosen) actions[act](chosen);
      },
    }));
    return addCommands([
      ...align,
      ...acts,
      { id: 'timeShift.run', title: 'Compute the time-shift again', group: GROUP, also: 'run align', enabled: () => latest.current.view.spec !== null || 'There are no candles to read.', run: () => latest.current.view.run() },
      { id: 'timeShift.copyCard', title: 'Copy the time-shift as evidence card', group: GROUP, also: 'analog json clipboard', enabled: computed, run: () => void copyCard(latest.current) },
      { id: 'timeShift.picture', title: 'Save a picture of the time-shift', group: GROUP, also: 'png overlay fan', enabled: computed, run: () => latest.current.picture() },
    ]);
  }, []);
} // prettier-ignore
