import { onPending, pendingCount } from '../lib/busy';
import { loadDatabaseInfo } from '../state/database';

/** Nothing has been asked for during so long: what an answer leads to has been asked for too. */
const QUIET = 150;

const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));

/** Says on the page whether all that it asked for is there and painted: tests and the tour wait for it. */
export async function announceReady(): Promise<void> {
  await document.fonts.ready;
  const { dataset } = document.body;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let round = 0;
  let isInformed = false;
  const settle = async (): Promise<void> => {
    const mine = round;
    await frame();
    await frame();
    if (mine !== round) return;
    if (isInformed) {
      dataset['ready'] = 'true';
      return;
    }
    isInformed = true;
    await loadDatabaseInfo(); // goes through all that is stored: after the first picture
  };
  const changed = (): void => {
    round++;
    clearTimeout(timer);
    if (dataset['ready'] === 'true') dataset['ready'] = 'false';
    if (pendingCount() === 0) timer = setTimeout(() => void settle(), QUIET);
  };
  onPending(changed);
  changed();
}
