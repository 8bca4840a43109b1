import { ContextMenu as RadixContext, DropdownMenu as Radix } from 'radix-ui';
import { Fragment, type ReactElement, type ReactNode } from 'react';
import { cx } from '../lib/class-names';
import { isMac } from '../lib/keys';
import { Icon } from './Icon';
import type { IconName } from './icon-paths';
import { Keys } from './Keys';
import styles from './menu.module.css';

/** What a menu lists. The same list makes a drop-down and a context menu. */
export type MenuEntry =
  | {
      readonly kind?: 'item';
      readonly label: string;
      readonly icon?: IconName;
      readonly keys?: string | undefined;
      readonly danger?: boolean;
      /** A text is the reason. */
      readonly disabled?: string | false | undefined;
      readonly onSelect: () => void;
    }
  | {
      readonly kind: 'check';
      readonly label: string;
      /** What it is, for those who wait over it. */
      readonly definition?: string;
      readonly checked: boolean;
      readonly disabled?: string | false | undefined;
      readonly onChange: (checked: boolean) => void;
    }
  | { readonly kind: 'heading'; readonly label: string }
  | { readonly kind: 'line' };

type Parts = Pick<typeof Radix, 'Item' | 'CheckboxItem' | 'ItemIndicator' | 'Label' | 'Separator'>;

function Entry({ entry, parts }: { readonly entry: MenuEntry; readonly parts: Parts }): ReactElement {
  switch (entry.kind) {
    case 'line':
      return <parts.Separator className={styles['line']} />;
    case 'heading':
      return <parts.Label className={styles['label']}>{entry.label}</parts.Label>;
    case 'check':
      return (
        <parts.CheckboxItem
          className={styles['item']}
          title={entry.definition}
          checked={entry.checked}
          disabled={Boolean(entry.disabled)}
          onCheckedChange={(checked) => entry.onChange(checked === true)}
          onSelect={(event) => event.preventDefault()} // several can be set without opening the menu again
        >
          <span className={styles['tick']}>
            <parts.ItemIndicator>
              <Icon name="check" size={12} />
            </parts.ItemIndicator>
          </span>
          {entry.label}
          {entry.disabled && <span className={styles['hint']}>{entry.disabled}</span>}
        </parts.CheckboxItem>
      );
    default:
      return (
        <parts.Item
          className={cx(styles['item'], entry.danger && styles['danger'])}
          disabled={Boolean(entry.disabled)}
          onSelect={entry.onSelect}
        >
          <span className={styles['tick']}>{entry.icon && <Icon name={entry.icon} size={14} />}</span>
          {entry.label}
          {(entry.keys || entry.disabled) && (
            <span className={styles['hint']}>
              {entry.disabled ? entry.disabled : entry.keys && <Keys chord={entry.keys} mac={isMac()} />}
            </span>
          )}
        </parts.Item>
      );
  }
}

function entries(list: readonly MenuEntry[], parts: Parts): ReactElement[] {
  return list.map((entry, i) => (
    <Fragment key={i}>
      <Entry entry={entry} parts={parts} />
    </Fragment>
  ));
}

interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly entries: readonly MenuEntry[];
  readonly align?: 'start' | 'end';
}

export function Menu({ trigger, entries: list, align = 'end' }: MenuProps): ReactElement {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={styles['menu']} align={align} sideOffset={4} collisionPadding={8}>
          {entries(list, Radix)}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface ContextMenuProps {
  readonly children: ReactNode;
  readonly entries: readonly MenuEntry[];
}

/** Opens on the secondary button, and on the menu key while the focus is inside. */
export function ContextMenu({ children, entries: list }: ContextMenuProps): ReactElement {
  return (
    <RadixContext.Root modal={false}>
      <RadixContext.Trigger asChild>{children}</RadixContext.Trigger>
      <RadixContext.Portal>
        <RadixContext.Content className={styles['menu']} collisionPadding={8}>
          {entries(list, RadixContext)}
        </RadixContext.Content>
      </RadixContext.Portal>
    </RadixContext.Root>
  );
}
