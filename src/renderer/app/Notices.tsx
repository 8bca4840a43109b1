import { useEffect, type ReactElement } from 'react';
import { cx } from '../lib/class-names';
import { runCommand } from '../state/commands';
import { notices, selectShown, useNotices, type Notice } from '../state/notices';
import { Button, IconButton } from '../ui/Button';
import { Icon } from '../ui/Icon';
import styles from './Notices.module.css';

const dismiss = (id: number): void => notices.getState().dismiss(id);
/** Time to read it; errors stay until they are put away. */
const LIFE = { info: 6_000, warning: 12_000 } as const;

export function Notices(): ReactElement {
  const shown = useNotices(selectShown);
  return (
    <section className={styles['stack']} aria-label="Notices" aria-live="polite">
      {shown.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

function NoticeCard({ notice }: { readonly notice: Notice }): ReactElement {
  const { id, tone, title, detail, code, count, action } = notice;
  useEffect(() => {
    if (tone === 'error') return;
    const timer = setTimeout(() => dismiss(id), LIFE[tone]);
    return () => clearTimeout(timer);
  }, [id, tone]);
  return (
    <div className={cx(styles['notice'], styles[tone])} role={tone === 'error' ? 'alert' : 'status'}>
      <Icon name={tone === 'info' ? 'info' : 'warning'} className={styles['icon']} />
      <div className={styles['words']} data-copyable>
        <p className={styles['title']}>
          {title}
          {count > 1 && <span className={styles['count']}> {count} times</span>}
        </p>
        {detail && <p>{detail}</p>}
        {code && <p className={styles['code']}>{code}</p>}
        {action && (
          <Button
            onClick={() => {
              runCommand(action.command);
              dismiss(id);
            }}
          >
            {action.label}
          </Button>
        )}
      </div>
      <IconButton icon="close" iconSize={14} label="Dismiss" tooltip={false} onClick={() => dismiss(id)} />
    </div>
  );
}
