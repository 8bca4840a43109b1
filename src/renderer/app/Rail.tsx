import type { ReactElement } from 'react';
import { cx } from '../lib/class-names';
import { runCommand, selectCommands, useCommands, whyNot } from '../state/commands';
import { selectHasData, useInstruments } from '../state/instruments';
import { selectWorkspace, useLayout, WORKSPACE_IDS } from '../state/layout';
import { Icon } from '../ui/Icon';
import { Tooltip } from '../ui/Tooltip';
import styles from './Rail.module.css';
import { WORKSPACES } from './workspaces';

/** The six workspaces, and the settings at its foot. */
export function Rail(): ReactElement {
  const current = useLayout(selectWorkspace);
  const hasData = useInstruments(selectHasData);
  const commands = useCommands(selectCommands);
  return (
    <nav className={styles['rail']} aria-label="Workspaces">
      {WORKSPACE_IDS.map((id) => {
        const command = commands.get(`workspace.${id}`);
        const reason = command && whyNot(command);
        const isCurrent = id === current && (hasData || id === 'data');
        return (
          <Tooltip
            key={id}
            side="right"
            text={reason ?? WORKSPACES[id].title}
            keys={reason ? undefined : command?.keys?.[0]}
          >
            <button
              type="button"
              className={cx(styles['item'], isCurrent && styles['on'], reason !== undefined && styles['off'])}
              aria-current={isCurrent ? 'page' : undefined}
              aria-disabled={reason === undefined ? undefined : true}
              onClick={() => runCommand(`workspace.${id}`)}
            >
              <Icon name={id} size={18} />
              {WORKSPACES[id].title}
            </button>
          </Tooltip>
        );
      })}
      <Tooltip side="right" text="Settings" keys="Mod+,">
        <button type="button" className={cx(styles['item'], styles['end'])} onClick={() => runCommand('app.settings')}>
          <Icon name="settings" size={18} />
          Settings
        </button>
      </Tooltip>
    </nav>
  );
}
