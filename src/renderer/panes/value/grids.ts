import { ITEMS, type Item } from '#core/value/types';
import type { TextGrid } from '#shared/csv';
import { exactTime } from '../../lib/format';
import { exact } from '../shared/options/exact';
import type { ValueModel } from './model';
import { ANSWER_WORDS, answerUnit, ASSUMPTION_WORDS } from './words';

/** Everything that was read and answered, one figure a line. */
export function valueGrid({ known, inputs, args, answers }: ValueModel): TextGrid {
  const items = Object.keys(ITEMS) as Item[];
  return [
    ['part', 'name', 'value', 'unit', 'fully diluted', 'known at', 'source', 'estimated', 'reason'],
    ...items.map((item) => {
      const { value, source, estimated, reason } = inputs[item];
      return ['input', ITEMS[item].title, exact(value), ITEMS[item].unit, '', exactTime(inputs[item].known), source, estimated ? 'yes' : '', reason]; // prettier-ignore
    }),
    ...items
      .filter((item) => known[item].value !== inputs[item].value && Number.isFinite(known[item].value))
      .map((item) => ['known', ITEMS[item].title, exact(known[item].value), ITEMS[item].unit, '', exactTime(known[item].known), known[item].source, known[item].estimated ? 'yes' : '', '']), // prettier-ignore
    ...Object.entries(args.assumptions).map(([key, value]) => {
      const text = typeof value === 'number' ? exact(value) : Array.isArray(value) ? value.join(' ') : String(value ?? '');
      return ['assumption', ASSUMPTION_WORDS[key as keyof typeof ASSUMPTION_WORDS], text, '', '', '', '', '', ''];
    }), // prettier-ignore
    ...answers.map(({ id, value, unit, diluted, estimated, reason, notes }) => [
      'answer',
      ANSWER_WORDS[id].title,
      exact(value),
      unit === 'perYear' ? 'perYear' : unit === 'multiple' ? 'multiple' : answerUnit[unit],
      exact(diluted),
      '',
      notes.join('; '),
      estimated ? 'yes' : '',
      reason,
    ]),
  ];
}
