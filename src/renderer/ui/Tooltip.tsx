import { Tooltip as Radix } from 'radix-ui';
import { useState, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import { isMac } from '../lib/keys';
import { Keys } from './Keys';
import styles from './Tooltip.module.css';

const DELAY = 400;

/** Once around the page. */
export function TooltipProvider({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <Radix.Provider delayDuration={DELAY} skipDelayDuration={200}>
      {children}
    </Radix.Provider>
  );
}

interface TooltipProps {
  /** One element that takes a ref and handlers. */
  readonly children: ReactElement;
  /** A few words, as a name of a button. */
  readonly text?: ReactNode;
  readonly keys?: string | undefined;
  /** Or a whole card: `<TipCard …>`. */
  readonly card?: ReactNode;
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
}

/** After 400 ms, or at once on focus or F1. It can be entered with the pointer and copied from; Esc closes it. */
export function Tooltip({ children, text, keys, card, side = 'bottom' }: TooltipProps): ReactElement {
  const [open, setOpen] = useState(false);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'F1') return;
    event.preventDefault();
    setOpen(true);
  };
  return (
    <Radix.Root open={open} onOpenChange={setOpen} disableHoverableContent={!card}>
      <Radix.Trigger asChild onKeyDown={onKeyDown}>
        {children}
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className={card ? styles['card'] : styles['words']}
          side={side}
          sideOffset={card ? 6 : 4}
          collisionPadding={8}
          data-copyable={card ? '' : undefined}
        >
          {card ?? (
            <>
              {text}
              {keys && <Keys chord={keys} mac={isMac()} />}
            </>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export interface Provenance {
  readonly source?: string | undefined;
  readonly method?: string | undefined;
  readonly window?: string | undefined;
  /** When the value could first be known, with its zone. */
  readonly knownAt?: string | undefined;
}

interface TipCardProps extends Provenance {
  readonly title: string;
  /** The whole figure, with its unit. */
  readonly value?: string | undefined;
  /** One or two sentences. */
  readonly definition?: string | undefined;
  readonly children?: ReactNode;
}

/** What a tooltip on a figure says: title with the value, definition, then where it comes from. */
export function TipCard({ title, value, definition, children, ...from }: TipCardProps): ReactElement {
  const rows = [
    ['Source', from.source],
    ['Method', from.method],
    ['Window', from.window],
    ['Known at', from.knownAt],
  ].filter((row): row is [string, string] => row[1] !== undefined && row[1] !== '');
  return (
    <>
      <h4 className={styles['title']}>
        {title}
        {value !== undefined && <span className={styles['value']}>{value}</span>}
      </h4>
      {definition && <p>{definition}</p>}
      {children}
      {rows.length > 0 && (
        <dl className={styles['rows']}>
          {rows.map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
