import { Dialog as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { IconButton } from './Button';
import styles from './Dialog.module.css';

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** One sentence under the title, read aloud when it opens. */
  readonly description?: string | undefined;
  readonly width?: number;
  readonly children: ReactNode;
  /** Buttons, the primary one last. */
  readonly actions?: ReactNode;
}

export function Dialog({
  open,
  onClose,
  title,
  description,
  width = 480,
  children,
  actions,
}: DialogProps): ReactElement {
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={styles['overlay']} />
        <Radix.Content
          className={styles['dialog']}
          style={{ width }}
          onOpenAutoFocus={focusFirst}
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
        >
          <header className={styles['header']}>
            <Radix.Title className={styles['title']}>{title}</Radix.Title>
            <Radix.Close asChild>
              <IconButton icon="close" label="Close" tooltip={false} />
            </Radix.Close>
          </header>
          <div className={styles['body']}>
            {description !== undefined && (
              <Radix.Description className={styles['description']}>{description}</Radix.Description>
            )}
            {children}
          </div>
          {actions && <footer className={styles['actions']}>{actions}</footer>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const CONTROLS = 'input, select, textarea, button, [tabindex]';

/** What the dialog is for has the focus at first, not the cross that leaves it. */
function focusFirst(event: Event): void {
  const [, body, footer] = (event.currentTarget as HTMLElement).children;
  const reachable = [body, footer]
    .flatMap((part) => [...(part?.querySelectorAll<HTMLElement>(CONTROLS) ?? [])])
    .find((one) => one.tabIndex >= 0 && !one.matches(':disabled, [aria-disabled="true"]'));
  if (!reachable) return;
  event.preventDefault();
  reachable.focus();
}
