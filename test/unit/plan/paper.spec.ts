import { describe, expect, it } from 'vitest';
import { bookOf, gainsOf, type HedgeBook } from '#core/hedge/book';
import { openLayers } from '#core/hedge/open-layer';
import { factorOf } from '#core/hedge/usual-scenarios';
import type { PlanDocument } from '#core/plan/types';
import { formatGain, moneyUnit } from '#shared/money';
import { html } from '#main/services/plan/paper/html';
import { paperPage } from '#main/services/plan/paper/page';
import { withoutClock } from '#main/services/plan/paper/pdf';
import { figure } from '#main/services/plan/paper/words';
import { planFile } from '#main/services/plan/plan-file';
import { held, layerOf, marketOf, planOf } from '../../support/hedge';
import { NOW, planDocument, policyOf } from '../../support/plan';
import { someKeys } from '../../support/plan-keys';

const how = { isCanonical: true, at: NOW };
const NONE = { problem: 'Nothing is stored here.' };
const policy = policyOf(1, someKeys(2));
const full: PlanDocument = planDocument({ policy, assumptions: ['One.'], thresholds: [{ name: 'Low', value: 90, unit: 'USD', chosenAt: NOW, event: NOW }] }); // prettier-ignore
const pageOf = (plan: PlanDocument, book: HedgeBook | typeof NONE = NONE): string => paperPage(planFile(plan), how, book).html; // prettier-ignore
const bodyOf = (page: string): string => page.slice(page.indexOf('<body>'));

const CLOSED: ReadonlySet<string> = new Set(['kind', 'by', 'structure', 'on', 'side', 'is', 'reads', 'signal', 'timeInForce', 'verdict', 'key', 'calendar', 'dynamics']); // prettier-ignore
/** The plan with every text that is somebody's own in the place of another. */
function withTexts<T>(value: T, change: (text: string) => string, name = ''): T {
  if (typeof value === 'string') return (CLOSED.has(name) || /^[0-9a-f]{64}$/.test(value) ? value : change(value)) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => withTexts(one, change, name)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withTexts(member, change, key)])) as T;
}

describe('a printed plan', () => {
  it.each([
    '<script>alert(1)</script>',
    '</style><script>alert(1)</script><style>*{display:none}',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</title></body></html><iframe srcdoc="x">',
    '<!--',
    '&lt;b&gt;<b>',
    '${alert(1)} {{1}} $& $1 $`',
  ])('is made of the same elements whatever its texts say: %s', (text) => {
    const elements = (page: string): unknown => page.replace(/<title>.*?<\/title>/, '').match(/<[^>]*>/g);
    const plain = pageOf(withTexts(full, () => 'x'));
    const hostile = pageOf(withTexts(full, () => text));
    // Lengths of labels place the key of a chart.
    expect(elements(hostile)).toEqual(elements(plain));
    expect(hostile.match(/<script|<img|<iframe|<!--/gi)).toBeNull();
  });

  it('shows what would turn figures round or hide them', () => {
    expect(html`${'a\u202Eb\u0000\u2066c\nd'}`.markup).toBe('a[U+202E]b[U+0000][U+2066]c d');
  });

  it('says everything that the file says', () => {
    const body = bodyOf(pageOf(full)).replaceAll(/<[^>]+>/g, ' ');
    const texts: string[] = [];
    withTexts(full, (text) => (texts.push(text), text));
    const spoken = texts.filter((text) => !['', full.hedge.name, full.hedge.beta.benchmark].includes(text) && !full.hedge.layers.some(({ id }) => id === text) && !full.hedge.positions.some(({ id }) => id === text)); // prettier-ignore
    for (const text of spoken) expect(body).toContain(html`${text}`.markup);
    for (const { contracts, limit } of full.tickets) for (const x of [contracts, limit.price]) expect(body).toContain(figure(x)); // prettier-ignore
  });

  it('draws what the orders come to from the document alone where there are no data, and says what it cannot draw', () => {
    const page = pageOf(full);
    expect(page).toContain('not available without the data. Nothing is stored here.');
    expect(page.match(/<svg/g)).toHaveLength(1);
    expect(page).not.toContain('class="heat"');
  });

  it('prints the scenarios of the engine', () => {
    const layers = [layerOf()];
    const market = marketOf();
    const positions = [held('spot', 10, 100)];
    const book = bookOf(planOf(layers), market, positions, openLayers({ layers }, market, positions));
    const page = pageOf(full, book);
    expect(page.match(/<svg/g)).toHaveLength(1);
    const cells = [...page.slice(page.indexOf('class="heat"')).split('</table>')[0]!.matchAll(/<td class="[^"]*">([^<]*)<\/td>/g)].map(([, text]) => text!); // prettier-ignore
    const worst = gainsOf(book, Float64Array.of(0.6), { vol: factorOf(book, 40), days: 0 });
    const most = Math.max(...cells.map((text) => Math.abs(Number(text.replace('−', '-').replace(',', '')))));
    expect(cells[0]).toBe(formatGain(worst.total[0]!, moneyUnit(most, '')));
    expect(cells).toHaveLength(72);
  });
});

it('writes figures without dust', () => {
  expect([6.2e-11, -3.1e-11, 0.1 + 0.2, 1234567.891, -0.0135, 50_000].map(figure)).toEqual(['0', '0', '0.3', '1,234,567.9', '−0.0135', '50,000']); // prettier-ignore
});

it('takes from a PDF when it was printed, and moves nothing', () => {
  const pdf = (clock: string): string => `%PDF-1.4 \xff/CreationDate (D:${clock}+00'00')\n/ModDate (D:${clock}+00'00')`;
  const said = Buffer.from(withoutClock(Buffer.from(pdf('20261127193213'), 'latin1'), NOW)).toString('latin1');
  expect(said).toBe(pdf(new Date(NOW).toISOString().replaceAll(/\D/g, '').slice(0, 14)));
});
