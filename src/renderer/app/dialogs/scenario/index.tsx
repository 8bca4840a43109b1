import { useState, type ReactElement } from 'react';
import { isScenario, scenarioAsset } from '#core/scenario/id';
import type { Instrument } from '#shared/market';
import type { ScenarioInfo } from '#shared/scenario';
import { call } from '../../../lib/call';
import { formatBar } from '../../../lib/format';
import { asOfArgs, selectAsOf, useClock } from '../../../state/clock';
import { dialogs } from '../../../state/dialogs';
import { firstInstrument, selectInstrument, selectInstruments, useInstruments } from '../../../state/instruments';
import { cancelJob } from '../../../state/jobs';
import { link, selectActiveGroup } from '../../../state/link';
import { createScenario, playScenario, scenarioWish } from '../../../state/scenario';
import { useReply } from '../../../state/use-reply';
import { DrawnEditor } from '../../../panes/simulation/DrawnEditor';
import { Button } from '../../../ui/Button';
import { Dialog } from '../../../ui/Dialog';
import { Segmented } from '../../../ui/Segmented';
import { Select } from '../../../ui/Select';
import { EmptyState } from '../../../ui/States';
import { TextField } from '../../../ui/TextField';
import { draftOf, nameOf, playable, specOf, stepsOf, withAsset, type Draft, type Kind } from './draft';
import { AnalogFields, DrawnFields, Line, ShockFields } from './Fields';
import { Preview } from './Preview';
import styles from './scenario.module.css';
import { Stored } from './Stored';

const WIDTH = 980;
const KINDS = [
  { value: 'shock', label: 'Shock' },
  { value: 'drawn', label: 'Drawn line' },
  { value: 'analog', label: 'Analog' },
] as const satisfies readonly { readonly value: Kind; readonly label: string }[];

const close = (): void => dialogs.getState().close();

/** A market that never was, from what a person says of it to its first bar. */
export default function ScenarioDialog(): ReactElement {
  const markets = playable(useInstruments(selectInstruments));
  const asOf = useClock(selectAsOf);
  const stored = useReply(`scenarios ${asOf ?? 'live'}`, () => call('scenarios:list', asOfArgs(asOf)));
  const [view, setView] = useState<'new' | 'stored'>('new');
  const [draft, setDraft] = useState<Draft | undefined>(() => firstDraft(markets));
  const [job, setJob] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const scenarios = stored.value ?? [];
  const play = (one: ScenarioInfo): void => {
    close();
    void playScenario(one);
  };
  const create = async (): Promise<void> => {
    setProblem(undefined);
    setJob('');
    try {
      const made = await createScenario(specOf(draft!, asOf), setJob);
      if (made) play(made);
    } catch (cause) {
      setProblem(cause instanceof Error ? cause.message : String(cause));
    } finally {
      setJob(undefined);
    }
  };
  const isBusy = job !== undefined;
  return (
    <Dialog
      open
      onClose={close}
      title="Play a scenario"
      width={WIDTH}
      description="A market that never was, stored as an instrument of its own and replayed bar by bar. The market that it leaves stays as it is."
      actions={
        view === 'new' && (
          <>
            {problem !== undefined && (
              <p className={styles['problem']} role="alert">
                {problem} Nothing was stored.
              </p>
            )}
            <Button size="large" onClick={() => (isBusy ? void cancelJob(job) : close())}>
              Cancel
            </Button>
            <Button
              size="large"
              tone="primary"
              icon="play"
              disabled={isBusy ? 'It is being made.' : !draft && 'No market is stored that it could leave.'}
              onClick={() => void create()}
            >
              Create and play
            </Button>
          </>
        )
      }
    >
      <div className={styles['views']}>
        <Segmented
          label="New or stored"
          value={view}
          segments={[
            { value: 'new', label: 'New' },
            { value: 'stored', label: `Stored, ${scenarios.length}` },
          ]}
          onChange={setView}
        />
      </div>
      {view === 'stored' ? (
        <Stored scenarios={scenarios} onPlay={play} onNew={() => setView('new')} />
      ) : draft ? (
        <Form draft={draft} markets={markets} asOf={asOf} onChange={setDraft} />
      ) : (
        <EmptyState text="No market with bars is known at the instant of the clock." />
      )}
    </Dialog>
  );
}

/** Of what a pane asked for, else of the instrument that is shown. */
function firstDraft(markets: readonly Instrument[]): Draft | undefined {
  const { wish } = scenarioWish.getState();
  const { instrument } = selectActiveGroup(link.getState());
  const named = wish?.asset ?? instrument ?? '';
  const id = isScenario(named) ? scenarioAsset(named) : named;
  const asset = markets.find((one) => one.id === id) ?? markets.find(({ base }) => base === id) ?? firstInstrument(markets); // prettier-ignore
  return asset && draftOf(wish, asset, asset.to);
}

interface FormProps {
  readonly draft: Draft;
  readonly markets: readonly Instrument[];
  readonly asOf: number | null;
  readonly onChange: (draft: Draft) => void;
}

function Form({ draft, markets, asOf, onChange }: FormProps): ReactElement {
  const set = (change: Partial<Draft>): void => onChange({ ...draft, ...change });
  const asset = markets.find(({ id }) => id === draft.asset);
  const steps = stepsOf(asset);
  const named = markets.map(({ id, label }) => ({ value: id, label }));
  // A cascade of a scenario may be pasted too, though a scenario is no market to leave.
  const pastOf = draft.analog.instrument ?? draft.asset;
  const past = useInstruments(selectInstrument(pastOf));
  const pasts = named.some(({ value }) => value === pastOf) ? named : [...named, { value: pastOf, label: past?.label ?? pastOf }];
  return (
    <div className={styles['columns']}>
      <div className={styles['fields']}>
        <Line label="Leaves">
          <Select label="Market that it leaves" value={draft.asset} options={named} onChange={(id) => onChange(withAsset(draft, markets.find((one) => one.id === id)!))} wide />
        </Line>
        <Line label="Bars" hint="Their width: what one step of the replay is.">
          <Select label="Width of a bar" value={String(draft.step)} options={steps.map((step) => ({ value: String(step), label: formatBar(step) }))} onChange={(step) => set({ step: Number(step) })} />
        </Line>
        <Line label="Name">
          <TextField label="Name" placeholder={nameOf(draft)} value={draft.name} onChange={(name) => set({ name: name.slice(0, 60) })} width={168} />
        </Line>
        <div className={styles['kinds']}>
          <Segmented label="What happens" value={draft.kind} segments={KINDS} onChange={(kind) => set({ kind })} />
        </div>
        {draft.kind === 'shock' && <ShockFields path={draft.shock} onChange={(shock) => set({ shock })} />}
        {draft.kind === 'drawn' && <DrawnFields path={draft.drawn} onChange={(drawn) => set({ drawn })} />}
        {draft.kind === 'analog' && (
          <AnalogFields path={draft.analog} asset={draft.asset} markets={pasts} least={past?.from ?? -Infinity} most={past?.to ?? Infinity} onChange={(analog) => set({ analog })} />
        )}
      </div>
      <div className={styles['shown']}>
        {draft.kind === 'drawn' && (
          <div className={styles['editor']}>
            <DrawnEditor points={draft.drawn.points} onChange={(points) => set({ drawn: { ...draft.drawn, points } })} />
          </div>
        )}
        <Preview spec={specOf(draft, asOf)} tick={asset?.tick ?? 0} />
      </div>
    </div>
  );
} // prettier-ignore
