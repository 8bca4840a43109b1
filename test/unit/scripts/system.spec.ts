import { expect, it } from 'vitest';
import { aptLine, namesHere, packagesFor, parseMissing } from '../../../scripts/lib/system.mjs';

const LDD = `
	linux-vdso.so.1 (0x00007ffd2a5f2000)
	libffmpeg.so => /opt/electron/libffmpeg.so (0x00007f0000000000)
	libnss3.so => not found
	libnssutil3.so => not found
	libgtk-3.so.0 => not found
	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f0000000000)
`;

it('reads the missing libraries off ldd and names their packages once', () => {
  const missing = parseMissing(LDD);
  expect(missing).toEqual(['libgtk-3.so.0', 'libnss3.so', 'libnssutil3.so']);
  expect(packagesFor(missing)).toEqual({ packages: ['libgtk-3-0', 'libnss3'], unknown: [] });
});

it('owns up to a library it has no package for', () => {
  expect(packagesFor(['libnss3.so', 'libnew.so.1'])).toEqual({ packages: ['libnss3'], unknown: ['libnew.so.1'] });
});

it('takes the t64 name where the release has only that one', () => {
  const policy = [
    'libnss3:\n  Installed: (none)\n  Candidate: 2:3.98\n  Version table:\n     2:3.98 500',
    'libasound2:\n  Installed: (none)\n  Candidate: (none)\n  Version table:',
    'libasound2t64:\n  Installed: (none)\n  Candidate: 1.2.11\n  Version table:\n     1.2.11 500',
  ].join('\n');
  expect(namesHere(['libnss3', 'libasound2', 'xvfb'], policy)).toEqual(['libnss3', 'libasound2t64', 'xvfb']);
});

it('prints a line that can be typed as it stands', () => {
  expect(aptLine(['libnss3', 'xvfb'], { root: true })).toBe('apt-get install -y --no-install-recommends libnss3 xvfb');
  expect(aptLine(['xvfb'], { root: false })).toBe('sudo apt-get install -y --no-install-recommends xvfb');
});
