/** Edits of a stream as a tailoring: each single edit is in the tailoring, or listed with its line; nothing is dropped silently. */
import { describe, expect, it } from 'vitest';
import { listBenchmarks, type XccdfBenchmark } from '../../server/src/scap/benchmark.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { type TailoredChanges, tailorChanges } from '../../server/src/service/tailorChanges.ts';
import { fixturePath, readDocument } from '../support/documents.ts';

const stream = readDocument(fixturePath('host-ownership-ds.xml')).text;
const head = { href: 'base.xml', time: 'now' };
const plain = readDocument(fixturePath('selection/tailoring-base.xml')).text;

function benchmarkOf(text: string): XccdfBenchmark {
  return listBenchmarks(openSnapshot(text))[0]!;
}

/** What is listed, each with its line in the text that it stands in, in ids without what they have in common. */
function linesOf({ leftOut }: TailoredChanges): string[] {
  return leftOut.map(({ snapshot, offset, message }) => {
    const words = message.replaceAll(/xccdf_org\.example_(?:benchmark_)?/g, '');
    return `${snapshot.source.lineAt(offset) + 1}: ${words}`;
  });
}

function changesOf(base: string, edited: string, only?: readonly string[]): TailoredChanges {
  return tailorChanges(benchmarkOf(base), benchmarkOf(edited), head, only);
}

describe('a single edit of a data stream', () => {
  const base = benchmarkOf(stream);
  const profiles = [...stream.matchAll(/<Profile[\s\S]*?<\/Profile>/g)];
  const isInProfile = (at: number) => profiles.some(({ index, 0: text }) => at >= index && at < index + text.length);

  /** Each is told with its line; only what stands in a profile may be said by the tailoring instead. */
  const check = (pattern: RegExp, replaced: string): number => {
    const places = [...stream.matchAll(pattern)].map(({ index, 0: text }) => index + text.length);
    // Each costs a reading of the document.
    for (const at of places.filter((_, number) => number % 5 === 0)) {
      const edited = `${stream.slice(0, at - 1)}${replaced}${stream.slice(at)}`;
      const made = tailorChanges(base, benchmarkOf(edited), head);
      const line = edited.slice(0, at).split('\n').length;
      const isTold = linesOf(made).some((told) => told.startsWith(`${line}: `));
      const isSaid = made.text !== undefined && isInProfile(at);
      expect(isTold || isSaid, `line ${line}: ${edited.slice(at - 60, at + 20)}`).toBe(true);
    }
    return places.length;
  };

  // Places are found by regular expressions, not by the scanner of the product.
  it('of an attribute is told in its line', () => {
    expect(check(/\s(?!xmlns|timestamp)[\w:.-]+="[^"<]/g, 'Z')).toBeGreaterThan(150);
  });

  it('of a text is told in its line', () => {
    expect(check(/>\s*[^\s<>](?=[^<>]*<)/g, 'Z')).toBeGreaterThan(50);
  });
});

