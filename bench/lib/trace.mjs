// @ts-check

/**
 * What the main thread of the page did for one animation frame: its own task, and what ran since the frame before and
 * could delay it.
 * @typedef {object} Frame
 * @property {number} wall ms of all its tasks by the clock, waiting for a core that others use included
 * @property {number} cpu ms of all its tasks on the processor
 * @property {{ name: string, ms: number }[]} parts what the tasks did on the processor, the longest first; inner events are part of outer ones
 */

const REFRESH_US = 1e6 / 60;
/** As few as tell tasks, frames and what the tasks did: each more costs the page time of its own. */
const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline'];

/**
 * Records a browser trace of all processes while `act` runs.
 * @param {import('@playwright/test').Page} page
 * @param {readonly string[]} categories
 * @param {() => Promise<void>} act
 * @returns {Promise<any[]>} its events
 */
async function record(page, categories, act) {
  const session = await page.context().newCDPSession(page);
  /** @type {any[]} */
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      recordMode: 'recordContinuously',
      traceBufferSizeInKb: 400_000,
      includedCategories: [...categories],
    },
  });
  await act();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  const { dataLossOccurred } = await complete;
  if (dataLossOccurred) throw new Error('The trace lost events: nothing can be said of what happened.');
  await session.detach();
  return events;
}

/**
 * Sums every task of the page's main thread by animation frame, while `act` runs. Several
 * callbacks of one frame count as one. What the compositor, the rasteriser of the page and the other processes take is on
 * other threads and not counted; canvases are, where there is no GPU: then they are rasterised here, within `Paint`.
 * @param {import('@playwright/test').Page} page
 * @param {() => Promise<void>} act
 * @returns {Promise<{ frames: Frame[], seconds: number, work: Map<string, number> }>} `work`: ms on the processor by kind of event
 */
export const traceFrames = async (page, act) => sumFrames(await record(page, CATEGORIES, act));

/**
 * A task of a main thread, native work included.
 * @typedef {object} Task
 * @property {number} at ms since the first task of the trace
 * @property {number} wall ms by the clock
 * @property {number} cpu ms on the processor
 * @property {string} from what posted it
 */

/**
 * Every task of the main threads while `act` runs: that of the program (the browser process) and that of the page.
 * @param {import('@playwright/test').Page} page
 * @param {() => Promise<void>} act
 * @returns {Promise<{ main: Task[], page: Task[] }>}
 */
export async function traceTasks(page, act) {
  const events = await record(page, ['toplevel', '__metadata'], act);
  const tasksOf = (/** @type {string} */ thread) => {
    const named = events.filter((e) => e.name === 'thread_name' && e.args.name === thread);
    const names = new Set(named.map((e) => `${e.pid}:${e.tid}`));
    const own = events.filter((e) => e.ph === 'X' && names.has(`${e.pid}:${e.tid}`)).sort((a, b) => a.ts - b.ts);
    if (own.length === 0) throw new Error(`The trace knows no task of ${thread}.`);
    const posted = own.filter((e) => e.args?.src_func);
    let k = 0;
    return outermost(own.filter(isTask)).map((task) => {
      while (k < posted.length && posted[k].ts < task.ts) k++;
      const inner = posted[k]?.ts < task.ts + task.dur ? posted[k].args : undefined;
      const from = inner ? `${inner.src_file}:${inner.src_func}` : '';
      return { at: (task.ts - own[0].ts) / 1_000, wall: task.dur / 1_000, cpu: cpuOf(task), from };
    });
  };
  return { main: tasksOf('CrBrowserMain'), page: tasksOf('CrRendererMain') };
}

/** @param {any} event */
const isTask = (event) => event.name.endsWith('RunTask');

