import { addCommands, type Command } from '../state/commands';
import { hedge, selectCanRedo, selectCanUndo } from '../state/hedge';
import { newPlan } from '../state/hedge-new';
import { duplicatePlan, savePlan } from '../state/hedge-plans';
import { hedgeView, showHedgeDialog, type HedgeDialog } from '../state/hedge-view';
import { firstInstrument, instruments, selectHasData } from '../state/instruments';
import { layout } from '../state/layout';
import { link, selectActiveGroup } from '../state/link';
import { showPane } from '../workspace/docks';

const hasPlan = (): true | string => hedge.getState().plan !== null || 'Open the Hedge workspace first.';
const hasData = (): true | string => {
  const state = instruments.getState();
  if (state.list.length > 0) return true;
  return selectHasData(state) ? 'Nothing was known by the instant of the clock.' : 'No data are stored yet.';
};
const inHedge = (): true | string =>
  layout.getState().workspace !== 'hedge'
    ? 'It belongs to the Hedge workspace.'
    : hedgeView.getState().dialog !== null
      ? 'Close the dialog first.'
      : hasPlan();

/** Opens the builder and asks. */
const ask = (dialog: HedgeDialog) => (): void => {
  showPane('hedge-builder');
  showHedgeDialog(dialog);
};

function startAnew(): void {
  const { list, byId } = instruments.getState();
  const { instrument } = selectActiveGroup(link.getState());
  const one = (instrument !== null && byId.get(instrument)) || firstInstrument(list);
  if (!one) return;
  showPane('hedge-builder');
  hedge.getState().open(newPlan(one), null);
}

const commands = (): readonly Command[] => [
  {
    id: 'hedge.undo',
    title: 'Undo the change of the plan',
    group: 'Hedge',
    keys: ['Mod+Z'],
    enabled: () => (inHedge() === true ? selectCanUndo(hedge.getState()) || 'Nothing was changed.' : inHedge()),
    run: () => hedge.getState().undo(),
  },
  {
    id: 'hedge.redo',
    title: 'Redo the change of the plan',
    group: 'Hedge',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    enabled: () => (inHedge() === true ? selectCanRedo(hedge.getState()) || 'Nothing was undone.' : inHedge()),
    run: () => hedge.getState().redo(),
  },
  {
    id: 'hedge.save',
    title: 'Save the plan',
    group: 'Hedge',
    keys: ['Mod+S'],
    enabled: inHedge,
    run: () => void savePlan(),
  },
  {
    id: 'hedge.open',
    title: 'Open or compare a plan',
    group: 'Hedge',
    also: 'saved load',
    enabled: hasData,
    run: ask({ kind: 'plans' }),
  },
  {
    id: 'hedge.duplicate',
    title: 'Duplicate the plan',
    group: 'Hedge',
    also: 'copy',
    enabled: hasPlan,
    run: duplicatePlan,
  },
  { id: 'hedge.new', title: 'New plan', group: 'Hedge', also: 'hedge start', enabled: hasData, run: startAnew },
  {
    id: 'hedge.settings',
    title: 'Plan settings',
    group: 'Hedge',
    also: 'rename asset beta costs fees',
    enabled: hasPlan,
    run: ask({ kind: 'rules' }),
  },
  {
    id: 'hedge.stopComparing',
    title: 'Stop comparing plans',
    group: 'Hedge',
    enabled: () => hedge.getState().compare !== null || 'No other plan is set beside it.',
    run: () => hedge.getState().setCompare(null),
  },
  {
    id: 'hedge.presets',
    title: 'Hedge presets',
    group: 'Hedge',
    enabled: hasData,
    run: ask({ kind: 'presets', id: null }),
  },
  {
    id: 'hedge.addLayer',
    title: 'Add a layer',
    group: 'Hedge',
    enabled: hasData,
    run: ask({ kind: 'layer', id: null }),
  },
  {
    id: 'hedge.addPosition',
    title: 'Add a position',
    group: 'Hedge',
    also: 'exposure',
    enabled: hasData,
    run: ask({ kind: 'position', id: null }),
  },
];

/** One command for each preset. Their texts are not part of the page that starts. */
async function addPresets(): Promise<void> {
  const { PRESETS } = await import('#core/hedge/presets');
  addCommands(
    PRESETS.map(({ id, name, source }): Command => ({
      id: `hedge.preset.${id}`,
      title: `Preset: ${name}`,
      group: 'Hedge',
      also: `hedge layer ${source}`,
      enabled: hasData,
      run: ask({ kind: 'presets', id }),
    })),
  );
}

/** Everything that can be done with a plan, from any workspace. */
export function startHedgeCommands(): void {
  addCommands(commands());
  requestIdleCallback(() => void addPresets(), { timeout: 5_000 });
}
