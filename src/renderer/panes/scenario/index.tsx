import { memo, useCallback, useEffect, useMemo, useRef, useState, type ReactElement, type RefObject } from 'react';
import { HEDGE_DEFAULTS } from '#core/hedge/defaults';
import type { SurfaceRule } from '#core/hedge/types';
import { formatNumber } from '../../lib/format';
import { saveCsv } from '../../lib/save';
import { addCommands } from '../../state/commands';
import { editPlan } from '../../state/hedge';
import type { PlanBook } from '../../state/hedge-book';
import { hedgeView, MOST_DAYS, selectScenario, useHedgeView, type ScenarioWish } from '../../state/hedge-view';
import { selectInstrument, useInstruments } from '../../state/instruments';
import { IconButton } from '../../ui/Button';
import { Figure } from '../../ui/Figure';
import { Menu } from '../../ui/Menu';
import { NumberField } from '../../ui/NumberField';
import { PaneFrame } from '../../ui/PaneFrame';
import { Section } from '../../ui/Section';
import { Segmented } from '../../ui/Segmented';
import { Select } from '../../ui/Select';
import { Tag } from '../../ui/Tag';
import { BookAbsent } from '../shared/hedge/BookAbsent';
import { formatGain, moneyUnit, type MoneyUnit } from '../shared/hedge/money';
import { followGesture, useTrailingBook } from '../shared/hedge/use-hedge-book';
import type { HeatCells } from './heat-cells';
import { HeatTable } from './HeatTable';
import { LegTable } from './LegTable';
import { rampStep } from '#shared/ramp';
import { cellLegs, cellWords, scenarioModel, type ScenarioModel } from '../shared/hedge/scenario';
import { marginGridCsv, marginModel, scenarioGridCsv, type MarginModel } from './model';
import styles from './scenario.module.css';

const AXES = [
  { value: 'vol', label: 'Price x vol' },
  { value: 'time', label: 'Price x time' },
] as const;
const DYNAMICS = [
  { value: 'stickyDelta', label: 'Sticky delta', hint: 'the smile moves with the price' },
  { value: 'stickyStrike', label: 'Sticky strike', hint: 'each strike keeps its volatility' },
  { value: 'volBeta', label: 'Vol-beta', hint: 'a fall lifts the whole smile' },
] as const;
const SHOCKS = [
  { value: 'front', label: 'Front moves most', hint: 'power 0.30 under 30 d, 0.13 from there' },
  { value: 'parallel', label: 'All tenors alike' },
] as const;

/** What can be had as a file. */
interface Shown {
  readonly name: string;
  readonly scenario: ScenarioModel;
  readonly margin: MarginModel;
}

/** The book when price, volatility and time move, and the stress that margin is asked for. */
export function ScenarioPane({ id }: { readonly id: string }): ReactElement {
  const wish = useHedgeView(selectScenario);
  const change = hedgeView.getState().askScenario;
  const shown = useRef<Shown>(undefined);
  const [sub, setSub] = useState('');
  const onShown = useCallback((next: Shown | undefined, unit: string): void => {
    shown.current = next;
    setSub(unit);
  }, []);
  useScenarioCommands(shown);
  const exports = [
    { label: 'Save scenario as CSV', icon: 'save', disabled: sub === '' && 'Nothing is computed.', onSelect: () => saveScenario(shown.current) },
    { label: 'Save margin stress as CSV', icon: 'save', disabled: sub === '' && 'Nothing is computed.', onSelect: () => saveMargin(shown.current) },
  ] as const; // prettier-ignore
  return (
    <PaneFrame
      title="Scenario"
      sub={sub}
      menu={exports}
      tools={
        <>
          <Segmented label="Axes" value={wish.axes} segments={AXES} onChange={(axes) => change({ axes })} />
          <Menu trigger={<IconButton icon="save" label="Export" tooltip={false} />} entries={exports} />
        </>
      }
    >
      <Body pane={id} wish={wish} onWish={change} onShown={onShown} />
    </PaneFrame>
  );
}

interface BodyProps {
  readonly pane: string;
  readonly wish: ScenarioWish;
  readonly onWish: (change: Partial<ScenarioWish>) => void;
  readonly onShown: (shown: Shown | undefined, unit: string) => void;
}

