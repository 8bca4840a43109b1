import type { ReactElement, ReactNode } from 'react';
import { call } from '../../lib/call';
import { dialogs, selectIsOpen, useDialogs } from '../../state/dialogs';
import { useReply } from '../../state/use-reply';
import { Dialog } from '../../ui/Dialog';
import { Icon } from '../../ui/Icon';
import styles from './AboutDialog.module.css';

const CREDITS = 'https://www.tradingview.com/';

export function AboutDialog(): ReactElement {
  const open = useDialogs(selectIsOpen('about'));
  const { value: info, error } = useReply(open ? 'app:info' : null, () => call('app:info'));
  const row = (name: string, value: ReactNode): ReactElement => (
    <div>
      <dt>{name}</dt>
      <dd data-copyable>{value ?? (error ? 'could not be read' : 'being read')}</dd>
    </div>
  );
  return (
    <Dialog open={open} onClose={() => dialogs.getState().close()} title="About" width={520}>
      <div className={styles['name']}>
        <Icon name="mark" size={24} />
        <div>
          <h3>Ballast {__BALLAST_VERSION__}</h3>
          <p>Liquidation cascades: evidence, layered hedges, replay.</p>
        </div>
      </div>
      <p className={styles['advice']}>Research tool, not advice. Ballast never trades.</p>
      <dl className={styles['rows']}>
        {row('Runtime', info?.runtime)}
        {row('Platform', info?.platform)}
        {row('Database', info?.database)}
        {row('Log', info?.logFile)}
      </dl>
      <p className={styles['credit']} data-copyable>
        Charts: TradingView Lightweight Charts™, Copyright © 2025 TradingView, Inc. Licensed under the Apache License
        2.0.{' '}
        <a href={CREDITS} target="_blank" rel="noreferrer">
          {CREDITS}
        </a>
      </p>
      <p className={styles['credit']}>Type: Inter and JetBrains Mono, SIL Open Font License 1.1.</p>
    </Dialog>
  );
}
