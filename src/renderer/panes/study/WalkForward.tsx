import type { ReactElement } from 'react';
import type { ModelResult, StudyResult } from '#core/evidence/types';
import { formatNumber, formatTime } from '../../lib/format';
import { Figure } from '../../ui/Figure';
import { Section } from '../../ui/Section';
import { provenanceOf } from '../shared/evidence/words';
import styles from './study.module.css';

const COLUMNS = [
  ['n', 'Tested events.'],
  ['Brier', 'Mean squared error of the stated probability: smaller is better.'],
  ['Base', 'Brier score of always stating the base rate of the events before.'],
  ['AUC', 'Chance that a low that held was given the higher probability; 0.50 is no skill.'],
] as const;

/** How the model did on each stretch it had not seen. */
export function WalkForward({
  result,
  model,
}: {
  readonly result: StudyResult;
  readonly model: ModelResult;
}): ReactElement {
  const { source } = provenanceOf(result);
  const rows = [
    ...model.folds.map((fold) => ({ ...fold, name: foldName(fold), trainedOn: `fitted on ${formatNumber(fold.trained)} events before` })),
    { ...model, name: 'All', trainedOn: 'all stretches together', from: model.folds[0]?.from ?? NaN, to: model.folds.at(-1)?.to ?? NaN },
  ]; // prettier-ignore
  return (
    <section className={styles['cell']} aria-label="Walk-forward">
      <Section title="Walk-forward" sub="fitted before, tested in" />
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">Test</th>
            {COLUMNS.map(([title, definition]) => (
              <th key={title} scope="col" title={definition}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name} className={row.name === 'All' ? styles['total'] : undefined}>
              <th scope="row">{row.name}</th>
              {COLUMNS.map(([title, definition], i) => {
                const value = [row.n, row.brier, row.brierBase, row.auc][i]!;
                return (
                  <td key={title}>
                    <Figure
                      label={`${title}, ${row.name}`}
                      value={formatNumber(value, { decimals: [0, 3, 3, 2][i]!, missing: 'too few' })}
                      missing={!Number.isFinite(value)}
                      definition={definition}
                      method={row.trainedOn}
                      source={source}
                      window={`${formatTime(row.from, 'utc', 'day')} to ${formatTime(row.to, 'utc', 'day')}`}
                      focusable={false}
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A whole year by its number, else the month it begins in. */
function foldName({ from, to }: { readonly from: number; readonly to: number }): string {
  const [a, b] = [formatTime(from, 'utc', 'day'), formatTime(to, 'utc', 'day')];
  const isYear = a.endsWith('-01-01') && b.endsWith('-01-01') && Number(b.slice(0, 4)) - Number(a.slice(0, 4)) === 1;
  return isYear ? a.slice(0, 4) : a;
}
