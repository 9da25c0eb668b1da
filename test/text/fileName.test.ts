/** Documents by the names of their files. */
import { expect, it } from 'vitest';
import { fileName } from '../../server/src/text/fileName.ts';

it.each([
  ['file:///home/me/my%20tailoring.xml', 'my tailoring.xml'],
  ['/home/me/ds.xml', 'ds.xml'],
  ['ds.xml', 'ds.xml'],
  ['/home/me/100%.xml', '100%.xml'],
])('%s is called %s', (uri, name) => {
  expect(fileName(uri)).toBe(name);
});
