import type { ReactElement } from 'react';
import { Button } from '../../../ui/Button';
import { ErrorState, Skeleton } from '../../../ui/States';
import type { HedgeBookState } from './use-hedge-book';

/** In place of a book: it is on its way, or the market it needs is not there. */
export function BookAbsent({ state: { error, reload } }: { readonly state: HedgeBookState }): ReactElement {
  if (error === null) return <Skeleton label="Reading the market" />;
  return (
    <ErrorState
      what="The plan cannot be priced at this instant."
      then={`${error} The plan itself is kept.`}
      action={<Button onClick={reload}>Try again</Button>}
    />
  );
}
