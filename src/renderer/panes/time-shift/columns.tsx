import { INGREDIENTS, type Alignment, type Analog, type Ingredient, type TimeShiftResult } from '#core/timeshift/types';
import { sideOf } from '#core/timeshift/align';
import type { Ms } from '#core/time/ms';
import { exactTime, formatBp, formatDuration, formatNumber, formatTime, formatTimeZoned, zoneName, type Zone } from '../../lib/format'; // prettier-ignore
import { IconButton } from '../../ui/Button';
import { Figure } from '../../ui/Figure';
import { Icon } from '../../ui/Icon';
import { Missing } from '../../ui/Missing';
import type { Column } from '../../ui/table';
import { sideWords } from '../shared/evidence/words';
import { formatIngredient, ingredientWords, shownIngredients } from './words';
import styles from './time-shift.module.css';

export const keyOfAnalog = ({ decision, t0 }: Analog): string => `${t0} ${decision}`;

const exact = (value: number): string => (Number.isFinite(value) ? String(value) : '');
const NOT_YET = 'not yet known';
const TOO_LITTLE = 'too little known';

/** `held`, `undercut 4 h`, or why nothing is known. */
export function heldWords({ undercut, undercutAfter }: Analog, horizon: number, long: boolean): string {
  const outcome = undercut[horizon];
  if (outcome === 0) return 'held';
  if (outcome !== 1) return NOT_YET;
  const word = long ? 'undercut' : 'overrun';
  return Number.isFinite(undercutAfter) ? `${word} ${formatDuration(undercutAfter)}` : word;
}

interface Given {
  readonly result: TimeShiftResult;
  readonly zone: Zone;
  /** Of the outcome that is looked at. */
  readonly horizonMs: Ms;
  readonly open: string | null;
  readonly onToggle: (analog: Analog) => void;
}

/** Analogs as the table shows them: which, how far, its state, what came after. */
export function analogColumns({ result, zone, horizonMs, open, onToggle }: Given): readonly Column<Analog>[] {
  const { spec } = result;
  const isLong = sideOf(spec.align) === 'long';
  const { extreme } = sideWords(sideOf(spec.align));
  const at = spec.horizonsMs.indexOf(horizonMs);
  return [
    {
      id: 'analog',
      title: `Analog, ${zoneName(zone)}`,
      definition: 'When its t = 0 was. Only instances that were decided before the present one are listed.',
      kind: 'time',
      width: 98,
      value: ({ t0 }) => t0,
      text: ({ t0 }) => formatTime(t0, zone, 'day'),
      exact: ({ t0 }) => exactTime(t0),
      cell: (one) => (
        <span className={styles['first']}>
          <IconButton
            icon={open === keyOfAnalog(one) ? 'down' : 'right'}
            iconSize={12}
            tabIndex={-1}
            aria-expanded={open === keyOfAnalog(one)}
            label={`What the distance of ${formatTime(one.t0, zone, 'day')} is made of`}
            onClick={() => onToggle(one)}
          />
          <Figure
            label={one.label}
            value={formatTime(one.t0, zone, 'day')}
            full={formatTimeZoned(one.t0, zone)}
            definition={`Decided ${formatTimeZoned(one.decision, zone)}.`}
            focusable={false}
          />
        </span>
      ),
    },
    {
      id: 'label',
      title: 'What',
      kind: 'word',
      width: 96,
      leave: 9,
      hidden: spec.align.kind !== 'release' || spec.align.label === 'FOMC', // its date says as much
      value: ({ label }) => label,
      text: ({ label }) => label,
    },
    {
      id: 'distance',
      title: 'Distance',
      definition:
        'Weighted root of the mean squared standardised difference of its state from that of the present, over what both know. Open the row for its parts.',
      kind: 'figure',
      width: 80,
      value: ({ distance }) => distance,
      text: ({ distance }) => formatNumber(distance, { decimals: 2, missing: TOO_LITTLE }),
      exact: ({ distance }) => exact(distance),
      cell: ({ distance, common }) => (
        <Figure
          label="Distance"
          value={formatNumber(distance, { decimals: 2, missing: TOO_LITTLE })}
          missing={!Number.isFinite(distance)}
          definition={`Both know ${formatNumber(common * 100)} % of the weight of all ingredients.`}
          focusable={false}
        />
      ),
    },
    ...stateColumns(spec.align),
    ...spec.horizonsMs.map((h, i): Column<Analog> => {
      const of = ({ forwardBp }: Analog): number => forwardBp[i] ?? NaN;
      return {
        id: `after-${h}`,
        title: `After ${formatDuration(h)}, bp`,
        definition: isLong
          ? 'Log return from the entry, the open of the bar after its decision, before costs.'
          : 'Log return from the entry, the open of the bar after its decision, turned over: positive is a fall. Before costs.',
        kind: 'figure',
        width: 84,
        ...(i === at ? {} : { leave: 10 - Math.abs(i - at), hidden: Math.abs(i - at) > 1 }),
        value: of,
        text: (one) => formatNumber(of(one), { sign: true, missing: NOT_YET }),
        exact: (one) => exact(of(one)),
        cell: (one) => (
          <Figure
            label={`After ${formatDuration(h)}`}
            value={formatNumber(of(one), { sign: true, missing: NOT_YET })}
            full={formatBp(of(one), { sign: true, missing: 'its horizon ends after what is known' })}
            missing={!Number.isFinite(of(one))}
            focusable={false}
          />
        ),
      };
    }),
    {
      id: 'held',
      title: `${extreme === 'low' ? 'Low' : 'High'} held ${formatDuration(horizonMs)}`,
      definition: `Whether the ${extreme} by the decision was ${isLong ? 'undercut' : 'overrun'} by more than ${formatNumber(spec.undercutBp)} bp within the horizon, and how long after the entry.`,
      kind: 'word',
      width: 124,
      grow: true,
      value: (one) => ({ 0: Infinity, 1: one.undercutAfter })[one.undercut[at] ?? NaN] ?? null,
      text: (one) => heldWords(one, at, isLong),
      cell: (one) => {
        const words = heldWords(one, at, isLong);
        if (words === NOT_YET) return <Missing why={words} />;
        return (
          <span className={styles['held']}>
            <Icon name={words === 'held' ? 'check' : 'close'} size={14} />
            {words}
          </span>
        );
      },
    },
  ];
}

function stateColumns(align: Alignment): readonly Column<Analog>[] {
  const first = shownIngredients(align);
  const column = (one: Ingredient): Column<Analog> => {
    const { short, unit, definition, scale } = ingredientWords(one);
    const of = ({ state }: Analog): number => state[INGREDIENTS.indexOf(one)] ?? NaN;
    return {
      id: one,
      title: unit === '' ? short : `${short}, ${unit}`,
      definition: `${definition} As known at its decision.`,
      kind: 'figure',
      width: 26 + 5.7 * Math.max(short.length + (unit === '' ? 0 : 2 + unit.length), 6),
      leave: 20 - first.indexOf(one),
      hidden: !first.includes(one),
      value: of,
      text: (row) => formatIngredient(one, of(row)),
      exact: (row) => exact(of(row) * scale),
      cell: (row) => (Number.isFinite(of(row)) ? formatIngredient(one, of(row)) : <Missing why="not known" />),
    };
  };
  return [...first, ...INGREDIENTS.filter((one) => !first.includes(one))].map(column);
}
