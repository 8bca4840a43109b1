import { useCallback, useMemo, type ReactElement } from 'react';
import type { Ms } from '#core/time/ms';
import { formatBp, formatNumber, formatPercent, formatPrice, formatShort, type Zone } from '../../lib/format';
import { addRows } from '../../state/entities';
import { resetAll, valuation } from '../../state/valuation';
import { Button } from '../../ui/Button';
import { Figure } from '../../ui/Figure';
import { NumberField } from '../../ui/NumberField';
import type { Size } from '../../ui/plot/use-size';
import { Section } from '../../ui/Section';
import { Slider } from '../../ui/Slider';
import { Chart } from '../shared/chart/Chart';
import type { CitedFigure } from '../shared/value/card';
import { FigureMenu } from '../shared/value/FigureMenu';
import inputs from '../shared/value/inputs.module.css';
import { InputRows } from '../shared/value/InputRows';
import { POOL_ITEMS, unitOf } from '../shared/value/words';
import { saleFigure, sandwichFigure } from './cite';
import { drawCurve } from './curve';
import { answerOf, sizeAt, SLIDER_STEPS, stepOf, together, tokensOf } from './model';
import styles from './pools.module.css';
import { Sandwich } from './Sandwich';
import { typedRows } from './typed-rows';
import type { ShownPool } from './use-known-pools';
import type { SaleWish } from './use-sale';

interface OnePoolProps {
  readonly known: ShownPool;
  readonly all: readonly ShownPool[];
  readonly sale: SaleWish & { readonly size: number };
  readonly onSale: (change: Partial<SaleWish>) => void;
  readonly zone: Zone;
  readonly asOf: Ms | null;
}

const KEYS = [
  { text: 'price after', ink: 'series1', width: 2 },
  { text: 'average price', ink: 'series2', dash: [5, 3] },
] as const;
const SOURCE = 'Uniswap v2 whitepaper (2020), section 3.2.1';

/** Reserves and sale on the left, what the sale does on the right. */
export function OnePool({ known, all, sale, onSale, zone, asOf }: OnePoolProps): ReactElement {
  const { entity, pool, lacks, own, estimated } = known;
  const tokens = tokensOf(entity);
  const [base, quote] = tokens;
  const { size, tolerance } = sale;
  const answer = useMemo(() => answerOf(pool, size, tolerance), [pool, size, tolerance]);
  const routed = useMemo(() => together(all, entity, size), [all, entity, size]);
  const draw = useCallback((area: Size) => drawCurve(pool, size, tokensOf(entity), area), [pool, size, entity]);
  const isTyped = Object.keys(own).length > 0;
  const keep = (): void => {
    const rows = typedRows(own, asOf ?? Date.now());
    void addRows(entity.id, rows).then((done) => {
      if (!done) return;
      onSale({ size }); // other reserves are no other question
      valuation.getState().edit(entity.id, resetAll);
    });
  };
  const unitWords = (item: (typeof POOL_ITEMS)[number] | string): string => item === 'reserveBase' ? base : item === 'reserveQuote' ? quote : unitOf('poolFee'); // prettier-ignore
  const reason = lacks || answer.sale.reason;
  return (
    <div className={styles['halves']}>
      <section className={styles['left']} aria-label="Pool and sale">
        <Section
          title="Reserves"
          sub={reason === '' ? `mid ${formatPrice(answer.sale.mid)} ${quote}` : ''}
          end={
            isTyped && (
              <>
                <Button tone="quiet" onClick={() => valuation.getState().edit(entity.id, resetAll)}>
                  As known
                </Button>
                <Button tone="quiet" onClick={keep}>
                  Keep as figures
                </Button>
              </>
            )
          }
        />
        <table className={inputs['inputs']} aria-label="Reserves and fee">
          <colgroup>
            <col />
            <col className={inputs['knownCol']} />
            <col className={inputs['ownCol']} />
            <col className={inputs['resetCol']} />
          </colgroup>
          <tbody>
            <InputRows id={entity.id} items={POOL_ITEMS} known={known.inputs} own={own} zone={zone} unitWords={unitWords} />
          </tbody>
        </table>
        <Section title="Forced sale" sub={`${base} sold at once`} />
        <div className={styles['sale']}>
          <NumberField label="Size of the sale" unit={base} min={1e-12} max={1e18} width={144} grouped value={size} onCommit={(next) => onSale({ size: next })} />
          <span className={styles['quiet']}>{reason === '' && `${formatPercent(size / pool.reserveBase, { decimals: 2 })} of the reserve`}</span>
          {reason === '' && (
            <div className={styles['slider']}>
              <Slider
                label="Size of the sale"
                min={0}
                max={SLIDER_STEPS}
                value={stepOf(size, pool.reserveBase)}
                text={`${formatShort(size)} ${base}`}
                onChange={(step) => onSale({ size: sizeAt(step, pool.reserveBase) })}
              />
            </div>
          )}
        </div>
        {reason === '' && <Depth answer={answer} tokens={tokens} estimated={estimated} />}
      </section>
      <section className={styles['right']} aria-label="What the sale does">
        {reason !== '' ? (
          <p className={styles['reason']} role="status">
            No sale can be computed: {reason}.
          </p>
        ) : (
          <>
            <Facts known={known} answer={answer} size={size} tokens={tokens} cite={() => saleFigure(known, answer.sale, size, known.at)} />
            {routed && (
              <p className={styles['note']}>
                Over all {routed.count} pools of {base} and {quote} together the same sale brings {formatShort(routed.sale.out)} {quote}, {formatBp(routed.sale.slippageBp)} below mid.
              </p>
            )}
            <Chart
              title="Price against size"
              sub={`${quote}, by ${base} sold`}
              keys={KEYS}
              file={`pool ${entity.name}`}
              height={208}
              describe="Price of the pool after a sale and average price of it, against the size of the sale"
              draw={draw}
            />
            <Sandwich
              bound={answer.sandwich}
              tolerance={tolerance}
              tokens={tokens}
              estimated={estimated}
              cite={() => sandwichFigure(known, answer.sandwich, size, tolerance, known.at)}
              onTolerance={(next) => onSale({ tolerance: next })}
            />
          </>
        )}
      </section>
    </div>
  );
} // prettier-ignore