function Body({ pane, ...rest }: BodyProps): ReactElement {
  const state = useTrailingBook(pane);
  return state.book ? <Scenario planBook={state.book} {...rest} /> : <BookAbsent state={state} />;
}

interface ScenarioProps extends Omit<BodyProps, 'pane'> {
  readonly planBook: PlanBook;
}

/** A grid as its cells print it, in one unit of money. */
function scenarioCells(
  scenario: ScenarioModel,
  currency: string,
): { readonly cells: HeatCells; readonly unit: MoneyUnit } {
  const { total, unhedged, worst } = scenario;
  const step = rampStep(total);
  // Of the book without its layers, so that a hedge changes figures and not their unit.
  const reach = unhedged.reduce((most, gain) => Math.max(most, Math.abs(gain)), 0);
  const unit = moneyUnit(reach || 4 * step || 0, currency);
  return { cells: { values: total, step, worst, print: (gain) => formatGain(gain, unit) }, unit };
}

/** While a strike is dragged only the cells follow on each frame, past React; what else stands here follows a few times a second. */
function Scenario({ planBook, wish, onWish, onShown }: ScenarioProps): ReactElement {
  const { plan, book } = planBook;
  const instrument = useInstruments(selectInstrument(plan.asset));
  const currency = instrument?.quote ?? 'USD';
  const scenario = useMemo(() => scenarioModel(book, wish), [book, wish]);
  const preset = plan.capital?.requirement.by === 'stress' ? plan.capital.requirement.preset : HEDGE_DEFAULTS.margin;
  const margin = useMemo(() => marginModel(book, preset), [book, preset]);
  const { cells, unit } = useMemo(() => scenarioCells(scenario, currency), [scenario, currency]);
  const follow = useCallback(
    (write: (cells: HeatCells) => void) =>
      followGesture((moved) => write(scenarioCells(scenarioModel(moved.book, wish), currency).cells)),
    [wish, currency],
  );
  const [picked, setPicked] = useState(-1);
  const pick = useCallback((at: number) => setPicked((before) => (before === at ? -1 : at)), []);
  const legs = useMemo(() => (picked < 0 ? [] : cellLegs(book, scenario, picked)), [book, scenario, picked]);
  useEffect(
    () => onShown({ name: plan.name, scenario, margin }, unit.words),
    [onShown, plan.name, scenario, margin, unit],
  );
  useEffect(() => () => onShown(undefined, ''), [onShown]);
  const setSurface = (change: Partial<SurfaceRule>): void =>
    editPlan((now) => ({ ...now, surface: { ...now.surface, ...change } }));
  const { surface } = plan;
  const isVol = wish.axes === 'vol';
  return (
    <div className={styles['scroll']}>
      <div className={styles['controls']}>
        <Select
          label="Surface dynamics"
          value={surface.dynamics}
          options={DYNAMICS}
          onChange={(dynamics) => setSurface({ dynamics })}
        />
        {surface.dynamics === 'volBeta' && (
          <NumberField
            label="Vol-beta"
            min={-20}
            max={20}
            step={0.1}
            width={64}
            value={surface.volBeta}
            onCommit={(volBeta) => setSurface({ volBeta })}
          />
        )}
        {isVol ? (
          <span className={styles['pair']}>
            after
            <NumberField
              label="Days forward"
              unit="d"
              min={0}
              max={MOST_DAYS}
              width={64}
              value={wish.days}
              onCommit={(days) => onWish({ days })}
            />
          </span>
        ) : (
          <span className={styles['pair']}>
            volatility
            <NumberField
              label="Shock of volatility"
              unit="pt"
              min={-200}
              max={200}
              step={5}
              width={72}
              value={wish.points}
              onCommit={(points) => onWish({ points })}
            />
          </span>
        )}
        <Select
          label="Shocks by tenor"
          value={surface.parallel ? 'parallel' : 'front'}
          options={SHOCKS}
          onChange={(next) => setSurface({ parallel: next === 'parallel' })}
        />
        <span className={styles['end']}>
          {book.market.surface.modelled && (
            <Tag tone="estimate" title="Fitted to no quotes: a shape put on the level of a volatility index.">
              modelled smile
            </Tag>
          )}
        </span>
      </div>
      <div className={styles['grid']}>
        <HeatTable
          label={isVol ? 'Gain by price and volatility' : 'Gain by price and time'}
          columns={scenario.columns}
          rows={scenario.rows}
          corner={isVol ? 'points, %' : 'days, %'}
          cells={cells}
          follow={follow}
          picked={picked}
          onPick={pick}
        />
        <p className={styles['note']}>
          {isVol ? `Price in %, volatility in points, after ${wish.days} d.` : 'Price in %, days forward.'} Outlined:
          the worst cell
          {scenario.worst >= 0 && `, ${cells.print(scenario.unhedged[scenario.worst]!)} without layers`}.
        </p>
      </div>
      {picked >= 0 && (
        <>
          <Section
            title="Legs"
            sub={cellWords(scenario, picked)}
            end={<IconButton icon="close" iconSize={14} label="Close the legs" onClick={() => setPicked(-1)} />}
          />
          <LegTable rows={legs} unit={unit} />
        </>
      )}
      <Margin margin={margin} unit={unit} presetWords={`${preset.name}, ${preset.asOf}`} source={preset.source} />
    </div>
  );
}

