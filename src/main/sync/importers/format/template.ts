import { camelName } from './columns';

/** `{symbol}`, `{base}USDT`, `{contract|before:.}`: text from the columns of a row. */
export interface Template {
  readonly columns: readonly string[];
  /** @param cells One text per name in `columns`. */
  render(cells: readonly string[]): string;
}

/** Values that are the same for all rows: `{@file}`. */
export type Constants = Readonly<Record<string, string>>;
export type Tables = Readonly<Record<string, Readonly<Record<string, string>>>>;

const PLACE = /\{([^}|]+)((?:\|[^}|]+)*)\}/g;

/** @param tables For the filter `map:<table>`; a text that the table lacks stays as it is. */
export function compileTemplate(template: string, constants: Constants = {}, tables: Tables = {}): Template {
  const columns: string[] = [];
  for (const [, name = ''] of template.matchAll(PLACE)) if (!name.startsWith('@')) columns.push(name);
  return {
    columns,
    render(cells) {
      let next = 0;
      return template.replace(PLACE, (_, name: string, filters: string) => {
        const text = name.startsWith('@') ? (constants[name.slice(1)] ?? '') : (cells[next++] ?? '');
        return filters.split('|').filter(Boolean).reduce((value, filter) => applyFilter(value, filter, tables), text); // prettier-ignore
      });
    },
  };
}

function applyFilter(text: string, filter: string, tables: Tables): string {
  const [name = '', argument = ''] = filter.split(/:(.*)/s);
  switch (name) {
    case 'before':
      return text.split(argument, 1)[0] ?? text;
    case 'after':
      return text.includes(argument) ? text.slice(text.indexOf(argument) + argument.length) : text;
    case 'without':
      return text.replaceAll(argument, '');
    case 'quoted':
      return /(?:USDT?|USDC|BUSD|EUR|BTC)$/.test(text.slice(1)) ? text : text + argument;
    case 'upper':
      return text.toUpperCase();
    case 'lower':
      return text.toLowerCase();
    case 'camel':
      return camelName(text);
    case 'map':
      return tables[argument]?.[text] ?? text;
    default:
      throw new RangeError(`unknown filter ${filter}`);
  }
}
