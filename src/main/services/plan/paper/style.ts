import { fontFaces } from './fonts';

/** Light tokens of the theme, on paper: white ground, hue for meaning alone. */
const INK = `
:root {
  --text-1:#14171b; --text-2:#434a54; --text-3:#5f6772;
  --line-1:#dcdfe5; --line-2:#bcc2cb; --line-3:#7a8390; --grid:#e9ebf0; --fill:#f3f4f7;
  --warning:#855700; --danger:#b0203f; --estimate:#87379c;
  --teal-1:#e3f1ee; --teal-2:#c6e4dd; --teal-3:#a3d4ca; --teal-4:#7cc2b4;
  --coral-1:#fae9e5; --coral-2:#f5d1c8; --coral-3:#efb6a8; --coral-4:#e79a88;
}`;

export const paperStyle = (): string => `${fontFaces()}
${INK}
@page { size: A4; margin: 16mm 16mm 19mm; }
* { box-sizing: border-box; }
html { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { margin: 0; font: 8.5pt/1.45 'Inter', system-ui, sans-serif; font-variant-numeric: tabular-nums; color: var(--text-1); background: #fff; overflow-wrap: anywhere; }
@media screen { body { max-width: 178mm; margin: 12mm auto; } }
h1 { font-size: 17pt; line-height: 1.2; font-weight: 600; letter-spacing: -0.01em; margin: 0 0 1mm; }
h2 { font-size: 10.5pt; font-weight: 600; margin: 6.5mm 0 2mm; padding-top: 2mm; border-top: 0.6pt solid var(--line-3); break-after: avoid; }
h3 { font-size: 8.5pt; font-weight: 600; margin: 0 0 1mm; break-after: avoid; }
p { margin: 0 0 1.5mm; orphans: 3; widows: 3; }
ul { margin: 0; padding: 0 0 0 4mm; }
li { margin: 0 0 1mm; break-inside: avoid; }
p.warning { break-after: avoid; }
figure { margin: 2mm 0 0; break-inside: avoid; }
figcaption { color: var(--text-2); font-size: 7.5pt; margin: 0 0 1.5mm; break-after: avoid; }
svg { display: block; width: 100%; height: auto; font-family: 'Inter', sans-serif; }
code, .mono { font-family: 'JetBrains Mono', monospace; font-size: 0.86em; font-variant-ligatures: none; } code { word-break: break-all; }
.quiet { color: var(--text-3); }
.second { color: var(--text-2); font-size: 7.5pt; }
.warning { color: var(--warning); } .danger { color: var(--danger); } .estimate { color: var(--estimate); }
.lead { color: var(--text-2); margin: 0 0 3mm; }
.state { border: 0.6pt solid var(--line-2); padding: 2mm 3mm; margin: 0 0 3mm; break-inside: avoid; }
.state b { font-weight: 600; }
.facts { display: grid; grid-template-columns: repeat(4, 1fr); gap: 2.5mm 4mm; margin: 0 0 2mm; break-inside: avoid; }
.facts dt { color: var(--text-3); font-size: 7pt; } .facts dd { margin: 0; font-weight: 500; }
.rows { display: grid; grid-template-columns: 28mm 1fr; gap: 1mm 4mm; margin: 0; }
ul + table, dl + table { margin-top: 3mm; }
.pairs { grid-template-columns: 28mm 1fr 22mm 1fr; margin-top: 1mm; }
.rows dt { color: var(--text-3); } .rows dd { margin: 0; }
.layer { break-inside: avoid; padding: 2.2mm 0; border-top: 0.4pt solid var(--line-1); }
.layer:first-of-type { border-top: 0; padding-top: 0; }
table { width: 100%; border-collapse: collapse; font-size: 7.5pt; line-height: 1.35; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th { text-align: left; font-weight: 500; color: var(--text-3); vertical-align: bottom; padding: 0 2mm 1mm 0; border-bottom: 0.6pt solid var(--line-3); }
td { vertical-align: top; padding: 1mm 2mm 1mm 0; border-bottom: 0.4pt solid var(--line-1); }
th:last-child, td:last-child { padding-right: 0; }
.n { text-align: right; white-space: nowrap; overflow-wrap: normal; }
.keep { white-space: nowrap; overflow-wrap: normal; }
.orders { table-layout: fixed; } .orders .n { overflow-wrap: anywhere; white-space: normal; }
.orders td { border: 0; padding-bottom: 0; } .orders tr.second td { border-bottom: 0.4pt solid var(--line-1); padding: 0.4mm 0 1mm; }
tbody.order { break-inside: avoid; }
tbody.head { break-after: avoid; break-inside: avoid; } tbody.head td { padding: 3mm 0 1mm; border-bottom: 0.4pt solid var(--line-2); }
.heat { table-layout: fixed; } .heat td, .heat th { text-align: right; padding: 1.1mm 1.6mm; border: 0.4pt solid #fff; white-space: nowrap; overflow-wrap: normal; }
.heat thead th, .heat tbody th { border: 0; } .heat .now { color: var(--text-1); font-weight: 600; }
.heat .worst { outline: 1pt solid var(--text-1); outline-offset: -1pt; font-weight: 600; }
${['teal', 'coral'].flatMap((hue) => [1, 2, 3, 4].map((step) => `.${hue}-${step}{background:var(--${hue}-${step})}`)).join('')} .zero{background:var(--fill)}
`;

/** What stands at the foot of every page. @param id of the plan, hexadecimal */
export const paperFoot = (id: string): string =>
  `<style>${fontFaces()} #footer { padding: 0 !important; }</style><div style="width:100%;margin:0 16mm 8mm;display:flex;justify-content:space-between;font:6.5pt Inter,sans-serif;color:#5f6772"><span style="font:6pt 'JetBrains Mono',monospace">Plan ${id}</span><span>Research tool, not advice</span><span><span class="pageNumber"></span> of <span class="totalPages"></span></span></div>`;
