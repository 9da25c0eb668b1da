// Proves the driver and the ground under it: VS Code starts with the extension, a 24 MB stream opens as SCAP, and the
// palette, the editor, the panel and a screenshot work.
import { statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { streamPath } from '../corpus/content.ts';
import {
  activeTab,
  eventually,
  fileOnDisk,
  goToLine,
  languageMode,
  openFile,
  placeOf,
  save,
  screenshot,
  type,
  undo,
  visibleLines,
  withHost,
} from './driver/index.ts';

const rhel8 = 'ssg-rhel8-ds.xml';

test('a 24 MB stream opens as SCAP, is typed in, undone and saved', async () => {
  await withHost({ files: [streamPath('rhel8')] }, async (host) => {
    const original = fileOnDisk(host, rhel8);
    await openFile(host, rhel8);
    expect((await visibleLines(host))[1]).toContain('<ds:data-stream-collection');
    await eventually(
      "the language 'SCAP'",
      () => languageMode(host),
      (mode) => mode === 'SCAP',
    );
    const rule = placeOf(original.toString('utf8'), '<xccdf-1.2:Rule');
    await goToLine(host, rule.line, rule.column);
    await type(host, ' ');
    expect(await activeTab(host)).toEqual({ name: rhel8, dirty: true });
    await undo(host);
    await save(host);
    expect(fileOnDisk(host, rhel8).equals(original)).toBe(true);
    const picture = await screenshot(host, 'smoke-rhel8');
    expect(statSync(picture).size).toBeGreaterThan(10_000);
  });
});
