import type { ReactElement } from 'react';
import { IconButton } from '../../ui/Button';
import { Popover } from '../../ui/Popover';
import { Segmented } from '../../ui/Segmented';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import styles from './cascades.module.css';
import { LEAST_STEPS, type CascadeFilter } from './filter';

interface CascadeFiltersProps {
  readonly filter: CascadeFilter;
  readonly onChange: (filter: CascadeFilter) => void;
}

const NOTIONALS = LEAST_STEPS.map((usd) => ({
  value: String(usd),
  label: usd === 0 ? 'any size' : `${usd / 1e6} M USD`,
}));

/** Side by side in the header; behind one button where it has no room for them. */
export function CascadeFilters(props: CascadeFiltersProps): ReactElement {
  return (
    <>
      <span className={styles['inline']}>
        <Fields {...props} />
      </span>
      <span className={styles['folded']}>
        <Popover label="Filters" align="end" trigger={<IconButton icon="filter" label="Filters" />}>
          <span className={styles['fields']}>
            <Fields {...props} />
          </span>
        </Popover>
      </span>
    </>
  );
}

function Fields({ filter, onChange }: CascadeFiltersProps): ReactElement {
  return (
    <>
      <Segmented
        label="Side"
        value={filter.side}
        segments={[
          { value: 'all', label: 'all' },
          { value: 'long', label: 'long' },
          { value: 'short', label: 'short' },
        ]}
        onChange={(side) => onChange({ ...filter, side })}
      />
      <Select
        label="Least notional"
        value={String(filter.least)}
        options={NOTIONALS}
        onChange={(least) => onChange({ ...filter, least: Number(least) })}
      />
      <TextField
        label="Filter"
        placeholder="Filter"
        icon="filter"
        width={120}
        value={filter.text}
        onChange={(text) => onChange({ ...filter, text })}
      />
    </>
  );
}
