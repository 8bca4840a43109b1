import { memo, useCallback, useEffect, useMemo, useRef, useState, type ReactElement, type RefObject } from 'react';
import { cx } from '../../lib/class-names';
import { formatPercent, formatPrice } from '../../lib/format';
import { saveCsv, savePng } from '../../lib/save';
import { readLocal, writeLocal } from '../../lib/storage';
import { addCommands } from '../../state/commands';
import { selectSelectedLayer, useHedge } from '../../state/hedge';
import type { PlanBook } from '../../state/hedge-book';
import { selectInstrument, useInstruments } from '../../state/instruments';
import { chartTheme } from '../../theme/tokens';
import { IconButton } from '../../ui/Button';
import { Menu } from '../../ui/Menu';
import { PaneFrame } from '../../ui/PaneFrame';
import { toCanvas } from '../../ui/plot/paint';
import { label, type Shape } from '../../ui/plot/shapes';
import { Segmented } from '../../ui/Segmented';
import { BookAbsent } from '../shared/hedge/BookAbsent';
import { formatGain } from '../shared/hedge/money';
import { useHedgeBook } from '../shared/hedge/use-hedge-book';
import { payoffGrid } from './grid';
import {
  legHandles,
  payoffModel,
  payoffPicture,
  readoutAt,
  USUAL_RANGE,
  type PayoffModel,
  type PayoffView,
  type PriceRange,
  type ReadoutRow,
} from './model';
import styles from './payoff.module.css';
import { PayoffChart } from './PayoffChart';
import { drawBreakEvens, drawCurves, drawScales, plotArea, type PayoffPicture } from './picture';

const VIEWS = [
  { value: 'book', label: 'Book' },
  { value: 'hedge', label: 'Hedge only' },
  { value: 'layers', label: 'By layer' },
] as const;
const DAYS = [7, 14, 30, 60, 90] as const;
const KEY = 'payoff';
/** Where the readout stands while nobody points: the fall that a hedge is for. */
const RESTING_MOVE = -0.3;
const [LEAST, MOST] = [0.02, 6];

interface Kept {
  readonly view: PayoffView;
  readonly days: readonly number[];
}

function readKept(stored: unknown): Kept {
  const { view, days } = (stored ?? {}) as Partial<Record<keyof Kept, unknown>>;
  return {
    view: VIEWS.find(({ value }) => value === view)?.value ?? 'book',
    days: Array.isArray(days) ? DAYS.filter((day) => days.includes(day)) : [30],
  };
}

/** Profit and loss against the price of the asset: what the layers do to the book. */
export function PayoffPane({ id }: { readonly id: string }): ReactElement {
  const [kept, setKept] = useState(() => readKept(readLocal(KEY)));
  const { view, days } = kept;
  const change = (next: Partial<Kept>): void => {
    setKept({ ...kept, ...next });
    writeLocal(KEY, { ...kept, ...next });
  };
  const shown = useRef<Shown>(undefined);
  const [sub, setSub] = useState('');
  // A drag draws on every frame: only what the header prints may draw the frame of the pane again.
  const onShown = useCallback((next: Shown | undefined): void => {
    shown.current = next;
    setSub(next ? `${next.picture.unit.words}, ${VIEW_WORDS[next.view].toLowerCase()} against ${next.asset}` : '');
  }, []);
  usePayoffCommands(shown);
  const none = sub === '' && 'Nothing is drawn.';
  return (
    <PaneFrame
      title="Payoff"
      sub={sub}
      menu={[
        { label: 'Save picture', icon: 'camera', disabled: none, onSelect: () => savePicture(shown.current) },
        { label: 'Save CSV', icon: 'save', disabled: none, onSelect: () => saveGrid(shown.current) },
      ]} // prettier-ignore
      tools={
        <>
          <Segmented label="What is drawn" value={view} segments={VIEWS} onChange={(next) => change({ view: next })} />
          <Menu
            trigger={<IconButton icon="calendar" label="Days that are drawn" tooltip={false} />}
            entries={[
              { kind: 'heading', label: 'Besides today and the last expiry' },
              ...DAYS.map((day) => ({
                kind: 'check' as const,
                label: `In ${day} days`,
                checked: days.includes(day),
                onChange: (on: boolean) =>
                  change({ days: on ? [...days, day].sort((a, b) => a - b) : days.filter((one) => one !== day) }),
              })),
            ]}
          />
          <IconButton icon="camera" label="Save picture" disabled={none} onClick={() => savePicture(shown.current)} />
        </>
      }
    >
      <PayoffBody pane={id} view={view} days={days} onShown={onShown} />
    </PaneFrame>
  );
}

