import { memo, useCallback, useMemo, useRef, useState, type ReactElement } from 'react';
import type { SimulationResult } from '#core/hedge/simulation';
import { formatPercent } from '../../lib/format';
import { IconButton } from '../../ui/Button';
import type { Size } from '../../ui/plot/use-size';
import { Section } from '../../ui/Section';
import { Select } from '../../ui/Select';
import { Table, type TableHandle } from '../../ui/table';
import { Chart } from '../shared/chart/Chart';
import type { MoneyUnit } from '../shared/hedge/money';
import { drawGreeks, explained, greeksHeight } from './greeks';
import { ALL, layerColumns, layerRows } from './layer-rows';
import styles from './simulation.module.css';
import { provenanceOf } from './words';

const ROW = 28;
const HEADER = 24;

interface LayersProps {
  readonly result: SimulationResult;
  readonly unit: MoneyUnit;
  readonly file: string;
}

/** Profit and loss by cause and by layer: what is explained and the residual add up to the total. */
export const Layers = memo(function Layers({ result, unit, file }: LayersProps): ReactElement {
  const table = useRef<TableHandle>(null);
  const [chosen, setChosen] = useState(ALL);
  const rows = useMemo(() => layerRows(result), [result]);
  const columns = useMemo(() => layerColumns(unit), [unit]);
  const row = rows.find(({ id }) => id === chosen) ?? rows.at(-1)!;
  const from = useMemo(() => provenanceOf(result), [result]);
  const draw = useCallback((size: Size) => drawGreeks(row.attribution, unit, from, size), [row, unit, from]);
  const share = explained(row.attribution);
  return (
    <>
      <Chart
        title="P&L by greek"
        sub={result.paths === 1 ? unit.words : `${unit.words}, mean of the paths`}
        file={`${file} greeks`}
        height={greeksHeight}
        describe={`Profit and loss of ${row.name} by greek, from nothing to the total`}
        draw={draw}
      >
        <div className={styles['below']}>
          <Select
            label="Layer of the greeks"
            value={row.id}
            options={rows.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setChosen}
          />
          <span className={styles['quiet']}>
            {Number.isFinite(share) ? `${formatPercent(share)} explained` : 'nothing moved'}
          </span>
        </div>
      </Chart>
      <section aria-label="P&L by layer">
        <Section
          title="P&L by layer"
          end={<IconButton icon="save" label="Save layers as CSV" onClick={() => table.current?.saveCsv()} />}
        />
        <div style={{ height: HEADER + ROW * rows.length + 4, display: 'flex' }}>
          <Table
            ref={table}
            label="Simulated layers"
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            rowHeight={ROW}
            selected={row.id}
            onSelect={({ id }) => setChosen(id)}
            empty={<p className={styles['note']}>The plan has no layer that is on.</p>}
          />
        </div>
      </section>
    </>
  );
}); // prettier-ignore
