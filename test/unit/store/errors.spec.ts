import { describe, expect, it } from 'vitest';
import { STORE_ERROR_CODES, StoreError, guard, storeError, toStoreError } from '#main/store/errors';

const failure = (code: string): Error => Object.assign(new Error('raw words'), { code });

describe('store errors', () => {
  it.each([
    ['SQLITE_CORRUPT', 'corrupt'],
    ['SQLITE_CORRUPT_VTAB', 'corrupt'],
    ['SQLITE_NOTADB', 'notBallast'],
    ['SQLITE_BUSY', 'locked'],
    ['SQLITE_BUSY_SNAPSHOT', 'locked'],
    ['SQLITE_READONLY_DIRECTORY', 'readOnly'],
    ['SQLITE_FULL', 'full'],
    ['SQLITE_IOERR_WRITE', 'io'],
    ['ENOSPC', 'full'],
    ['EACCES', 'readOnly'],
    ['EROFS', 'readOnly'],
    ['ENOENT', 'missing'],
  ])('takes %s for %s and keeps the cause', (raw, code) => {
    const cause = failure(raw);
    expect(toStoreError(cause, 'write', '/m.ballast')).toMatchObject({ name: 'StoreError', code, cause });
  });

  it('leaves a bug what it is', () => {
    for (const bug of [new RangeError('shape'), failure('ERR_ASSERTION'), 'text', storeError('full', 'write', '/m')])
      expect(toStoreError(bug, 'read', '/m')).toBe(bug);
    expect(() => guard('read', '/m', () => { throw new TypeError('x'); })).toThrow(TypeError); // prettier-ignore
  });

  it.each(STORE_ERROR_CODES)('say what happened, what was kept and what to do: %s', (code) => {
    const error = storeError(code, 'write', '/data/m.ballast', 'detail');
    expect(error).toBeInstanceOf(StoreError);
    expect(error.message).toMatch(/is kept; the unfinished step was rolled back/);
    expect(error.message.split('. ').length).toBeGreaterThanOrEqual(2);
    if (code !== 'mismatch' && code !== 'cancelled') expect(error.message).toContain('/data/m.ballast');
  });
});
