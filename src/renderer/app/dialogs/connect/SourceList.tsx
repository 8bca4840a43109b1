import { RadioGroup } from 'radix-ui';
import type { ReactElement } from 'react';
import { SOURCE_GROUPS } from '../../../lib/source-groups';
import type { SourceId, SourceInfo } from '#shared/sync';
import styles from './connect.module.css';

interface SourceListProps {
  readonly sources: readonly SourceInfo[];
  readonly chosen: SourceId;
  readonly onChoose: (id: SourceId) => void;
}

/** Walked with the arrow keys, as one choice. */
export function SourceList({ sources, chosen, onChoose }: SourceListProps): ReactElement {
  return (
    <RadioGroup.Root
      className={styles['sources']}
      aria-label="Source"
      value={chosen}
      onValueChange={(id) => onChoose(id as SourceId)}
    >
      {SOURCE_GROUPS.map(({ group, title }) => (
        <div key={group} role="presentation">
          <h3 className={styles['group']}>{title}</h3>
          {sources
            .filter((source) => source.group === group)
            .map(({ id, label, followed }) => (
              <RadioGroup.Item key={id} value={id} className={styles['source']} aria-label={label}>
                <span>{label}</span>
                {followed > 0 && <small>{followed}</small>}
              </RadioGroup.Item>
            ))}
        </div>
      ))}
    </RadioGroup.Root>
  );
}
