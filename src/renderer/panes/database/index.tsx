import { useEffect, useState, type ReactElement } from 'react';
import { tryCall } from '../../lib/call';
import { formatBytes, formatNumber, formatTimeZoned } from '../../lib/format';
import { loadDatabaseInfo, selectDatabaseInfo, useDatabase } from '../../state/database';
import { selectRevision, useData } from '../../state/data';
import { startJob } from '../../state/jobs';
import { selectZone, useSettings } from '../../state/settings';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { PaneFrame } from '../../ui/PaneFrame';
import { Skeleton } from '../../ui/States';
import type { DatabaseInfo } from '#shared/market';
import { CareDialog, type CareAction } from './CareDialog';
import { CareRow } from './CareRow';
import styles from './database.module.css';
import { partText, sizeParts } from './parts';

/** Size, check, copies and place of the database. */
export function DatabasePane(): ReactElement {
  const info = useDatabase(selectDatabaseInfo);
  const revision = useData(selectRevision);
  const [asking, setAsking] = useState<CareAction>();
  useEffect(() => void loadDatabaseInfo(), [revision]);
  const restore = async (): Promise<void> => {
    const path = await tryCall('database:chooseBackup');
    if (path) setAsking({ kind: 'restore', path });
  };
  const move = async (): Promise<void> => {
    const folder = await tryCall('database:chooseFolder');
    if (folder) setAsking({ kind: 'move', folder });
  };
  if (!info)
    return (
      <PaneFrame title="Database care">
        <Skeleton rows={6} label="Loading the database" />
      </PaneFrame>
    );
  const name = info.path.split(/[\\/]/).at(-1) ?? info.path;
  return (
    <PaneFrame title="Database care" sub={`${name}, ${formatBytes(info.bytes)}`} scroll>
      <SizeBar info={info} />
      <div className={styles['care']}>
        <CareRow kind="verify" label="Integrity" state={<Integrity info={info} />}>
          <Button onClick={() => void startJob({ kind: 'verify' })}>Check now</Button>
        </CareRow>
        <CareRow kind="backup" label="Backup" state={<LastBackup info={info} />}>
          <Button onClick={() => void startJob({ kind: 'backup' })}>Back up</Button>
        </CareRow>
        <CareRow
          kind="restore"
          label="Restore"
          state={
            info.backups.length === 0
              ? 'no copy yet'
              : `${formatNumber(info.backups.length)} ${info.backups.length === 1 ? 'copy' : 'copies'} kept`
          }
        >
          <Button onClick={() => void restore()}>Choose copy</Button>
        </CareRow>
        <CareRow kind="compact" label="Compact" state="frees the room of deleted rows">
          <Button onClick={() => setAsking({ kind: 'compact' })}>Compact</Button>
        </CareRow>
        <CareRow kind="move" label="Folder" state={<span title={info.path}>{folderOf(info.path)}</span>}>
          <Button onClick={() => void move()}>Move</Button>
        </CareRow>
      </div>
      <CareDialog action={asking} info={info} onClose={() => setAsking(undefined)} />
    </PaneFrame>
  );
}

const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')));

function SizeBar({ info }: { readonly info: DatabaseInfo }): ReactElement {
  const parts = sizeParts(info.bytesByKind, info.bytes);
  return (
    <>
      <div className={styles['sizes']}>
        {parts.map((part) => (
          <span key={part.id} className={styles['part']} title={rowsText(info, part.id)}>
            <span className={styles['swatch']} data-step={part.step} />
            {partText(part)}
          </span>
        ))}
        <span className={styles['free']}>disk free {formatBytes(info.diskFree)}</span>
      </div>
      <div className={styles['meter']} role="img" aria-label={`Size by kind: ${parts.map(partText).join(', ')}`}>
        {parts.map((part) => (
          <span key={part.id} data-step={part.step} style={{ flexGrow: Math.max(part.share, 0.004) }} />
        ))}
      </div>
    </>
  );
}

function rowsText({ rowsByKind }: DatabaseInfo, id: string): string | undefined {
  const rows = rowsByKind[id];
  return rows === undefined ? undefined : `${formatNumber(rows)} rows`;
}

function Integrity({ info }: { readonly info: DatabaseInfo }): ReactElement {
  const zone = useSettings(selectZone);
  const { lastCheck } = info;
  if (!lastCheck) return <>never checked</>;
  return (
    <span className={lastCheck.sound ? undefined : styles['bad']} title={lastCheck.message}>
      <Icon name={lastCheck.sound ? 'check' : 'warning'} size={12} />
      {lastCheck.sound ? 'sound' : 'damaged'}, {formatTimeZoned(lastCheck.at, zone)}
    </span>
  );
}

function LastBackup({ info }: { readonly info: DatabaseInfo }): ReactElement {
  const zone = useSettings(selectZone);
  const last = info.backups.reduce<DatabaseInfo['backups'][number] | undefined>(
    (a, b) => (a && a.at >= b.at ? a : b),
    undefined,
  );
  if (!last) return <>no copy yet</>;
  return (
    <span title={last.path}>
      {formatTimeZoned(last.at, zone)}, {formatBytes(last.bytes)}
    </span>
  );
}
