import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { useServices } from '../sync/support/services';

const services = useServices();

it('a database is moved though somebody asks of it while it closes', async () => {
  const { care, connections } = await services.open('moved', { threads: 1 });
  const folder = join(services.at('moved'), '..', 'elsewhere');
  mkdirSync(folder, { recursive: true });
  await connections
    .engine()
    .run('breadth.read', {} as never)
    .catch(() => undefined); // its threads take time to end
  let asked = 0;
  const asking = setInterval(() => {
    if (asked++ < 3) connections.reader().info();
  }, 1);
  try {
    await care.move(folder, { signal: new AbortController().signal, report: () => undefined });
  } finally {
    clearInterval(asking);
  }
  expect(connections.path.startsWith(folder)).toBe(true);
  expect(connections.reader().info()).toBeDefined();
});
