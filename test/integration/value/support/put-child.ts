import { openWriter } from '#main/store/writer';

/** A process that is there to be killed: stores statements of 2,000 figures, one after the other, and says which are stored. */
const writer = openWriter(process.argv[2]!);
const entity = { kind: 'protocol', symbol: '', instrument: null, figures: null, note: '', synthetic: false };
for (let n = 1; n <= 5_000; n++) {
  const id = `e${n}`;
  const rows = Array.from({ length: 2_000 }, (_, i) => ({
    ...{ entity: id, item: 'tvl', from: NaN, to: i, published: i, value: n, source: 'file', estimated: false },
  }));
  writer.putStatements([{ ...entity, id, name: id }], rows);
  process.stdout.write(`${n}\n`);
}
writer.close();
