import type { ReactElement } from 'react';
import type { Verdict } from '#core/evidence/types';
import { cx } from '../../../lib/class-names';
import { Icon } from '../../../ui/Icon';
import { VERDICT_WORDS } from './words';
import styles from './evidence.module.css';

/** A glyph and a word, in the colour of the side that gains. */
export function VerdictWord({
  verdict,
  large = false,
}: {
  readonly verdict: Verdict;
  readonly large?: boolean;
}): ReactElement {
  const { word, icon, tone } = VERDICT_WORDS[verdict];
  return (
    <span className={cx(styles['verdict'], styles[tone], large && styles['large'])}>
      <Icon name={icon} size={large ? 20 : 14} />
      {word}
    </span>
  );
}
