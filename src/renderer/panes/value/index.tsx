import { useEffect, useMemo, useState, type ReactElement } from 'react';
import type { AnswerId } from '#core/value/types';
import type { Ms } from '#core/time/ms';
import type { Entity, EntityReading, ValueMarket } from '#shared/value';
import { call } from '../../lib/call';
import { formatTimeZoned } from '../../lib/format';
import { saveCsv } from '../../lib/save';
import { asOfArgs } from '../../state/clock';
import { addCommands } from '../../state/commands';
import { importStatements, selectChosen, useEntities, useEntity, useEntityList } from '../../state/entities';
import { useRestedAsOf } from '../../state/rested-clock';
import { selectZone, useSettings } from '../../state/settings';
import { useShown } from '../../state/shown';
import { useReply } from '../../state/use-reply';
import { resetAll, selectSheet, useValuation, valuation } from '../../state/valuation';
import { Button, IconButton } from '../../ui/Button';
import { PaneFrame } from '../../ui/PaneFrame';
import { Segmented } from '../../ui/Segmented';
import { EmptyState, ErrorState, Skeleton } from '../../ui/States';
import { citeFigure, copyFigureCard } from '../shared/value/card';
import { EntityBar } from '../shared/value/EntityBar';
import { instantOf } from '../shared/value/instant';
import { answerFigure } from './cite';
import { Flows } from './Flows';
import { valueGrid } from './grids';
import { answerIn, valueModel, type ValueModel } from './model';
import { discountOf, sensitivityGrid } from './sensitivity';
import { Statements } from './Statements';
import { Valuation } from './Valuation';
import styles from './value.module.css';
import { WeakHands } from './WeakHands';
import { ANSWER_WORDS } from './words';

const VIEWS = [
  { value: 'valuation', label: 'Valuation' },
  { value: 'flows', label: 'Flows' },
  { value: 'weak-hands', label: 'Weak hands' },
  { value: 'statements', label: 'Statements' },
] as const;
type View = (typeof VIEWS)[number]['value'];
const NONE: readonly Entity[] = [];

function useMarket(id: string | null, window: number, asOf: Ms | null): { readonly market: ValueMarket | undefined; readonly error: Error | undefined } {
  const question = id === null ? null : `value market ${id} ${window} ${asOf ?? 'live'}`;
  const reply = useReply(question, async () => ({ id, market: await call('value:market', { id: id ?? '', window, ...asOfArgs(asOf) }) }));
  return { market: reply.value?.id === id ? reply.value?.market : undefined, error: reply.error };
} // prettier-ignore

