import type { ReactElement } from 'react';
import type { Analog } from '#core/timeshift/types';
import { Button, IconButton } from '../../ui/Button';
import type { IconName } from '../../ui/icon-paths';
import styles from './time-shift.module.css';

export interface AnalogActions {
  readonly paste: (analog: Analog) => void;
  readonly replay: (analog: Analog) => void;
  readonly hedge: (analog: Analog) => void;
  readonly makePresent: (analog: Analog) => void;
  /** Why not; false when it can be done. */
  readonly cannot: {
    readonly paste: string | false;
    readonly replay: string | false;
    readonly hedge: string | false;
  };
}

/** In the words of the buttons, of the palette and of the tooltips. */
export const ACTION_WORDS = {
  paste: 'Paste into a scenario',
  replay: 'Replay it',
  hedge: 'Use as simulation path',
  makePresent: 'Make it the present',
} as const;
const ICONS: Readonly<Record<keyof typeof ACTION_WORDS, IconName>> = { paste: 'play', replay: 'replay', hedge: 'hedge', makePresent: 'star' }; // prettier-ignore
const NONE = 'Choose an analog in the table.';

interface ActionsProps {
  readonly analog: Analog | undefined;
  readonly actions: AnalogActions;
  /** In the row itself there is room for words, and for more than the header offers. */
  readonly withWords?: boolean;
}

/** What can be done with an analog. */
export function Actions({ analog, actions, withWords = false }: ActionsProps): ReactElement {
  const why = (one: keyof typeof ACTION_WORDS): string | false =>
    !analog ? NONE : one === 'makePresent' ? false : actions.cannot[one];
  const does = (one: keyof typeof ACTION_WORDS) => () => analog && actions[one](analog);
  const shown = ['paste', 'replay', 'hedge'] as const;
  return (
    <span className={styles['actions']}>
      {withWords
        ? [...shown, 'makePresent' as const].map((one) => (
            <Button key={one} tone="quiet" icon={ICONS[one]} disabled={why(one)} onClick={does(one)}>
              {ACTION_WORDS[one]}
            </Button>
          ))
        : shown.map((one) => (
            <IconButton
              key={one}
              icon={ICONS[one]}
              label={`${ACTION_WORDS[one]}, chosen analog`}
              disabled={why(one)}
              onClick={does(one)}
            />
          ))}
    </span>
  );
}
