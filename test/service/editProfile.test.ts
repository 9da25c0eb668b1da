/**
 * The profiles themselves, edited: each answer is lines worked out by hand. That a scanner selects the same afterwards is
 * proved in test/corpus/workbench/.
 */
import { describe, expect, it } from 'vitest';
import { listScopes, type XccdfBenchmark } from '../../server/src/scap/benchmark.ts';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import type { Edited } from '../../server/src/service/edited.ts';
import { editProfile, type ProfileChange } from '../../server/src/service/editProfile.ts';
import { newProfileIdFault, proposeProfileId } from '../../server/src/service/profileIds.ts';
import { applyEdits } from '../../server/src/text/edits.ts';
import { fixturePath, readDocument } from '../support/documents.ts';

const prefix = 'xccdf_org.example_profile_';

function open(name: string): { readonly text: string; readonly benchmark: XccdfBenchmark } {
  const { text } = readDocument(fixturePath(`selection/${name}.xml`));
  return { text, benchmark: listScopes(openSnapshot(text, `file:///${name}.xml`))[0]! };
}

function collection(components: string): string {
  return `<ds:data-stream-collection xmlns:ds="http://scap.nist.gov/schema/scap/source/1.2" xmlns="http://checklists.nist.gov/xccdf/1.2">${components}</ds:data-stream-collection>`;
}

function profile({ profiles }: XccdfBenchmark, name: string) {
  return profiles.find(({ id }) => id === prefix + name)!;
}

/** What the edit makes of the text; the inverse must lead back to it. */
function edited(answer: Edited): string {
  if (answer.kind !== 'edit') throw new Error(JSON.stringify(answer));
  const before = answer.snapshot.source.whole();
  const after = applyEdits(before, answer.edits);
  expect(applyEdits(after, answer.inverse)).toBe(before);
  return after;
}

function changedLines(answer: Edited): readonly string[] {
  const now = edited(answer).split(/\r?\n/);
  const old = (answer as Extract<Edited, { kind: 'edit' }>).snapshot.source.whole().split(/\r?\n/);
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `-${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+${line}`),
  ];
}

const addition = (more: object = {}): ProfileChange => ({ kind: 'new', id: `${prefix}third`, title: 'A & B', ...more });

describe('a new profile', () => {
  it('stands behind the last one, in its style', () => {
    const { text, benchmark } = open('plain');
    const now = edited(editProfile(benchmark, addition()));
    const added = `  <Profile id="${prefix}third">\n    <title>A &amp; B</title>\n  </Profile>\n`;
    expect(now).toBe(text.replace('  <Group id="xccdf_org.example_group_near">', (group) => added + group));
  });

  it('extends another, with the prefix, quotes and line ends of the document', () => {
    const { benchmark } = open('prefix');
    const base = benchmark.profiles[0]!;
    expect(changedLines(editProfile(benchmark, addition({ base })))).toEqual([
      `+  <x:Profile id="${prefix}third" extends="${base.id}">`,
      '+    <x:title override="true">A &amp; B</x:title>',
    ]);
    const single = open('single-quotes').benchmark;
    expect(edited(editProfile(single, addition()))).toContain(`<Profile id='${prefix}third'>`);
    expect(edited(editProfile(open('crlf').benchmark, addition()))).not.toMatch(/[^\r]\n/);
  });

  it('goes in front of the groups where there is none yet', () => {
    const { benchmark, text } = open('default-scan');
    const now = edited(editProfile(benchmark, addition()));
    expect(benchmark.profiles).toEqual([]);
    expect(now.indexOf('<Profile')).toBeLessThan(now.search(/<(?:Group|Rule|Value)\b/));
    expect(now.length).toBeGreaterThan(text.length);
  });

  it.each([
    [`${prefix}first`, `There is a profile ${prefix}first already`],
    ['third', '"third" is no id of a profile: xccdf_<namespace>_profile_<name> is'],
    [`${prefix}a b`, `"${prefix}a b" is no id of a profile: xccdf_<namespace>_profile_<name> is`],
  ])('is refused with the id %s', (id, fault) => {
    const { benchmark } = open('plain');
    expect(newProfileIdFault(benchmark, id)).toBe(fault);
    expect(editProfile(benchmark, addition({ id }))).toEqual({ kind: 'refused', reason: `${fault}.` });
  });

  it('is refused without a title', () => {
    const answer = editProfile(open('plain').benchmark, addition({ title: ' ' }));
    expect(answer).toEqual({ kind: 'refused', reason: 'A profile needs a title.' });
  });
});

