import type { ReactElement } from 'react';
import type { Thesis as ThesisWords } from '#core/plan/types';
import { TextArea } from '../../ui/TextArea';
import { editDocument, settleDocument } from '../shared/plan/use-shown-plan';
import { Field } from './Field';

const PARTS = [
  ['statement', 'We hold that', 'What this plan takes to be true: the low holds, or there is more below.'],
  ['against', 'Against it', 'The best case for the other side.'],
  ['wrongIf', 'Wrong if', 'What would prove it wrong, and by when.'],
] as const;

/** Both sides of the thesis, and what would settle it. */
export function Thesis({ thesis }: { readonly thesis: ThesisWords }): ReactElement {
  return (
    <>
      {PARTS.map(([part, label, placeholder]) => (
        <Field key={part} pointer={`/thesis/${part}`} label={label} top>
          <TextArea
            label={label}
            value={thesis[part]}
            rows={2}
            placeholder={placeholder}
            onChange={(words) =>
              editDocument((plan) => ({ ...plan, thesis: { ...plan.thesis, [part]: words } }), `/thesis/${part}`)
            }
            onSettle={settleDocument}
          />
        </Field>
      ))}
    </>
  );
}
