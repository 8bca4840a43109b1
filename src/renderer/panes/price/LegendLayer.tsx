import { useCallback, type CSSProperties, type ReactElement } from 'react';
import type { Instrument } from '#shared/market';
import { syntheticWord } from '../../lib/synthetic-word';
import { Tag, coverageTone } from '../../ui/Tag';
import { TipCard, Tooltip } from '../../ui/Tooltip';
import type { PriceChart } from './controller';
import { COVERAGE_WORDS } from './coverage-words';
import styles from './price.module.css';
import { studyInfo, type StudyInfo } from './studies';
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
            <>
              <PriceLegend chart={chart} view={view} instrument={instrument} />
              {view.overlays.length > 0 && (
                <div className={styles['legend']} data-over>
                  {view.overlays.map((id) => (
                    <OverlayLegend key={id} chart={chart} view={view} id={id} base={instrument?.base ?? ''} />
                  ))}
                </div>
              )}
            </>
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
                ? syntheticWord(instrument?.id ?? '') === 'scenario'
                  ? 'A scenario: the past of its market up to its start, and from there on nothing that happened.'
                  : 'Synthetic: the sample market, not a venue.'
                : 'As stored; coarser bars are built from finer ones.'
            }
          />
        }
      >
        <b className={styles['name']} tabIndex={0}>
          {instrument?.label}
        </b>
      </Tooltip>
      {view.synthetic && <Tag tone="estimate">{syntheticWord(instrument?.id ?? '')}</Tag>}
      <Figures chart={chart} id="price" title={instrument?.label ?? ''} />
    </div>
  );
}

interface OverlayLegendProps {
  readonly chart: PriceChart;
  readonly view: PriceView;
  readonly id: string;
  readonly base: string;
}

/** All studies over the candles share one line, so that the candles keep their pane. Their figures are marked as estimates. */
function OverlayLegend({ chart, view, id, base }: OverlayLegendProps): ReactElement {
  const info = studyInfo(id);
  const isMissing = view.missing.includes(id);
  const failed = view.failed.includes(id);
  return (
    <span className={styles['over']}>
      <StudyName info={info} source={view.derivedFrom[id]} quiet />
      {!isMissing && !failed && <Figures chart={chart} id={id} title={info.title} />}
      {isMissing && <span>{missingWords(info, base)}</span>}
      {failed && <span>{failedWords(info)}</span>}
    </span>
  );
}

interface StudyNameProps {
  readonly info: StudyInfo;
  readonly source: string | undefined;
  readonly quiet?: boolean;
}

function StudyName({ info, source, quiet = false }: StudyNameProps): ReactElement {
  return (
    <Tooltip card={<TipCard title={info.title} definition={info.definition} method={info.method} source={source} />}>
      <b className={quiet ? styles['quietName'] : styles['name']} tabIndex={0}>
        {(quiet && info.brief) || info.title}
      </b>
    </Tooltip>
  );
}

const missingWords = (info: StudyInfo, base: string): string => info.missing.replace('{base}', base);
const failedWords = ({ title }: StudyInfo): string => `${title} could not be read: reload the pane to try again`;

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
        <StudyName info={info} source={box.id === 'liquidations' ? view.liquidationSource : view.derivedFrom[box.id]} />
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
      {isMissing && <p className={styles['missing']}>{missingWords(info, base)}</p>}
      {failed && <p className={styles['missing']}>{failedWords(info)}</p>}
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
