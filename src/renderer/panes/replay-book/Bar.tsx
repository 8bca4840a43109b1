import type { ReactElement } from 'react';
import { replayActs } from '../../state/replay-acts';
import { Button, IconButton } from '../../ui/Button';
import { Segmented } from '../../ui/Segmented';
import { BOOK_STEPS } from './acts';
import { putOn, takeOff } from './do';
import styles from './replay-book.module.css';
import type { BookView } from './use-book';

/** What can be done with the hedge at the clock. */
export function Bar({ view }: { readonly view: BookView }): ReactElement {
  const { undo, redo } = replayActs.getState();
  const { noOn, noOff, canUndo, canRedo, step } = view;
  return (
    <div className={styles['bar']}>
      <Button tone="primary" disabled={noOn} onClick={putOn}>
        Put on the plan of the builder
      </Button>
      <Button disabled={noOff} onClick={takeOff}>
        Take everything off
      </Button>
      <IconButton icon="undo" label="Undo the last act" disabled={!canUndo && 'nothing was done'} onClick={undo} />
      <IconButton icon="redo" label="Do it again" disabled={!canRedo && 'nothing was undone'} onClick={redo} />
      <span className={styles['bars']}>
        <span>Bars</span>
        <Segmented
          label="Bars that the book moves by"
          value={String(step)}
          segments={BOOK_STEPS.map((one) => ({ value: String(one.step), label: one.label }))}
          onChange={(next) => view.setStep(Number(next))}
        />
      </span>
    </div>
  );
}
