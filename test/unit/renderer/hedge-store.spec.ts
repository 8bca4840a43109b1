import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { HedgePlan, Layer, Position } from '#core/hedge/types';
import { createHedge, readDraft, selectCanRedo, selectCanUndo, selectDirty } from '../../../src/renderer/state/hedge';
import {
  addLayers,
  addPositions,
  changeLayer,
  changePosition,
  freeId,
  moveLayer,
  removeLayer,
  removePosition,
  setStrike,
  switchLayer,
  type PlanEdit,
} from '../../../src/renderer/state/hedge-edit';

const layer = (id: string, value = 0.25): Layer => ({
  id,
  name: id,
  enabled: true,
  structure: 'put',
  legs: [{ kind: 'put', on: 'asset', ratio: 1, strike: { by: 'delta', value } }],
  tenor: { targets: [30], least: 7, most: 90, monthlyOnly: false, calendar: 'crypto' },
  size: { by: 'exposure', ratio: 0.5 },
  gate: { gate: { kind: 'always' }, reads: 'roll' },
  adaptation: { skew: 0, slope: 0, exhaustion: 0, least: 0, most: 2, rich: null, inverted: null },
  roll: { daysBefore: 0, every: 7 },
  monetisation: { kind: 'none' },
  caps: { premiumPerYear: null, notional: null },
});

const position = (id: string, quantity = 1): Position => ({
  id,
  label: id,
  kind: 'spot',
  instrument: null,
  quantity,
  price: 100,
  option: null,
  beta: null,
});

const plan = (layers: readonly Layer[] = [], positions: readonly Position[] = []): HedgePlan => ({
  name: 'Book',
  asset: 'BTCUSDT',
  positions,
  layers,
  beta: { benchmark: 'BTCUSDT', window: 90, halfLife: null, shrink: true, downside: false },
  surface: { dynamics: 'volBeta', volBeta: 1, parallel: false },
  costs: {
    crossed: 1,
    optionSpread: 0.02,
    leastVolSpread: 0.005,
    linearSpread: 0.0002,
    optionFee: 0.0003,
    optionFeeCap: 0.125,
    linearFee: 0.0005,
  },
  capital: null,
  budget: 0.15,
});

const ids = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => id);
const strikeOf = ({ legs }: Layer): number => {
  const [leg] = legs;
  return leg.kind === 'future' ? NaN : leg.strike.value;
};

describe('edits of a plan', () => {
  it('give every added layer an id of its own', () => {
    expect(ids(addLayers([layer('put'), layer('put')])(plan([layer('put')])).layers)).toEqual([
      'put',
      'put-2',
      'put-3',
    ]);
    expect(freeId('a', [{ id: 'b' }])).toBe('a');
  });

  it('move a layer to a place, and no farther than the ends', () => {
    const three = plan([layer('a'), layer('b'), layer('c')]);
    expect(ids(moveLayer('a', 1)(three).layers)).toEqual(['b', 'a', 'c']);
    expect(ids(moveLayer('c', -5)(three).layers)).toEqual(['c', 'a', 'b']);
    expect(ids(moveLayer('a', 9)(three).layers)).toEqual(['b', 'c', 'a']);
  });

  it('change what they name and keep its id', () => {
    const two = plan([layer('a'), layer('b')], [position('p', 2)]);
    expect(changeLayer('a', () => layer('other'))(two).layers[0].id).toBe('a');
    expect(switchLayer('b', false)(two).layers[1].enabled).toBe(false);
    expect(changePosition('p', (one) => ({ ...one, quantity: 5 }))(two).positions[0].quantity).toBe(5);
    expect(ids(addPositions([position('p')])(two).positions)).toEqual(['p', 'p-2']);
    expect(removePosition('p')(two).positions).toEqual([]);
    expect(ids(removeLayer('a')(two).layers)).toEqual(['b']);
  });

  it('set the strike of a leg, and of the legs of a rich skew', () => {
    const rich: Layer = {
      ...layer('a'),
      adaptation: { ...layer('a').adaptation, rich: { above: 1, legs: layer('x', 0.4).legs } },
    };
    const set = (isRich: boolean): Layer =>
      setStrike({ layer: 'a', leg: 0, rich: isRich }, { by: 'moneyness', value: 0.9 })(plan([rich])).layers[0];
    expect(strikeOf(set(false))).toBe(0.9);
    expect(set(false).adaptation).toEqual(rich.adaptation);
    expect(set(true).legs).toEqual(rich.legs);
    expect(set(true).adaptation.rich?.legs[0]).toMatchObject({ strike: { by: 'moneyness', value: 0.9 } });
  });

  it('give the same plan back when nothing changes', () => {
    const two = plan([layer('a'), layer('b')], [position('p')]);
    const nothing: readonly PlanEdit[] = [
      addLayers([]),
      addPositions([]),
      removeLayer('x'),
      removePosition('x'),
      moveLayer('a', 0),
      moveLayer('x', 1),
      switchLayer('a', true),
      changeLayer('x', () => layer('y')),
      setStrike({ layer: 'a', leg: 0, rich: false }, { by: 'delta', value: 0.25 }),
      setStrike({ layer: 'a', leg: 3, rich: false }, { by: 'delta', value: 0.1 }),
      setStrike({ layer: 'a', leg: 0, rich: true }, { by: 'delta', value: 0.1 }),
    ];
    for (const edit of nothing) expect(edit(two)).toBe(two);
  });
});

