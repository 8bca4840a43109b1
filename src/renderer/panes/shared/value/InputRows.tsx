import { memo, type ReactElement } from 'react';
import { ITEMS, type Input, type Inputs, type Item } from '#core/value/types';
import { formatTimeZoned, type Zone } from '../../../lib/format';
import { fromPercent, toPercent } from '../../../lib/percent';
import { override, valuation } from '../../../state/valuation';
import { IconButton } from '../../../ui/Button';
import { Figure } from '../../../ui/Figure';
import { NumberField } from '../../../ui/NumberField';
import { TipCard, Tooltip } from '../../../ui/Tooltip';
import { fullItem, isPercent, itemTitle, printItem, unitOf } from './words';
import styles from './inputs.module.css';

interface InputRowsProps {
  /** Entity whose figures they are. */
  readonly id: string;
  readonly items: readonly Item[];
  /** As they are known. */
  readonly known: Inputs;
  /** In the place of the known ones. */
  readonly own: Readonly<Partial<Record<Item, number>>>;
  readonly zone: Zone;
  /** Each row says its unit: it does not stand above them. */
  readonly withUnit?: boolean;
  /** Other words for the unit of an item: the tokens of a pool. */
  readonly unitWords?: ((item: Item) => string) | undefined;
}

/** Each item with the figure that is in force, and a field to put one's own in its place. */
export function InputRows({
  id,
  items,
  known,
  own,
  zone,
  withUnit = true,
  unitWords = unitOf,
}: InputRowsProps): ReactElement {
  return (
    <>
      {items.map((item) => (
        <Row
          key={item}
          id={id}
          item={item}
          known={known[item]}
          own={own[item]}
          zone={zone}
          unit={withUnit ? unitWords(item) : ''}
        />
      ))}
    </>
  );
}

interface RowProps {
  readonly id: string;
  readonly item: Item;
  readonly known: Input;
  readonly own: number | undefined;
  readonly zone: Zone;
  readonly unit: string;
}

const Row = memo(function Row({ id, item, known, own, zone, unit }: RowProps): ReactElement {
  const title = itemTitle(item);
  const isMissing = !Number.isFinite(known.value);
  const set = (value: number | null): void => valuation.getState().edit(id, override(item, value));
  return (
    <tr data-item={item} data-own={own !== undefined || undefined}>
      <th scope="row">
        <Tooltip card={<TipCard title={title} definition={ITEMS[item].definition} />}>
          <span>
            {title} {unit !== '' && <small>{unit}</small>}
          </span>
        </Tooltip>
      </th>
      <td className={styles['known']}>
        <Figure
          label={title}
          value={isMissing ? known.reason : printItem(item, known.value)}
          missing={isMissing}
          full={isMissing ? known.reason : fullItem(item, known.value)}
          estimate={known.estimated}
          definition={own === undefined ? ITEMS[item].definition : `${ITEMS[item].definition} Yours stands in its place.`}
          source={known.source}
          knownAt={Number.isFinite(known.known) ? formatTimeZoned(known.known, zone) : undefined}
        />
      </td>
      <td className={styles['own']}>
        <NumberField
          label={`${title}, yours`}
          unit={isPercent(item) ? '%' : undefined}
          min={-1e18}
          max={1e18}
          width={96}
          grouped={!isPercent(item)}
          empty={isMissing ? 'type it' : 'as known'}
          value={own === undefined ? Number.NaN : isPercent(item) ? toPercent(own) : own}
          onCommit={(typed) => set(Number.isNaN(typed) ? null : isPercent(item) ? fromPercent(typed) : typed)}
        />
      </td>
      <td className={styles['reset']}>
        {own !== undefined && (
          <IconButton icon="undo" iconSize={14} label={`${title} as known`} onClick={() => set(null)} />
        )}
      </td>
    </tr>
  );
}); // prettier-ignore