/** What a price stands on: cost of capital, multiples, yields and worth of an entity, as it was known at the clock. */
export function ValuePane({ id }: { readonly id: string }): ReactElement {
  const zone = useSettings(selectZone);
  const asOf = useRestedAsOf();
  const [dialog, setDialog] = useState<'new' | 'edit' | null>(null);
  const [view, setView] = useState<View>('valuation');
  const [chosen, setChosen] = useState<AnswerId>('priceEarnings');
  const entityList = useEntityList();
  const list = useMemo(() => entityList.value?.filter(({ kind }) => kind !== 'pool') ?? NONE, [entityList.value]);
  const wished = useEntities(selectChosen('value'));
  const current = list.find((one) => one.id === wished) ?? list[0];
  const currentId = current?.id ?? null;
  const reading = useEntity(currentId);
  const sheet = useValuation(selectSheet(currentId));
  const { market, error: marketError } = useMarket(currentId, sheet.beta.window, asOf);
  const at = current && reading.value ? instantOf(asOf, reading.value.entity, reading.value.at, market?.priceAt ?? Number.NaN) : Number.NaN; // prettier-ignore
  const model = useMemo(() => (reading.value && valueModel(reading.value, market, sheet, at)), [reading.value, market, sheet, at]); // prettier-ignore
  useShown(id, newestOf(reading.value, market));
  const answer = model && answerIn(model, chosen);
  useValueCommands({ current, model, at, chosen, onDialog: setDialog, onView: setView });
  const error = entityList.error ?? reading.error;
  const why = !model && 'No entity is shown.';
  const saveTable = (): void => void (model && current && saveCsv(`dividend discount ${current.name}`, sensitivityGrid(model.args)));
  const save = (): void => void (model && current && saveCsv(`value ${current.name}`, valueGrid(model)));
  return (
    <PaneFrame
      title="Value"
      sub={current ? (asOf === null ? current.symbol : `as known at ${formatTimeZoned(asOf, zone)}`) : ''}
      menu={[
        { label: 'Save inputs and answers as CSV', icon: 'save', disabled: why, onSelect: save },
        { label: 'Save the dividend table as CSV', icon: 'save', disabled: why || (Number.isNaN(discountOf(model!.args)) && 'There is no discount rate.'), onSelect: saveTable },
      ]}
      tools={
        <>
          <Button
            tone="quiet"
            disabled={why || (answer && Number.isNaN(answer.value) && `There is no ${ANSWER_WORDS[chosen].title}: ${answer.reason}`)}
            onClick={() => current && model && answer && void citeFigure(answerFigure(current, model, answer, at))}
          >
            Cite {ANSWER_WORDS[chosen].title}
          </Button>
          <IconButton icon="save" label="Save inputs and answers as CSV" disabled={why} onClick={save} />
        </>
      }
    >
      <div className={styles['pane']}>
        <div className={styles['head']}>
          <EntityBar place="value" list={list} current={current} kind="protocol" dialog={dialog} onDialog={setDialog} />
          {current && <Segmented label="View" value={view} segments={VIEWS} onChange={setView} />}
        </div>
        {error ? (
          <ErrorState what="The statements could not be read." then={`${error.message} Nothing stored was changed.`} action={<Button onClick={() => (entityList.reload(), reading.reload())}>Read them again</Button>} />
        ) : !entityList.value ? (
          <Skeleton label="Loading entities" />
        ) : !current ? (
          <EmptyState
            text={asOf === null ? 'Nothing is valued yet.' : 'Nothing that is valued was known by then.'}
            hint="An entity is a protocol, a token, a share or a fund with its dated statements, typed in or imported."
            action={
              <Button tone="primary" onClick={() => setDialog('new')}>
                New entity
              </Button>
            }
          />
        ) : !reading.value || !model ? (
          <Skeleton label="Loading statements" rows={10} />
        ) : (
          <>
            {marketError && <p className={styles['warning']} role="status">{`No price and no beta: ${marketError.message}`}</p>}
            {view === 'valuation' && <Valuation entity={current} model={model} market={market} at={at} zone={zone} chosen={chosen} onChoose={setChosen} />}
            {view === 'flows' && <Flows entity={current} model={model} at={at} zone={zone} />}
            {view === 'weak-hands' && <WeakHands key={current.id} entity={current} at={at} zone={zone} />}
            {view === 'statements' && <Statements key={current.id} reading={reading.value} asOf={asOf} zone={zone} />}
          </>
        )}
      </div>
    </PaneFrame>
  );
} // prettier-ignore

/** When the newest figure that is shown became known. */
function newestOf(reading: EntityReading | undefined, market: ValueMarket | undefined): Ms | undefined {
  if (!reading) return undefined;
  const all = [...reading.rows.map(({ published }) => published), market?.priceAt ?? Number.NaN].filter(
    Number.isFinite,
  );
  return all.length === 0 ? undefined : all.reduce((newest, t) => Math.max(newest, t));
}

interface CommandArgs {
  readonly current: Entity | undefined;
  readonly model: ValueModel | undefined;
  readonly at: Ms;
  readonly chosen: AnswerId;
  readonly onDialog: (dialog: 'new') => void;
  readonly onView: (view: View) => void;
}

function useValueCommands({ current, model, at, chosen, onDialog, onView }: CommandArgs): void {
  useEffect(() => {
    const group = 'Evidence';
    const isShown = (): true | string => model !== undefined || 'No entity is shown.';
    const answer = model && answerIn(model, chosen);
    const isAnswered = (): true | string => !answer ? 'No entity is shown.' : Number.isNaN(answer.value) ? answer.reason : true; // prettier-ignore
    const figure = () => answerFigure(current!, model!, answer!, at);
    const { title } = ANSWER_WORDS[chosen];
    return addCommands([
      { id: 'value.new', title: 'New entity', group, also: 'value protocol token company fund', run: () => onDialog('new') },
      { id: 'value.import', title: 'Import statements', group, also: 'value csv fundamentals', run: () => void importStatements('value') },
      ...VIEWS.map(({ value, label }) => ({ id: `value.view.${value}`, title: `Value: ${label}`, group, enabled: isShown, run: () => onView(value) })),
      { id: 'value.reset', title: 'Value: all inputs as known', group, enabled: isShown, run: () => current && valuation.getState().edit(current.id, resetAll) },
      { id: 'value.cite', title: `Cite ${title} in the plan`, group, also: 'value evidence thesis', enabled: isAnswered, run: () => void citeFigure(figure()) },
      { id: 'value.copyCard', title: `Copy ${title} as evidence card`, group, also: 'value', enabled: isAnswered, run: () => void copyFigureCard(figure()) },
      { id: 'value.saveCsv', title: 'Save inputs and answers as CSV', group, also: 'value export', enabled: isShown, run: () => void saveCsv(`value ${current!.name}`, valueGrid(model!)) },
    ]);
  }, [current, model, at, chosen, onDialog, onView]);
} // prettier-ignore