describe('a copy', () => {
  it('stands behind the original, to the letter but for id and title', () => {
    const { text, benchmark } = open('plain');
    const answer = editProfile(benchmark, { kind: 'copy', profile: profile(benchmark, 'first'), id: `${prefix}twin` });
    const original = / {2}<Profile id="\S+_first">[\s\S]*?<\/Profile>\n/.exec(text)![0];
    const twin = original.replace('profile_first', 'profile_twin').replace('>First<', '>First (copy)<');
    expect(edited(answer)).toBe(text.replace(original, original + twin));
  });

  it('touches no sibling in a document of one line', () => {
    const { benchmark } = open('one-line');
    const [original] = benchmark.profiles;
    const now = edited(editProfile(benchmark, { kind: 'copy', profile: original!, id: `${prefix}twin` }));
    expect(now).not.toMatch(/<\/Profile><Profile id="\S*twin/);
    expect(openSnapshot(now).table.problems).toEqual([]);
  });
});

describe('another id', () => {
  it('is written wherever the profile is extended, and nowhere else', () => {
    const { benchmark } = open('child-chain');
    const change = { kind: 'rename', profile: profile(benchmark, 'parent'), id: `${prefix}elder` } as const;
    const answer = editProfile(benchmark, change);
    expect(changedLines(answer)).toEqual([
      `-  <Profile id="${prefix}parent" extends="${prefix}grandparent">`,
      `-  <Profile id="${prefix}child" extends="${prefix}parent">`,
      `+  <Profile id="${prefix}elder" extends="${prefix}grandparent">`,
      `+  <Profile id="${prefix}child" extends="${prefix}elder">`,
    ]);
    expect(answer).toMatchObject({ summary: `Renamed ${prefix}parent to ${prefix}elder, also in 1 other place.` });
    expect((answer as Extract<Edited, { kind: 'edit' }>).edits).toHaveLength(2);
  });

  it('is written in the results of scans with the profile too, and in no others', () => {
    const { text, benchmark } = open('child-chain');
    const results = ['parent', 'child', 'parent'].map(
      (name) =>
        `  <TestResult id="t"><profile idref="${prefix}${name}"/><target>${prefix}parent</target></TestResult>\n`,
    );
    const [scanned] = listScopes(openSnapshot(text.replace('</Benchmark>', `${results.join('')}</Benchmark>`)));
    const change = { kind: 'rename', profile: profile(benchmark, 'parent'), id: `${prefix}elder` } as const;
    const answer = editProfile(scanned!, { ...change, profile: profile(scanned!, 'parent') });
    expect(changedLines(answer).filter((line) => line.includes('TestResult'))).toEqual([
      ...[results[0], results[2]].map((line) => `-${line!.trimEnd()}`),
      ...[results[0], results[2]].map((line) => `+${line!.trimEnd().replace('_parent"', '_elder"')}`),
    ]);
  });

  describe('with a tailoring beside the document', () => {
    const base = openSnapshot(readDocument(fixturePath('selection/tailoring-base.xml')).text, 'file:///base.xml');
    const beside = (text: string) => openSnapshot(text, 'file:///tailoring.xml', () => base);
    const tailoring = (name: string) => readDocument(fixturePath(`selection/${name}.xml`)).text;
    const [benchmark] = listScopes(base);
    const standard = benchmark!.profiles.find(({ id }) => id === `${prefix}standard`)!;
    const rename = { kind: 'rename', profile: standard, id: `${prefix}other` } as const;
    const old = `"${standard.id}"`;

    it.each(['tailoring-new', 'tailoring-shadow', 'tailoring-shadow-extends', 'tailoring-two-profiles'])(
      '%s: it is edited along, wherever it extends the profile or stands in for it',
      (name) => {
        const text = tailoring(name);
        const answer = editProfile(benchmark!, rename, { along: [base, beside(text)] });
        if (answer.kind !== 'edit') throw new Error(JSON.stringify(answer));
        const [other] = answer.beside!;
        const now = applyEdits(text, other!.edits);
        expect(now).toBe(text.replaceAll(old, `"${prefix}other"`));
        expect(now).not.toBe(text);
        expect(applyEdits(now, other!.inverse)).toBe(text);
        expect(answer).toMatchObject({ warnings: [], summary: expect.stringContaining('So in tailoring.xml.') });
      },
    );

    it('it is said to be signed where it is, whether or not the document is', () => {
      const signature = '<signature><d:Signature xmlns:d="http://www.w3.org/2000/09/xmldsig#"/></signature>';
      const signedText = (text: string) => text.replace(/(?=<\/(?:Benchmark|Tailoring)>)/, signature);
      const signedBy = (stream: string, ...texts: readonly string[]) => {
        const snapshot = openSnapshot(stream, 'file:///base.xml');
        const [scope] = listScopes(snapshot);
        const along = texts.map((text, at) => openSnapshot(text, `file:///tailoring-${at}.xml`, () => snapshot));
        const answer = editProfile(scope!, { ...rename, profile: profile(scope!, 'standard') }, { along });
        return answer.kind === 'edit' ? answer.signed : answer;
      };
      const [stream, plain] = [base.source.whole(), tailoring('tailoring-new')];
      expect(signedBy(stream, plain)).toEqual([]);
      expect(signedBy(stream, plain, signedText(plain))).toEqual(['file:///tailoring-1.xml']);
      expect(signedBy(signedText(stream), signedText(plain), plain)).toEqual([
        'file:///base.xml',
        'file:///tailoring-0.xml',
      ]);
    });

    it('it is told where it cannot be edited, or is not open', () => {
      const named = (name: string) => ({
        code: 'named-elsewhere',
        message: `${name} names ${standard.id} too and was not changed.`,
      });
      const other = beside(tailoring('tailoring-shadow-extends'));
      const given = { others: [base, other], files: ['file:///content/so%20far.xml'] };
      expect(editProfile(benchmark!, rename, given)).toMatchObject({
        beside: [],
        warnings: [named('tailoring.xml'), named('so far.xml')],
      });
      expect(editProfile(benchmark!, rename, { others: [base] })).toMatchObject({ warnings: [] });
      const deleted = editProfile(benchmark!, { kind: 'delete', profile: standard }, { along: [other], force: true });
      expect(deleted).toMatchObject({ warnings: [named('tailoring.xml')] });
      expect(deleted).not.toHaveProperty('beside');
    });

    it('it is left alone where it is about another Benchmark, in which a profile has the same id', () => {
      const benchmarks = ['one', 'two'].map(
        (name) =>
          `<ds:component id="${name}"><Benchmark id="${name}"><Profile id="${prefix}p"/></Benchmark></ds:component>`,
      );
      const stream = openSnapshot(collection(benchmarks.join('')), 'file:///ds.xml');
      const shadow = `<Tailoring xmlns="http://checklists.nist.gov/xccdf/1.2"><benchmark href="ds.xml"/><Profile id="${prefix}p"/></Tailoring>`;
      const other = openSnapshot(shadow, 'file:///tailoring.xml', () => stream);
      const [one, two] = listScopes(stream);
      const renamed = ({ profiles }: XccdfBenchmark) =>
        ({ kind: 'rename', profile: profiles[0]!, id: `${prefix}q` }) as const;
      const options = { along: [other] };
      expect(editProfile(one!, renamed(one!), options)).toMatchObject({ beside: [{ snapshot: other }] });
      expect(editProfile(two!, renamed(two!), options)).toMatchObject({ beside: [] });
    });

    it('it is left alone where it is about another document, and in the way where it has the new id', () => {
      const text = tailoring('tailoring-new');
      const stranger = openSnapshot(text, 'file:///other.xml', () =>
        openSnapshot(base.source.whole(), 'file:///b.xml'),
      );
      expect(editProfile(benchmark!, rename, { along: [stranger] })).toMatchObject({ beside: [] });
      const site = { ...rename, id: `${prefix}site` };
      expect(editProfile(benchmark!, site, { along: [beside(text)] })).toMatchObject({
        kind: 'refused',
        reason: `tailoring.xml has a profile ${prefix}site already, and names this one.`,
      });
    });
  });

  it('is nothing to do where it is the same, and refused where it is taken', () => {
    const { benchmark } = open('plain');
    const first = profile(benchmark, 'first');
    expect(editProfile(benchmark, { kind: 'rename', profile: first, id: first.id }).kind).toBe('nothing');
    expect(editProfile(benchmark, { kind: 'rename', profile: first, id: `${prefix}second` }).kind).toBe('refused');
  });
});

describe('deleting', () => {
  it('takes the lines of the profile out', () => {
    const { text, benchmark } = open('plain');
    const answer = editProfile(benchmark, { kind: 'delete', profile: profile(benchmark, 'first') });
    expect(edited(answer)).toBe(text.replace(/ {2}<Profile id="\S+_first">[\s\S]*?<\/Profile>\n/, ''));
  });

  it('is refused of the only profile of a tailoring, also by force; of two it is not', () => {
    const base = openSnapshot(readDocument(fixturePath('selection/tailoring-base.xml')).text, 'file:///base.xml');
    const scopeOf = (name: string) =>
      listScopes(
        openSnapshot(readDocument(fixturePath(`selection/${name}.xml`)).text, 'file:///t.xml', () => base),
      )[0]!;
    const [one, two] = [scopeOf('tailoring-new'), scopeOf('tailoring-two-profiles')];
    const [only] = one.tailoring!.profiles;
    for (const force of [false, true]) {
      expect(editProfile(one, { kind: 'delete', profile: only! }, { force })).toEqual({
        kind: 'refused',
        reason: `${only!.id} is the only profile of this tailoring, and a tailoring without one is not valid. Delete the whole tailoring instead.`,
      });
    }
    const answer = editProfile(two, { kind: 'delete', profile: two.tailoring!.profiles[1]! }, { force: true });
    expect(edited(answer).match(/<Profile\b/g)).toHaveLength(1);
  });

  it('asks first where others extend it, and names them', () => {
    const { benchmark } = open('child-chain');
    const change = { kind: 'delete', profile: profile(benchmark, 'parent') } as const;
    const question = editProfile(benchmark, change);
    expect(question).toMatchObject({ kind: 'choice', answers: [{ answer: 'force' }] });
    expect((question as { readonly reason: string }).reason).toContain(`${prefix}child`);
    expect(edited(editProfile(benchmark, change, { force: true }))).not.toContain(`id="${prefix}parent"`);
  });
});

describe('other words', () => {
  it('replace the title, and nothing else', () => {
    const { text, benchmark } = open('plain');
    const answer = editProfile(benchmark, { kind: 'title', profile: profile(benchmark, 'first'), text: 'A < B' });
    expect(edited(answer)).toBe(text.replace('<title>First</title>', '<title>A &lt; B</title>'));
  });

  it('put a description behind the title where there is none', () => {
    const { text, benchmark } = open('plain');
    const answer = editProfile(benchmark, { kind: 'description', profile: profile(benchmark, 'first'), text: 'Why.' });
    const line = '<title>First</title>\n    <description>Why.</description>';
    expect(edited(answer)).toBe(text.replace('<title>First</title>', line));
  });

  it('override those of the profile that is extended, where they do not yet', () => {
    const heir = (words: string) => {
      const given = `<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b"><Profile id='p'/>
        <Profile extends='p' id='q'>${words}</Profile></Benchmark>`;
      const [benchmark] = listScopes(openSnapshot(given));
      const change = (kind: 'title' | 'description') => {
        const now = edited(editProfile(benchmark!, { kind, profile: benchmark!.profiles[1]!, text: 'New' }));
        expect(openSnapshot(now).table.problems).toEqual([]);
        return /id='q'>([\s\S]*)<\/Profile>/.exec(now)![1]!.replaceAll(/>\s+</g, '><').trim();
      };
      return [change('title'), change('description')];
    };
    expect(heir('<title>Q</title>')).toEqual([
      '<title override="true">New</title>',
      "<title>Q</title><description override='true'>New</description>",
    ]);
    expect(heir(`<title xml:lang='en' override='0'>Q</title><description override="1">D</description>`)).toEqual([
      `<title xml:lang='en' override='true'>New</title><description override="1">D</description>`,
      `<title xml:lang='en' override='0'>Q</title><description override="1">New</description>`,
    ]);
    // Both edits of an element that closes itself start in one place.
    expect(heir(`<title/><description xml:lang='en' />`)).toEqual([
      `<title override="true">New</title><description xml:lang='en' />`,
      `<title/><description xml:lang='en' override='true'>New</description>`,
    ]);
    const bare = `<Benchmark id="b"><Profile id="p"/>\n<Profile id="q" extends="p"><title/></Profile></Benchmark>`;
    const [given] = listScopes(openSnapshot(bare.replace('k ', 'k xmlns="http://checklists.nist.gov/xccdf/1.2" ')));
    const twin = { kind: 'copy', profile: given!.profiles[1]!, id: `${prefix}twin`, title: 'Twin' } as const;
    expect(edited(editProfile(given!, twin))).toContain('<title override="true">Twin</title></Profile>');
    const { benchmark } = open('child-chain');
    const child = profile(benchmark, 'child');
    expect(edited(editProfile(benchmark, { kind: 'copy', profile: child, id: `${prefix}twin` }))).toContain(
      `<Profile id="${prefix}twin" extends="${child.extends}">\n    <title override="true">Child (copy)</title>`,
    );
  });

  it('ask before markup is lost', () => {
    const text = open('plain').text.replace(
      '<title>First</title>',
      '<title>First</title>\n<description>See <em xmlns="http://www.w3.org/1999/xhtml">this</em></description>',
    );
    const benchmark = listScopes(openSnapshot(text))[0]!;
    const change = { kind: 'description', profile: profile(benchmark, 'first'), text: 'See this one' } as const;
    expect(editProfile(benchmark, change)).toMatchObject({ kind: 'choice', answers: [{ answer: 'force' }] });
    expect(edited(editProfile(benchmark, change, { force: true }))).toContain(
      '<description>See this one</description>',
    );
  });
});

describe('in a tailoring that stands in the document of its Benchmark', () => {
  const benchmark = `<Benchmark id="b"><Profile id="base" abstract="true">
    <select idref="r" selected="true"/></Profile><Rule id="r" selected="false"/></Benchmark>`;
  const tailoring = `<Tailoring id="t"><Profile id="own"/></Tailoring>`;
  const text = collection(
    `<ds:component id="c">${benchmark}</ds:component><ds:component id="d">${tailoring}</ds:component>`,
  );
  const scope = listScopes(openSnapshot(text)).find((candidate) => candidate.tailoring)!;
  const [base] = scope.profiles;

  it('a new profile has the entries of an abstract one written out', () => {
    const now = edited(editProfile(scope, { kind: 'new', id: `${prefix}new`, title: 'New', base }));
    expect(now).toContain(
      `<Profile id="own"/>\n<Profile id="${prefix}new">\n  <title>New</title>\n  <select idref="r" selected="true"/>`,
    );
  });

  it('a copy of a profile of the Benchmark stands in the tailoring', () => {
    const now = edited(editProfile(scope, { kind: 'copy', profile: base!, id: `${prefix}new` }));
    expect(now.indexOf(`<Profile id="${prefix}new"`)).toBeGreaterThan(now.indexOf('<Profile id="own"/>'));
  });
});

describe('in a tailoring, the id of a profile of the stream', () => {
  const base = openSnapshot(readDocument(fixturePath('selection/tailoring-base.xml')).text, 'file:///base.xml');
  const text = readDocument(fixturePath('selection/tailoring-new.xml')).text;
  const scope = listScopes(openSnapshot(text, 'file:///tailoring.xml', () => base))[0]!;
  const [own] = scope.tailoring!.profiles;
  const id = `${prefix}strict`;

  it.each<ProfileChange>([
    { kind: 'new', id, title: 'New' },
    { kind: 'new', id, title: 'New', base: profile(scope, 'strict') },
    { kind: 'copy', profile: profile(scope, 'standard'), id },
    { kind: 'copy', profile: own!, id },
    { kind: 'rename', profile: own!, id },
  ])('is not taken: $kind', (change) => {
    expect(editProfile(scope, change)).toEqual({
      kind: 'refused',
      reason: `There is a profile ${id} in the stream, which this one would hide.`,
    });
    expect(editProfile(scope, { ...change, id: `${prefix}free` } as ProfileChange).kind).toBe('edit');
  });

  it('is not proposed', () => {
    const taken = readDocument(fixturePath('selection/tailoring-base.xml')).text.replaceAll(
      `${prefix}apart`,
      `${prefix}strict_copy`,
    );
    const [crowded] = listScopes(openSnapshot(text, 'file:///t.xml', () => openSnapshot(taken, 'file:///base.xml')));
    expect(proposeProfileId(crowded!, profile(crowded!, 'strict'))).toBe(`${prefix}strict_copy2`);
  });
});

it('a profile of the Benchmark is not edited through a tailoring', () => {
  const base = openSnapshot(readDocument(fixturePath('selection/tailoring-base.xml')).text, 'file:///base.xml');
  const tailoring = readDocument(fixturePath('selection/tailoring-new.xml')).text;
  const [scope] = listScopes(openSnapshot(tailoring, 'file:///tailoring.xml', () => base));
  const answer = editProfile(scope!, { kind: 'delete', profile: scope!.profiles[0]! });
  expect(answer).toMatchObject({ kind: 'refused' });
});
