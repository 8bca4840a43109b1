import { endAtOnceOnSignal } from '../context';
import { answerJsonLines } from '../json-lines';
import { answerOption, invalid } from '../option-line';
import { say } from '../print';

/** Options on stdin, a line of JSON each. */
export async function price(): Promise<void> {
  endAtOnceOnSignal();
  let bad = 0;
  await answerJsonLines((line, broken) => {
    const answer = broken === undefined ? answerOption(line) : invalid(`line: ${broken}`);
    if ('error' in answer && answer.error.code === 'invalid') bad++;
    return answer;
  });
  if (bad === 0) return;
  say(`${bad} ${bad === 1 ? 'line is' : 'lines are'} no option: see "error" there.`);
  process.exitCode = 2;
}
