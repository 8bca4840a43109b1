/** What a call over a process boundary answers: errors travel as data, because a thrown one loses its class and code. */
export type ErrorCode =
  | 'forbidden'
  | 'invalid'
  | 'notFound'
  | 'cancelled'
  | 'failed'
  | 'corrupt'
  | 'locked'
  | 'readOnly'
  | 'full'
  | 'newer'
  | 'older'
  | 'missing'
  | 'mismatch'
  | 'notBallast'
  | 'io'
  /** What is stored says something else, and stands. */
  | 'conflict'
  /** A source on the network did not answer, or not as it should: an ordinary state. */
  | 'unreachable';

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: ErrorCode; readonly message: string };
