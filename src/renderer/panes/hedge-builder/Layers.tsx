import { memo, type KeyboardEvent, type PointerEvent as ReactPointerEvent, type ReactElement } from 'react';
import type { Layer } from '#core/hedge/types';
import { cx } from '../../lib/class-names';
import { editPlan, hedge } from '../../state/hedge';
import { addLayers, moveLayer, noRoom, removeLayer, switchLayer } from '../../state/hedge-edit';
import { showHedgeDialog } from '../../state/hedge-view';
import { IconButton } from '../../ui/Button';
import { Figure } from '../../ui/Figure';
import { Icon } from '../../ui/Icon';
import { ContextMenu, Menu, type MenuEntry } from '../../ui/Menu';
import { Toggle } from '../../ui/Toggle';
import { GateScale } from './GateScale';
import type { LayerRow } from './layer-rows';
import styles from './layers.module.css';
import { useReorder } from './reorder';

interface LayersProps {
  readonly rows: readonly LayerRow[];
  readonly selected: string | null;
  /** Instant of the gates, with its zone. */
  readonly knownAt: string;
}

const move = (id: string, to: number): void => editPlan(moveLayer(id, to));
const edit = (id: string): void => showHedgeDialog({ kind: 'layer', id });

function entriesOf(layer: Layer, at: number, last: number): readonly MenuEntry[] {
  const { id } = layer;
  return [
    { label: 'Edit layer', keys: 'Enter', onSelect: () => edit(id) },
    { label: 'Duplicate', icon: 'copy', disabled: noRoom(last + 1, 1), onSelect: () => editPlan(addLayers([layer])) },
    { kind: 'line' },
    {
      label: 'Move up',
      icon: 'up',
      keys: 'Alt+ArrowUp',
      disabled: at === 0 && 'It is the first.',
      onSelect: () => move(id, at - 1),
    },
    {
      label: 'Move down',
      icon: 'down',
      keys: 'Alt+ArrowDown',
      disabled: at === last && 'It is the last.',
      onSelect: () => move(id, at + 1),
    },
    { kind: 'line' },
    { label: 'Remove', icon: 'trash', danger: true, keys: 'Delete', onSelect: () => editPlan(removeLayer(id)) },
  ];
}

/** The layers of the plan in their order: on or off, what each waits for, how much of it and what it costs. */
export function Layers({ rows, selected, knownAt }: LayersProps): ReactElement {
  const { list, moving, begin: onGrip } = useReorder(move);
  return (
    <>
      <div className={styles['head']} aria-hidden>
        <span />
        <span />
        <span>On</span>
        <span>Layer</span>
        <span className={styles['gateHead']}>Gate</span>
        <span className={styles['figure']}>Size</span>
        <span className={styles['figure']}>Cost/yr</span>
        <span />
      </div>
      <ol className={styles['list']} ref={list} aria-label="Layers">
        {rows.map((row, i) => (
          <Row
            key={row.layer.id}
            row={row}
            at={i}
            last={rows.length - 1}
            isSelected={row.layer.id === selected}
            knownAt={knownAt}
            dy={moving !== null && moving.id === row.layer.id ? moving.dy : undefined}
            onGrip={onGrip}
          />
        ))}
        {moving && <li className={styles['slot']} style={{ top: moving.line }} aria-hidden />}
      </ol>
    </>
  );
}

interface RowProps {
  readonly row: LayerRow;
  readonly at: number;
  readonly last: number;
  readonly isSelected: boolean;
  readonly knownAt: string;
  /** Moved by hand, px; undefined: at rest. */
  readonly dy: number | undefined;
  readonly onGrip: (event: ReactPointerEvent, id: string, from: number) => void;
}

function focusRow(from: HTMLElement, step: number): void {
  const names = [...(from.closest('ol')?.querySelectorAll<HTMLElement>('[data-name]') ?? [])];
  const own = from.closest('li')?.querySelector<HTMLElement>('[data-name]');
  names[Math.min(names.length - 1, Math.max(0, names.indexOf(own!) + step))]?.focus();
}

const Row = memo(function Row({ row, at, last, isSelected, knownAt, dy, onGrip }: RowProps): ReactElement {
  const { layer, gate, size, cost } = row;
  const { id, name, enabled } = layer;
  const entries = entriesOf(layer, at, last);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const target = event.target as HTMLElement;
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step !== undefined && event.altKey) move(id, at + step);
    else if (step !== undefined) focusRow(target, step);
    else if (event.key === 'Delete') {
      focusRow(target, at === last ? -1 : 1);
      editPlan(removeLayer(id));
    } else if (event.key === 'Enter' && target.dataset['name'] !== undefined) edit(id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <ContextMenu entries={entries}>
      <li
        className={cx(
          styles['row'],
          !enabled && styles['off'],
          isSelected && styles['selected'],
          dy !== undefined && styles['moving'],
        )}
        style={dy === undefined ? undefined : { transform: `translate(4px, ${dy}px)` }}
        data-layer={id}
        aria-current={isSelected || undefined}
        onKeyDown={onKeyDown}
        onPointerDown={() => hedge.getState().select(id)}
        onDoubleClick={(event) => {
          if (!(event.target as HTMLElement).closest('button[role=switch], [aria-haspopup]')) edit(id);
        }}
      >
        <span
          className={styles['grip']}
          onPointerDown={(event) => onGrip(event, id, at)}
          title="Drag to order, or Alt with the arrow keys"
        >
          <Icon name="grip" size={14} />
        </span>
        <span className={styles['number']}>{at + 1}</span>
        <Toggle label={`${name} on`} checked={enabled} onChange={(on) => editPlan(switchLayer(id, on))} />
        <button
          type="button"
          className={styles['name']}
          data-name
          aria-keyshortcuts="Enter Delete Alt+ArrowUp Alt+ArrowDown"
          onFocus={() => hedge.getState().select(id)}
          title={`${name}: ${row.words}`}
        >
          <span>{name}</span>
          <small>{row.words}</small>
        </button>
        <GateScale reading={gate} knownAt={knownAt} />
        <Figure label={`Size of ${name}`} {...size} />
        <Figure label={`Cost of ${name}`} {...cost} />
        <Menu
          trigger={<IconButton icon="more" iconSize={14} label={`Menu of ${name}`} tooltip={false} />}
          entries={entries}
        />
      </li>
    </ContextMenu>
  );
});
