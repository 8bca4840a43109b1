import { useEffect, useMemo, type ReactElement } from 'react';
import { blankLayer } from '#core/hedge/blank-layers';
import { HEDGE_DEFAULTS } from '#core/hedge/defaults';
import type { HedgePlan } from '#core/hedge/types';
import { marginOf } from '#core/hedge/book-margin';
import { formatTimeZoned } from '../../lib/format';
import { runCommand } from '../../state/commands';
import {
  editPlan,
  hedge,
  selectCanRedo,
  selectCanUndo,
  selectCompare,
  selectDirty,
  selectSavedId,
  selectSelectedLayer,
  useHedge,
  type HedgeState,
} from '../../state/hedge';
import type { PlanBook } from '../../state/hedge-book';
import { addLayers, addPositions, changeLayer, changePosition, noRoom } from '../../state/hedge-edit';
import { hedgeInbox } from '../../state/hedge-inbox';
import { layersOf } from '../../state/hedge-import';
import { useRestedPlan } from '../../state/hedge-rested';
import { hedgeView, selectHedgeDialog, selectScenario, showHedgeDialog, useHedgeView } from '../../state/hedge-view';
import { selectInstrument, useInstruments } from '../../state/instruments';
import { notify } from '../../state/notices';
import { selectZone, useSettings } from '../../state/settings';
import { Button, IconButton } from '../../ui/Button';
import type { MenuEntry } from '../../ui/Menu';
import { PaneFrame } from '../../ui/PaneFrame';
import { Section } from '../../ui/Section';
import { Icon } from '../../ui/Icon';
import { BookAbsent } from '../shared/hedge/BookAbsent';
import { cellWords, scenarioModel } from '../shared/hedge/scenario';
import { useRestedBook } from '../shared/hedge/use-hedge-book';
import styles from './builder.module.css';
import { Capital } from './Capital';
import { Exposure, ruleWords } from './Exposure';
import { Footer } from './Footer';
import { LayerEditor } from './LayerEditor';
import { layerRow, unpricedRow } from './layer-rows';
import { Layers } from './Layers';
import { OnScenario } from './OnScenario';
import { PlansDialog } from './PlansDialog';
import { PositionDialog } from './PositionDialog';
import { PresetsDialog } from './PresetsDialog';
import { RulesDialog } from './RulesDialog';

/** The book, the layers that protect it, and what they wait for and cost. */
export function HedgeBuilderPane({ id }: { readonly id: string }): ReactElement {
  const dirty = useHedge(selectDirty);
  const savedId = useHedge(selectSavedId);
  const compare = useHedge(selectCompare);
  return (
    <PaneFrame title="Hedge builder" menu={planEntries(savedId !== null, dirty, compare)} tools={<Tools />}>
      <PlanBar />
      <OnScenario pane={id} />
      <Body pane={id} />
    </PaneFrame>
  );
}

const selectName = (s: HedgeState): string | null => s.plan?.name ?? null;

/** Which plan it is and whether it is kept: in the pane, as its header is shared with other panes. */
function PlanBar(): ReactElement | null {
  const name = useHedge(selectName);
  const dirty = useHedge(selectDirty);
  const savedId = useHedge(selectSavedId);
  const compare = useHedge(selectCompare);
  if (name === null) return null;
  const standing = savedId === null ? 'not saved' : dirty ? 'unsaved changes' : 'saved';
  return (
    <div className={styles['plan']}>
      <p>
        <b>{name}</b>, {standing}
        {compare && `, beside ${compare.name}`}
      </p>
      <Button tone="quiet" disabled={!dirty && 'It is saved as it stands.'} onClick={() => runCommand('hedge.save')}>
        Save
      </Button>
      <Button tone="quiet" onClick={() => showHedgeDialog({ kind: 'plans' })}>
        Open
      </Button>
      <Button tone="quiet" onClick={() => showHedgeDialog({ kind: 'presets', id: null })}>
        Presets
      </Button>
    </div>
  );
}

/** Apart from its frame: a drag changes the plan on every frame, and the header is not to be drawn with it. */
function Body({ pane }: { readonly pane: string }): ReactElement | null {
  const state = useRestedBook(pane);
  const plan = useRestedPlan();
  const { book } = state;
  useInbox(book);
  if (!plan) return null;
  return (
    <>
      <div className={styles['scroll']}>{book ? <Priced book={book} /> : <Unpriced plan={plan} state={state} />}</div>
      {book && <PlanFooter book={book} />}
      <Dialogs plan={plan} book={book} />
    </>
  );
}

