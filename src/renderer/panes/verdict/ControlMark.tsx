import type { ReactElement } from 'react';
import { Plot } from '../../ui/plot/Plot';
import { diamond } from '../../ui/plot/shapes';
import { CONTROL_WORDS } from '../shared/evidence/words';

/** Filled dot for placebo, open diamond for matched declines: as on the plot. */
export function ControlMark({ control }: { readonly control: 'matched' | 'placebo' }): ReactElement {
  return (
    <Plot
      width={11}
      height={11}
      label={CONTROL_WORDS[control]}
      shapes={
        control === 'placebo'
          ? [{ kind: 'circle', x: 5.5, y: 5.5, r: 3, fill: 'series1' }]
          : [{ kind: 'path', d: diamond(5.5, 5.5, 4), stroke: 'series1', width: 1.25 }]
      }
    />
  );
}
