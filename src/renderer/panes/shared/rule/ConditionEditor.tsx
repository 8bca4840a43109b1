import type { ReactElement } from 'react';
import { SIGNALS } from '#core/evidence/signals';
import type { Condition } from '#core/evidence/types';
import { Button, IconButton } from '../../../ui/Button';
import { DurationField } from '../../../ui/DurationField';
import { Menu, type MenuEntry } from '../../../ui/Menu';
import { NumberField } from '../../../ui/NumberField';
import { Select } from '../../../ui/Select';
import styles from './rule.module.css';
import { SignalPicker, UNITS } from './SignalPicker';
import { addTo, childrenOf, isComparison, newComparison, removeAt, replaceAt, unwrapAt, wrapAt, type Comparison, type Path } from './tree'; // prettier-ignore

interface ConditionEditorProps {
  readonly tree: Condition;
  readonly onChange: (tree: Condition) => void;
}

/** A tree of conditions: all of, any of, not, within, and comparisons at its ends. */
export function ConditionEditor({ tree, onChange }: ConditionEditorProps): ReactElement {
  return (
    <div className={styles['tree']} role="tree" aria-label="Conditions">
      <Node tree={tree} path={[]} onChange={onChange} />
    </div>
  );
}

interface NodeProps extends ConditionEditorProps {
  readonly path: Path;
}

const at = (tree: Condition, path: Path): Condition => path.reduce((one, i) => childrenOf(one)[i] ?? one, tree);

function Node({ tree, path, onChange }: NodeProps): ReactElement {
  const node = at(tree, path);
  const place = path.length === 0 ? 'root' : path.map((i) => i + 1).join('.');
  const put = (next: Condition): void => onChange(replaceAt(tree, path, next));
  const tools = <NodeMenu tree={tree} path={path} onChange={onChange} place={place} />;
  if (isComparison(node))
    return (
      <div className={styles['comparison']} role="treeitem" aria-selected={false} aria-label={`Condition ${place}`}>
        <ComparisonFields node={node} place={place} onChange={put} />
        {tools}
      </div>
    );
  const isGroup = 'all' in node || 'any' in node;
  const children = childrenOf(node);
  return (
    <div className={styles['group']} role="treeitem" aria-expanded aria-selected={false} aria-label={`Group ${place}`}>
      <div className={styles['groupHead']}>
        {isGroup ? (
          <Select
            label={`Group ${place}`}
            value={'all' in node ? 'all' : 'any'}
            options={[
              { value: 'all', label: 'all of' },
              { value: 'any', label: 'any of' },
            ]}
            onChange={(kind) => put(kind === 'all' ? { all: children } : { any: children })}
          />
        ) : 'not' in node ? (
          <span className={styles['operator']}>not</span>
        ) : 'within' in node ? (
          <>
            <span className={styles['operator']}>at some bar within the last</span>
            <DurationField
              label={`Span of ${place}`}
              value={node.within}
              onCommit={(within) => put({ within, of: node.of })}
            />
          </>
        ) : null}
        {isGroup && (
          <>
            <Button tone="quiet" icon="plus" onClick={() => onChange(addTo(tree, path, newComparison()))}>
              Condition
            </Button>
            <Button tone="quiet" icon="plus" onClick={() => onChange(addTo(tree, path, { any: [newComparison()] }))}>
              Group
            </Button>
          </>
        )}
        {tools}
      </div>
      <div className={styles['children']} role="group">
        {children.map((_child, i) => (
          <Node key={i} tree={tree} path={[...path, i]} onChange={onChange} />
        ))}
      </div>
    </div>
  );
}

const RELATIONS = [
  { value: 'above', label: 'is above' },
  { value: 'below', label: 'is below' },
  { value: 'crossesAbove', label: 'crosses above' },
  { value: 'crossesBelow', label: 'crosses below' },
] as const;

function ComparisonFields({
  node,
  place,
  onChange,
}: {
  readonly node: Comparison;
  readonly place: string;
  readonly onChange: (next: Comparison) => void;
}): ReactElement {
  const { unit, factor, step } = UNITS[SIGNALS[node.signal.name].unit];
  const { value } = node;
  return (
    <span className={styles['fields']}>
      <SignalPicker
        label={`Signal ${place}`}
        signal={node.signal}
        onChange={(signal) =>
          // A number of another unit would say something else: it starts anew.
          onChange({
            ...node,
            signal,
            value:
              typeof value === 'number' && SIGNALS[signal.name].unit !== SIGNALS[node.signal.name].unit ? 0 : value,
          })
        }
      />
      <Select
        label={`Relation ${place}`}
        value={node.is}
        options={RELATIONS}
        onChange={(is) => onChange({ ...node, is })}
      />
      <Select
        label={`Compared with ${place}`}
        value={typeof value === 'number' ? 'number' : 'signal'}
        options={[
          { value: 'number', label: 'number' },
          { value: 'signal', label: 'signal' },
        ]}
        onChange={(kind) => onChange({ ...node, value: kind === 'number' ? 0 : SIGNALS.ema.defaults })}
      />
      {typeof value === 'number' ? (
        <NumberField
          label={`Value ${place}`}
          unit={unit || undefined}
          min={-1e15}
          max={1e15}
          step={step}
          width={unit.length > 2 ? 116 : 92}
          value={Number((value / factor).toPrecision(12))}
          onCommit={(shown) => onChange({ ...node, value: Number((shown * factor).toPrecision(12)) })}
        />
      ) : (
        <SignalPicker
          label={`Other signal ${place}`}
          signal={value}
          onChange={(signal) => onChange({ ...node, value: signal })}
        />
      )}
    </span>
  );
}

function NodeMenu({ tree, path, onChange, place }: NodeProps & { readonly place: string }): ReactElement {
  const node = at(tree, path);
  const canUnwrap = !isComparison(node) && childrenOf(node).length === 1;
  const only = path.length === 0 && 'Something has to be asked.';
  const entries: readonly MenuEntry[] = [
    { label: 'Negate', onSelect: () => onChange(wrapAt(tree, path, 'not')) },
    { label: 'Within a span', onSelect: () => onChange(wrapAt(tree, path, 'within')) },
    { label: 'Put into “all of”', onSelect: () => onChange(wrapAt(tree, path, 'all')) },
    { label: 'Put into “any of”', onSelect: () => onChange(wrapAt(tree, path, 'any')) },
    ...(canUnwrap ? [{ label: 'Keep only what is inside', onSelect: () => onChange(unwrapAt(tree, path)) }] : []),
    { kind: 'line' },
    { label: 'Remove', icon: 'trash', danger: true, disabled: only, onSelect: () => onChange(removeAt(tree, path)) },
  ];
  return (
    <span className={styles['tools']}>
      {path.length > 0 && (
        <IconButton
          icon="close"
          label={`Remove ${place}`}
          iconSize={12}
          onClick={() => onChange(removeAt(tree, path))}
        />
      )}
      <Menu trigger={<IconButton icon="more" label={`More for ${place}`} tooltip={false} />} entries={entries} />
    </span>
  );
}
