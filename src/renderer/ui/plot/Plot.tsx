import { memo, useState, type CSSProperties, type KeyboardEvent, type ReactElement } from 'react';
import { TOKENS } from '../../theme/tokens';
import { TipCard, Tooltip, type Provenance } from '../Tooltip';
import styles from './Plot.module.css';
import { through, type Ink, type Shape } from './shapes';

/** What the card of a place says. */
export interface Tip extends Provenance {
  readonly title: string;
  readonly value?: string;
  readonly definition?: string;
}

/** A place on a plot that explains itself: a card on hover and focus. */
export interface Spot {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** Read aloud. */
  readonly name: string;
  readonly tip: Tip;
  /** By click, Enter and Space; the place is then a button. */
  readonly onSelect?: (() => void) | undefined;
  readonly selected?: boolean;
}

/** A small chart: what is drawn, and the places that explain themselves. */
export interface Drawn {
  readonly shapes: readonly Shape[];
  readonly spots: readonly Spot[];
}

interface PlotProps {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
  /** Says in words what the picture shows; without it the picture is decoration beside words. */
  readonly label?: string;
  readonly spots?: readonly Spot[];
  /** How many spots make a row: Up and Down step by it. */
  readonly perRow?: number;
  /** What an arrow leads to is selected at once. */
  readonly walks?: boolean;
}

const colour = (ink: Ink | undefined): string => (ink ? `var(${TOKENS[ink]})` : 'none');

/** A small chart as SVG in the colours of the theme. One tab stop; arrows walk its spots. Drawn again only with other shapes. */
export const Plot = memo(function Plot({
  width,
  height,
  shapes,
  label,
  spots = [],
  perRow = 1,
  walks = false,
}: PlotProps): ReactElement {
  return (
    <svg
      className={styles['plot']}
      width={width}
      height={height}
      role={label === undefined ? undefined : spots.length > 0 ? 'group' : 'img'}
      aria-label={label}
      aria-hidden={label === undefined || undefined}
    >
      {shapes.map((shape, i) => (
        <Drawn key={i} shape={shape} />
      ))}
      {spots.length > 0 && <Spots spots={spots} perRow={perRow} walks={walks} />}
    </svg>
  );
});

type SpotsProps = Required<Pick<PlotProps, 'spots' | 'perRow' | 'walks'>>;

function Spots({ spots, perRow, walks }: SpotsProps): ReactElement {
  const [current, setCurrent] = useState<number>();
  const chosen = spots.findIndex(({ selected }) => selected);
  const stop = Math.min(current ?? Math.max(0, chosen), spots.length - 1);
  const onKeyDown = (event: KeyboardEvent<SVGRectElement>): void => {
    const { onSelect } = spots[stop] ?? {};
    if (onSelect && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      event.stopPropagation();
      return onSelect();
    }
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: perRow, ArrowUp: -perRow }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = stop + by;
    if (next < 0 || next >= spots.length) return;
    setCurrent(next);
    const places = event.currentTarget.parentElement?.querySelectorAll<SVGRectElement>('rect[data-spot]');
    places?.[next]?.focus();
    if (walks) spots[next]?.onSelect?.();
  };
  return (
    <g>
      {spots.map(({ id, x, y, w, h, name, tip, onSelect, selected }, i) => (
        <Tooltip key={id} card={<TipCard {...tip} />} side="top">
          <rect
            className={styles['spot']}
            data-spot={id}
            x={x}
            y={y}
            width={Math.max(0, w)}
            height={Math.max(0, h)}
            role={onSelect ? 'button' : 'img'}
            aria-label={name}
            aria-pressed={onSelect ? (selected ?? false) : undefined}
            onClick={onSelect}
            tabIndex={i === stop ? 0 : -1}
            onFocus={() => setCurrent(i)}
            onKeyDown={onKeyDown}
          />
        </Tooltip>
      ))}
    </g>
  );
}

function pen(shape: {
  stroke?: Ink;
  fill?: Ink;
  width?: number;
  dash?: readonly number[];
  opacity?: number;
}): CSSProperties {
  return {
    stroke: colour(shape.stroke),
    fill: colour(shape.fill),
    fillOpacity: shape.opacity,
    strokeWidth: shape.width ?? 1,
    strokeDasharray: shape.dash?.join(' '),
    strokeLinejoin: 'round',
  };
}

function Drawn({ shape }: { readonly shape: Shape }): ReactElement {
  switch (shape.kind) {
    case 'group':
      return (
        <g transform={`translate(${shape.x} ${shape.y})`} opacity={shape.opacity}>
          {shape.shapes.map((one, i) => (
            <Drawn key={i} shape={one} />
          ))}
        </g>
      );
    case 'line':
      return <line x1={shape.x1} y1={shape.y1} x2={shape.x2} y2={shape.y2} style={pen(shape)} />;
    case 'rect':
      return (
        <rect x={shape.x} y={shape.y} width={Math.max(0, shape.w)} height={Math.max(0, shape.h)} style={pen(shape)} />
      );
    case 'circle':
      return <circle cx={shape.x} cy={shape.y} r={shape.r} style={pen(shape)} />;
    case 'path':
      return <path d={shape.d} style={pen(shape)} />;
    case 'points':
      return <path d={through(shape.points)} style={pen(shape)} />;
    case 'text':
      return (
        <text
          x={shape.x}
          y={shape.y}
          dominantBaseline="central"
          textAnchor={shape.align ?? 'start'}
          style={{
            fill: colour(shape.ink ?? 'text3'),
            fontFamily: shape.words ? 'var(--font-text)' : 'var(--font-mono)',
            fontSize: shape.size ?? 11,
            fontWeight: shape.strong ? 600 : 400,
          }}
        >
          {shape.text}
        </text>
      );
  }
}
