import { useCallback, useMemo, useState, type ReactElement } from 'react';
import { VALUE_DEFAULTS } from '#core/value/defaults';
import type { AnswerId } from '#core/value/types';
import { tornado } from '#core/value/valuate';
import type { Ms } from '#core/time/ms';
import type { Entity, ValueMarket } from '#shared/value';
import type { Zone } from '../../lib/format';
import { selectSheet, useValuation } from '../../state/valuation';
import type { Size } from '../../ui/plot/use-size';
import { Section } from '../../ui/Section';
import { Chart } from '../shared/chart/Chart';
import { Answers } from './Answers';
import { Capm } from './Capm';
import { Ddm } from './Ddm';
import { Inputs } from './Inputs';
import { Listing } from './Listing';
import { answerIn, type ValueModel } from './model';
import type { DdmForm } from './sensitivity';
import { drawTornado, tornadoHeight } from './tornado';
import styles from './value.module.css';
import { ANSWER_WORDS } from './words';

interface ValuationProps {
  readonly entity: Entity;
  readonly model: ValueModel;
  readonly market: ValueMarket | undefined;
  readonly at: Ms;
  readonly zone: Zone;
  readonly chosen: AnswerId;
  readonly onChoose: (id: AnswerId) => void;
}

const isForm = (id: AnswerId): id is DdmForm => id === 'gordon' || id === 'twoStage' || id === 'hModel';
const KEYS = [
  { text: 'input lower', ink: 'series3', width: 8 },
  { text: 'input higher', ink: 'series1', width: 8 },
] as const;

/** Inputs on the left, answers at once on the right. */
export function Valuation(props: ValuationProps): ReactElement {
  const { entity, model, market, at, zone, chosen, onChoose } = props;
  const { beta } = useValuation(selectSheet(entity.id));
  const [lastForm, setForm] = useState<DdmForm>('gordon');
  const form = isForm(chosen) ? chosen : lastForm;
  return (
    <div className={styles['halves']}>
      <div className={styles['left']}>
        <Inputs entity={entity} model={model} zone={zone} riskFreeWords={market?.riskFreeWords ?? ''} />
      </div>
      <div className={styles['right']}>
        <Answers entity={entity} model={model} at={at} chosen={chosen} onChoose={onChoose} />
        <Tornado name={entity.name} model={model} id={chosen} />
        <Capm entity={entity} model={model} market={market} beta={beta} at={at} />
        <Ddm
          name={entity.name}
          model={model}
          form={form}
          onForm={(next) => {
            setForm(next);
            if (isForm(chosen)) onChoose(next);
          }}
        />
        <Listing model={model} />
      </div>
    </div>
  );
}

interface TornadoProps {
  readonly name: string;
  readonly model: ValueModel;
  readonly id: AnswerId;
}

/** What the chosen answer depends on, widest first. */
function Tornado({ name, model, id }: TornadoProps): ReactElement {
  const answer = answerIn(model, id);
  const share = VALUE_DEFAULTS.tornado;
  const bars = useMemo(() => tornado(model.args, id, share), [model.args, id, share]);
  const draw = useCallback((size: Size) => drawTornado(answer, bars, share, size), [answer, bars, share]);
  const { title } = ANSWER_WORDS[id];
  const heading = `What ${title} depends on`;
  if (Number.isNaN(answer.value))
    return (
      <section aria-label={heading}>
        <Section title={heading} />
        <p className={styles['note']}>There is no {title}: {answer.reason}.</p>
      </section>
    ); // prettier-ignore
  return (
    <Chart
      title={heading}
      sub={`±${Math.round(share * 100)}\u00a0%`}
      keys={KEYS}
      file={`tornado ${title} ${name}`}
      height={tornadoHeight(bars)}
      describe={`How far ${title} moves with each figure that it reads`}
      draw={draw}
    />
  );
}
