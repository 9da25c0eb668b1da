/** Documents by the names of their files. */
import { expect, it } from 'vitest';
import { fileName } from '../../server/src/text/fileName.ts';

it.each([
  ['file:///content/my%20tailoring.xml', 'my tailoring.xml'],
  ['/content/ds.xml', 'ds.xml'],
  ['ds.xml', 'ds.xml'],
  ['/content/100%.xml', '100%.xml'],
  ['file:///content/100%.xml', '100%.xml'],
  ['/content/50%25.xml', '50%25.xml'],
])('%s is called %s', (uri, name) => {
  expect(fileName(uri)).toBe(name);
});
