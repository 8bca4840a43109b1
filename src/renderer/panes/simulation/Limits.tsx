import { memo, type ReactElement } from 'react';
import type { SimulationResult } from '#core/hedge/simulation';
import { Section } from '../../ui/Section';
import { Tag } from '../../ui/Tag';
import styles from './simulation.module.css';
import { limitsOf } from './words';

/** What in the figures is a model, and what they do not show. */
export const Limits = memo(function Limits({ result }: { readonly result: SimulationResult }): ReactElement {
  return (
    <section aria-label="What this does not show">
      <Section
        title="What this does not show"
        end={result.modelled.length > 0 ? <Tag tone="estimate">modelled</Tag> : undefined}
      />
      <ul className={styles['limits']} data-copyable>
        <li>Paths: {result.source}.</li>
        {result.modelled.length > 0 && (
          <li className={styles['modelled']}>Modelled: {result.modelled.map(bare).join('; ')}.</li>
        )}
        {limitsOf(result).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  );
});

const bare = (text: string): string => text.replace(/\.$/, '');