/** @param {any[]} events */
function sumFrames(events) {
  const callbacks = events.filter((e) => e.name === 'FireAnimationFrame' && e.ph === 'X');
  const thread = mostOften(callbacks.map((e) => `${e.pid}:${e.tid}`));
  const ours = events.filter((e) => e.ph === 'X' && `${e.pid}:${e.tid}` === thread).sort((a, b) => a.ts - b.ts);
  const tasks = outermost(ours.filter(isTask));
  const inside = ours.filter((e) => !isTask(e));
  const starts = callbacks
    .filter((e) => `${e.pid}:${e.tid}` === thread)
    .map((e) => e.ts)
    .sort((a, b) => a - b);
  /** @type {Frame[]} */
  const frames = [];
  /** @type {Map<string, number>} */
  const work = new Map();
  /** Tasks since the last frame. @type {{ task: any, parts: Frame['parts'] }[]} */
  let before = [];
  let k = 0;
  let s = 0;
  for (const task of tasks) {
    const end = task.ts + task.dur;
    while (s < starts.length && starts[s] < task.ts) s++;
    while (k < inside.length && inside[k].ts < task.ts) k++;
    /** @type {Frame['parts']} */
    const parts = [];
    for (; k < inside.length && inside[k].ts < end; k++) {
      const { name, args } = inside[k];
      const ms = cpuOf(inside[k]);
      work.set(name, (work.get(name) ?? 0) + ms);
      if (ms > 0.5) parts.push({ name: args?.data?.type ? `${name} ${args.data.type}` : name, ms });
    }
    before.push({ task, parts });
    const isFrame = s < starts.length && starts[s] < end;
    // A task as long as a frame is one, whether something was drawn or not.
    if (!isFrame && task.dur < REFRESH_US) continue;
    // What ended long before it, while nothing had to be drawn, has kept nobody waiting.
    const counted = before.filter((one) => one.task.ts + one.task.dur > task.ts - REFRESH_US);
    frames.push({
      wall: counted.reduce((sum, one) => sum + one.task.dur / 1_000, 0),
      cpu: counted.reduce((sum, one) => sum + cpuOf(one.task), 0),
      parts: counted.flatMap((one) => one.parts).sort((x, y) => y.ms - x.ms),
    });
    before = [];
  }
  const seconds = starts.length > 1 ? (starts[starts.length - 1] - starts[0]) / 1e6 : 0;
  return { frames, seconds, work };
}

/** Milliseconds on the processor. @param {any} event */
const cpuOf = (event) => (event.tdur ?? event.dur ?? 0) / 1_000;

/** Tasks can nest: the inner ones are part of the outer. @param {any[]} tasks in the order of their start */
function outermost(tasks) {
  let end = -Infinity;
  return tasks.filter((task) => {
    if (task.ts < end) return false;
    end = task.ts + task.dur;
    return true;
  });
}

/** @param {string[]} names */
function mostOften(names) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/**
 * Functions of the page by the time they took themselves, from a sampling profile of `act`.
 * @param {import('@playwright/test').Page} page
 * @param {() => Promise<void>} act
 */
export async function profileFunctions(page, act, most = 25) {
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 200 });
  await session.send('Profiler.start');
  await act();
  const { profile } = await session.send('Profiler.stop');
  await session.detach();
  const byId = new Map(profile.nodes.map((node) => [node.id, node.callFrame]));
  /** @type {Map<string, number>} */
  const self = new Map();
  profile.samples?.forEach((id, i) => {
    const at = byId.get(id);
    const ms = (profile.timeDeltas?.[i] ?? 0) / 1_000;
    const file = at?.url.split('/').at(-1) ?? '';
    const name = `${at?.functionName || '(anonymous)'} ${file}:${(at?.lineNumber ?? 0) + 1}:${(at?.columnNumber ?? 0) + 1}`;
    self.set(name, (self.get(name) ?? 0) + ms);
  });
  return [...self].sort((a, b) => b[1] - a[1]).slice(0, most);
}

/** @param {readonly number[]} values @param {number} share */
export const quantile = (values, share) =>
  values.length === 0
    ? NaN
    : [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))];
