import { memo, useState, type KeyboardEvent, type ReactElement } from 'react';
import type { Exposure as ExposureSums, PositionExposure } from '#core/hedge/exposure';
import type { BetaRule, Position } from '#core/hedge/types';
import { cx } from '../../lib/class-names';
import { formatNumber, formatPrice } from '../../lib/format';
import { editPlan } from '../../state/hedge';
import { addPositions, changePosition, removePosition } from '../../state/hedge-edit';
import type { KnownPosition } from '../../state/hedge-positions';
import { showHedgeDialog } from '../../state/hedge-view';
import { IconButton } from '../../ui/Button';
import { Figure } from '../../ui/Figure';
import { ContextMenu, Menu, type MenuEntry } from '../../ui/Menu';
import { numberProblem, readNumber } from '../../ui/NumberField';
import styles from './exposure.module.css';

const KINDS: Readonly<Record<Position['kind'], string>> = {
  spot: 'spot',
  perpetual: 'perp',
  future: 'future',
  option: 'option',
  etf: 'ETF',
  cash: 'cash',
};

const edit = (id: string): void => showHedgeDialog({ kind: 'position', id });
const entriesOf = (position: Position): readonly MenuEntry[] => [
  { label: 'Edit position', keys: 'Enter', onSelect: () => edit(position.id) },
  { label: 'Duplicate', icon: 'copy', onSelect: () => editPlan(addPositions([position])) },
  { kind: 'line' },
  { label: 'Remove', icon: 'trash', danger: true, onSelect: () => editPlan(removePosition(position.id)) },
];

interface ExposureProps {
  readonly positions: readonly KnownPosition[];
  readonly exposure: ExposureSums;
  readonly beta: BetaRule;
  readonly currency: string;
}

