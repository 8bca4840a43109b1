import { useState, type ReactElement } from 'react';
import { selectWorkspace, useLayout, type WorkspaceId } from '../state/layout';
import { Dock } from './Dock';
import styles from './Workspaces.module.css';

/** Those that were opened stay mounted and hidden: what was begun in one is still there on return. */
export function Workspaces(): ReactElement {
  const current = useLayout(selectWorkspace);
  const [visited, setVisited] = useState<readonly WorkspaceId[]>([current]);
  if (!visited.includes(current)) setVisited([...visited, current]);
  return (
    <>
      {visited.map((id) => (
        <div key={id} className={styles['workspace']} hidden={id !== current} data-workspace={id}>
          <Dock workspace={id} />
        </div>
      ))}
    </>
  );
}
