import { useCallback, useMemo, type ReactElement } from 'react';
import { Section } from '../../ui/Section';
import { Segmented } from '../../ui/Segmented';
import { Chart } from '../shared/chart/Chart';
import type { Size } from '../../ui/plot/use-size';
import { answerIn, type ValueModel } from './model';
import { drawSensitivity, sensitivityHeight, sensitivityModel, type DdmForm } from './sensitivity';
import styles from './value.module.css';

const FORMS = [
  { value: 'gordon', label: 'Gordon' },
  { value: 'twoStage', label: 'two-stage' },
  { value: 'hModel', label: 'H' },
] as const;
const OWN = [{ text: 'as assumed', ink: 'accent', box: true }] as const;

interface DdmProps {
  readonly name: string;
  readonly model: ValueModel;
  readonly form: DdmForm;
  readonly onForm: (form: DdmForm) => void;
}

/** Worth of what is paid to holders over growth and discount rate, so that one lucky pair is seen as such; colour is its distance from the price. */
export function Ddm({ name, model, form, onForm }: DdmProps): ReactElement {
  const grid = useMemo(() => sensitivityModel(model.args, form), [model.args, form]);
  const draw = useCallback((size: Size) => (grid ? drawSensitivity(grid, size) : { shapes: [], spots: [] }), [grid]);
  const forms = <Segmented label="Form of the dividend discount model" value={form} segments={FORMS} onChange={onForm} />;
  const title = 'DDM, USD';
  const answer = answerIn(model, form);
  if (!grid || !grid.cells.flat().some(({ value }) => Number.isFinite(value)))
    return (
      <section aria-label={title}>
        <Section title={title} end={forms} />
        <p className={styles['note']}>No table: {answer.reason || 'growth and a discount rate are needed'}.</p>
      </section>
    );
  return (
    <Chart
      title={title}
      keys={OWN}
      tools={forms}
      file={`dividend discount ${name}`}
      height={sensitivityHeight(grid)}
      perRow={grid.discounts.length}
      describe="Worth of one token or share by growth for ever and discount rate"
      draw={draw}
    />
  );
} // prettier-ignore
