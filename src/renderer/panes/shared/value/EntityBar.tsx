import { Command } from 'cmdk';
import { useState, type ReactElement } from 'react';
import type { EntityKind } from '#core/value/types';
import type { Entity } from '#shared/value';
import { cx } from '../../../lib/class-names';
import { rank, type Findable } from '../../../lib/rank';
import { formatCount } from '../../../lib/format';
import { deleteEntity, entities, importStatements, type EntityPlace } from '../../../state/entities';
import { Button, IconButton } from '../../../ui/Button';
import { Icon } from '../../../ui/Icon';
import { Menu } from '../../../ui/Menu';
import { Popover } from '../../../ui/Popover';
import { Tag } from '../../../ui/Tag';
import searched from '../../../ui/list.module.css';
import { EntityDialog } from './EntityDialog';
import styles from './value.module.css';
import { KIND_WORDS } from './words';

interface EntityBarProps {
  readonly place: EntityPlace;
  /** What may be chosen here. */
  readonly list: readonly Entity[];
  readonly current: Entity | undefined;
  /** A new one starts as that. */
  readonly kind: EntityKind;
  readonly dialog: 'new' | 'edit' | null;
  readonly onDialog: (dialog: 'new' | 'edit' | null) => void;
}

/** Which entity is shown, and what can be done with it. */
export function EntityBar({ place, list, current, kind, dialog, onDialog }: EntityBarProps): ReactElement {
  const [open, setOpen] = useState(false);
  const none = current === undefined && 'None is chosen.';
  return (
    <span className={styles['entity']} role="group" aria-label="Entity">
      <Popover
        label="Entities"
        width={380}
        flush
        open={open}
        onOpenChange={setOpen}
        trigger={
          <Button menu className={styles['picker']} aria-label={`Entity: ${current?.name ?? 'none'}`}>
            <span className={styles['name']}>{current?.name ?? (list.length > 0 ? `Choose ${kind === 'pool' ? 'a pool' : 'an entity'}` : `No ${kind === 'pool' ? 'pool' : 'entity'} yet`)}</span>
            {current && <small>{KIND_WORDS[current.kind]}</small>}
          </Button>
        }
      >
        <EntityList
          list={list}
          current={current?.id ?? null}
          onChoose={(id) => {
            entities.getState().choose(place, id);
            setOpen(false);
          }}
        />
      </Popover>
      {current?.synthetic && <Tag tone="estimate">synthetic</Tag>}
      <Menu
        align="start"
        trigger={<IconButton icon="more" label="Entity actions" tooltip={false} />}
        entries={[
          { label: 'New entity', icon: 'plus', onSelect: () => onDialog('new') },
          { label: 'Edit entity', disabled: none, onSelect: () => onDialog('edit') },
          { label: 'Import statements', icon: 'folder', onSelect: () => void importStatements(place) },
          { kind: 'line' },
          { label: 'Delete entity', icon: 'trash', danger: true, disabled: none, onSelect: () => current && void deleteEntity(current) },
        ]}
      />
      {dialog !== null && (
        <EntityDialog place={place} entity={dialog === 'edit' ? current : undefined} kind={kind} onClose={() => onDialog(null)} />
      )}
    </span>
  );
} // prettier-ignore

const searchWords = ({ name, symbol, kind }: Entity): Findable => ({
  title: name,
  also: `${symbol} ${KIND_WORDS[kind]}`,
});

/** A list of thousands is searched, not scrolled. */
const MOST_LISTED = 100;

interface EntityListProps {
  readonly list: readonly Entity[];
  readonly current: string | null;
  readonly onChoose: (id: string) => void;
}

function EntityList({ list, current, onChoose }: EntityListProps): ReactElement {
  const [query, setQuery] = useState('');
  const all = query.trim() === '' ? list : rank(list, query, searchWords);
  const found = all.slice(0, MOST_LISTED);
  const kinds = [...new Set(found.map(({ kind }) => kind))];
  return (
    <Command label="Entities" shouldFilter={false} loop defaultValue={current ?? ''}>
      <div className={searched['search']}>
        <Icon name="search" />
        <Command.Input
          className={searched['input']}
          placeholder="Search by name, symbol or kind"
          value={query}
          onValueChange={setQuery}
          autoFocus
        />
      </div>
      <Command.List className={searched['list']}>
        <Command.Empty className={searched['none']}>No entity of that name is kept.</Command.Empty>
        {kinds.map((kind) => (
          <Command.Group key={kind} heading={KIND_WORDS[kind]} className={searched['group']}>
            {found
              .filter((one) => one.kind === kind)
              .map(({ id, name, symbol, rows, synthetic }) => (
                <Command.Item key={id} value={id} className={cx(searched['item'], styles['item'])} onSelect={onChoose}>
                  <b data-current={id === current || undefined}>{name}</b>
                  <small>{symbol}</small>
                  {synthetic && <Tag tone="estimate">synthetic</Tag>}
                  <small className={styles['end']}>{formatCount(rows, 'figure')}</small>
                </Command.Item>
              ))}
          </Command.Group>
        ))}
        {all.length > found.length && (
          <p className={searched['none']}>
            and {formatCount(all.length - found.length, 'more', 'more')}: type a part of the name
          </p>
        )}
      </Command.List>
    </Command>
  );
}
