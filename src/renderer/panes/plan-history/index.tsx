import { useState, type ReactElement } from 'react';
import type { PlanVersion } from '#shared/plan-desk';
import { call } from '../../lib/call';
import { formatCount, formatTime, zoneName, type Zone } from '../../lib/format';
import { restoreVersion, selectBusy, usePlanDesk } from '../../state/plan-desk';
import { selectZone, useSettings } from '../../state/settings';
import { useReply } from '../../state/use-reply';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { PaneFrame } from '../../ui/PaneFrame';
import { Select } from '../../ui/Select';
import { EmptyState, ErrorState, Skeleton } from '../../ui/States';
import { ChangeList } from '../shared/plan/ChangeList';
import { NoPlan } from '../shared/plan/NoPlan';
import { useShownPlan, type ShownPlan } from '../shared/plan/use-shown-plan';
import styles from './history.module.css';

/** Every version that was saved, and what one changed of another. */
export function PlanHistoryPane(): ReactElement {
  const shown = useShownPlan();
  return (
    <PaneFrame title="History" sub={shown && formatCount(shown.view.newest, 'version')}>
      {shown ? (
        <History key={shown.view.id} shown={shown} />
      ) : (
        <NoPlan text="The versions of the plan that is open stand here." />
      )}
    </PaneFrame>
  );
}

function History({ shown }: { readonly shown: ShownPlan }): ReactElement {
  const { id, version: newest, changed } = { ...shown.view, changed: shown.changed };
  const zone = useSettings(selectZone);
  const counted = shown.view.verification.counted;
  const { value, error, reload } = useReply(`versions ${id} ${newest} ${counted}`, () => call('plans:versions', { id }));
  const [chosen, setChosen] = useState<number>();
  const [against, setAgainst] = useState<number>();
  if (error) return <ErrorState what={error.message} then="No version was lost." action={<Button onClick={reload}>Read it again</Button>} />;
  if (!value) return <Skeleton rows={4} />;
  const versions = [...value].sort((a, b) => b.version - a.version);
  const after = versions.find(({ version }) => version === chosen) ?? versions[0];
  if (!after) return <EmptyState text="No version is kept." />;
  const others = versions.filter(({ version }) => version !== after.version);
  const before = others.find(({ version }) => version === against) ?? others.find(({ version }) => version < after.version) ?? others.at(-1);
  return (
    <div className={styles['halves']}>
      <ol className={styles['versions']} aria-label={`Versions, times in ${zoneName(zone)}`}>
        {versions.map((one) => (
          <li key={one.version}>
            <Version one={one} isNewest={one.version === newest} isChosen={one.version === after.version} zone={zone} onChoose={() => setChosen(one.version)} />
          </li>
        ))}
      </ol>
      <section className={styles['diff']} aria-label={`Version ${after.version}`}>
        <Bar after={after} before={before} others={others} onAgainst={setAgainst} isNewest={after.version === newest} changed={changed} />
        {before ? <Diff id={id} before={before.version} after={after.version} zone={zone} /> : <p className={styles['none']}>It is the first version: there is nothing to set it beside.</p>}
      </section>
    </div>
  );
} // prettier-ignore

interface VersionProps {
  readonly one: PlanVersion;
  readonly isNewest: boolean;
  readonly isChosen: boolean;
  readonly zone: Zone;
  readonly onChoose: () => void;
}

function Version({ one, isNewest, isChosen, zone, onChoose }: VersionProps): ReactElement {
  const { version, savedAt, note, counted, problem } = one;
  return (
    <button type="button" className={styles['version']} aria-current={isChosen || undefined} onClick={onChoose}>
      <span className={styles['number']}>{version}</span>
      <span className={styles['note']} title={problem ?? note}>
        {problem === undefined ? note : 'cannot be read'}
      </span>
      <span className={styles['when']}>{formatTime(savedAt, zone)}</span>
      {isNewest && <span className={styles['force']}>in force</span>}
      {counted > 0 && (
        <span className={styles['counted']}>
          <Icon name="check" size={12} />
          {formatCount(counted, 'signature')}
        </span>
      )}
    </button>
  );
}

interface BarProps {
  readonly after: PlanVersion;
  readonly before: PlanVersion | undefined;
  readonly others: readonly PlanVersion[];
  readonly isNewest: boolean;
  readonly changed: boolean;
  readonly onAgainst: (version: number) => void;
}

function Bar({ after, before, others, isNewest, changed, onAgainst }: BarProps): ReactElement {
  const busy = usePlanDesk(selectBusy);
  return (
    <div className={styles['bar']}>
      <span>
        <b>Version {after.version}</b>
        {before && ' against'}
      </span>
      {before && (
        <Select
          label="Set beside version"
          value={String(before.version)}
          options={others.map(({ version, note }) => ({ value: String(version), label: String(version), hint: note }))}
          onChange={(version) => onAgainst(Number(version))}
        />
      )}
      <Button
        className={styles['restore']}
        disabled={
          after.problem ??
          (isNewest ? 'It is in force.' : changed ? 'Save or discard the changes first.' : (busy ?? false))
        }
        onClick={() => void restoreVersion(after.version)}
      >
        Restore version {after.version}
      </Button>
    </div>
  );
}

interface DiffProps {
  readonly id: string;
  readonly before: number;
  readonly after: number;
  readonly zone: Zone;
}

function Diff({ id, before, after, zone }: DiffProps): ReactElement {
  const { value, error, reload } = useReply(`diff ${id} ${before} ${after}`, () => call('plans:diff', { id, before, after })); // prettier-ignore
  if (error) return <ErrorState what={error.message} action={<Button onClick={reload}>Compare again</Button>} />;
  if (!value) return <Skeleton rows={3} />;
  if (value.length === 0) return <p className={styles['none']}>The two say the same.</p>;
  return (
    <div className={styles['changes']}>
      <ChangeList
        label={`What version ${after} changed of version ${before}`}
        changes={value}
        zone={zone}
        before={`In version ${before}`}
        after={`In version ${after}`}
      />
    </div>
  );
}
