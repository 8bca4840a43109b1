import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent, type ReactElement } from 'react';
import { HOLD_HORIZONS, MOST_PICTURE_BYTES, type JournalEntry } from '#shared/journal';
import type { Ms } from '#core/time/ms';
import type { Instrument } from '#shared/market';
import { CallError } from '../../lib/call';
import { formatDuration, formatPrice, formatTime } from '../../lib/format';
import { isMac } from '../../lib/keys';
import { toPng } from '../../lib/png';
import { clock } from '../../state/clock';
import { journal, recordDecision, selectDraft, useJournal } from '../../state/journal';
import { notify } from '../../state/notices';
import { pricePicture } from '../../state/price-picture';
import { replaySessions, saveReplay } from '../../state/replay-session';
import { selectZone, useSettings } from '../../state/settings';
import { Button, IconButton } from '../../ui/Button';
import { Keys } from '../../ui/Keys';
import { NumberField } from '../../ui/NumberField';
import { Select } from '../../ui/Select';
import { Slider } from '../../ui/Slider';
import { TextArea } from '../../ui/TextArea';
import { TextField } from '../../ui/TextField';
import { Toggle } from '../../ui/Toggle';
import styles from './journal.module.css';
import type { RecentLow } from './levels';
import { formatStated, horizonWord } from './words';

const OTHER = 'other';
const horizons = HOLD_HORIZONS.map((ms) => ({ value: String(ms), label: horizonWord(ms) }));

interface DecisionFormProps {
  readonly instrument: Instrument;
  /** Lows that were known. */
  readonly lows: readonly RecentLow[];
  /** Where the clock stands; live: now, or for a synthetic market its end. */
  readonly at: Ms;
}

/** What a person states, why, and what was done. */
export function DecisionForm({ instrument, lows, at }: DecisionFormProps): ReactElement {
  const draft = useJournal(selectDraft);
  const zone = useSettings(selectZone);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { edit } = journal.getState();
  const known = lows.filter(({ low }) => Number.isFinite(low));
  const low = known.find(({ span }) => span === draft.span)?.low ?? NaN;
  const level = draft.typed ?? low;
  const price = (value: number): string => formatPrice(value, instrument.tick);
  const problem = level > 0 ? undefined : 'No bar is known in these hours: type the price.';

  const record = async (event?: FormEvent): Promise<void> => {
    event?.preventDefault();
    if (busy || problem) return;
    setBusy(true);
    try {
      await keep(instrument, level, at);
      notify({ tone: 'info', title: 'The decision is recorded', detail: `It is scored once ${horizonWord(draft.horizon)} have passed.`.replace('1 hour have', '1 hour has').replace('1 day have', '1 day has') }); // prettier-ignore
    } catch (cause) {
      if (!(cause instanceof CallError)) throw cause;
      notify({ tone: 'error', title: 'The decision was not recorded', detail: `${cause.message} What is written here is kept: try again.`, code: cause.code }); // prettier-ignore
    } finally {
      setBusy(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.current?.requestSubmit();
  };
  useEffect(() => {
    if (draft.typed === null && known.length > 0 && !known.some(({ span }) => span === draft.span))
      edit({ span: known.at(-1)!.span });
  }, [draft.typed, draft.span, known, edit]);

  return (
    <form
      ref={form}
      className={styles['form']}
      aria-label="Decision"
      onSubmit={(event) => void record(event)}
      onKeyDown={onKeyDown}
    >
      <div className={styles['question']}>
        <span className={styles['strong']}>Will the low of</span>
        {draft.typed === null ? (
          <Select
            label="Low"
            value={String(draft.span)}
            placeholder="no bars known"
            options={[
              ...known.map(({ span, low: value }) => ({
                value: String(span),
                label: price(value),
                hint: `low of ${formatDuration(span)}`,
              })),
              { value: OTHER, label: 'Another price' },
            ]}
            onChange={(value) => edit(value === OTHER ? { typed: low > 0 ? low : 1 } : { span: Number(value) })}
          />
        ) : (
          <>
            <NumberField
              label="Price that has to hold"
              value={draft.typed}
              min={1e-12}
              max={1e12}
              width={96}
              grouped
              onCommit={(typed) => edit({ typed })}
            />
            <IconButton icon="close" iconSize={12} label="Back to recent lows" onClick={() => edit({ typed: null })} />
          </>
        )}
        <span className={styles['strong']}>hold for</span>
        <Select
          label="Horizon"
          value={String(draft.horizon)}
          options={horizons}
          onChange={(value) => edit({ horizon: Number(value) as JournalEntry['horizon'] })}
        />
      </div>
      <div className={styles['probability']}>
        <Slider
          label="Probability that it holds"
          value={Math.round(draft.probability * 100)}
          min={0}
          max={100}
          text={`${formatStated(draft.probability)} that it holds`}
          onChange={(percent) => edit({ probability: percent / 100 })}
        />
        <NumberField
          label="Probability that it holds, percent"
          value={Math.round(draft.probability * 100)}
          unit="%"
          min={0}
          max={100}
          whole
          width={64}
          onCommit={(percent) => edit({ probability: percent / 100 })}
        />
        <p className={styles['scale']} aria-hidden>
          <span>
            0, <span className={styles['wide']}>surely </span>undercut
          </span>
          <span>50</span>
          <span>
            100, <span className={styles['wide']}>surely </span>holds
          </span>
        </p>
      </div>
      <TextArea
        label="Reason"
        placeholder="Why: what you see, and what would prove you wrong"
        value={draft.reason}
        rows={3}
        most={4_000}
        onChange={(reason) => edit({ reason })}
      />
      <TextField
        label="What was done"
        placeholder="What was done: nothing, bought the put, …"
        value={draft.action}
        maxLength={400}
        onChange={(action) => edit({ action })}
      />
      <div className={styles['record']}>
        <Button tone="primary" type="submit" disabled={problem ?? (busy ? 'It is being written.' : false)}>
          Record decision
        </Button>
        <Keys chord="Mod+Enter" mac={isMac()} />
        <span className={styles['end']}>
          <Toggle label="With picture" withLabel checked={draft.pictured} onChange={(pictured) => edit({ pictured })} />
        </span>
      </div>
      <p className={styles['quiet']}>Scored at {formatTime(at + draft.horizon, zone)}, from bars known by then.</p>
    </form>
  );
}

async function keep(instrument: Instrument, level: number, at: Ms): Promise<void> {
  const { horizon, probability, reason, action, pictured } = journal.getState().draft;
  const canvas = pictured ? pricePicture() : undefined;
  const png = canvas && (await toPng(canvas).catch(() => undefined));
  const picture = png && png.byteLength <= MOST_PICTURE_BYTES ? png : undefined;
  const { asOf } = clock.getState(); // of this very moment, also while it runs
  const session = asOf !== null ? await saveReplay() : null;
  const blind = replaySessions.getState().running?.blind ?? false;
  const decision = {
    session,
    instrument: instrument.id,
    decidedAt: asOf ?? at,
    level,
    horizon,
    probability,
    reason,
    action,
    blind,
  };
  await recordDecision(picture ? { ...decision, picture } : decision);
}
