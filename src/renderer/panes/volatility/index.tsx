import { useCallback, useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type { VolatilityReply } from '#shared/options';
import { saveCsv } from '../../lib/save';
import { addCommands } from '../../state/commands';
import { useShown } from '../../state/shown';
import { Button, IconButton } from '../../ui/Button';
import { Menu, type MenuEntry } from '../../ui/Menu';
import { PaneFrame } from '../../ui/PaneFrame';
import { Segmented } from '../../ui/Segmented';
import { ErrorState, Skeleton } from '../../ui/States';
import type { TableHandle } from '../../ui/table';
import { Compare } from '../shared/chart/Compare';
import { NoChain } from '../shared/options/NoChain';
import { quotesWords } from '../shared/options/quotes-words';
import { useOptionPane, type OptionPane } from '../shared/options/use-option-pane';
import { historyGrid, indexGrid, smileGrid } from './grids';
import { chosenSlice, FIRST_WISH, slicesOf } from './slices';
import { SurfaceView, type SpanChoice } from './SurfaceView';
import { useIndices, useSurface, useSurfaceHistory } from './use-volatility';

const SPANS: readonly SpanChoice[] = [
  { id: '90d', label: '90 d', words: '90 days', ms: 90 * MS_PER_DAY },
  { id: '1y', label: '1 y', words: 'a year', ms: 365 * MS_PER_DAY },
  { id: 'all', label: 'all', words: 'all that is stored', ms: null },
];

const PAST_HINT = 'The last quotes that were known by then are laid over the present.';
const PAST_STEPS = [['1 week', 7], ['1 month', 30], ['3 months', 91]] as const; // prettier-ignore

/** Term structure, smiles, their history, and the volatility index; a past date can be laid over the present. */
export function VolatilityPane({ id }: { readonly id: string }): ReactElement {
  const pane = useOptionPane(id);
  const { instrument, asOf, zone } = pane;
  const [wish, setWish] = useState(FIRST_WISH);
  const [wanted, setPast] = useState<Ms | null>(null);
  const [span, setSpan] = useState(SPANS[1]!);
  const table = useRef<TableHandle>(null);
  const surface = useSurface(instrument, asOf);
  const now = surface.value;
  const instant = instantOf(now);
  useShown(id, instant);
  // A clock that was set back behind it leaves nothing to compare with.
  const past = wanted !== null && wanted < (asOf ?? Infinity) && !(wanted >= instant) ? wanted : null;
  const then = useSurface(past === null ? null : instrument, past).value;
  const history = useSurfaceHistory(instrument, asOf, span.ms);
  const indices = useIndices(instrument, asOf, span.ms);
  const slices = useMemo(() => (now ? slicesOf(now) : []), [now]);
  const chosen = chosenSlice(slices, wish);
  usePastCommands(instant, past, setPast);
  const choosePast = useCallback((t: Ms) => setPast(t < instant ? t : null), [instant]);
  const entries: readonly MenuEntry[] = [
    { kind: 'heading', label: 'Export' },
    {
      label: 'Expiries as CSV',
      disabled: slices.length > 0 ? false : 'no surface is shown',
      onSelect: () => table.current?.saveCsv(),
    },
    {
      label: 'Quotes of this smile as CSV',
      disabled: chosen && chosen.points.length > 0 ? false : 'no quotes are shown',
      onSelect: () => chosen && void saveCsv(`smile ${instrument ?? ''} ${chosen.key}`, smileGrid(chosen)),
    },
    {
      label: 'History of the surface as CSV',
      disabled: (history.value?.columns.t.length ?? 0) > 0 ? false : 'no capture has been fitted',
      onSelect: () => history.value && void saveCsv(`surface ${instrument ?? ''}`, historyGrid(history.value)),
    },
    {
      label: 'Volatility indices as CSV',
      disabled: indices && (indices.own ?? indices.equity.length > 0) ? false : 'no index is stored',
      onSelect: () => indices && void saveCsv(`volatility indices ${instrument ?? ''}`, indexGrid(indices)),
    },
  ];
  return (
    <PaneFrame
      title="Volatility"
      sub={subOf(now, pane)}
      menu={entries}
      tools={
        <>
          <Segmented
            label="Span of the history"
            value={span.id}
            segments={SPANS.map(({ id: value, label }) => ({ value, label }))}
            onChange={(next) => setSpan(SPANS.find((one) => one.id === next) ?? span)}
          />
          <Compare now={instant} past={past} zone={zone} hint={PAST_HINT} steps={PAST_STEPS} onChange={setPast} />
          <Menu trigger={<IconButton icon="save" label="Export" tooltip={false} />} entries={entries} />
        </>
      }
    >
      <Body
        {...{ pane, surface, table, then, past, history, indices, slices, chosen, span }}
        onChoose={setWish}
        onPast={choosePast}
      />
    </PaneFrame>
  );
}

const instantOf = (reply: VolatilityReply | undefined): Ms => reply?.quoted?.t ?? reply?.modelled?.t ?? NaN;

function subOf(reply: VolatilityReply | undefined, { asOf, zone }: OptionPane): string {
  if (reply?.quoted) return `${reply.quoted.instrument}, ${quotesWords(reply.quoted.t, asOf, zone)}`;
  if (reply?.modelled) return `modelled on ${reply.modelled.levels.map(({ instrument }) => instrument).join(', ')}`;
  return '';
}

type BodyProps = Omit<Parameters<typeof SurfaceView>[0], 'now'> & {
  readonly pane: OptionPane;
  readonly surface: ReturnType<typeof useSurface>;
};

function Body({ pane, surface, ...view }: BodyProps): ReactElement {
  const { value, error, reload } = surface;
  if (error)
    return (
      <ErrorState
        what="The surface could not be read."
        then={`${error.message} Nothing was changed.`}
        action={<Button onClick={reload}>Try again</Button>}
      />
    );
  if (!value && pane.instrument !== null) return <Skeleton label="Reading the surface" />;
  if (!value || (!value.quoted && !value.modelled)) return <NoChain {...pane} also="and no volatility index" />;
  return <SurfaceView {...view} pane={pane} now={value} />;
}

function usePastCommands(now: Ms, past: Ms | null, onPast: (past: Ms | null) => void): void {
  const isShown = Number.isFinite(now);
  const run = useCallback((days: number) => (): void => onPast(now - days * MS_PER_DAY), [now, onPast]);
  useEffect(
    () =>
      addCommands([
        {
          id: 'volatility.compareMonth',
          title: 'Compare volatility with a month before',
          group: 'Hedge',
          also: 'overlay past smile term structure',
          enabled: () => isShown || 'No surface is shown.',
          run: run(30),
        },
        {
          id: 'volatility.compareNone',
          title: 'Stop comparing volatility',
          group: 'Hedge',
          enabled: () => past !== null || 'Nothing is compared.',
          run: () => onPast(null),
        },
      ]),
    [isShown, past, run, onPast],
  );
}
