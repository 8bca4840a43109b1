import type { Rule, RuleParameter, Sensitivity, SensitivityCell, StudyResult } from '#core/evidence/types';
import { DEFAULT_CASCADE_SETTINGS, kFor } from '#core/liquidations/settings';
import { formatBp, formatDuration, formatNumber } from '../../lib/format';
import type { Drawn, Spot, Tip } from '../../ui/plot/Plot';
import { label, type Ink, type Shape } from '../../ui/plot/shapes';
import type { Size } from '../../ui/plot/use-size';
import { PARAMETER_WORDS, provenanceOf } from '../shared/evidence/words';

const LEFT = 72;
const TOP = 40;
const MOST_WIDE = 104;
const MOST_HIGH = 44;
const NICE = [1, 2, 3, 4, 5, 8, 10, 12, 15, 20, 25, 30, 40, 50, 80, 100, 150, 200, 300, 500, 1_000];

/** Step of the ramp, one for the whole grid: four steps reach the largest effect. */
export function rampStep(cells: readonly Pick<SensitivityCell, 'effectBp'>[]): number {
  const most = Math.max(0, ...cells.map(({ effectBp }) => Math.abs(effectBp)).filter(Number.isFinite));
  return NICE.find((step) => step * 4 >= most) ?? most / 4;
}

export function rampInk(effectBp: number, step: number): Ink {
  const rounded = Math.round(effectBp);
  if (rounded === 0) return 'rampZero';
  const level = Math.min(4, Math.max(1, Math.ceil(Math.abs(effectBp) / step))) as 1 | 2 | 3 | 4;
  return `${rounded < 0 ? 'neg' : 'pos'}${level}`;
}

/** What the rule in use has for a parameter; the `k` that the grid decides is that of the liquidations' bins. */
function inUse(rule: Rule, parameter: RuleParameter, { inputs }: StudyResult): number {
  const own = (rule as Partial<Record<RuleParameter, number | null>>)[parameter];
  if (own !== null) return own ?? Number.NaN;
  const bins = inputs.filter(({ role }) => role === 'liquidations').map(({ intervalMs }) => intervalMs);
  return kFor(DEFAULT_CASCADE_SETTINGS, Math.max(DEFAULT_CASCADE_SETTINGS.gridMs, ...bins));
}

/** Times carry their unit in each value. */
const isTime = (unit: string): boolean => unit === 'time';

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));

/** The cell of the rule in use; undefined when the grid has none. */
export function cellInUse(result: StudyResult, { x, y, cells }: Sensitivity): SensitivityCell | undefined {
  const { rule } = result.spec;
  const [own, other] = [inUse(rule, x.parameter, result), inUse(rule, y.parameter, result)];
  return cells.find((cell) => near(cell.x, own) && near(cell.y, other));
}

/** Height that the grid wants. */
export const heatHeight = ({ y }: Sensitivity): number => TOP + y.values.length * MOST_HIGH + 4;

/** Effect over a grid of neighbouring rules, so that one lucky cell is seen as such. */
export function drawHeat(result: StudyResult, grid: Sensitivity, { width, height }: Size): Drawn {
  const { x, y, cells } = grid;
  const [across, down] = [PARAMETER_WORDS[x.parameter], PARAMETER_WORDS[y.parameter]];
  const w = Math.min(MOST_WIDE, (width - LEFT - 12) / x.values.length);
  const h = Math.min(MOST_HIGH, (height - TOP - 4) / y.values.length);
  const step = rampStep(cells);
  const own = cellInUse(result, grid);
  const { minClusters } = result.spec;
  const shapes: Shape[] = [
    label(12, 10, down.title, { words: true }),
    ...(isTime(down.unit) ? [] : [label(12, 26, down.unit, { words: true })]),
    label(
      LEFT + (w * x.values.length) / 2,
      10,
      isTime(across.unit) ? across.title : `${across.title}, ${across.unit}`,
      { align: 'middle', words: true },
    ),
    ...x.values.map((v, i) => label(LEFT + w * (i + 0.5), 28, across.print(v), { align: 'middle' })),
    ...y.values.map((v, j) => label(LEFT - 8, TOP + h * (j + 0.5), down.print(v), { align: 'end' })),
  ];
  const spots: Spot[] = [];
  let outline: Shape | undefined;
  for (const [j, vy] of y.values.entries())
    for (const [i, vx] of x.values.entries()) {
      const cell = cells.find((one) => near(one.x, vx) && near(one.y, vy));
      const box = { kind: 'rect', x: LEFT + w * i, y: TOP + h * j, w: w - 1, h: h - 1 } as const;
      const middle = [box.x + box.w / 2, box.y + box.h / 2] as const;
      if (!cell) {
        shapes.push({ ...box, fill: 'surface3' });
        continue;
      }
      if (isThin(cell))
        shapes.push(
          { ...box, x: box.x + 0.5, y: box.y + 0.5, w: w - 2, h: h - 2, stroke: 'border2', dash: [2, 2] },
          label(...middle, cell.clusters < minClusters ? `n<${minClusters}` : 'none', { align: 'middle' }),
        );
      else
        shapes.push(
          { ...box, fill: rampInk(cell.effectBp, step) },
          label(...middle, formatNumber(cell.effectBp, { sign: true }), { align: 'middle', ink: 'text1' }),
        );
      if (cell === own)
        outline = { ...box, x: box.x + 1, y: box.y + 1, w: w - 3, h: h - 3, stroke: 'accent', width: 2 };
      const where = [
        `${across.title} ${across.print(vx)}`,
        `${down.title.toLowerCase()} ${down.print(vy)} ${isTime(down.unit) ? '' : down.unit}`.trim(),
      ].join(', ');
      const tip = tipOf(result, grid, cell, cell === own ? `${where}, rule in use` : where);
      spots.push({ id: `${i}-${j}`, x: box.x, y: box.y, w: box.w, h: box.h, name: `${tip.title}: ${tip.value}`, tip });
    }
  return { shapes: outline ? [...shapes, outline] : shapes, spots };
}

const isThin = ({ effectBp }: SensitivityCell): boolean => !Number.isFinite(effectBp);

function tipOf(result: StudyResult, grid: Sensitivity, cell: SensitivityCell, title: string): Tip {
  const { source, window } = provenanceOf(result);
  const rows = `${formatNumber(cell.events)} events in ${formatNumber(cell.clusters)} clusters`;
  const p = (value: number, decimals: number): string => formatNumber(value, { decimals });
  return {
    title,
    value: isThin(cell) ? 'too few clusters' : formatBp(cell.effectBp, { sign: true }),
    definition: isThin(cell)
      ? `${rows}: too thin for evidence.`
      : `Interval ${formatNumber(cell.lo)} to ${formatNumber(cell.hi)}; p ${p(cell.p, 3)}, ${p(cell.pAdjusted, 2)} after Benjamini-Hochberg over the grid. ${rows}.`,
    method: `Effect at ${formatDuration(grid.horizonMs)} of the same study with this rule`,
    source,
    window,
  };
}
