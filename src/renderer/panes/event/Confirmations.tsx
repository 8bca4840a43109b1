import { useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { CONFIRMATION_INFO } from '#core/evidence/confirmation-info';
import type { Confirmation, ConfirmationId } from '#core/evidence/types';
import type { CascadeRow } from '#shared/cascades';
import type { EventEvidence } from '#shared/evidence';
import { cx } from '../../lib/class-names';
import { copyRows, copyText } from '../../lib/copy';
import { formatTime, formatTimeZoned, type Zone } from '../../lib/format';
import { IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import type { IconName } from '../../ui/icon-paths';
import { Section } from '../../ui/Section';
import { TipCard, Tooltip } from '../../ui/Tooltip';
import { confirmationDefinition } from '../shared/evidence/words';
import { confirmationCounts, confirmationGrid, confirmationValue } from './confirmation-text';
import styles from './event.module.css';
import { useFold } from './use-fold';

interface ConfirmationsProps {
  readonly confirmations: readonly Confirmation[];
  readonly sources: EventEvidence['sources'];
  readonly event: CascadeRow;
  readonly zone: Zone;
}

const GLYPHS: Readonly<Record<Confirmation['state'], IconName>> = { yes: 'check', no: 'close', unknown: 'unknown' };
/** Read off a model of who holds what, not off the market. */
const ESTIMATES: ReadonlySet<ConfirmationId> = new Set(['breakEvenReset']);

/** What spoke for the low at the decision, what did not, and what nobody can tell. */
export function Confirmations({ confirmations, sources, event, zone }: ConfirmationsProps): ReactElement {
  const fold = useFold('confirmations');
  const list = useRef<HTMLUListElement>(null);
  const [active, setActive] = useState(0);
  const onKeyDown = (key: KeyboardEvent): void => {
    const last = confirmations.length - 1;
    const next = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: last }[key.key];
    if (next === undefined || next < 0 || next > last) return;
    key.preventDefault();
    setActive(next);
    (list.current?.children[next] as HTMLElement | undefined)?.focus();
  };
  return (
    <>
      <Section
        title={`Confirmations at ${formatTime(event.decision, zone, 'clock')}`}
        fold={fold}
        end={
          <>
            {confirmationCounts(confirmations)}
            <IconButton
              icon="copy"
              label="Copy confirmations"
              onClick={() => void copyRows(confirmationGrid(confirmations, sources, event.side))}
            />
          </>
        }
      />
      {fold.open && (
        <ul ref={list} className={styles['confirmations']} aria-label="Confirmations" onKeyDown={onKeyDown}>
          {confirmations.map((one, i) => (
            <Row
              key={one.id}
              confirmation={one}
              source={sources[one.id]}
              event={event}
              zone={zone}
              tabIndex={i === active ? 0 : -1}
              onFocus={() => setActive(i)}
            />
          ))}
        </ul>
      )}
    </>
  );
}

interface RowProps {
  readonly confirmation: Confirmation;
  readonly source: string | undefined;
  readonly event: CascadeRow;
  readonly zone: Zone;
  readonly tabIndex: number;
  readonly onFocus: () => void;
}

function Row({ confirmation, source, event, zone, tabIndex, onFocus }: RowProps): ReactElement {
  const { id, state, lacks } = confirmation;
  const info = CONFIRMATION_INFO[id];
  const value = confirmationValue(confirmation);
  const said = value === '' ? `lacks ${lacks}` : value;
  return (
    <Tooltip
      side="left"
      card={
        <TipCard
          title={info.title}
          value={value === '' ? state : `${state}, ${value}`}
          definition={confirmationDefinition(id, event.side)}
          method={info.method}
          {...(source === undefined ? {} : { source })}
          knownAt={formatTimeZoned(event.decision, zone)}
        >
          <p>{value === '' ? `Unknown: ${lacks} is missing.` : `The figure: ${info.value}`}</p>
        </TipCard>
      }
    >
      <li
        className={cx(styles['confirmation'], styles[state])}
        data-confirmation={id}
        tabIndex={tabIndex}
        aria-label={`${info.title}: ${state}, ${said}`}
        onFocus={onFocus}
        onKeyDown={(key) => {
          if ((key.ctrlKey || key.metaKey) && key.key === 'c') void copyText(`${info.title}: ${state}, ${said}`);
        }}
      >
        <Icon name={GLYPHS[state]} size={14} />
        <span className={styles['word']}>{state}</span>
        <span>{info.title}</span>
        <span className={cx(styles['reading'], ESTIMATES.has(id) && value !== '' && styles['estimate'])}>{said}</span>
      </li>
    </Tooltip>
  );
}
