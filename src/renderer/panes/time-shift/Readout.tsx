import type { ReactElement } from 'react';
import type { Analog } from '#core/timeshift/types';
import { formatCount, formatNumber, formatPercent, formatPrice } from '../../lib/format';
import { selectZone, useSettings } from '../../state/settings';
import { Figure } from '../../ui/Figure';
import { Missing } from '../../ui/Missing';
import { quantileAt, simple, type Scene } from './scene';
import styles from './time-shift.module.css';
import { dayOf, offsetWords } from './words';

interface ReadoutProps {
  readonly scene: Scene;
  /** At the crosshair; undefined: where the present ends. */
  readonly index: number | undefined;
  readonly chosen: Analog | undefined;
}

const percent = (log: number, missing = 'not known'): string => formatPercent(simple(log), { sign: true, missing });

/** What stands at the crosshair: the offset, how many analogs are behind it, the present and the quantiles. */
export function Readout({ scene, index, chosen }: ReadoutProps): ReactElement {
  const { result, last, zero, base } = scene;
  const zone = useSettings(selectZone);
  const { fan, grid, present } = result;
  const i = index ?? Math.max(last, zero);
  const offset = grid[i];
  if (offset === undefined) return <p className={styles['readout']}>Nothing is drawn.</p>;
  const q = (share: number): number => fan.rows[quantileAt(result, share)]?.[i] ?? NaN;
  const n = fan.n[i] ?? 0;
  const isAhead = offset >= 0 && Number.isFinite(q(0.5));
  // Before t = 0 the room of the fan stays, so that nothing moves under the crosshair.
  const hasFan = isAhead || offset < 0;
  const here = present && i <= last ? present.path[i]! : NaN;
  const isKnown = Number.isFinite(here);
  const band = (lo: number, hi: number): string =>
    !isAhead ? '' : `${percent(q(lo)).replace(/\u00a0%$/, '')}, ${percent(q(hi))}`;
  const method = 'Predictive quantiles of the analogs that are known there, on the scale of the present';
  return (
    <p className={styles['readout']} data-testid="time-shift-readout">
      <b>{offset === 0 ? 't = 0' : offsetWords(offset)}</b>
      <span>
        <Figure
          label="Analogs behind the fan here"
          value={`n ${formatNumber(n)}`}
          full={formatCount(n, 'analog')}
          definition="Analogs whose path is known at this offset. With fewer than two there is no fan."
        />
      </span>
      {present && last >= 0 && (
        <span>
          <i data-line="present" />
          {dayOf(present, zone)}
          {isKnown ? (
            <Figure
              label="Present"
              value={percent(here)}
              full={`${percent(here)}, ${formatPrice(base * Math.exp(here))}`}
              definition="Return of the present since t = 0. Nothing of it is drawn after the clock."
            />
          ) : (
            <Missing why={i > last ? 'not yet' : 'not known'} />
          )}
        </span>
      )}
      {hasFan && (
        <>
          <span className={styles['median']} data-absent={!isAhead}>
            <i data-line="median" />
            <Figure
              estimate
              label="Median of the analogs"
              value={isAhead ? percent(q(0.5)) : ''}
              full={
                base > 0 ? `${percent(q(0.5))}, ${formatPrice(base * Math.exp(q(0.5)))} on today's scale` : undefined
              }
              definition="Half of the analogs stood above it at this offset."
              method={method}
            />
          </span>
          <span data-band data-absent={!isAhead}>
            50 %{' '}
            <Figure
              estimate
              label="50 % area"
              value={band(0.25, 0.75)}
              definition="Where the next path would lie in half of all cases, if these analogs are like it."
              method={method}
            />{' '}
            {/* prettier-ignore */}
          </span>
          <span data-band data-absent={!isAhead}>
            90 %{' '}
            <Figure
              estimate
              label="90 % area"
              value={band(0.05, 0.95)}
              definition="Where the next path would lie in nine of ten cases. It never reaches beyond the outermost analog."
              method={method}
            />{' '}
            {/* prettier-ignore */}
          </span>
        </>
      )}
      {chosen && (
        <span>
          <i data-line="chosen" />
          <Figure
            label={dayOf(chosen, zone)}
            value={percent(chosen.path[i]!)}
            definition="The analog that is named in the chart."
          />
        </span>
      )}
    </p>
  );
}
