import { canonicalJson } from '#core/plan/canonical';
import type { PlanDocument } from '#core/plan/types';
import { SHAPES } from '#core/series/schema';
import { formatInterval } from '#core/time/interval';
import { asksForExhaustion } from '../../hedge-exhaustion';
import { shapeOfRange } from './manifest';

/** How a reviewer checks a bundle by hand, as text for any reader. */
export function bundleReadme(plan: PlanDocument, id: string, page: string): string {
  const { data, engine } = plan;
  const series = data.series.map(({ instrument, kind, field, interval, source, rows, sha256 }, i) => {
    const what = [plainText(instrument), plainText(kind), plainText(field), interval > 0 ? formatInterval(interval) : ''];
    return `  data/${i + 1}  ${what.filter((word) => word !== '').join(' ')} from ${plainText(source)}, ${rows} rows\n    ${sha256}`;
  });
  return `A hedge plan of Ballast with everything that it was made from
Research tool, not advice.

Plan    ${id}
Made    by Ballast ${plainText(engine.ballast)}, hedge engine ${engine.hedge}

WHAT IS HERE
  plan.json            the plan with its signatures; this file is what counts
  plan.canonical.json  what is signed: its SHA-256 is the id of the plan
  ${page.padEnd(19)}  the plan to be read
  plan.md              the same as Markdown
  tickets.csv          the orders
  keys/                public keys that the plan names
  data/                the rows that were known when the plan was priced
  manifest.json        SHA-256 of every file, and what the rows mean

WITH BALLAST
  ballast plan verify THIS.zip                  files, data and signatures; no database needed
  ballast plan open THIS.zip --db new.db --out plan.json
  ballast plan price plan.json --db new.db --as-of ${data.asOf} --out again.json
  The orders, the valuation, the worst case and the data of again.json are those of plan.json to the last digit.

BY HAND
  The id:          sha256sum plan.canonical.json
  A series:        each file data/N/COLUMN.f64 is a column of little-endian 64-bit floats (missing: NaN). sha256sum of each
                   file gives its digest; the digest of the series is that of the line
                   {"column":"digest",...} with the columns in the order of the alphabet, without spaces or a line break:
${Object.entries(exampleLine(plan)).map(([folder, line]) => `                   cd ${folder} && ${line}`).join('\n')}
                   It stands under "sha256" of the series in plan.json.
  In Python:       numpy.fromfile('data/1/t.f64', '<f8'); t is in epoch milliseconds.
  Signatures:      docs/plan.md of Ballast, "By hand".

SERIES
${series.join('\n') || '  none'}
${asksForExhaustion(plan.hedge) ? '\nA layer reads the exhaustion of the last cascade. What that was judged from is not among the data: where it is not\nstored, a recomputation finds the signal unknown.\n' : ''}`;
} // prettier-ignore

function exampleLine({ data }: PlanDocument): Record<string, string> {
  const [first] = data.series;
  if (!first) return {};
  const columns = SHAPES[shapeOfRange(first)].columns.toSorted();
  const form = canonicalJson(Object.fromEntries(columns.map((name) => [name, '%s'])));
  const files = columns.map((name) => `${name}.f64`).join(' ');
  return { 'data/1': `printf '${form}' $(sha256sum ${files} | cut -c1-64) | sha256sum` };
}

/** Texts of a plan are somebody else's: one line, nothing that a terminal takes as a command. */
const plainText = (text: string): string => text.replaceAll(/[\p{C}\s]+/gu, ' ').slice(0, 80);
