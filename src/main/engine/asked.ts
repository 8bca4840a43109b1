import { BallastError } from '../errors';

/** What a person asked for and cannot be had is theirs to mend. */
export function asked<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof RangeError) throw new BallastError('invalid', `${cause.message.charAt(0).toUpperCase()}${cause.message.slice(1)}.`.replace('..', '.')); // prettier-ignore
    throw cause;
  }
}