interface MarginProps {
  readonly margin: MarginModel;
  readonly unit: MoneyUnit;
  readonly presetWords: string;
  readonly source: string;
}

const Margin = memo(function Margin({ margin, unit, presetWords, source }: MarginProps): ReactElement {
  const { requirement, near, far, worst, left } = margin;
  const [nearCells, farCells] = useMemo(() => {
    const print = (gain: number): string => formatGain(gain, unit);
    const cellsOf = ({ values }: MarginModel['near'], at: number): HeatCells => ({ values, step: rampStep(values), worst: at, print }); // prettier-ignore
    return [cellsOf(near, worst.near), cellsOf(far, worst.far)];
  }, [near, far, worst, unit]);
  return (
    <>
      <Section
        title="Margin stress"
        sub={presetWords}
        end={
          requirement && (
            <span className={styles['requirement']}>
              requirement{' '}
              <Figure
                label="Requirement"
                value={formatNumber(requirement.requirement / unit.per, { decimals: unit.decimals })}
                unit={unit.short}
                full={`${formatNumber(requirement.requirement)} ${unit.words.split(' ').at(-1)}`}
                estimate
                definition="Loss of the worst cell: what a venue with this grid would ask for. Its own delta, roll and offset parts are left out."
                source={source}
              />
            </span>
          )
        }
      />
      {requirement ? (
        <div className={styles['grid']}>
          <HeatTable
            label="Margin stress by price and volatility"
            corner="move, %"
            columns={near.columns}
            rows={near.rows}
            cells={nearCells}
          />
          <HeatTable
            label="Margin stress of far moves"
            corner="far, %"
            columns={far.columns}
            rows={far.rows}
            cells={farCells}
          />
          <p className={styles['note']}>
            Price in %. Outlined: the requirement.
            {left.length > 0 && ` Not on margin here: ${left.join(', ')}.`}
          </p>
        </div>
      ) : (
        <p className={styles['none']}>
          Nothing of the book is margined{left.length > 0 ? `: ${left.join(', ')} is held outright` : ''}.
        </p>
      )}
    </>
  );
});

const saveScenario = (shown: Shown | undefined): void => {
  if (shown) void saveCsv(`scenario ${shown.name}`, scenarioGridCsv(shown.scenario));
};
const saveMargin = (shown: Shown | undefined): void => {
  if (shown) void saveCsv(`margin stress ${shown.name}`, marginGridCsv(shown.margin));
};

function useScenarioCommands(shown: RefObject<Shown | undefined>): void {
  useEffect(() => {
    const enabled = (): true | string => shown.current !== undefined || 'Nothing is computed.';
    return addCommands([
      {
        id: 'scenario.saveCsv',
        title: 'Save the scenario as CSV',
        group: 'Hedge',
        also: 'heat map grid',
        enabled,
        run: () => saveScenario(shown.current),
      },
      {
        id: 'scenario.saveMargin',
        title: 'Save the margin stress as CSV',
        group: 'Hedge',
        enabled,
        run: () => saveMargin(shown.current),
      },
    ]);
  }, [shown]);
}
