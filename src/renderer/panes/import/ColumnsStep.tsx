import type { Dispatch, ReactElement } from 'react';
import type { ImportPreview } from '#shared/jobs';
import { formatCount } from '../../lib/format';
import { cx } from '../../lib/class-names';
import { Button } from '../../ui/Button';
import { Section } from '../../ui/Section';
import { Select } from '../../ui/Select';
import { fieldsFor, missingFields, readAs } from './fields';
import styles from './import.module.css';
import { OptionRows } from './OptionRows';
import { PreviewRows } from './PreviewRows';
import type { WizardAction, WizardState } from './wizard';

interface ColumnsStepProps {
  readonly state: WizardState;
  readonly preview: ImportPreview;
  readonly dispatch: Dispatch<WizardAction>;
}

/** A select cannot hold an empty value. */
const NOT_IN_FILE = '@none';

export function ColumnsStep({ state, preview, dispatch }: ColumnsStepProps): ReactElement {
  const { kind } = preview;
  const missing = missingFields(kind, preview);
  const all = kind === null ? [] : fieldsFor(kind, preview.mapping);
  const options = [
    { value: NOT_IN_FILE, label: 'not in file' },
    ...preview.header.map((name, i) => ({ value: name, label: name === '' ? `column ${i + 1}` : name })),
  ];
  return (
    <>
      <div className={styles['body']}>
        <PreviewRows preview={preview} />
        <Section
          title="Columns"
          sub={
            preview.remembered
              ? 'as remembered for this header'
              : preview.format === 'generic'
                ? 'not a known format'
                : `recognised as ${preview.format}`
          }
          end={
            <span className={missing.length > 0 ? styles['needed'] : undefined}>
              {missing.length > 0 ? `still to set: ${missing.join(', ')}` : 'all required fields are set'}
            </span>
          }
        />
        <table className={styles['map']}>
          <thead>
            <tr>
              <th>Field</th>
              <th>From column</th>
              <th>Read as</th>
            </tr>
          </thead>
          <tbody>
            <OptionRows part="before" preview={preview} options={state.options} dispatch={dispatch} />
            {all.map((info) => {
              const from = preview.mapping[info.field];
              const { text, tone } = readAs(info, from, preview);
              const constant = from?.startsWith('@') ? [{ value: from, label: from.slice(1) }] : [];
              return (
                <tr key={info.field}>
                  <th scope="row">{info.label}</th>
                  <td>
                    <Select
                      label={`${info.label} from column`}
                      wide
                      value={from ?? NOT_IN_FILE}
                      options={[...options, ...constant]}
                      invalid={info.required && from === undefined && missing.includes(info.label)}
                      onChange={(column) =>
                        dispatch({
                          kind: 'map',
                          field: info.field,
                          column: column === NOT_IN_FILE ? undefined : column,
                        })
                      }
                    />
                  </td>
                  <td className={cx(styles['readAs'], styles[tone])} title={text}>
                    {text}
                  </td>
                </tr>
              );
            })}
            <OptionRows part="after" preview={preview} options={state.options} dispatch={dispatch} />
          </tbody>
        </table>
        {state.refused !== undefined && (
          <p className={styles['refused']} role="alert" data-copyable>
            {state.refused}
          </p>
        )}
      </div>
      <footer className={styles['foot']}>
        <span className={styles['quiet']}>
          {state.reading
            ? 'reading'
            : state.paths.length > 1
              ? `${formatCount(state.paths.length, 'file')}, read alike`
              : ''}
        </span>
        <Button onClick={() => dispatch({ kind: 'go', step: 'file' })}>Back</Button>
        <Button
          disabled={state.options.remember === true && 'It will be saved with the import.'}
          onClick={() => dispatch({ kind: 'option', patch: { remember: true } })}
        >
          {state.options.remember === true ? 'Template: yes' : 'Save as template'}
        </Button>
        <Button
          tone="primary"
          disabled={missing.length > 0 && `Set ${missing.join(', ')} first.`}
          onClick={() => dispatch({ kind: 'go', step: 'check' })}
        >
          Check rows
        </Button>
      </footer>
    </>
  );
}
