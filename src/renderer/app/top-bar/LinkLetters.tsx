import type { ReactElement } from 'react';
import { selectActiveLink, link, LINK_IDS, useLink } from '../../state/link';
import { LinkLetter } from '../../ui/LinkLetter';
import { Tooltip } from '../../ui/Tooltip';
import styles from './TopBar.module.css';

/** Which group the picker and the timeframe change. A pane that is used brings its own to the front. */
export function LinkLetters(): ReactElement {
  const active = useLink(selectActiveLink);
  return (
    <div className={styles['links']} role="group" aria-label="Link group">
      Link
      {LINK_IDS.map((letter) => (
        <Tooltip
          key={letter}
          text={letter === active ? `The top bar changes the panes of ${letter}` : `Change the panes of ${letter}`}
        >
          <button
            type="button"
            className={styles['letter']}
            aria-pressed={letter === active}
            aria-label={`Link group ${letter}`}
            onClick={() => link.getState().setActive(letter)}
          >
            <LinkLetter letter={letter} off={letter !== active} />
          </button>
        </Tooltip>
      ))}
    </div>
  );
}
