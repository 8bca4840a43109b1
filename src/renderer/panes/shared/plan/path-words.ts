/** What the parts of a plan are called. A list is called by one of its members. */
const NAMES: Readonly<Record<string, string>> = {
  wrongIf: 'wrong if',
  against: 'case against',
  claims: 'claim',
  evidence: 'evidence card',
  thresholds: 'level',
  exits: 'exit',
  voids: 'void condition',
  assumptions: 'assumption',
  tickets: 'order',
  layers: 'layer',
  legs: 'leg',
  positions: 'position',
  signers: 'signer',
  series: 'series',
  notes: 'note',
  steps: 'step',
  targets: 'tenor',
  worstCase: 'worst case',
  chosenAt: 'chosen at',
  asOf: 'as of',
  unitPrice: 'price of a unit',
  contractSize: 'contract size',
  timeInForce: 'time in force',
  exposedUnits: 'beta exposure',
  costPerYear: 'cost a year',
  sha256: 'fingerprint',
  required: 'signatures needed',
  t: 'instant',
  is: 'side',
};
const LISTS = new Set(['claims', 'evidence', 'thresholds', 'exits', 'voids', 'assumptions', 'tickets', 'layers', 'legs', 'positions', 'signers', 'series', 'notes', 'steps', 'targets']); // prettier-ignore

/** `premiumPerYear` as words. */
const spaced = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
const unescape = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');

/** A JSON pointer as a person says it: `/claims/0/text` is `Claim 1, text`. */
export function pathWords(pointer: string): string {
  const parts = pointer.split('/').slice(1).map(unescape);
  const words: string[] = [];
  parts.forEach((part, i) => {
    const list = parts[i - 1];
    if (/^\d+$/.test(part) && list !== undefined && LISTS.has(list)) words[words.length - 1] += ` ${Number(part) + 1}`;
    else words.push(NAMES[part] ?? spaced(part));
  });
  const text = words.join(', ');
  return text === '' ? 'The whole plan' : text.charAt(0).toUpperCase() + text.slice(1);
}
