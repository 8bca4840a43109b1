import type { Ms } from '../time/ms';
import type { Finding } from './steward';
import type { OrderTicket, PlanCondition, PlanDocument } from './types';

/** What is written about a plan beside its content. */
export interface PlanFacts {
  /** SHA-256 of its canonical form. */
  readonly id: string;
  readonly findings: readonly Finding[];
  /** A line for each signature. */
  readonly signatures: readonly string[];
}

/** The plan as a page to read. It says the same as the file, but only the file is what is signed. */
export function planMarkdown(plan: PlanDocument, { id, findings, signatures }: PlanFacts): string {
  const { thesis, valuation, worstCase, hedge, data, engine, policy } = plan;
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['Thesis', [text(thesis.statement), `**Against it:** ${text(thesis.against)}`, `**Wrong if:** ${text(thesis.wrongIf)}`]],
    ['Claims', list(plan.claims.map((claim) => `${text(claim.text)} (${claim.evidence.map(short).join(', ') || 'no evidence card'})`))],
    ['Evidence', list(plan.evidence.map(({ title, verdict, words, fingerprint }) => `${text(title)}: ${verdict ?? 'no verdict'}. ${text(words)} \`${fingerprint}\``))],
    ['Thresholds', list(plan.thresholds.map(({ name, value, unit, chosenAt }) => `${text(name)}: ${value} ${text(unit)}, chosen ${instant(chosenAt)}`))],
    ['Exposure', [`Book ${money(valuation.book)}, beta exposure ${figure(valuation.exposedUnits)} units of ${text(hedge.asset)} at ${figure(valuation.spot)}, as of ${instant(valuation.t)}.`]],
    ['Orders', table(plan.tickets)],
    ['Budget and worst case', [
      `Budget ${percent(hedge.budget)} of the book a year; the open layers cost ${percent(valuation.costPerYear)}.`,
      `Worst case of the orders: ${worstCase.loss === null ? 'without bound' : money(worstCase.loss)}. ${text(worstCase.words)}`,
    ]],
    ['Exit when', conditions(plan.exits)],
    ['Void when', conditions(plan.voids)],
    ['Assumptions', list([...plan.assumptions, ...valuation.notes].map(text))],
    ['Steward check', list(findings.map(({ severity, words, path }) => `${severity}: ${text(words)} (\`${path}\`)`), 'No findings.')],
    ['Signatures', [
      policy ? `${policy.required} of ${policy.signers.length} required: ${policy.signers.map(({ name }) => text(name)).join(', ')}.` : 'Nobody is named.',
      ...list(signatures.map(text), 'None.'),
    ]],
    ['Made from', [
      `${data.series.length} series as of ${instant(data.asOf)}${data.synthetic ? ', **synthetic**' : ''}, fingerprint \`${data.fingerprint}\`; Ballast ${text(engine.ballast)}, hedge engine ${engine.hedge}.`,
    ]],
  ]; // prettier-ignore
  const head = `# ${text(plan.title)}\n\nPlan \`${id}\`\n\nMade ${instant(plan.created)}, expires ${plan.expiry === null ? 'never set' : instant(plan.expiry)}. Research tool, not advice.\n`;
  return [head, ...sections.map(([title, lines]) => `## ${title}\n\n${lines.join('\n\n')}\n`)].join('\n');
}

/** One line, in which nothing is a mark of Markdown or HTML. */
const text = (given: string): string => given.replaceAll(/\s+/g, ' ').trim().replaceAll(/[\\`*_{}[\]<>#|!~&]/g, '\\$&') || '—'; // prettier-ignore
const list = (items: readonly string[], none = 'None.'): string[] => [items.map((item) => `- ${item}`).join('\n') || none]; // prettier-ignore
const conditions = (all: readonly PlanCondition[]): string[] => list(all.map(({ words, when }) => (when ? `${text(words)} (${when.reads} ${when.is} ${when.value})` : text(words)))); // prettier-ignore

function table(tickets: readonly OrderTicket[]): string[] {
  const rows = tickets.map(({ side, contracts, instrument, venue, rounding, limit, timeInForce, trigger, worstCase }) => [
    `${side} ${contracts}`,
    `${text(instrument)}${venue === null ? '' : ` (${text(venue)})`}`,
    String(rounding),
    `${limit.price} ${text(limit.unit)}`,
    timeInForce === 'day' ? 'day' : 'good till cancelled',
    text(trigger.words),
    worstCase === null ? 'without bound' : money(worstCase),
  ]); // prettier-ignore
  const header = ['order', 'instrument', 'rounding', 'limit', 'time in force', 'trigger', 'worst case'];
  const lines = [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [tickets.length === 0 ? 'None.' : lines.join('\n')];
}

const short = (fingerprint: string): string => `\`${fingerprint.slice(0, 12)}\``;
const instant = (t: Ms): string => `${new Date(t).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
const money = (x: number): string => x.toFixed(2);
const figure = (x: number): string => String(Number(x.toPrecision(8)));