function Tools(): ReactElement {
  const canUndo = useHedge(selectCanUndo);
  const canRedo = useHedge(selectCanRedo);
  return (
    <>
      <IconButton
        icon="undo"
        label="Undo"
        keys="Mod+Z"
        disabled={!canUndo && 'nothing was changed'}
        onClick={() => runCommand('hedge.undo')}
      />
      <IconButton
        icon="redo"
        label="Redo"
        keys="Mod+Shift+Z"
        disabled={!canRedo && 'nothing was undone'}
        onClick={() => runCommand('hedge.redo')}
      />
    </>
  );
}

function planEntries(isSaved: boolean, dirty: boolean, compare: HedgePlan | null): readonly MenuEntry[] {
  const run = (id: string) => (): void => void runCommand(id);
  return [
    { label: 'Plan settings', icon: 'settings', onSelect: run('hedge.settings') },
    { label: 'Save', icon: 'save', keys: 'Mod+S', disabled: isSaved && !dirty && 'saved', onSelect: run('hedge.save') },
    { label: 'Open or compare', icon: 'folder', onSelect: run('hedge.open') },
    { label: 'Duplicate', icon: 'copy', onSelect: run('hedge.duplicate') },
    { label: 'New plan', icon: 'plus', onSelect: run('hedge.new') },
    ...(compare ? [{ label: `Stop comparing with ${compare.name}`, onSelect: run('hedge.stopComparing') }] : []),
  ];
}

function Priced({ book }: { readonly book: PlanBook }): ReactElement {
  const { plan, open, known, left } = book;
  const selected = useHedge(selectSelectedLayer);
  const zone = useSettings(selectZone);
  const instrument = useInstruments(selectInstrument(plan.asset));
  const currency = instrument?.quote ?? 'USD';
  const knownAt = formatTimeZoned(known.market.t, zone);
  const rows = useMemo(() => open.map((one) => layerRow(one, known.market)), [open, known.market]);
  const requirement = useMemo(() => {
    const preset = plan.capital?.requirement.by === 'stress' ? plan.capital.requirement.preset : HEDGE_DEFAULTS.margin;
    return plan.capital ? (marginOf(book.book, preset).margin?.requirement ?? Number.NaN) : Number.NaN;
  }, [book.book, plan.capital]);
  return (
    <>
      <Section
        title="Exposure"
        sub={`beta to ${plan.beta.benchmark}, ${ruleWords(plan.beta)}`}
        end={
          <Button tone="quiet" icon="plus" onClick={() => showHedgeDialog({ kind: 'position', id: null })}>
            Position
          </Button>
        }
      />
      <Exposure positions={book.positions} exposure={book.exposure} beta={plan.beta} currency={currency} />
      {left.length > 0 && (
        <p className={styles['warning']} role="status">
          <Icon name="warning" size={14} />
          {left.join(', ')}: price or beta is not known, so {left.length === 1 ? 'it takes' : 'they take'} no part.
        </p>
      )}
      <LayerSection sub={`gates read at ${knownAt}`} count={plan.layers.length}>
        <Layers rows={rows} selected={selected} knownAt={knownAt} />
      </LayerSection>
      <Capital capital={plan.capital} requirement={requirement} currency={currency} />
    </>
  );
}

/** What is known of a plan without a market. */
function Unpriced({
  plan,
  state,
}: {
  readonly plan: HedgePlan;
  readonly state: ReturnType<typeof useRestedBook>;
}): ReactElement {
  const selected = useHedge(selectSelectedLayer);
  return (
    <>
      <BookAbsent state={state} />
      {state.error !== null && (
        <LayerSection sub="gates are not known" count={plan.layers.length}>
          <Layers rows={plan.layers.map(unpricedRow)} selected={selected} knownAt="" />
        </LayerSection>
      )}
    </>
  );
}

