import type { ReactElement } from 'react';
import type { Answer, AnswerId } from '#core/value/types';
import type { Ms } from '#core/time/ms';
import type { Entity } from '#shared/value';
import { formatPercent } from '../../lib/format';
import { Figure } from '../../ui/Figure';
import { Section } from '../../ui/Section';
import { FigureMenu } from '../shared/value/FigureMenu';
import { answerFigure, IS_PER_UNIT } from './cite';
import { answerIn, type ValueModel } from './model';
import styles from './value.module.css';
import { ANSWER_GROUPS, ANSWER_WORDS, answerFull, answerUnit, inputTitle, printAnswer } from './words';

interface AnswersProps {
  readonly entity: Entity;
  readonly model: ValueModel;
  /** Instant that the answers are of. */
  readonly at: Ms;
  readonly chosen: AnswerId;
  readonly onChoose: (id: AnswerId) => void;
}

/** Every answer at once, each with the reason where there is none. Choosing one shows what it depends on. */
export function Answers({ entity, model, at, chosen, onChoose }: AnswersProps): ReactElement {
  return (
    <section aria-label="Answers">
      <Section title="Answers" sub="choose one to see what it depends on" />
      <table className={styles['answers']} aria-label="Answers">
        <thead>
          <tr>
            <th scope="col">Answer</th>
            <th scope="col">By the float</th>
            <th scope="col">Fully diluted</th>
            <td />
          </tr>
        </thead>
        {ANSWER_GROUPS.map(({ title, ids }) => (
          <tbody key={title} aria-label={title}>
            {ids.map((id) => (
              <Row key={id} entity={entity} model={model} at={at} answer={answerIn(model, id)} isChosen={id === chosen} onChoose={onChoose} />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
} // prettier-ignore

interface RowProps extends Omit<AnswersProps, 'chosen'> {
  readonly answer: Answer;
  readonly isChosen: boolean;
}

function Row({ entity, model, at, answer, isChosen, onChoose }: RowProps): ReactElement {
  const { id, value, unit, reason, diluted, notes, reads } = answer;
  const byBeta = reads.includes('beta');
  const estimated = answer.estimated || byBeta;
  const { title, ...words } = ANSWER_WORDS[id];
  const isMissing = !Number.isFinite(value);
  const price = model.inputs.price.value;
  const toPrice = (worth: number): string | undefined =>
    IS_PER_UNIT.has(id) && price > 0 && Number.isFinite(worth) ? formatPercent(worth / price - 1, { sign: true, decimals: 0 }) : undefined; // prettier-ignore
  const figure = (label: string, one: number): ReactElement => (
    <Figure
      label={label}
      value={printAnswer(unit, one)}
      unit={answerUnit[unit]}
      full={answerFull(unit, one)}
      interval={toPrice(one)}
      estimate={estimated}
      {...words}
      window={`Reads ${reads.map(inputTitle).join(', ')}`}
    >
      {toPrice(one) !== undefined && <p>{`${toPrice(one)} against the price.`}</p>}
      {notes.map((note) => (
        <p key={note}>{note}.</p>
      ))}
      {answer.estimated && <p>It rests on an estimate or a figure of yours.</p>}
      {byBeta && <p>It rests on an estimated beta.</p>}
    </Figure>
  );
  return (
    <tr data-answer={id} data-chosen={isChosen || undefined}>
      <th scope="row">
        <button type="button" className={styles['answerName']} aria-pressed={isChosen} onClick={() => onChoose(id)}>
          {title}
        </button>
      </th>
      {isMissing ? (
        <td colSpan={2} className={styles['why']}>
          <Figure label={title} value={reason} missing {...words} window={`Reads ${reads.map(inputTitle).join(', ')}`} />
        </td>
      ) : (
        <>
          <td>{figure(title, value)}</td>
          <td>{Number.isFinite(diluted) && figure(`${title}, fully diluted`, diluted)}</td>
        </>
      )}
      <td className={styles['use']}>
        <FigureMenu label={title} of={() => answerFigure(entity, model, answer, at)} why={isMissing && reason} />
      </td>
    </tr>
  );
} // prettier-ignore
