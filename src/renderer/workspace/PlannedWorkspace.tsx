import type { ReactElement } from 'react';
import { layout, type WorkspaceId } from '../state/layout';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { Tag } from '../ui/Tag';
import { PLANNED, type PlannedId } from './planned';
import styles from './PlannedWorkspace.module.css';

const go = (workspace: WorkspaceId) => (): void => layout.getState().open(workspace);

/** A workspace that has no panes in this version: what it will hold, what it waits for, what works today. */
export function PlannedWorkspace({ workspace }: { readonly workspace: PlannedId }): ReactElement {
  const { title, question, panes, today } = PLANNED[workspace];
  return (
    <div className={styles['page']}>
      <article className={styles['sheet']} aria-label={title}>
        <header className={styles['header']}>
          <Icon name={workspace} size={20} className={styles['icon']} />
          <h1>{title}</h1>
          <Tag>not in this version</Tag>
        </header>
        <p className={styles['question']}>{question}</p>
        <ul className={styles['panes']}>
          {panes.map(({ name, shows }) => (
            <li key={name}>
              <h2>{name}</h2>
              <p>{shows}</p>
            </li>
          ))}
        </ul>
        <footer className={styles['today']}>
          <p>{today}</p>
          <span className={styles['actions']}>
            <Button onClick={go('market')}>Go to Market</Button>
            <Button onClick={go('data')}>Go to Data</Button>
          </span>
        </footer>
      </article>
    </div>
  );
}
