/** Height of one legend line over the candles, as the style sheet has it. */
export const LEGEND_LINE_PX = 18;

/** One word or figure of a legend line. */
export interface LegendPart {
  readonly text: string;
  /** The last ones are keys: a piece of the line or area itself. */
  readonly tone:
    | 'label'
    | 'value'
    | 'long'
    | 'short'
    | 'estimate'
    | 'muted'
    | 'line-1'
    | 'line-2'
    | 'line-3'
    | 'dash-long'
    | 'dash-short'
    | 'fill';
}

export const label = (text: string): LegendPart => ({ text, tone: 'label' });
export const value = (text: string): LegendPart => ({ text, tone: 'value' });
export const estimate = (text: string): LegendPart => ({ text, tone: 'estimate' });
export const muted = (text: string): LegendPart => ({ text, tone: 'muted' });

/** Writes parts into a host; at the pace of the pointer, so it only touches what differs. */
export function writeLegend(host: HTMLElement, parts: readonly LegendPart[]): void {
  while (host.childElementCount > parts.length) host.lastElementChild?.remove();
  parts.forEach((part, i) => {
    const child = host.children[i] ?? host.appendChild(document.createElement('span'));
    if (child.getAttribute('data-tone') !== part.tone) child.setAttribute('data-tone', part.tone);
    if (child.textContent !== part.text) child.textContent = part.text;
  });
}
