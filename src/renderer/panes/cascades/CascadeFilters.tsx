import type { ReactElement } from 'react';
import { Segmented } from '../../ui/Segmented';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import { LEAST_STEPS, type CascadeFilter } from './filter';

interface CascadeFiltersProps {
  readonly filter: CascadeFilter;
  readonly onChange: (filter: CascadeFilter) => void;
}

const NOTIONALS = LEAST_STEPS.map((usd) => ({
  value: String(usd),
  label: usd === 0 ? 'any size' : `${usd / 1e6} M USD`,
}));

export function CascadeFilters({ filter, onChange }: CascadeFiltersProps): ReactElement {
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
