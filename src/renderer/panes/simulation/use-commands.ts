import { useEffect } from 'react';
import { addCommands } from '../../state/commands';
import { hedge } from '../../state/hedge';
import type { SimulationView } from './use-simulation';

/** What the pane can do, for the palette. @param noSizes why layers cannot be sized */
export function useSimulationCommands(
  { run, current, plan, path, second, a, rolls }: SimulationView,
  noSizes: string | false,
  openSizes: () => void,
): void {
  const lacks = plan === null || path === null ? 'There is no plan to simulate.' : a.problem;
  const busy = a.job ? 'It is being computed.' : current && 'The figures are up to date.';
  const runRolls = rolls.run;
  const rolling = rolls.job !== undefined;
  const compared = second !== null;
  useEffect(
    () =>
      addCommands([
        {
          id: 'simulation.run',
          title: 'Run the simulation',
          group: 'Hedge',
          also: 'simulate monte carlo paths plan',
          enabled: () => (lacks ?? busy) || true,
          run,
        },
        {
          id: 'simulation.rolls',
          title: 'Run the roll days',
          group: 'Hedge',
          also: 'robustness shift',
          enabled: () => lacks ?? (rolling ? 'They are being computed.' : true),
          run: runRolls,
        },
        {
          id: 'simulation.sizes',
          title: 'Size layers',
          group: 'Hedge',
          also: 'least cvar optimise budget',
          enabled: () => lacks ?? (noSizes || true),
          run: openSizes,
        },
        {
          id: 'simulation.compare',
          title: compared ? 'Stop comparing plans' : 'Compare with the plan as it is now',
          group: 'Hedge',
          also: 'second plan b',
          enabled: () => lacks ?? true,
          run: () => hedge.getState().setCompare(compared ? null : plan),
        },
      ]),
    [lacks, busy, run, runRolls, rolling, noSizes, openSizes, compared, plan],
  );
}
