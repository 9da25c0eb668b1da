import { describe, expect, test } from 'vitest';
import { associatedLanguage, isScapName, matchesPattern } from '../../client/src/patterns.ts';

describe('names that mean SCAP', () => {
  test.each([
    '/a/ssg-rhel8-ds.xml',
    '/a/ssg-rhel8-ds-1.2.xml',
    '/a/SSG-RHEL8-DS.XML',
    'ssg-fedora-xccdf.xml',
    'ssg-fedora-xccdf-1.2.xml',
    'ssg-fedora-oval.xml',
    'ssg-fedora-cpe-oval.xml',
    'ssg-fedora-ocil.xml',
    'ssg-fedora-cpe-dictionary.xml',
    'my-tailoring.xml',
    'U_RHEL_8_STIG_V1R9_Manual-xccdf.xml',
    'U_MS_Windows_10_V2R5_STIG_SCAP_1-3_Benchmark.xml',
    'rhel-7_stig.xml',
    '/c:/Users/Me/x_scap_1-2_y.XML',
  ])('%s', (name) => expect(isScapName(name)).toBe(true));

  test.each(['/ssg-ds.xml/pom.xml', 'pom.xml', 'ads.xml', 'x-ds.xml.bak', 'x-ds-2.0.xml', 'xccdf.xml', '-dsxml'])(
    'not %s',
    (name) => expect(isScapName(name)).toBe(false),
  );
});

describe("the user's files.associations", () => {
  test.each([
    ['*.xml', '/a/b.XML', true],
    ['*.xml', '/a/b.xml.txt', false],
    ['**/content/*.xml', '/a/content/b.xml', true],
    ['**/content/*.xml', '/a/content/deep/b.xml', false],
    ['/a/**', '/a/b/c.xml', true],
    ['*.{xml,xsd}', '/a/b.xsd', true],
    ['b?.xml', '/a/b1.xml', true],
    ['b[0-9].xml', '/a/b7.xml', true],
    ['b[!0-9].xml', '/a/b7.xml', false],
    ['a+b(c).xml', '/a+b(c).xml', true],
    ['b[.xml', '/b[.xml', true],
    ['[z-a]', '/x', false],
  ])('%s on %s', (pattern, path, expected) => expect(matchesPattern(pattern, path)).toBe(expected));

  test('the longest pattern wins, and none says nothing', () => {
    const associations = { '*.xml': 'xml', '*-ds.xml': 'scap' };
    expect(associatedLanguage(associations, '/a/b-ds.xml')).toBe('scap');
    expect(associatedLanguage(associations, '/a/b.xml')).toBe('xml');
    expect(associatedLanguage(associations, '/a/b.txt')).toBeUndefined();
  });
});
