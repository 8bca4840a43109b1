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