describe('the hedge of the page', () => {
  const opened = (layers: readonly Layer[] = [layer('a'), layer('b')]) => {
    const store = createHedge();
    store.getState().open(plan(layers), 'one');
    return store;
  };
  const now = (store: ReturnType<typeof createHedge>): HedgePlan => store.getState().plan!;

  it('takes every step back and brings it again, whatever they were', () => {
    const move = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(2));
    fc.assert(
      fc.property(fc.array(move, { maxLength: 12 }), (moves) => {
        const store = opened([layer('a'), layer('b'), layer('c')]);
        const seen = [now(store)];
        for (const [id, to] of moves) {
          store.getState().edit(moveLayer(id, to));
          if (now(store) !== seen.at(-1)) seen.push(now(store));
        }
        for (const before of seen.slice(0, -1).toReversed()) {
          store.getState().undo();
          expect(now(store)).toBe(before);
        }
        expect(selectCanUndo(store.getState())).toBe(false);
        for (const after of seen.slice(1)) {
          store.getState().redo();
          expect(now(store)).toBe(after);
        }
        expect(selectCanRedo(store.getState())).toBe(false);
      }),
    );
  });

  it('takes a drag back as one step', () => {
    const store = opened();
    const drag = (value: number): void =>
      store.getState().edit(setStrike({ layer: 'a', leg: 0, rich: false }, { by: 'moneyness', value }), 'strike a');
    for (const value of [0.95, 0.94, 0.93]) drag(value);
    store.getState().settle();
    drag(0.9);
    expect(store.getState().past).toHaveLength(2);
    store.getState().undo();
    expect(strikeOf(now(store).layers[0])).toBe(0.93);
    store.getState().undo();
    expect(strikeOf(now(store).layers[0])).toBe(0.25);
  });

  it('does not join a change to the drag before it', () => {
    const store = opened();
    store.getState().edit(setStrike({ layer: 'a', leg: 0, rich: false }, { by: 'moneyness', value: 0.9 }), 'strike a');
    store.getState().edit(switchLayer('a', false));
    store.getState().edit(setStrike({ layer: 'a', leg: 0, rich: false }, { by: 'moneyness', value: 0.8 }), 'strike a');
    expect(store.getState().past).toHaveLength(3);
  });

  it('forgets what was undone once something else is done, and the oldest of very many steps', () => {
    const store = opened();
    store.getState().edit(switchLayer('a', false));
    store.getState().undo();
    store.getState().edit(switchLayer('b', false));
    expect(selectCanRedo(store.getState())).toBe(false);
    for (let i = 0; i < 300; i++) store.getState().edit(switchLayer('a', i % 2 === 1));
    expect(store.getState().past).toHaveLength(200);
  });

  it('is dirty while it is not what was saved', () => {
    const store = opened();
    expect(selectDirty(store.getState())).toBe(false);
    store.getState().edit(switchLayer('a', false));
    expect(selectDirty(store.getState())).toBe(true);
    store.getState().undo();
    expect(selectDirty(store.getState())).toBe(false);
    store.getState().redo();
    store.getState().markSaved(now(store), 'one');
    expect(selectDirty(store.getState())).toBe(false);
  });

  it('lets go of a selected layer that is gone', () => {
    const store = opened();
    store.getState().select('a');
    store.getState().edit(removeLayer('a'));
    expect(store.getState().selected).toBe(null);
  });

  it('has nothing to edit before a plan is there', () => {
    const store = createHedge();
    store.getState().edit(addLayers([layer('a')]));
    store.getState().undo();
    expect(store.getState().plan).toBe(null);
  });

  it('keeps the draft, but not every frame of a drag', () => {
    const keep = vi.fn();
    const store = createHedge({ plan: plan([layer('a')]), saved: null, savedId: null }, keep);
    const drag = (value: number): void =>
      store.getState().edit(setStrike({ layer: 'a', leg: 0, rich: false }, { by: 'moneyness', value }), 'drag');
    drag(0.9);
    drag(0.8);
    expect(keep).not.toHaveBeenCalled();
    store.getState().settle();
    expect(keep).toHaveBeenCalledExactlyOnceWith({ plan: now(store), saved: null, savedId: null });
  });

  it('comes back from what was kept, clean when it was saved as it stood', () => {
    const one = plan([layer('a')]);
    const text = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
    const clean = readDraft(text({ version: 1, plan: one, saved: one, savedId: 'x' }))!;
    expect(clean.plan).toEqual(one);
    expect(selectDirty(createHedge(clean).getState())).toBe(false);
    const dirty = readDraft(text({ version: 1, plan: one, saved: plan(), savedId: 'x' }))!;
    expect(selectDirty(createHedge(dirty).getState())).toBe(true);
    expect(dirty.saved).toEqual(plan());
    for (const broken of [undefined, 3, { version: 0, plan: one }, { version: 1, plan: { ...one, layers: 2 } }])
      expect(readDraft(broken)).toBe(undefined);
  });
});
