import { useEffect, useState, type ReactElement } from 'react';
import { dialogs } from '../../../state/dialogs';
import { follow, loadSources, selectConnecting, selectSources, startSync, useSync } from '../../../state/sync';
import { Button } from '../../../ui/Button';
import { Dialog } from '../../../ui/Dialog';
import { Skeleton } from '../../../ui/States';
import { Toggle } from '../../../ui/Toggle';
import { About } from './About';
import styles from './connect.module.css';
import { emptyDraft, toFollowed, type Draft } from './draft';
import { InstrumentTable } from './InstrumentTable';
import { KeyBox } from './KeyBox';
import { OfferList } from './OfferList';
import { PlanBox } from './PlanBox';
import { SourceList } from './SourceList';
import { useInstruments } from './use-instruments';

const WIDTH = 1_040;

/** From a source to data on their way: which source, of what, how much, and what that takes. */
export default function ConnectDialog(): ReactElement {
  const sources = useSync(selectSources);
  const asked = useSync(selectConnecting);
  const [chosen, setChosen] = useState(asked);
  const [drafts, setDrafts] = useState<ReadonlyMap<string, Draft>>(new Map());
  const [keep, setKeep] = useState(true);
  const [now] = useState(() => Date.now());
  useEffect(() => void loadSources(), []);
  const close = (): void => dialogs.getState().close();
  const source = sources.find(({ id }) => id === chosen) ?? sources[0];
  const list = useInstruments(source);
  if (!source)
    return (
      <Dialog open onClose={close} title="Connect a source" width={WIDTH}>
        <Skeleton rows={8} label="Loading the sources" />
      </Dialog>
    );
  const draft = drafts.get(source.id) ?? emptyDraft(source);
  const change = (next: Partial<Draft>): void => setDrafts(new Map(drafts).set(source.id, { ...draft, ...next }));
  const datasets = toFollowed(draft, source, list.value ?? [], now);
  const start = async (): Promise<void> => {
    close();
    if (keep) await follow(datasets);
    await startSync(datasets);
  };
  return (
    <Dialog
      open
      onClose={close}
      title="Connect a source"
      width={WIDTH}
      description="Public figures only, read and never written: Ballast has no way to trade."
      actions={
        <>
          <span className={styles['keep']}>
            <Toggle label="Keep current" checked={keep} onChange={setKeep} withLabel />
          </span>
          <Button size="large" onClick={close}>
            Cancel
          </Button>
          <Button
            size="large"
            tone="primary"
            disabled={datasets.length === 0 && whatIsMissing(draft)}
            onClick={() => void start()}
          >
            Fetch
          </Button>
        </>
      }
    >
      <div className={styles['columns']}>
        <SourceList sources={sources} chosen={source.id} onChoose={setChosen} />
        <InstrumentTable
          key={source.id}
          source={source}
          list={list}
          chosen={draft.instruments}
          onChange={(instruments) => change({ instruments })}
        />
        <div className={styles['what']}>
          <About source={source} />
          <OfferList source={source} draft={draft} onChange={change} />
          {source.key !== 'none' && <KeyBox source={source} />}
          <PlanBox datasets={datasets} missing={whatIsMissing(draft)} />
        </div>
      </div>
    </Dialog>
  );
}

const whatIsMissing = ({ instruments, offers }: Draft): string =>
  instruments.size === 0
    ? 'Choose what to fetch in the list.'
    : offers.size === 0
      ? 'Choose a data set.'
      : 'What is chosen is not offered together.';
