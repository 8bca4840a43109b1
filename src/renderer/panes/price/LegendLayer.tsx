import { useCallback, type CSSProperties, type ReactElement } from 'react';
import type { Instrument } from '#shared/market';
import { Tag, coverageTone } from '../../ui/Tag';
import { TipCard, Tooltip } from '../../ui/Tooltip';
import type { PriceChart } from './controller';
import { COVERAGE_WORDS } from './coverage-words';
import styles from './price.module.css';
import { studyInfo } from './studies';
import type { PaneBox, PriceView } from './view-state';

interface LegendLayerProps {
  readonly chart: PriceChart;
  readonly view: PriceView;
  readonly instrument: Instrument | undefined;
}

/** Names, tags and figures over the panes. The figures themselves are written by the controller. */
export function LegendLayer({ chart, view, instrument }: LegendLayerProps): ReactElement {
  return (
    <div className={styles['legends']}>
      {view.boxes.map((box) => (
        <div
          key={box.id}
          className={styles['pane']}
          style={{ '--top': `${box.top}px`, '--height': `${box.height}px` } as CSSProperties}
        >
          {box.id === 'price' ? (
            <PriceLegend chart={chart} view={view} instrument={instrument} />
          ) : (
            <StudyLegend chart={chart} view={view} box={box} base={instrument?.base ?? ''} />
          )}
        </div>
      ))}
    </div>
  );
}

function PriceLegend({ chart, view, instrument }: LegendLayerProps): ReactElement {
  return (
    <div className={styles['legend']}>
      <Tooltip
        card={
          <TipCard
            title={instrument?.label ?? ''}
            definition="Open, high, low, close and volume of the bar under the crosshair, else of the last closed bar in view. A bar is stamped with its open and known at its close."
            source={view.source}
            method={
              view.synthetic
                ? 'Synthetic: the sample market, not a venue.'
                : 'As stored; coarser bars are built from finer ones.'
            }
          />
        }
      >
        <b className={styles['name']} tabIndex={0}>
          {instrument?.label}
        </b>
      </Tooltip>
      {view.synthetic && <Tag tone="estimate">synthetic</Tag>}
      <Figures chart={chart} id="price" title={instrument?.label ?? ''} />
    </div>
  );
}

interface StudyLegendProps {
  readonly chart: PriceChart;
  readonly view: PriceView;
  readonly box: PaneBox;
  readonly base: string;
}

function StudyLegend({ chart, view, box, base }: StudyLegendProps): ReactElement {
  const info = studyInfo(box.id);
  const isMissing = view.missing.includes(box.id);
  const failed = view.failed.includes(box.id);
  return (
    <>
      <div className={styles['legend']}>
        <Tooltip
          card={
            <TipCard
              title={info.title}
              definition={info.definition}
              method={info.method}
              source={box.id === 'liquidations' ? view.liquidationSource : undefined}
            />
          }
        >
          <b className={styles['name']} tabIndex={0}>
            {info.title}
          </b>
        </Tooltip>
        {!isMissing && !failed && <Figures chart={chart} id={box.id} title={info.title} />}
        {box.id === 'liquidations' && view.coverage && (
          <Tooltip
            card={
              <TipCard
                title={`Coverage: ${view.coverage}`}
                definition={COVERAGE_WORDS[view.coverage]}
                source={view.liquidationSource}
              />
            }
          >
            <span className={styles['tag']} tabIndex={0}>
              <Tag tone={coverageTone(view.coverage)}>{view.coverage}</Tag>
            </span>
          </Tooltip>
        )}
      </div>
      {isMissing && <p className={styles['missing']}>{info.missing.replace('{base}', base)}</p>}
      {failed && <p className={styles['missing']}>{info.title} could not be read: reload the pane to try again</p>}
    </>
  );
}

/** A place that the controller writes into at the pace of the pointer. */
function Figures({
  chart,
  id,
  title,
}: {
  readonly chart: PriceChart;
  readonly id: string;
  readonly title: string;
}): ReactElement {
  const host = useCallback(
    (element: HTMLSpanElement | null) => (element ? chart.legends.attach(id, element) : undefined),
    [chart, id],
  );
  return <span ref={host} className={styles['figures']} data-title={title} />;
}
