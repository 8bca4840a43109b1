import { NetError } from '../net/types';
import { isSame, type Answer } from './answer';

/** An answer that changes each time is not believed; this often it is asked for. */
const MOST = 5;

/**
 * An answer without doubts, or one that came twice the same.
 * @param mayBelieve doubts of this kind are not worth a second question
 * @throws {NetError} `broken`: no two of the answers agree
 */
export async function believe(
  ask: () => Promise<Answer>,
  mayBelieve: (answer: Answer) => boolean = () => false,
): Promise<Answer> {
  let answer = await ask();
  for (let asked = 1; asked < MOST; asked++) {
    if (answer.doubts.length === 0 || mayBelieve(answer)) return answer;
    const again = await ask();
    if (isSame(answer, again)) return again;
    answer = again;
  }
  throw new NetError('broken', `The source gave ${MOST} different answers to one question. Nothing of them was kept.`);
}
