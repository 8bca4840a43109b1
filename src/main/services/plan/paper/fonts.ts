// Assets of the window, taken into the document itself: a printed plan needs nothing beside it.
const FILES = import.meta.glob<string>('../../../../renderer/theme/fonts/*.woff2', { query: '?inline', import: 'default', eager: true }); // prettier-ignore

const NAMES: Readonly<Record<string, string>> = { inter: 'Inter', 'jetbrains-mono': 'JetBrains Mono' };
const NAME = /([a-z-]+)-(latin|greek)-(\d+)-normal\.woff2$/;
/** Where both have a letter, the Latin file draws it. */
const RANGES: Readonly<Record<string, string>> = { greek: 'unicode-range:U+0370-03FF;', latin: '' };

/** The faces of the workstation as `@font-face` rules. */
export const fontFaces = (): string =>
  Object.entries(FILES)
    .map(([path, data]) => {
      const [, family = '', script = '', weight = ''] = NAME.exec(path) ?? [];
      return `@font-face{font-family:'${NAMES[family]}';font-weight:${weight};${RANGES[script]}src:url(${data}) format('woff2')}`;
    })
    .join('\n');
