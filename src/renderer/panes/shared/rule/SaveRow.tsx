import { useState, type ReactElement } from 'react';
import { formatTime } from '../../../lib/format';
import { isSame } from '../../../lib/same';
import { deleteRule, saveRule, selectRules, useRules } from '../../../state/rules';
import { selectZone, useSettings } from '../../../state/settings';
import { PRESETS } from '../../../state/study';
import { Button, IconButton } from '../../../ui/Button';
import { Menu, type MenuEntry } from '../../../ui/Menu';
import { TextField } from '../../../ui/TextField';
import type { Draft } from './draft';
import styles from './rule.module.css';

interface SaveRowProps {
  readonly draft: Draft;
  readonly problem: string | undefined;
  readonly onLoad: (change: Partial<Draft>) => void;
}

/** Keeps the rule under a name. Saving again keeps the older versions. */
export function SaveRow({ draft, problem, onLoad }: SaveRowProps): ReactElement {
  const saved = useRules(selectRules);
  const zone = useSettings(selectZone);
  const [typed, setTyped] = useState<string>();
  const isPreset = (text: string): boolean => PRESETS.some((one) => one.name === text);
  const name = (typed ?? (isPreset(draft.ruleName) ? '' : draft.ruleName)).trim();
  const existing = saved.find((one) => one.name === name);
  const same = existing !== undefined && isSame(existing.rule, draft.rule);
  const refusal =
    problem ??
    (name === ''
      ? 'Give it a name.'
      : isPreset(name)
        ? 'That is the name of a preset: choose another.'
        : name.length > 80
          ? 'A name has at most 80 characters.'
          : same && `Version ${existing.version} is the same.`);
  const save = async (): Promise<void> => {
    const rule = await saveRule(name, draft.rule);
    if (rule) onLoad({ ruleName: rule.name });
  };
  const versions: readonly MenuEntry[] = existing
    ? [
        { kind: 'heading', label: `Versions of ${existing.name}` },
        ...[existing, ...existing.history].map((one) => ({
          label: `Version ${one.version}, ${formatTime(one.savedAt, zone)}`,
          onSelect: () => onLoad({ rule: one.rule, ruleName: one === existing ? existing.name : '' }),
        })),
        { kind: 'line' },
        {
          label: 'Delete this rule',
          icon: 'trash',
          danger: true,
          onSelect: () => {
            void deleteRule(existing.name);
            if (draft.ruleName === existing.name) onLoad({ ruleName: '' });
          },
        },
      ]
    : [];
  return (
    <div className={styles['save']}>
      <TextField label="Name of the rule" placeholder="Name" width={240} value={typed ?? name} onChange={setTyped} />
      <Button disabled={refusal} onClick={() => void save()}>
        {existing && !same ? `Save as version ${existing.version + 1}` : 'Save rule'}
      </Button>
      {existing && (
        <Menu
          trigger={<IconButton icon="more" label={`Versions of ${existing.name}`} tooltip={false} />}
          entries={versions}
        />
      )}
    </div>
  );
}