/** What is held, what it is worth and how far it moves with the asset. */
export const Exposure = memo(function Exposure(props: ExposureProps): ReactElement {
  const { positions, exposure, beta: rule, currency } = props;
  const beta = exposure.book === 0 ? Number.NaN : exposure.betaNotional / notionalOf(exposure.rows);
  return (
    <table className={styles['table']} aria-label="Exposure">
      <thead>
        <tr>
          <th scope="col">Position</th>
          <th scope="col">Quantity</th>
          <th scope="col" className={styles['leavesNext']}>
            Price
          </th>
          <th scope="col" className={styles['leaves']}>
            Notional {currency}
          </th>
          <th scope="col">Beta, s.e.</th>
          <th scope="col">Beta {currency}</th>
          <th aria-hidden />
        </tr>
      </thead>
      <tbody>
        {positions.map((known) => (
          <Row
            key={known.position.id}
            known={known}
            row={exposure.rows.find(({ id }) => id === known.position.id)}
            currency={currency}
            rule={ruleWords(rule)}
          />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Book</th>
          <td />
          <td className={styles['leavesNext']} />
          <td className={styles['leaves']}>{formatNumber(notionalOf(exposure.rows))}</td>
          <td>
            <Figure
              label="Beta of the book"
              value={formatNumber(beta, { decimals: 2, missing: 'none' })}
              missing={Number.isNaN(beta)}
              estimate={exposure.error !== 0}
              definition="Beta exposure over the notional of the positions."
            />
          </td>
          <td>
            <Figure
              label="Beta exposure"
              value={formatNumber(exposure.betaNotional)}
              full={`${formatNumber(exposure.betaNotional)} ${currency}`}
              estimate={exposure.error !== 0}
              definition={
                exposure.error > 0
                  ? `Sum of beta times notional; standard error ${formatNumber(exposure.error)}, those of the positions taken as independent.`
                  : 'Sum of beta times notional.'
              }
            />
          </td>
          <td />
        </tr>
      </tfoot>
    </table>
  );
});

const notionalOf = (rows: readonly PositionExposure[]): number => rows.reduce((sum, { notional }) => sum + notional, 0);

/** `OLS 90 d, shrunk to 1` */
export function ruleWords({ window, halfLife, shrink, downside }: BetaRule): string {
  const fit = halfLife === null ? 'OLS' : `EWMA ${halfLife} d`;
  return [`${fit} ${window} d`, ...(shrink ? ['shrunk to 1'] : []), ...(downside ? ['falls only'] : [])].join(', ');
}

interface RowProps {
  readonly known: KnownPosition;
  readonly row: PositionExposure | undefined;
  readonly currency: string;
  readonly rule: string;
}

function Row({ known, row, currency, rule }: RowProps): ReactElement {
  const { position, price } = known;
  const { id, label, kind, quantity, option } = position;
  const entries = entriesOf(position);
  const notional = row?.notional ?? Number.NaN;
  const isCash = kind === 'cash';
  const name = option ? `${label} ${formatNumber(option.strike)} ${option.kind}` : label;
  return (
    <ContextMenu entries={entries}>
      <tr data-position={id}>
        <th scope="row">
          <button
            type="button"
            className={styles['name']}
            title={`${name}, ${KINDS[kind]}: edit`}
            onClick={() => edit(id)}
          >
            {name} <small>{KINDS[kind]}</small>
          </button>
        </th>
        <td className={cx(quantity < 0 && styles['short'])}>
          <Quantity
            label={`Quantity of ${label}`}
            value={quantity}
            onCommit={(next) => editPlan(changePosition(id, (one) => ({ ...one, quantity: next })))}
          />
        </td>
        <td className={styles['leavesNext']}>
          <Figure
            label={`Price of ${label}`}
            value={formatPrice(price, 0, { missing: 'unknown' })}
            missing={Number.isNaN(price)}
            estimate={option !== null && position.price === null}
            definition={priceWords(known)}
          />
        </td>
        <td className={styles['leaves']}>
          <Figure
            label={`Notional of ${label}`}
            value={formatNumber(notional)}
            full={`${formatNumber(notional, { decimals: 2 })} ${currency}`}
            missing={Number.isNaN(notional)}
            definition={option ? 'Quantity times delta times forward.' : 'Quantity times price.'}
          />
        </td>
        <td>{isCash ? <span className={styles['quiet']}>none</span> : <Beta known={known} rule={rule} />}</td>
        <td>
          {isCash ? (
            <span className={styles['quiet']}>none</span>
          ) : (
            <Figure
              label={`Beta exposure of ${label}`}
              value={formatNumber(row?.betaNotional ?? Number.NaN)}
              missing={row === undefined}
              estimate={known.days !== null}
              definition={
                row && row.error > 0
                  ? `Beta times notional; standard error ${formatNumber(row.error)} ${currency}.`
                  : 'Beta times notional.'
              }
            />
          )}
        </td>
        <td>
          <Menu
            trigger={<IconButton icon="more" iconSize={14} label={`Menu of ${label}`} tooltip={false} />}
            entries={entries}
          />
        </td>
      </tr>
    </ContextMenu>
  );
}

function priceWords({ position, price }: KnownPosition): string {
  if (Number.isNaN(price)) return 'No price of the instrument was known at this instant. Give one by hand.';
  if (position.price !== null) return 'Set by hand.';
  if (position.option) return 'Marked on the surface of this instant.';
  return position.kind === 'cash' ? 'The quote currency itself.' : 'The last close that was known at this instant.';
}

function Beta({ known, rule }: { readonly known: KnownPosition; readonly rule: string }): ReactElement {
  const { position, beta, error, days, why } = known;
  const isUnknown = Number.isNaN(beta);
  return (
    <Figure
      label={`Beta of ${position.label}`}
      value={formatNumber(beta, { decimals: 2 })}
      missing={isUnknown}
      estimate={days !== null}
      interval={isUnknown || Number.isNaN(error) ? undefined : formatNumber(error, { decimals: 2 })}
      definition={
        isUnknown
          ? `${why ?? 'It could not be estimated'}. Set it by hand, or it takes no part.`
          : days === null
            ? position.beta === null
              ? 'It is the asset of the plan, or written on it.'
              : 'Set by hand.'
            : 'How far it moves, on average, when the asset moves by 1; the second figure is its standard error.'
      }
      method={days === null ? undefined : rule}
      window={days === null ? undefined : `${days} daily log returns`}
    />
  );
}

/** Printed as every figure is; becomes a field when it is entered. */
function Quantity({
  label,
  value,
  onCommit,
}: {
  readonly label: string;
  readonly value: number;
  readonly onCommit: (value: number) => void;
}): ReactElement {
  const [draft, setDraft] = useState<string>();
  const limits = { min: -1e15, max: 1e15, whole: false, empty: undefined };
  const problem = draft === undefined ? undefined : numberProblem(draft, limits);
  const commit = (): void => {
    if (draft !== undefined && problem === undefined) {
      const next = readNumber(draft)!;
      if (next !== value) onCommit(next);
    }
    setDraft(undefined);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') commit();
    else if (event.key === 'Escape' && draft !== undefined) {
      event.stopPropagation();
      setDraft(undefined);
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      const step = Math.abs(value) >= 100 ? 10 : 1;
      setDraft(undefined);
      onCommit(Number((value + (event.key === 'ArrowUp' ? step : -step)).toPrecision(12)));
    }
  };
  return (
    <input
      className={styles['quantity']}
      aria-label={label}
      aria-invalid={problem ? true : undefined}
      title={problem}
      inputMode="decimal"
      spellCheck={false}
      autoComplete="off"
      value={draft ?? printed(value)}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setDraft(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={commit}
    />
  );
}

/** As many decimals as it has, two at least below a thousand. */
const printed = (value: number): string => {
  const own = String(Math.abs(value)).split('.')[1]?.length ?? 0;
  return formatNumber(value, { decimals: Math.min(8, Math.max(own, Math.abs(value) < 10_000 ? 2 : 0)) });
};
