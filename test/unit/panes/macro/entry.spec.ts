import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MacroEntrySchema, type MacroEntry } from '#shared/macro';
import { draftOf, entryOf, problemsOf, type EntryDraft } from '../../../../src/renderer/panes/macro/entry';
import { createMacroView, readKept } from '../../../../src/renderer/state/macro';
import { changeEntry, macroEntries, undoEntry } from '../../../../src/renderer/state/macro-entries';
import { createFakeEconomy, FAKE_NOW } from '../../../support/fake-economy';
import { createFakeMacro } from '../../../support/fake-macro';

const known = createFakeMacro(createFakeEconomy())['macro:series']({});
const FIGURE: EntryDraft = { kind: 'figure', series: 'CPI', label: '', unit: '', period: '2025-08-01', released: '2025-09-11 12:30', announced: '', value: '2.9' }; // prettier-ignore
const problems = (change: Partial<EntryDraft>) => problemsOf({ ...FIGURE, ...change }, FAKE_NOW);

describe('what is typed in', () => {
  it('is read as a figure, a consensus or a date that the contract takes', () => {
    expect(problems({})).toEqual({});
    const figure = entryOf(FIGURE, known);
    expect(figure).toMatchObject({ series: 'CPI', period: Date.UTC(2025, 7, 1), released: Date.UTC(2025, 8, 11, 12, 30), value: 2.9, announced: null }); // prettier-ignore
    const consensus = entryOf({ ...FIGURE, kind: 'consensus', released: '2025-09-08' }, known);
    expect(consensus.series).toBe('CPI.consensus');
    expect(entryOf({ ...FIGURE, kind: 'consensus', series: 'SIM-PPI-YOY' }, known).series).toBe(
      'SIM-PPI-YOY-CONSENSUS',
    );
    const date = entryOf(
      { ...FIGURE, kind: 'date', released: '2025-12-10', announced: '2025-01-02', value: '' },
      known,
    );
    expect(date).toMatchObject({ value: null, released: Date.UTC(2025, 11, 10), announced: Date.UTC(2025, 0, 2) });
    for (const one of [figure, consensus, date]) expect(MacroEntrySchema.safeParse(one).success).toBe(true);
    expect(entryOf({ ...FIGURE, released: '' }, known).released).toBeNull();
  });

  it('is refused with the way out', () => {
    expect(problems({ series: ' ' }).series).toContain('Choose a series');
    expect(problems({ series: 'CPI.consensus' }).series).toContain('choose consensus');
    expect(problems({ period: '2025-13-01' }).period).toContain('2025-09-01');
    expect(problems({ released: 'soon' }).released).toContain('2025-10-10');
    expect(problems({ released: '2026-01-01' }).released).toContain('Choose date');
    expect(problems({ released: '2025-07-01' }).released).toContain('before the period');
    expect(problems({ kind: 'consensus', released: '' }).released).toContain('cannot be compared');
    expect(problems({ kind: 'date', released: '' }).released).toBeDefined();
    expect(problems({ kind: 'date', released: '2025-12-10', announced: '2025-12-11' }).announced).toBeDefined();
    expect(problems({ kind: 'date', released: '2025-12-10', value: '' })).toEqual({});
    expect(problems({ value: '' }).value).toBe('A figure is needed.');
    expect(problems({ value: '2,9%' }).value).toContain('not a number');
    expect(problems({ value: '1e16' }).value).toBeDefined();
  });

  it('comes back as it was typed, to be edited', () => {
    const drafts: EntryDraft[] = [FIGURE, { ...FIGURE, kind: 'consensus', released: '2025-09-08' }, { ...FIGURE, kind: 'date', released: '2025-12-10', announced: '2025-01-02', value: '' }]; // prettier-ignore
    for (const draft of drafts) expect(draftOf(entryOf(draft, known), null)).toEqual(draft);
    expect(draftOf(null, 'PPI')).toMatchObject({ kind: 'figure', series: 'PPI', value: '' });
  });
});

describe('a typed entry', () => {
  const macro = createFakeMacro(createFakeEconomy());
  const entry: MacroEntry = entryOf({ ...FIGURE, series: 'MINE' }, known);
  const values = (): number[] => [...macro['macro:read']({ series: 'MINE', from: 0, to: FAKE_NOW, then: null }).value];
  let refuse: 'macro:put' | 'macro:remove' | undefined;
  let refusals = 0;

  beforeEach(() => {
    [refuse, refusals] = [undefined, 0];
    macroEntries.setState({ past: [], editing: null });
    vi.stubGlobal('window', {
      ballast: {
        call: (channel: 'macro:put' | 'macro:remove', args: never) => {
          if (channel === refuse && refusals-- > 0)
            return Promise.resolve({ ok: false, code: 'conflict', message: 'A source tells another figure.' });
          macro[channel](args);
          return Promise.resolve({ ok: true, value: undefined });
        },
      },
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  it('is kept, changed, deleted, and each of that is undone', async () => {
    const later = { ...entry, value: 3.4, released: entry.released! + 1 };
    await changeEntry(null, entry);
    expect(values()).toEqual([2.9]);
    await changeEntry(entry, later);
    expect(values()).toEqual([3.4]);
    await changeEntry(later, null);
    expect(values()).toEqual([]);
    await undoEntry();
    expect(values()).toEqual([3.4]);
    await undoEntry();
    expect(values()).toEqual([2.9]);
    await undoEntry();
    expect(values()).toEqual([]);
    await undoEntry();
    expect(macroEntries.getState().past).toEqual([]);
  });

  it('that is refused leaves all as it was, with nothing to undo', async () => {
    await changeEntry(null, entry);
    [refuse, refusals] = ['macro:put', 1];
    await expect(changeEntry(entry, { ...entry, value: 9 })).rejects.toThrow('another figure');
    expect(values()).toEqual([2.9]);
    expect(macroEntries.getState().past).toHaveLength(1);
  });

  it('that cannot take the place of another leaves the other, and an undo that fails can be tried again', async () => {
    await changeEntry(null, entry);
    [refuse, refusals] = ['macro:remove', 1];
    await expect(changeEntry(entry, { ...entry, period: entry.period + 1 })).rejects.toThrow();
    expect(values()).toEqual([2.9]);
    [refuse, refusals] = ['macro:remove', 1];
    await undoEntry();
    expect(values()).toEqual([2.9]);
    await undoEntry();
    expect(values()).toEqual([]);
  });
});

describe('what is looked at', () => {
  it('is kept, and what cannot be read starts anew', () => {
    const keep = vi.fn();
    const view = createMacroView(readKept({ series: 'CPI', span: '10y', group: 'prices', a: 'USD', b: 7 }), keep);
    expect(view.getState()).toMatchObject({ series: 'CPI', span: '10y', group: 'prices', a: 'USD', b: null, search: '', then: null }); // prettier-ignore
    view.getState().show({ span: '2y', then: 5, search: 'x' });
    expect(keep).toHaveBeenLastCalledWith({ series: 'CPI', span: '2y', group: 'prices', a: 'USD', b: null });
    expect(readKept('broken')).toEqual(readKept({ span: '3y', group: 'no', series: '' }));
  });
});
