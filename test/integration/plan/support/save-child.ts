import { openWriter } from '#main/store/writer';

/** A process that is there to be killed: saves one version of a plan after the other, each with a signature, and says which are saved. */
const writer = openWriter(process.argv[2]!);
const json = JSON.stringify({ text: 'x'.repeat(50_000) });
for (let n = 1; n <= 5_000; n++) {
  const content = `content ${n}`;
  const version = { plan: 'p', format: 1, title: 'Ten coins', content, saved: n, note: '', voided: 0, json };
  writer.putPlanVersion(version, [{ content, key: 'k', action: 'sign', at: n, signature: 's' }]);
  process.stdout.write(`${n}\n`);
}
writer.close();
