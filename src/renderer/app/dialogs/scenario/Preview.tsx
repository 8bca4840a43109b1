import type { ReactElement } from 'react';
import type { ScenarioPreview, ScenarioSpec } from '#shared/scenario';
import { call } from '../../../lib/call';
import { formatCount, formatPercent, formatPrice, formatTimeZoned, formatUsdM } from '../../../lib/format';
import { selectZone, useSettings } from '../../../state/settings';
import { useReply } from '../../../state/use-reply';
import { Missing } from '../../../ui/Missing';
import { Plot } from '../../../ui/plot/Plot';
import { useSize } from '../../../ui/plot/use-size';
import { ErrorState, Skeleton } from '../../../ui/States';
import { drawPreview } from './picture';
import styles from './scenario.module.css';

/** What would be played, drawn from the same bars. @param tick least price step of the asset */
export function Preview({ spec, tick }: { readonly spec: ScenarioSpec; readonly tick: number }): ReactElement {
  const reply = useReply(`scenario ${JSON.stringify(spec)}`, () => call('scenarios:preview', spec));
  const [host, size] = useSize<HTMLDivElement>();
  const preview = reply.error ? undefined : reply.value;
  return (
    <div className={styles['preview']}>
      <div ref={host} className={styles['plot']} data-testid="scenario-preview" data-loading={reply.loading || undefined}>
        {reply.error && <ErrorState what="Nothing comes of it as it stands." then={reply.error.message} />}
        {!reply.error && !preview && <Skeleton rows={6} label="Making the bars" />}
        {preview && size.width > 0 && (
          <Plot {...size} shapes={drawPreview(preview, size)} label={inWords(preview, tick)} />
        )}
      </div>
      {preview && <Facts preview={preview} tick={tick} />}
    </div>
  );
} // prettier-ignore

const change = (to: number, from: number): string => formatPercent(to / from - 1, { decimals: 1, sign: true });

const inWords = ({ price, low, last }: ScenarioPreview, tick: number): string =>
  `From ${formatPrice(price, tick)}: lowest ${change(low, price)}, at the end ${change(last, price)}.`;

function Facts({ preview, tick }: { readonly preview: ScenarioPreview; readonly tick: number }): ReactElement {
  const zone = useSettings(selectZone);
  const { start, end, step, price, low, high, last, vol, liquidated, words } = preview;
  const extreme = last < price || low / price < price / high ? low : high;
  const facts: readonly (readonly [name: string, value: ReactElement | string])[] = [
    ['Leaves the market', `${formatTimeZoned(start, zone)} at ${formatPrice(price, tick)}`],
    ['Length', formatCount(Math.round((end - start) / step), 'bar')],
    [extreme === low ? 'Lowest' : 'Highest', `${formatPrice(extreme, tick)}, ${change(extreme, price)}`],
    ['At the end', `${formatPrice(last, tick)}, ${change(last, price)}`],
    ['Volatility', Number.isNaN(vol.high) ? <Missing why="not known" /> : `${percent(vol.start)}, highest ${percent(vol.high)}`],
    ['Closed by force', Number.isNaN(liquidated) ? <Missing why="not said" /> : formatUsdM(liquidated, { unit: true })],
  ];
  return (
    <>
      <dl className={styles['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ul className={styles['words']} aria-label="What is modelled">
        {words.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
} // prettier-ignore

const percent = (x: number): string => formatPercent(x, { decimals: 1 });
