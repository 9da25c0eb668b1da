/** What `npm run package` packs: the bundles and what they need, and nothing that only we need. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../tools/processes.mjs';

it('is what the extension needs: no tests, no sources, no maps', () => {
  const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const listed = execFileSync(process.execPath, [vsce, 'ls', '--no-dependencies'], { cwd: root, encoding: 'utf8' });
  const packed = listed.split('\n').filter((line) => line !== '');
  // The bundles are there when they have been built.
  const bundles = /^dist\/(?:cli|client|compare|server|worker)\.js$|^dist\/compare\.css$/;
  const others = packed.filter((path) => !bundles.test(path));
  const drawings = others.filter((path) => /^media\/(?:[a-z-]+\/)?[a-z-]+\.(?:svg|png)$/.test(path));
  expect(drawings.length).toBeGreaterThan(30);
  expect(others.filter((path) => !drawings.includes(path)).toSorted()).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'l10n/bundle.l10n.json',
    'language-configuration.json',
    'package.json',
    'package.nls.json',
    'syntaxes/scap.tmLanguage.json',
  ]);
});