interface FactsProps {
  readonly known: ShownPool;
  readonly answer: ReturnType<typeof answerOf>;
  readonly size: number;
  readonly tokens: readonly [base: string, quote: string];
  readonly cite: () => CitedFigure;
}

function Facts({ known, answer: { sale }, size, tokens: [base, quote], cite }: FactsProps): ReactElement {
  const from = { method: 'Constant product; the fee stays in the pool', source: SOURCE, estimate: known.estimated };
  const rows = [
    { label: 'Price impact', value: formatBp(-sale.impactBp), definition: 'Fall of the mid price of the pool.' },
    { label: 'Slippage', value: formatBp(-sale.slippageBp), definition: 'Average price against the mid before; it holds the fee.' },
    { label: 'Received', value: formatShort(sale.out), unit: quote, full: `${formatNumber(sale.out, { decimals: 6 })} ${quote}`, definition: `What ${formatNumber(size, { decimals: 4 })} ${base} bring, after the fee.` },
    { label: 'Average price', value: formatPrice(sale.averagePrice), unit: quote, definition: 'Received over sold.' },
    { label: 'New price', value: formatPrice(sale.midAfter), unit: quote, definition: `Mid price after the sale; before it ${formatPrice(sale.mid)}.` },
  ]; // prettier-ignore
  return (
    <>
      <Section title="What the sale does" end={<FigureMenu label="the forced sale" of={cite} />} />
      <dl className={styles['facts']} aria-label="Effect of the sale">
        {rows.map((row) => (
          <div key={row.label} className={styles['fact']}>
            <dt>{row.label}</dt>
            <dd>
              <Figure {...row} {...from} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

interface DepthProps extends Pick<FactsProps, 'answer' | 'tokens'> {
  readonly estimated: boolean;
}

function Depth({ answer: { depth }, tokens: [base, quote], estimated }: DepthProps): ReactElement {
  return (
    <>
      <Section title="Depth" sub="until the mid price is so far away" />
      <table className={styles['depth']} aria-label="Depth of the pool">
        <thead>
          <tr>
            <th scope="col">Move, bp</th>
            <th scope="col">Sold, {base}</th>
            <th scope="col">Spent, {quote}</th>
          </tr>
        </thead>
        <tbody>
          {depth.map(({ bp, base: sold, quote: spent }) => (
            <tr key={bp}>
              <th scope="row">±{formatNumber(bp)}</th>
              <td>
                <Figure label={`Sold for a fall of ${bp} bp`} value={formatShort(sold)} unit="" full={`${formatNumber(sold, { decimals: 4 })} ${base}`} estimate={estimated} definition="Base tokens sold until the mid price has fallen so far." />
              </td>
              <td>
                <Figure label={`Spent for a rise of ${bp} bp`} value={formatShort(spent)} unit="" full={`${formatNumber(spent, { decimals: 4 })} ${quote}`} estimate={estimated} definition="Quote tokens spent until the mid price has risen so far." />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
} // prettier-ignore
