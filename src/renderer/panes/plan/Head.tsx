import type { ReactElement } from 'react';
import type { PlanDocument } from '#core/plan/types';
import { MS_PER_DAY } from '#core/time/ms';
import { formatDuration, type Zone } from '../../lib/format';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/TextField';
import { TimeField } from '../../ui/TimeField';
import { editDocument, settleDocument } from '../shared/plan/use-shown-plan';
import { Field } from './Field';
import styles from './plan.module.css';

type HeadProps = Pick<PlanDocument, 'title' | 'expiry'> & { readonly zone: Zone; readonly now: number };

const USUAL = 7 * MS_PER_DAY;

/** What it is called, and until when anybody may act on it. */
export function Head({ title, expiry, zone, now }: HeadProps): ReactElement {
  const setExpiry = (next: number | null): void =>
    editDocument((plan) => (plan.expiry === next ? plan : { ...plan, expiry: next }));
  return (
    <>
      <Field pointer="/title" label="Title">
        <TextField
          label="Title"
          className={styles['wide']}
          value={title}
          maxLength={200}
          problem={title.trim() === '' ? 'A plan needs a title.' : undefined}
          onChange={(text) => editDocument((plan) => ({ ...plan, title: text }), '/title')}
          onBlur={settleDocument}
        />
      </Field>
      <Field pointer="/expiry" label="Expires">
        <TimeField label="Expires" value={expiry} zone={zone} clearable empty="not set" onCommit={setExpiry} />
        {expiry === null ? (
          <Button onClick={() => setExpiry(Math.ceil((now + USUAL) / MS_PER_DAY) * MS_PER_DAY)}>In a week</Button>
        ) : (
          <span className={styles['quiet']}>
            {expiry <= now ? `${formatDuration(now - expiry)} ago` : `in ${formatDuration(expiry - now)}`}
          </span>
        )}
      </Field>
    </>
  );
}
