import { Command } from 'cmdk';
import { useMemo, useState, type KeyboardEvent, type ReactElement } from 'react';
import { isScenario } from '#core/scenario/id';
import type { Instrument } from '#shared/market';
import { cx } from '../../lib/class-names';
import { rank, type Findable } from '../../lib/rank';
import { formatPrice } from '../../lib/format';
import { syntheticWord } from '../../lib/synthetic-word';
import { VEILED_NAME } from '../../lib/veil';
import { selectIsBlind, useBlind } from '../../state/blind';
import { dialogs, selectIsOpen, useDialogs } from '../../state/dialogs';
import { selectHasData, selectInstrument, selectInstruments, useInstruments } from '../../state/instruments';
import { link, selectActiveGroup, selectActiveLink, useLink } from '../../state/link';
import { selectFavourites, toggleFavourite, useSettings } from '../../state/settings';
import { Icon } from '../../ui/Icon';
import { Keys } from '../../ui/Keys';
import { Popover } from '../../ui/Popover';
import { Tag } from '../../ui/Tag';
import { Tooltip } from '../../ui/Tooltip';
import list from '../../ui/list.module.css';
import { groupInstruments, KIND_WORDS } from './instrument-groups';
import styles from './TopBar.module.css';

const searchWords = (one: Instrument): Findable => ({
  title: one.label,
  also: `${one.id} ${one.base} ${one.quote} ${one.venue} ${isScenario(one.id) ? 'scenario' : one.synthetic ? 'synthetic sample' : ''}`,
});

export function InstrumentPicker(): ReactElement {
  const hasData = useInstruments(selectHasData);
  const { instrument } = useLink(selectActiveGroup);
  const found = useInstruments(selectInstrument(instrument));
  const favourites = useSettings(selectFavourites);
  const open = useDialogs(selectIsOpen('instruments'));
  const blind = useBlind(selectIsBlind);
  if (blind)
    return (
      <Tooltip text="Symbol, dates and prices are hidden. Blind in the Transport ends it.">
        <button type="button" className={styles['picker']} aria-disabled aria-label={`Instrument: ${VEILED_NAME}`}>
          <Icon name="lock" size={12} />
          <span className={styles['name']}>{VEILED_NAME}</span>
        </button>
      </Tooltip>
    );
  if (!hasData)
    return (
      <button type="button" className={styles['picker']} aria-disabled aria-label="Instrument">
        No instrument yet
        <Icon name="down" size={12} />
      </button>
    );
  const trigger = (
    <button
      type="button"
      className={styles['picker']}
      aria-label={`Instrument: ${found?.label ?? instrument ?? 'none'}`}
    >
      {found && favourites.includes(found.id) && <Icon name="starFull" size={12} />}
      <span className={styles['name']}>{found?.label ?? instrument ?? 'Choose an instrument'}</span>
      {found && (found.synthetic ? <Tag tone="estimate">{syntheticWord(found.id)}</Tag> : <span>{found.venue}</span>)}
      <Icon name="down" size={12} />
    </button>
  );
  return (
    <Popover
      trigger={trigger}
      label="Instruments"
      width={440}
      flush
      open={open}
      onOpenChange={(next) => (next ? dialogs.getState().show('instruments') : dialogs.getState().close())}
    >
      <InstrumentList current={instrument} />
    </Popover>
  );
}

function InstrumentList({ current }: { readonly current: string | null }): ReactElement {
  const all = useInstruments(selectInstruments);
  const favourites = useSettings(selectFavourites);
  const active = useLink(selectActiveLink);
  const [query, setQuery] = useState('');
  const groups = useMemo(() => {
    const found = query.trim() === '' ? all : rank(all, query, searchWords);
    return groupInstruments(found, favourites);
  }, [all, favourites, query]);
  const [value, setValue] = useState(current ?? '');
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'd') return;
    event.preventDefault();
    if (value !== '') toggleFavourite(value);
  };
  const choose = (id: string): void => {
    link.getState().setInstrument(active, id);
    dialogs.getState().close();
  };
  return (
    <Command label="Instruments" shouldFilter={false} value={value} onValueChange={setValue} onKeyDown={onKeyDown} loop>
      <div className={list['search']}>
        <Icon name="search" />
        <Command.Input
          className={list['input']}
          placeholder="Search by name, asset or venue"
          value={query}
          onValueChange={setQuery}
          autoFocus
        />
      </div>
      <Command.List className={list['list']}>
        <Command.Empty className={list['none']}>No instrument of that name is stored.</Command.Empty>
        {groups.map(({ heading, members }) => (
          <Command.Group key={heading} heading={heading} className={list['group']}>
            {members.map((one) => (
              <InstrumentItem
                key={one.id}
                instrument={one}
                isFavourite={favourites.includes(one.id)}
                isCurrent={one.id === current}
                onSelect={choose}
              />
            ))}
          </Command.Group>
        ))}
      </Command.List>
      <footer className={list['foot']}>
        <Keys chord="Enter" /> opens in link group {active}
        <span className={list['end']}>
          <Keys chord="Mod+D" /> favourite
        </span>
      </footer>
    </Command>
  );
}

interface ItemProps {
  readonly instrument: Instrument;
  readonly isFavourite: boolean;
  readonly isCurrent: boolean;
  readonly onSelect: (id: string) => void;
}

function InstrumentItem({ instrument, isFavourite, isCurrent, onSelect }: ItemProps): ReactElement {
  const { id, label, kinds, lastPrice, tick } = instrument;
  return (
    <Command.Item value={id} className={list['item']} onSelect={() => onSelect(id)}>
      <span
        className={cx(list['star'], isFavourite && list['starred'])}
        title={isFavourite ? 'Take out of the favourites' : 'Add to the favourites'}
        onClick={(event) => {
          event.stopPropagation();
          toggleFavourite(id);
        }}
        aria-hidden
      >
        <Icon name={isFavourite ? 'starFull' : 'star'} size={12} />
      </span>
      <span className={cx(list['title'], isCurrent && list['current'])}>{label}</span>
      {isScenario(id) && <Tag tone="estimate">scenario</Tag>}
      <span className={list['quiet']}>{kinds.map((kind) => KIND_WORDS[kind]).join(', ')}</span>
      {Number.isFinite(lastPrice) && <span className={list['figure']}>{formatPrice(lastPrice, tick)}</span>}
    </Command.Item>
  );
}
