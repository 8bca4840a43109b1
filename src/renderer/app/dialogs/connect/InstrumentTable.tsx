import { useMemo, useState, type ReactElement } from 'react';
import type { SourceInfo, SourceInstrument } from '#shared/sync';
import { formatCount, formatTime } from '../../../lib/format';
import type { ReplyState } from '../../../state/use-reply';
import { Button } from '../../../ui/Button';
import { Icon } from '../../../ui/Icon';
import { EmptyState, ErrorState } from '../../../ui/States';
import { Table, type Column } from '../../../ui/table';
import { TextField } from '../../../ui/TextField';
import styles from './connect.module.css';
import { toggled } from './draft';

interface InstrumentTableProps {
  readonly source: SourceInfo;
  readonly list: ReplyState<readonly SourceInstrument[]>;
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}

const NONE: readonly SourceInstrument[] = [];
/** A provider of thousands of series lists the usual ones: another may be named. */
const TAKES_ANY: ReadonlySet<SourceInfo['id']> = new Set(['fred', 'defillama', 'coingecko', 'binance-archive']);

/** What a source can be asked about; a click or Enter takes an instrument in, another takes it out. */
export function InstrumentTable({ source, list, chosen, onChange }: InstrumentTableProps): ReactElement {
  const [text, setText] = useState('');
  const all = list.value ?? NONE;
  const typed = useMemo(
    () => [...chosen].filter((id) => all.length > 0 && !all.some((one) => one.id === id)),
    [all, chosen],
  );
  const rows = useMemo(() => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const named = typed.map((id): SourceInstrument => ({ id, label: '', base: '', quote: '', type: 'typed', offers: [], contractSize: null, margin: '', listed: null })); // prettier-ignore
    return [...named, ...all].filter(({ id, label, base }) => {
      const seen = `${id} ${label} ${base}`.toLowerCase();
      return words.every((word) => seen.includes(word));
    });
  }, [all, text, typed]);
  const columns = useMemo(() => instrumentColumns(chosen), [chosen]);
  const toggle = ({ id }: SourceInstrument): void => onChange(toggled(chosen, id));
  const name = text.trim().toUpperCase();
  const mayName = TAKES_ANY.has(source.id) && name !== '' && !all.some(({ id }) => id === name);
  return (
    <section className={styles['instruments']} aria-label={`Instruments of ${source.label}`}>
      <div className={styles['find']}>
        <TextField label="Filter" placeholder="Filter" icon="filter" value={text} onChange={setText} width={180} />
        {mayName && (
          <Button icon="plus" onClick={() => onChange(new Set([...chosen, name]))}>
            Add {name}
          </Button>
        )}
        <span className={styles['count']}>
          {chosen.size > 0 ? `${chosen.size} chosen` : all.length > 0 && formatCount(all.length, 'entry', 'entries')}
        </span>
        {chosen.size > 0 && (
          <Button tone="quiet" onClick={() => onChange(new Set())}>
            None
          </Button>
        )}
      </div>
      <div className={styles['table']}>
        <Table
          label={`Instruments of ${source.label}`}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          onSelect={toggle}
          loading={list.loading}
          empty={<EmptyState text={all.length > 0 ? 'Nothing passes the filter.' : 'The source lists nothing.'} />}
          error={
            list.error && (
              <ErrorState
                what={`${source.label} did not answer.`}
                then={`${list.error.message} What is stored is untouched.`}
                action={<Button onClick={list.reload}>Try again</Button>}
              />
            )
          }
        />
      </div>
    </section>
  );
}

const instrumentColumns = (chosen: ReadonlySet<string>): readonly Column<SourceInstrument>[] => [
  {
    id: 'chosen',
    title: 'In',
    definition: 'Taken in by a click, taken out by another.',
    kind: 'word',
    width: 36,
    sortable: false,
    value: ({ id }) => (chosen.has(id) ? 1 : 0),
    text: ({ id }) => (chosen.has(id) ? 'chosen' : ''),
    cell: ({ id }) => (chosen.has(id) ? <Icon name="check" size={14} /> : <span className={styles['box']} />),
  },
  {
    id: 'id',
    title: 'Name',
    kind: 'word',
    width: 128,
    value: ({ id }) => id,
    text: ({ id }) => id,
    cell: ({ id }) => <span className={styles['mono']}>{id}</span>,
  },
  {
    id: 'label',
    title: 'What',
    kind: 'word',
    width: 200,
    grow: true,
    leave: 3,
    value: ({ label }) => label,
    text: ({ label }) => label,
  },
  { id: 'type', title: 'Kind', kind: 'word', width: 76, leave: 1, value: ({ type }) => type, text: ({ type }) => type },
  {
    id: 'listed',
    title: 'Since',
    definition: 'First day that the source says it has.',
    kind: 'time',
    width: 84,
    leave: 2,
    value: ({ listed }) => listed,
    text: ({ listed }) => (listed === null ? '' : formatTime(listed, 'utc', 'day')),
  },
];
