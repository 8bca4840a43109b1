import { useState, type Dispatch, type ReactElement, type ReactNode } from 'react';
import { COVERAGES, SERIES_KINDS, type Coverage, type SeriesKind } from '#core/series/schema';
import type { ImportOptions } from '#shared/import-options';
import type { ImportPreview } from '#shared/jobs';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import { COVERAGE_WORDS, KIND_WORDS } from './words';
import styles from './import.module.css';
import type { WizardAction } from './wizard';

interface OptionRowsProps {
  /** What stands above the columns, and what below. */
  readonly part: 'before' | 'after';
  readonly preview: ImportPreview;
  readonly options: ImportOptions;
  readonly dispatch: Dispatch<WizardAction>;
}

const AUTO = '@auto';
const UNITS = ['auto', 's', 'ms', 'us', 'ns', 'date'] as const;
const INTERVALS = ['1m', '5m', '15m', '30m', '1h', '4h', '8h', '1d', '1w', 'irregular'];
/** Kinds whose rows stand for an interval. */
const HAS_INTERVAL: ReadonlySet<SeriesKind> = new Set(['bars', 'liquidations', 'oi', 'funding', 'vol', 'metric']);

/** What holds for the whole file. */
export function OptionRows({ part, preview, options, dispatch }: OptionRowsProps): ReactElement {
  const set = (patch: Partial<ImportOptions>): void => dispatch({ kind: 'option', patch });
  const { kind } = preview;
  if (part === 'before')
    return (
      <Row
        label="Kind of data"
        readAs={kind === null ? 'needed: what the file holds' : KIND_WORDS[kind].hint}
        needed={kind === null}
      >
        <Select
          label="Kind of data"
          wide
          value={kind ?? undefined}
          placeholder="choose"
          invalid={kind === null}
          options={SERIES_KINDS.map((value) => ({ value, label: KIND_WORDS[value].label }))}
          onChange={(value) => set({ kind: value, mapping: undefined })}
        />
      </Row>
    );
  const hasColumn = preview.mapping['instrument'] !== undefined;
  return (
    <>
      {!hasColumn && (
        <Row
          label="Instrument name"
          readAs={
            preview.instruments.length > 0 ? `${preview.instruments.join(', ')}` : 'needed: the file does not tell'
          }
          needed={preview.instruments.length === 0}
        >
          <TextOption
            label="Instrument name"
            value={options.instrument ?? ''}
            placeholder={preview.instruments[0] ?? 'BTCUSDT'}
            onSet={(instrument) => set({ instrument })}
          />
        </Row>
      )}
      {kind !== null && HAS_INTERVAL.has(kind) && (
        <Row
          label="Interval"
          readAs={
            preview.interval === null
              ? 'by the distance of the stamps'
              : `rows stand ${preview.interval === 'irregular' ? 'at any time' : `for ${preview.interval}`}`
          }
        >
          <Select
            label="Interval"
            wide
            value={options.interval ?? AUTO}
            options={[
              { value: AUTO, label: preview.interval ?? 'as found', hint: 'in the stamps' },
              ...INTERVALS.map((value) => ({ value, label: value })),
            ]}
            onChange={(value) => set({ interval: value === AUTO ? undefined : value })}
          />
        </Row>
      )}
      <Row
        label="Time unit"
        readAs={preview.timeUnit === 'auto' ? 'by the digits or the text of each stamp' : `read as ${preview.timeUnit}`}
      >
        <Select
          label="Time unit"
          wide
          value={options.timeUnit ?? 'auto'}
          options={UNITS.map((value) => ({
            value,
            label: value === 'auto' ? 'as found' : value === 'date' ? 'date text' : value,
          }))}
          onChange={(value) => set({ timeUnit: value === 'auto' ? undefined : value })}
        />
      </Row>
      <Row label="Zone" readAs="of stamps that carry none">
        <TextOption
          label="Zone"
          value={options.zone ?? ''}
          placeholder={preview.zone || 'UTC'}
          onSet={(zone) => set({ zone })}
        />
      </Row>
      <Row label="Source" readAs="kept apart from other sources of the same">
        <TextOption
          label="Source"
          value={options.source ?? ''}
          placeholder={preview.source || 'file'}
          onSet={(source) => set({ source })}
        />
      </Row>
      {kind === 'liquidations' && (
        <Row
          label="Coverage"
          readAs={COVERAGE_WORDS[(options.coverage ?? preview.coverage) as Coverage] ?? 'as known of the source'}
          warn={(options.coverage ?? preview.coverage) === 'throttled'}
        >
          <Select
            label="Coverage"
            wide
            value={options.coverage ?? AUTO}
            options={[
              { value: AUTO, label: preview.coverage || 'as known', hint: 'of the source' },
              ...COVERAGES.map((value) => ({ value, label: value })),
            ]}
            onChange={(value) => set({ coverage: value === AUTO ? undefined : (value as Coverage) })}
          />
        </Row>
      )}
    </>
  );
}

interface RowProps {
  readonly label: string;
  readonly readAs: string;
  readonly needed?: boolean;
  readonly warn?: boolean;
  readonly children: ReactNode;
}

function Row({ label, readAs, needed = false, warn = false, children }: RowProps): ReactElement {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{children}</td>
      <td className={`${styles['readAs']} ${needed || warn ? styles['needed'] : styles['quiet']}`} title={readAs}>
        {readAs}
      </td>
    </tr>
  );
}

interface TextOptionProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly onSet: (value: string | undefined) => void;
}

/** The file is read again when the field is left, not at each letter. */
function TextOption({ label, value, placeholder, onSet }: TextOptionProps): ReactElement {
  const [text, setText] = useState(value);
  const commit = (): void => {
    const next = text.trim();
    if (next !== value) onSet(next === '' ? undefined : next);
  };
  return (
    <TextField
      label={label}
      value={text}
      placeholder={placeholder}
      onChange={setText}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
      className={styles['text']}
    />
  );
}
