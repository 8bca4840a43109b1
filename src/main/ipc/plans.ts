import { BallastError } from '../errors';
import type { Services } from '../services';
import { keyFileName, writeKey } from '../services/plan/keys';
import { BUNDLE_EXTENSION } from '../services/plan/export';
import { writeExport } from '../services/plan/write-export';
import { choose, chooseTarget, type Parent } from './dialogs';
import type { Handle } from './handle';

type PlanServices = Pick<Services, 'candidates' | 'jobs' | 'planDesk' | 'signers'>;

/** Plans, the keys that sign them, and the answers that they cite. */
export function answerPlans(
  handle: Handle,
  { candidates, jobs, planDesk, signers }: PlanServices,
  parent: Parent,
): void {
  handle('plans:list', () => planDesk.list());
  handle('plans:read', ({ id, version }) => planDesk.read(id, version));
  handle('plans:draft', ({ hedge, asOf }) => planDesk.draft(hedge, asOf));
  handle('plans:save', ({ id, plan, note }) => planDesk.save(id, plan, note));
  handle('plans:price', ({ id, asOf }) => planDesk.price(id, asOf));
  handle('plans:versions', ({ id }) => planDesk.versions(id));
  handle('plans:diff', ({ id, before, after }) => planDesk.diff(id, before, after));
  handle('plans:restore', ({ id, version }) => planDesk.restore(id, version));
  handle('plans:duplicate', ({ id }) => planDesk.duplicate(id));
  handle('plans:delete', ({ id }) => planDesk.remove(id));
  handle('plans:recompute', ({ id }) => planDesk.recompute(id));
  handle('plans:sign', ({ id, signer, passphrase }) => planDesk.sign(id, () => signers.key(signer, passphrase)));
  handle('plans:revoke', ({ id, signer, passphrase }) => planDesk.revoke(id, () => signers.key(signer, passphrase)));
  handle('plans:open', async () => {
    const [path] = await choose(parent, {
      title: 'Open a plan',
      properties: ['openFile'],
      filters: [
        { name: 'Plans', extensions: ['json', 'zip'] },
        { name: 'All files', extensions: ['*'] },
      ],
    });
    return path === undefined ? null : planDesk.open(path);
  });
  handle('plans:export', async ({ id, format }) => {
    if (format === 'bundle') {
      const path = await chooseTarget(parent, `${planDesk.file(id).plan.title}.${BUNDLE_EXTENSION}`);
      if (path === null) return null;
      const { state, code, message } = await jobs.finished(jobs.start({ kind: 'planBundle', plan: id, path }).id);
      if (state !== 'done') throw new BallastError(code ?? 'cancelled', message);
      return path;
    }
    const { name, content } = await planDesk.written(id, format);
    const path = await chooseTarget(parent, name);
    if (path !== null) await writeExport(path, content);
    return path;
  });
  handle('plans:evidence', ({ asOf }) => candidates.studies(asOf));
  handle('plans:simulations', ({ asOf }) => candidates.simulations(asOf));

  handle('signers:list', () => signers.list());
  handle('signers:create', ({ name, passphrase }) => signers.create(name, passphrase));
  handle('signers:open', async () => {
    const [path] = await choose(parent, {
      title: 'Add a public key',
      properties: ['openFile'],
      filters: [
        { name: 'Keys and pictures of codes', extensions: ['json', 'png', 'jpg', 'jpeg'] },
        { name: 'All files', extensions: ['*'] },
      ],
    });
    return path === undefined ? null : signers.open(path);
  });
  handle('signers:add', ({ text }) => signers.add(text));
  handle('signers:import', async ({ passphrase }) => {
    const [path] = await choose(parent, {
      title: 'Import a private key',
      properties: ['openFile'],
      filters: [{ name: 'Private keys', extensions: ['json'] }],
    });
    return path === undefined ? null : signers.import(path, passphrase);
  });
  handle('signers:export', async ({ signer, passphrase, unlock }) => {
    const file = await (passphrase === undefined ? signers.publicFile(signer) : signers.privateFile(signer, passphrase, unlock)); // prettier-ignore
    const path = await chooseTarget(parent, keyFileName(file));
    if (path !== null) await writeKey(path, file);
    return path;
  });
  handle('signers:qr', ({ signer }) => signers.qr(signer));
  handle('signers:delete', ({ signer }) => signers.remove(signer));
}