const VIEW_WORDS: Readonly<Record<PayoffView, string>> = {
  book: 'Book and open layers',
  hedge: 'Open layers alone',
  layers: 'Each open layer',
};

/** What can be had as a file. */
interface Shown {
  readonly asset: string;
  readonly picture: PayoffPicture;
  readonly view: PayoffView;
}

interface PayoffBodyProps {
  readonly pane: string;
  readonly view: PayoffView;
  readonly days: readonly number[];
  readonly onShown: (shown: Shown | undefined) => void;
}

function PayoffBody({ pane, ...wish }: PayoffBodyProps): ReactElement {
  const state = useHedgeBook(pane);
  return state.book ? <Payoff planBook={state.book} {...wish} /> : <BookAbsent state={state} />;
}

interface PayoffProps extends Omit<PayoffBodyProps, 'pane'> {
  readonly planBook: PlanBook;
}

function Payoff({ planBook, view, days, onShown }: PayoffProps): ReactElement {
  const { book, open, plan } = planBook;
  const selected = useHedge(selectSelectedLayer);
  const instrument = useInstruments(selectInstrument(plan.asset));
  const [range, setRange] = useState<PriceRange>(USUAL_RANGE);
  const [cursor, setCursor] = useState<number>();
  const tick = instrument?.tick ?? 0;
  const currency = instrument?.quote ?? 'USD';
  const asset = instrument?.label ?? plan.asset;
  const model = useMemo(() => payoffModel(book, range, days), [book, range, days]);
  const picture = useMemo(
    () => payoffPicture(model, { view, selected: view === 'layers' ? selected : null, tick, currency }),
    [model, view, selected, tick, currency],
  );
  const handles = useMemo(() => legHandles(open, book), [open, book]);
  useEffect(() => onShown({ asset, picture, view }), [onShown, asset, picture, view]);
  useEffect(() => () => onShown(undefined), [onShown]);
  const { spot } = book.market;
  const zoom = useCallback(
    (factor: number, around: number): void =>
      setRange(({ lo, hi }) => {
        const middle = around / spot;
        const next = { lo: middle + (lo - middle) * factor, hi: middle + (hi - middle) * factor };
        return next.hi - next.lo < LEAST || next.hi > MOST ? { lo, hi } : { ...next, lo: Math.max(0.01, next.lo) };
      }),
    [spot],
  );
  return (
    <div className={styles['pane']}>
      <PayoffChart
        picture={picture}
        handles={handles}
        describe={describe(picture, asset)}
        cursor={cursor}
        onCursor={setCursor}
        onZoom={zoom}
        onReset={() => setRange(USUAL_RANGE)}
      />
      <ReadoutColumn model={model} picture={picture} view={view} cursor={cursor} selected={selected} />
    </div>
  );
}

function describe({ breakEvens, now, tick, prices }: PayoffPicture, asset: string): string {
  const even = breakEvens.map((price) => formatPrice(price, tick)).join(' and ');
  const [from, to] = [prices[0]!, prices.at(-1)!].map((price) => formatPrice(price, tick));
  return `Profit and loss against ${asset} from ${from} to ${to}, now ${formatPrice(now, tick)}; ${even ? `break-even ${even}` : 'no break-even in view'}. Arrow keys read it, plus and minus zoom.`;
}

interface ReadoutColumnProps {
  readonly model: PayoffModel;
  readonly picture: PayoffPicture;
  readonly view: PayoffView;
  readonly cursor: number | undefined;
  readonly selected: string | null;
}

