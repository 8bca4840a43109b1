import type { ReactElement } from 'react';
import type { ImportPreview } from '#shared/jobs';
import { Section } from '../../ui/Section';
import { cx } from '../../lib/class-names';
import styles from './import.module.css';

const DELIMITERS: Readonly<Record<string, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' };
const SHOWN = 5;
const isNumber = (text: string): boolean => /^[-+]?[\d.,]+(e[-+]?\d+)?$/i.test(text.trim());

/** The file as it is, before anything is made of it. */
export function PreviewRows({ preview }: { readonly preview: ImportPreview }): ReactElement {
  const { header, rows, delimiter, compression, hasHeader } = preview;
  const shown = rows.slice(0, SHOWN);
  const isFigure = header.map((_, i) => shown.length > 0 && shown.every((row) => isNumber(row[i] ?? '')));
  const about = [
    DELIMITERS[delimiter],
    compression === 'none' ? '' : compression,
    hasHeader ? 'header row' : 'no header row',
  ];
  return (
    <>
      <Section title="First rows" sub={about.filter(Boolean).join(', ')} />
      <div className={styles['previewBox']} tabIndex={0} role="region" aria-label="First rows of the file">
        <table className={styles['preview']}>
          <thead>
            <tr>
              {header.map((name, i) => (
                <th key={i} className={isFigure[i] ? styles['figure'] : undefined}>
                  {name === '' ? `column ${i + 1}` : name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, i) => (
              <tr key={i}>
                {header.map((_, k) => (
                  <td key={k} className={cx(isFigure[k] && styles['figure'])}>
                    {row[k] ?? ''}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
