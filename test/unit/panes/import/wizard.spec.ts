import { describe, expect, it } from 'vitest';
import type { ImportPreview } from '#shared/jobs';
import { checks } from '../../../../src/renderer/panes/import/checks';
import { fieldsFor, missingFields, readAs, timeReadAs } from '../../../../src/renderer/panes/import/fields';
import { countsOf, reasonWords } from '../../../../src/renderer/panes/import/report';
import { canGo, START, wizard, type WizardAction } from '../../../../src/renderer/panes/import/wizard';

const preview: ImportPreview = {
  path: '/data/liq.csv', bytes: 1, compression: 'none', format: 'generic', kind: 'liquidations', delimiter: ',', hasHeader: true,
  header: ['time', 'side', 'price', 'qty'], rows: [], mapping: { t: 'time', side: 'side', price: 'price' }, timeUnit: 'ms', zone: 'UTC',
  interval: null, instruments: ['BTCUSDT'], source: 'file', coverage: 'throttled', missing: [], problems: [], remembered: false,
}; // prettier-ignore
const run = (...actions: WizardAction[]) => actions.reduce(wizard, START);
const offer: WizardAction = { kind: 'offer', paths: ['/data/liq.csv'] };
const previewed: WizardAction = { kind: 'previewed', preview };

describe('wizard', () => {
  it('goes to the columns once the file has been looked at', () => {
    expect(run(offer)).toMatchObject({ step: 'file', reading: true });
    expect(run(offer, previewed)).toMatchObject({ step: 'columns', reading: false });
  });
  it('gives the whole mapping back when one field changes', () => {
    const { options } = run(offer, previewed, { kind: 'map', field: 'quantity', column: 'qty' });
    expect(options.mapping).toEqual({ t: 'time', side: 'side', price: 'price', quantity: 'qty' });
  });
  it('takes a field out of the mapping', () => {
    const { options } = run(offer, previewed, { kind: 'map', field: 'price', column: undefined });
    expect(options.mapping).toEqual({ t: 'time', side: 'side' });
  });
  it('forgets options that are cleared', () => {
    const set = run(offer, previewed, { kind: 'option', patch: { zone: 'Europe/Berlin' } });
    expect(wizard(set, { kind: 'option', patch: { zone: undefined } }).options).toEqual({});
  });
  it('stays where it is when a file is read again', () => {
    const state = run(offer, previewed, { kind: 'go', step: 'check' }, previewed);
    expect(state.step).toBe('check');
  });
  it('does not go ahead of what is prepared, nor back from a started import', () => {
    expect(canGo(START, 'columns')).toBe(false);
    const started = run(offer, previewed, { kind: 'started', job: 'j1' });
    expect([started.step, canGo(started, 'columns'), canGo(started, 'import')]).toEqual(['import', false, true]);
  });
  it('keeps why a file was refused', () =>
    expect(run(offer, { kind: 'refused', message: 'line 3' })).toMatchObject({ refused: 'line 3', reading: false }));
});

describe('fields', () => {
  it('names what an unknown format still lacks', () =>
    expect(missingFields('liquidations', preview)).toEqual(['Quantity']));
  it('leaves it to a known format to do without', () =>
    expect(missingFields('liquidations', { ...preview, format: 'venue' })).toEqual([]));
  it('asks for the kind first', () => expect(missingFields(null, preview)).toEqual(['kind of data']));
  it('reads sums by their own fields', () => {
    const names = fieldsFor('liquidations', { t: 'date', long: 'longs' }).map(({ field }) => field);
    expect(names).toEqual(['t', 'instrument', 'long', 'short']);
  });
  it('says what becomes of a column', () => {
    const side = fieldsFor('liquidations', preview.mapping).find(({ field }) => field === 'side')!;
    expect(readAs(side, 'side', preview).text).toContain('SELL closes a long');
    expect(readAs(side, undefined, preview).tone).toBe('needed');
    expect(timeReadAs({ timeUnit: 'date', zone: 'Asia/Tokyo' })).toBe('date text, Asia/Tokyo');
  });
  it('lists the decisions before anything is stored', () => {
    expect(checks(preview, { coverage: 'complete' }).map(({ label }) => label)).toEqual([
      'Kind',
      'Instruments',
      'Time',
      'Source',
      'Coverage',
    ]);
  });
});

describe('report', () => {
  const file = {
    path: 'a',
    kind: 'bars',
    rows: 10,
    added: 6,
    unchanged: 1,
    merged: 1,
    quarantined: 2,
    reasons: { conflict: 2 },
  };
  it('adds files up so that rows are accounted for', () => {
    const [rows, ...rest] = countsOf([file, file]).map(({ value }) => value);
    expect(rows).toBe(rest.reduce((a, b) => a + b, 0));
  });
  it('gives reasons in words, the most frequent first', () =>
    expect(reasonWords({ unparseable: 1, conflict: 5 })).toBe('5 contradicts a stored row, 1 cannot be read'));
});