/** Values at the cursor, or after a fall while nobody points: every line, then what each layer adds. */
function ReadoutColumn({ model, picture, view, cursor, selected }: ReadoutColumnProps): ReactElement {
  const { now, tick, unit, prices } = picture;
  const resting = Math.max(prices[0]!, now * (1 + RESTING_MOVE));
  const price = cursor ?? resting;
  const { days, layers } = useMemo(() => readoutAt(model, view, price), [model, view, price]);
  const row = ({ id, words, short, gain, isEstimate }: ReadoutRow): ReactElement => (
    <Line
      key={id}
      id={id}
      words={words}
      short={short}
      gain={formatGain(gain, unit)}
      isEstimate={isEstimate}
      isSelected={id === selected}
    />
  );
  return (
    <div className={styles['readout']} aria-live="off">
      <table aria-label="Values at a price">
        <caption>
          {formatPrice(price, tick)} <small>{formatPercent(price / now - 1, { sign: true })}</small>
        </caption>
        <tbody>
          {days.map(row)}
          {layers.length > 0 && (
            <tr className={styles['part']}>
              <th scope="rowgroup" colSpan={2}>
                layers at expiry
              </th>
            </tr>
          )}
          {layers.map(row)}
        </tbody>
      </table>
    </div>
  );
}

interface LineProps extends Omit<ReadoutRow, 'gain'> {
  readonly gain: string;
  readonly isSelected: boolean;
}

/** Drawn again only when it reads otherwise. */
const Line = memo(function Line({ id, words, short, gain, isEstimate, isSelected }: LineProps): ReactElement {
  return (
    <tr className={cx(isSelected && styles['selected'])} data-readout={id}>
      <th scope="row" title={words}>
        {short}
      </th>
      <td>
        <span className={cx(styles['gain'], isEstimate && styles['estimate'])}>{gain}</span>
      </td>
    </tr>
  );
});

const PICTURE = { width: 1_000, height: 480 };
const TITLE = 44;

/** The picture with its title and legend, on paper of its own. */
function savePicture(shown: Shown | undefined): void {
  if (!shown) return;
  const { asset, picture, view } = shown;
  const { width, height } = PICTURE;
  const area = plotArea(picture, PICTURE);
  const legend = picture.curves.toReversed().reduce<{ readonly x: number; readonly shapes: readonly Shape[] }>(
    ({ x, shapes }, { words, ink, width: pen, dash }) => ({
      x: x + 40 + words.length * 6.2,
      shapes: [
        ...shapes,
        { kind: 'line', x1: x, y1: 34, x2: x + 18, y2: 34, stroke: ink, width: pen, ...(dash ? { dash } : {}) },
        label(x + 24, 34, words, { words: true, ink: 'text2' }),
      ],
    }),
    { x: 64, shapes: [] },
  );
  const title = `${VIEW_WORDS[view]} against ${asset}, ${picture.unit.words}`;
  const shapes: Shape[] = [
    label(12, 14, title, { ink: 'text1', words: true, strong: true, size: 13 }),
    ...legend.shapes,
    {
      kind: 'group',
      x: 0,
      y: TITLE,
      shapes: [...drawScales(picture, area), ...drawCurves(picture, area), ...drawBreakEvens(picture, area)],
    },
  ];
  void savePng(`payoff ${asset}`, toCanvas(chartTheme(), width, height + TITLE, shapes));
}

function saveGrid(shown: Shown | undefined): void {
  if (!shown) return;
  void saveCsv(`payoff ${shown.asset}`, payoffGrid(shown.picture));
}

function usePayoffCommands(shown: RefObject<Shown | undefined>): void {
  useEffect(() => {
    const enabled = (): true | string => shown.current !== undefined || 'Nothing is drawn.';
    return addCommands([
      {
        id: 'payoff.savePicture',
        title: 'Save the payoff as a picture',
        group: 'Hedge',
        also: 'png profit loss',
        enabled,
        run: () => savePicture(shown.current),
      },
      {
        id: 'payoff.saveCsv',
        title: 'Save the payoff as CSV',
        group: 'Hedge',
        enabled,
        run: () => saveGrid(shown.current),
      },
    ]);
  }, [shown]);
}
