import type { ReactElement } from 'react';
import { Button, IconButton } from '../../ui/Button';
import { TextArea } from '../../ui/TextArea';
import { editDocument, settleDocument } from '../shared/plan/use-shown-plan';
import { addItem, changeItem, removeItem } from './edits';
import { Field } from './Field';
import styles from './plan.module.css';

/** What is taken for granted. */
export function Assumptions({ assumptions }: { readonly assumptions: readonly string[] }): ReactElement {
  return (
    <Field pointer="/assumptions" label="Assumptions" top stack>
      <ol className={styles['items']} aria-label="Assumptions">
        {assumptions.map((words, i) => (
          <li key={i} className={styles['line']}>
            <TextArea
              label={`Assumption ${i + 1}`}
              value={words}
              placeholder="What is taken for granted."
              onChange={(text) => editDocument(changeItem('assumptions', i, () => text), `/assumptions/${i}`)} // prettier-ignore
              onSettle={settleDocument}
            />
            <IconButton
              icon="close"
              label={`Remove assumption ${i + 1}`}
              onClick={() => editDocument(removeItem('assumptions', i))}
            />
          </li>
        ))}
      </ol>
      <Button tone="quiet" icon="plus" onClick={() => editDocument(addItem('assumptions', ''))}>
        Assumption
      </Button>
    </Field>
  );
}