describe('edits that no tailoring can say', () => {
  const told = (edit: (text: string) => string, only?: readonly string[]) =>
    linesOf(changesOf(plain, edit(plain), only));
  const rule = (id: string) => `<Rule id="xccdf_org.example_rule_${id}" selected="false"><title>New</title></Rule>`;

  it.each<readonly [string, (text: string) => string, readonly string[]]>([
    ['nothing', (text) => text, []],
    ['layout', (text) => text.replaceAll(/\n\s*/g, '\r\n\t'), []],
    [
      'a new rule, and one that is gone',
      (text) => text.replace(/<Rule id="[^"]*_moon"[\s\S]*?<\/Rule>/, rule('sun')),
      ['38: rule_sun is new', '38: rule_moon was removed'],
    ],
    [
      'a rule in another group, and one in another place',
      (text) => {
        const [moon] = text.match(/<Rule id="[^"]*_moon"[\s\S]*?<\/Rule>/)!;
        const [left] = text.match(/<Rule id="[^"]*_left"[\s\S]*?<\/Rule>/)!;
        const without = text.replace(moon, '').replace(left, '');
        return without.replace('</Group>', `${moon}${left}</Group>`);
      },
      ['30: rule_moon was moved from group_far to group_near', '32: the order of what stands in group_near was edited'],
    ],
    [
      'attributes, comments and children of a rule',
      (text) =>
        text.replace(
          /_moon" selected="false">[\s\S]*?<\/title>/,
          '_moon" severity="high"><!-- why --><title>Moon</title><ident system="x">CCE-1</ident>',
        ),
      [
        '38: rule_moon: its own @selected was edited, which counts in the scan without a profile',
        '38: rule_moon: its attribute severity was edited',
        '38: rule_moon: a comment was edited',
        '38: rule_moon: an element ident is new',
      ],
    ],
    [
      'what is around the Benchmark, and what is its own',
      (text) => text.replace('refer to', 'name').replace('<version>1.0', '<version>1.1'),
      ['2: what stands before the root element was edited', '6: tailoring-base: the text of version was edited'],
    ],
    [
      'the order of profiles, and one that is gone',
      (text) => {
        const [standard] = text.match(/ {2}<Profile id="[^"]*_standard"[\s\S]*?<\/Profile>\n/)!;
        const apart = / {2}<Profile id="[^"]*_apart"[\s\S]*?<\/Profile>\n/;
        return text.replace(standard, '').replace(apart, standard);
      },
      ['11: the order of the profiles was edited', '17: the profile profile_apart was removed'],
    ],
    [
      'words of a profile beside its title',
      (text) =>
        text
          .replace('<title>Apart</title>', '<title>Apart</title><reference href="x"/>')
          .replace('_apart">', '_apart" note-tag="n">'),
      ['17: profile_apart: its attribute note-tag was edited', '18: profile_apart: an element reference is new'],
    ],
    [
      'an entry for what the older text does not have, and a remark',
      (text) =>
        text
          .replace(
            '<title>Apart</title>',
            '<title>Apart</title><select idref="xccdf_org.example_rule_sun" selected="true"/>',
          )
          .replace(/(_apart[\s\S]*?_middle" selected="true")\/>/, '$1><remark>so</remark></select>'),
      [
        '18: profile_apart: its select of rule_sun is left out, since the older text has nothing of that id',
        '19: profile_apart: an element remark is new',
      ],
    ],
    [
      'an entry that changes nothing',
      (text) =>
        text.replace(
          '<title>Apart</title>',
          `<title>Apart</title>\n<select idref="xccdf_org.example_rule_moon" selected="false"/>`,
        ),
      ['19: profile_apart: its entries were edited, and a scan with it does what it did'],
    ],
    [
      'an abstract profile',
      (text) => text.replace('_standard">', '_standard" abstract="true">').replace('<title>Standard', '<title>Base'),
      [
        '7: profile_standard is abstract: what was edited in it counts through the profiles that extend it',
        '7: profile_standard: its attribute abstract was edited',
        '8: profile_standard: the text of title was edited',
      ],
    ],
  ])('%s', (_, edit, expected) => {
    expect(told(edit)).toEqual(expected);
  });

  it('are those of rules and Values in a circle of extends, named, be it in the one text or in the other', () => {
    const text = (circle: boolean, entries: string, more = '') =>
      `<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b">
<Profile id="p"><title>P</title>
${entries}
</Profile>
<Value id="v"${circle ? ' extends="w"' : ''}><value>1</value></Value><Value id="w" extends="v"><value>1</value></Value>
<Rule id="r"${circle ? ' extends="s"' : ''} cluster-id="c"/><Rule id="s" extends="r"/><Rule id="apart"/>${more}</Benchmark>`;
    const select = (idref: string, is: boolean) => `<select idref="${idref}" selected="${is}"/>`;
    const entries = `${select('r', false)}\n<set-value idref="v">2</set-value>`;
    for (const [before, after] of [
      [true, true],
      [true, false],
      [false, true],
    ] as const) {
      const [old, now] = [text(before, ''), text(after, entries)];
      const made = changesOf(old, now);
      // Alone they make no tailoring.
      expect(made.text).toBeUndefined();
      const told = linesOf(made).filter((line) => line.includes('run in a circle'));
      expect(told).toEqual([
        expect.stringMatching(
          /^3: p: its select of r is left as it was\. The extends of r run in a circle: r -> s -> r\./,
        ),
        expect.stringMatching(
          /^4: p: its set-value of v is left as it was\. The extends of v run in a circle: v -> w -> v\./,
        ),
      ]);
    }
    // What is apart from it is said, and what is taken out or said of a cluster is told as well.
    const old = text(true, `${select('s', false)}\n${select('apart', true)}`);
    const made = changesOf(old, text(true, `${select('c', false)}\n${select('apart', false)}`));
    expect(made.text!.match(/<xccdf:select [^>]*>/g)).toEqual(['<xccdf:select idref="apart" selected="false"/>']);
    expect(linesOf(made)).toEqual([
      expect.stringMatching(/^3: p: its select of s is left as it was\./),
      expect.stringMatching(/^3: p: its select of c is left as it was\. The extends of r /),
      expect.stringMatching(/^\d: The extends of r run in a circle/),
      expect.stringMatching(/^\d: The extends of s run in a circle/),
    ]);
    expect(linesOf(changesOf(old, old))).toEqual([]);
    // A setting that is gone cannot be taken back, so all is written out: what the older text says of the circle too.
    const both = `${select('r', false)}<set-value idref="v">2</set-value><set-value idref="free">3</set-value>`;
    const free = '<Value id="free"><value>1</value></Value>';
    const gone = text(true, both.replace(/<set-value idref="free".*/, '').replace('"false"', '"true"'), free);
    const writtenOut = changesOf(text(true, both, free), gone).text!;
    expect(writtenOut).not.toContain('extends=');
    expect(writtenOut).toContain('<xccdf:select idref="r" selected="false"/>');
    expect(writtenOut).toContain('<xccdf:set-value idref="v">2</xccdf:set-value>');
    // A new profile has nothing to extend, and all that it says is written out.
    const added = `<Profile id="q"><title>Q</title>${select('apart', false)}<set-value idref="v">2</set-value></Profile>\n<Value id="v"`;
    const ofNew = changesOf(old, old.replace('<Value id="v"', added));
    expect(ofNew.text).not.toContain('set-value');
    expect(linesOf(ofNew)).toEqual([expect.stringMatching(/^6: q: its set-value of v is left as it was\./)]);
  });

  it('are those of profiles in a circle of extends, be it in the one text or in the other', () => {
    const [p, q] = ['p', 'q'].map((name) => `xccdf_org.example_profile_${name}`) as [string, string];
    const select = '<select idref="r" selected="true"/>';
    const text = (pExtends: string, qExtends: string, inside = '') =>
      `<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b">
        <Profile id="${p}"${pExtends}/>
        <Profile id="${q}"${qExtends}>${inside}</Profile>
        <Profile id="${p}_heir" extends="${p}"/>
        <Rule id="r" selected="false"/>
      </Benchmark>`;
    const apart = text('', '');
    const circle = text(` extends="${q}"`, ` extends="${p}"`, select);
    for (const [old, now] of [
      [apart, circle],
      [circle, apart],
    ] as const) {
      const made = changesOf(old, now);
      expect(made).toMatchObject({ text: undefined, profiles: [] });
      expect(linesOf(made)).toEqual([
        expect.stringMatching(/^2: The extends of profile_p run in a circle: profile_p -> profile_q -> profile_p\./),
        expect.stringMatching(/^3: The extends of profile_q run in a circle: /),
      ]);
    }
  });

  it('name the profiles that were not asked for', () => {
    const edit = (text: string) => text.replaceAll('_middle" selected="true"', '_middle" selected="false"');
    expect(told(edit, ['xccdf_org.example_profile_apart'])).toEqual([
      '7: the profile profile_standard was edited too, and not asked for',
    ]);
  });
});

describe('the words of a profile', () => {
  const description =
    '<description xml:lang="en">What &amp; <b xmlns="http://www.w3.org/1999/xhtml">why</b></description>';

  it('go into the tailoring, also when nothing else was edited', () => {
    const edited = plain.replace('<title>Apart</title>', '<title>Aside</title><description>Far</description>');
    const { text, leftOut } = changesOf(plain, edited);
    expect(leftOut).toEqual([]);
    expect(text).toContain('<xccdf:title override="true">Aside (customized)</xccdf:title>');
    expect(text).toContain('<xccdf:description override="true">Far</xccdf:description>');
  });

  it('are told where they hold elements of another namespace, or are gone', () => {
    const described = plain.replace('<title>Apart</title>', `<title>Apart</title>${description}`);
    expect(linesOf(changesOf(plain, described))).toEqual(['18: profile_apart: an element description is new']);
    expect(linesOf(changesOf(described, plain))).toEqual(['18: profile_apart: an element description was removed']);
  });
});