function LayerSection({
  sub,
  count,
  children,
}: {
  readonly sub: string;
  readonly count: number;
  readonly children: ReactElement;
}): ReactElement {
  return (
    <section aria-label="Layers of the plan">
      <Section
        title="Layers"
        sub={sub}
        end={
          <Button
            tone="quiet"
            icon="plus"
            disabled={noRoom(count, 1)}
            onClick={() => showHedgeDialog({ kind: 'layer', id: null })}
          >
            Layer
          </Button>
        }
      />
      {count === 0 ? (
        <div className={styles['empty']}>
          <p>Nothing protects the book yet.</p>
          <span>
            <Button tone="primary" onClick={() => showHedgeDialog({ kind: 'presets', id: null })}>
              Start from a preset
            </Button>
          </span>
        </div>
      ) : (
        children
      )}
    </section>
  );
}

function PlanFooter({ book }: { readonly book: PlanBook }): ReactElement {
  const { plan, open } = book;
  const wish = useHedgeView(selectScenario);
  const instrument = useInstruments(selectInstrument(plan.asset));
  const scenario = scenarioModel(book.book, wish);
  const { worst, total, unhedged } = scenario;
  const cost = open.reduce((sum, { costPerYear, held }) => sum + (held.length > 0 && Number.isFinite(costPerYear) ? costPerYear : 0), 0); // prettier-ignore
  return (
    <Footer
      plan={plan}
      cost={cost}
      worst={worst < 0 ? undefined : { gain: total[worst]!, words: cellWords(scenario, worst) }}
      bare={worst < 0 ? Number.NaN : unhedged[worst]!}
      currency={instrument?.quote ?? 'USD'}
    />
  );
}

const close = (): void => hedgeView.getState().close();

function Dialogs({
  plan,
  book,
}: {
  readonly plan: HedgePlan;
  readonly book: PlanBook | undefined;
}): ReactElement | null {
  const dialog = useHedgeView(selectHedgeDialog);
  const instrument = useInstruments(selectInstrument(plan.asset));
  if (!dialog) return null;
  switch (dialog.kind) {
    case 'presets':
      return <PresetsDialog plan={plan} id={dialog.id} onClose={close} />;
    case 'plans':
      return <PlansDialog onClose={close} />;
    case 'rules':
      return <RulesDialog plan={plan} onClose={close} />;
    case 'layer': {
      const { id } = dialog;
      const layer = plan.layers.find((one) => one.id === id) ?? blankLayer('put', 'layer');
      return (
        <LayerEditor
          layer={layer}
          isNew={id === null}
          onClose={close}
          onUse={(next) => {
            editPlan(id === null ? addLayers([next]) : changeLayer(id, () => next));
            close();
          }}
        />
      );
    }
    case 'position': {
      const { id } = dialog;
      const { market } = book?.known ?? {};
      const fresh = { id: 'position', label: instrument?.label ?? plan.asset, kind: 'spot', instrument: plan.asset, quantity: 1, price: null, option: null, beta: null } as const; // prettier-ignore
      return (
        <PositionDialog
          position={plan.positions.find((one) => one.id === id) ?? fresh}
          isNew={id === null}
          spot={market?.spot ?? Number.NaN}
          now={market?.t ?? 0}
          onClose={close}
          onUse={(next) => {
            editPlan(id === null ? addPositions([next]) : changePosition(id, () => next));
            close();
          }}
        />
      );
    }
  }
}

/** Takes in what other panes have sent, once there is a market that turns strikes into rules. */
function useInbox(book: PlanBook | undefined): void {
  const market = book?.known.market;
  useEffect(() => {
    if (!market) return undefined;
    const take = (): void => {
      for (const structure of hedgeInbox.getState().take()) {
        const layers = layersOf(structure, market);
        const full = noRoom(hedge.getState().plan?.layers.length ?? 0, layers.length);
        editPlan(addLayers(layers));
        notify(
          full
            ? { tone: 'warning', title: `${structure.label} was not taken in`, detail: full }
            : layers.length > 0
              ? {
                  tone: 'info',
                  title: `${structure.label} is a layer of the plan`,
                  detail: 'Its strikes are kept as shares of the forward.',
                  action: { label: 'Undo', command: 'hedge.undo' },
                }
              : { tone: 'warning', title: `${structure.label} has expired by the instant of the clock` },
        );
      }
    };
    take();
    return hedgeInbox.subscribe(({ pending }) => {
      if (pending.length > 0) take();
    });
  }, [market]);
}
