import type { DrawnPoint } from '#core/hedge/simulation';
import { isScenario } from '#core/scenario/id';
import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '#core/time/ms';
import type { Instrument } from '#shared/market';
import { SCENARIO_STEPS, ScenarioSpecSchema, type ScenarioPath, type ScenarioSpec } from '#shared/scenario';
import { formatNumber } from '../../../lib/format';
import type { ScenarioWish } from '../../../state/scenario';

export type Kind = ScenarioPath['kind'];
export type PathOf<K extends Kind> = Extract<ScenarioPath, { readonly kind: K }>;

/** What a person has set up so far; each kind keeps its own numbers. */
export interface Draft {
  readonly asset: string;
  /** '': what it is. */
  readonly name: string;
  readonly step: Ms;
  readonly kind: Kind;
  readonly shock: PathOf<'shock'>;
  readonly drawn: PathOf<'drawn'>;
  readonly analog: PathOf<'analog'>;
}

const LINE = { restless: 1, volBeta: null, seed: 7 } as const;
const POINTS: readonly DrawnPoint[] = [
  { day: 0, spot: 1, vol: null },
  { day: 2, spot: 0.8, vol: null },
  { day: 7, spot: 0.9, vol: null },
];

/** Markets that a scenario can leave: those that have bars and are none themselves. */
export const playable = (all: readonly Instrument[]): readonly Instrument[] =>
  all.filter(({ id, barIntervals }) => barIntervals.length > 0 && !isScenario(id));

/** Widths of bars that can be made from those of an instrument. */
export const stepsOf = (one: Pick<Instrument, 'barIntervals'> | undefined): readonly Ms[] =>
  SCENARIO_STEPS.filter((step) => one?.barIntervals.some((interval) => step % interval === 0));

const stepFor = (one: Instrument | undefined, wished: Ms): Ms => {
  const all = stepsOf(one);
  return all.includes(wished) ? wished : (all[0] ?? MS_PER_HOUR);
};

/** @param newest of the asset that is known */
export function draftOf(wish: ScenarioWish | null, asset: Instrument, newest: Ms): Draft {
  const kind = wish?.kind ?? 'shock';
  const points = wish?.kind === 'drawn' ? wish.points : POINTS;
  const volBeta = wish?.kind === 'drawn' ? wish.volBeta : null;
  const past =
    wish?.kind === 'analog'
      ? { instrument: wish.instrument, from: wish.from, hours: wish.hours }
      : { instrument: null, from: newest - 7 * MS_PER_DAY, hours: 72 };
  return {
    asset: asset.id,
    name: '',
    step: stepFor(asset, MS_PER_HOUR),
    kind,
    shock: { kind: 'shock', size: -0.3, hours: 6, recovery: 0.3, recoveryHours: 24, restHours: 48, vol: null, ...LINE },
    drawn: { kind: 'drawn', points, ...LINE, volBeta },
    analog: { kind: 'analog', ...past },
  };
}

/** The same of another market; bars as wide as it can give. */
export const withAsset = (draft: Draft, asset: Instrument): Draft => ({
  ...draft,
  asset: asset.id,
  step: stepFor(asset, draft.step),
});

/** What it is called when nobody says. */
export function nameOf({ kind, shock, analog }: Draft): string {
  if (kind === 'drawn') return 'Drawn line';
  if (kind === 'analog') return `As in ${new Date(analog.from).toISOString().slice(0, 10)}`;
  const percent = formatNumber(Math.abs(shock.size) * 100, { decimals: shock.size * 1_000 % 10 === 0 ? 0 : 1 }); // prettier-ignore
  return `${shock.size < 0 ? 'Fall' : 'Rise'} of ${percent} %`;
}

export const specOf = (draft: Draft, asOf: Ms | null): ScenarioSpec =>
  ScenarioSpecSchema.parse({
    asset: draft.asset,
    name: draft.name.trim() || nameOf(draft),
    step: draft.step,
    path: draft[draft.kind],
    asOf,
  });
