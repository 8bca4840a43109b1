import { useMemo, type ReactElement } from 'react';
import { isMac } from '../../lib/keys';
import { selectCommands, useCommands } from '../../state/commands';
import { dialogs, selectIsOpen, useDialogs } from '../../state/dialogs';
import { Dialog } from '../../ui/Dialog';
import { Keys } from '../../ui/Keys';
import styles from './KeyboardDialog.module.css';

interface Line {
  readonly title: string;
  readonly keys: readonly string[];
}

/** Keys that belong to a part rather than to a command. */
const FIXED: readonly (readonly [string, readonly Line[]])[] = [
  [
    'Price chart',
    [
      { title: 'Pan', keys: ['ArrowLeft', 'ArrowRight'] },
      { title: 'A screen back, on', keys: ['PageUp', 'PageDown'] },
      { title: 'Zoom in, out', keys: ['+', '-'] },
      { title: 'First bar, latest bar', keys: ['Home', 'End'] },
      { title: 'Measure', keys: ['Shift+drag'] },
    ],
  ],
  [
    'Tables',
    [
      { title: 'Move', keys: ['ArrowUp', 'ArrowDown'] },
      { title: 'A page, the ends', keys: ['PageUp', 'PageDown', 'Home', 'End'] },
      { title: 'Centre linked panes', keys: ['Enter'] },
      { title: 'Mark a row', keys: [' '] },
      { title: 'Copy with headers', keys: ['Mod+C'] },
      { title: 'Width of a column, on its heading', keys: ['Alt+ArrowLeft', 'Alt+ArrowRight'] },
      { title: 'Column menu, on its heading', keys: ['Shift+F10'] },
    ],
  ],
  [
    'Everywhere',
    [
      { title: 'Explain the figure in focus', keys: ['F1'] },
      { title: 'Close what is open', keys: ['Escape'] },
    ],
  ],
];

export function KeyboardDialog(): ReactElement {
  const open = useDialogs(selectIsOpen('keyboard'));
  const all = useCommands(selectCommands);
  const groups = useMemo(() => {
    const found = new Map<string, Line[]>();
    for (const { group, title, keys } of all.values()) {
      if (keys && keys.length > 0) found.set(group, [...(found.get(group) ?? []), { title, keys }]);
    }
    return [...found, ...FIXED];
  }, [all]);
  const mac = isMac();
  return (
    <Dialog open={open} onClose={() => dialogs.getState().close()} title="Keyboard" width={760}>
      <div className={styles['columns']}>
        {groups.map(([group, lines]) => (
          <section key={group} className={styles['group']}>
            <h3>{group}</h3>
            <dl>
              {lines.map(({ title, keys }) => (
                <div key={title}>
                  <dt>{title}</dt>
                  <dd>
                    {keys.map((chord) => (
                      <Keys key={chord} chord={chord} mac={mac} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
