import type { ReactElement } from 'react';
import { formatInterval } from '#core/time/interval';
import { MS_PER_DAY } from '#core/time/ms';
import type { OfferInfo, SourceInfo } from '#shared/sync';
import { Segmented } from '../../../ui/Segmented';
import { Select } from '../../../ui/Select';
import { Toggle } from '../../../ui/Toggle';
import styles from './connect.module.css';
import { defaultInterval, DEPTHS, toggled, type Draft } from './draft';

interface OfferListProps {
  readonly source: SourceInfo;
  readonly draft: Draft;
  readonly onChange: (change: Partial<Draft>) => void;
}

/** Which figures, at which interval, how far back. */
export function OfferList({ source, draft, onChange }: OfferListProps): ReactElement {
  return (
    <>
      <ul className={styles['offers']} aria-label="Data sets">
        {source.offers.map((offer) => (
          <li key={offer.id}>
            <div className={styles['offer']}>
              <Toggle
                label={offer.label}
                withLabel
                checked={draft.offers.has(offer.id)}
                onChange={() => onChange({ offers: toggled(draft.offers, offer.id) })}
              />
              {offer.intervals.length > 1 && (
                <Select
                  label={`Interval of ${offer.label}`}
                  value={String(draft.intervals[offer.id] ?? defaultInterval(offer))}
                  options={offer.intervals.map((ms) => ({ value: String(ms), label: formatInterval(ms) }))}
                  onChange={(ms) => onChange({ intervals: { ...draft.intervals, [offer.id]: Number(ms) } })}
                />
              )}
            </div>
            {draft.offers.has(offer.id) && <p className={styles['note']}>{[reachOf(offer), offer.note].join(' ')}</p>}
          </li>
        ))}
      </ul>
      {source.offers.some(({ shape }) => shape === 'history') && (
        <div className={styles['depth']}>
          <span>Back to</span>
          <Segmented
            label="How far back"
            value={draft.depth}
            segments={DEPTHS.map(({ value, label }) => ({ value, label }))}
            onChange={(depth) => onChange({ depth })}
          />
        </div>
      )}
    </>
  );
}

function reachOf({ reach, shape, key }: OfferInfo): string {
  const needs = key === 'required' ? 'Needs a key. ' : '';
  if (shape === 'capture') return `${needs}What is quoted at the moment of each run; the past cannot be had.`;
  if (reach === null) return needs.trim();
  return `${needs}The source keeps ${Math.round(reach / MS_PER_DAY)} days: older is not available.`;
}
