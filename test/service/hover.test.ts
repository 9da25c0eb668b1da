/** What a hover says, as a reader sees it. */
import { expect, test } from 'vitest';
import { openSnapshot } from '../../server/src/scap/snapshot.ts';
import { hoverAt } from '../../server/src/service/hover.ts';
import { benchmark, check, collection, markAt, openFixture, oval, rendered } from '../support/fixture.ts';

const xccdf =
  benchmark(`<x:Profile id="xccdf_org.x_profile_off"><x:title>Off 𝔘</x:title><x:select idref="r1" selected="false"/></x:Profile>
<x:Profile id="p1"><x:title>First</x:title><x:select idref="r1" selected="true"/><x:refine-value idref="v1" selector="long"/></x:Profile>
<x:Profile id="p2"><x:title>Second</x:title><x:select idref="r1" selected="true"/><x:select idref="g1" selected="false"/><x:refine-value idref="v1" selector="nope"/></x:Profile>
<x:Profile id="p3"><x:title>Third</x:title><x:select idref="r1" selected="true"/><x:select idref="r2" selected="false"/></x:Profile>
<x:Profile id="p4" extends="p1"><x:title>Fourth</x:title></x:Profile>
<x:Value id="v1" type="number" operator="less than"><x:title>Minutes</x:title><x:value>5</x:value><x:value selector="long">30</x:value></x:Value>
<x:Group id="g1" cluster-id="cl"><x:title>The group</x:title>
<x:Rule id="r1" selected="false" severity="high"><x:title>No [links](command:x) &lt;b&gt; &amp; *stars*</x:title><x:requires idref="r2"/><x:ident system="https://x">CCE-1</x:ident><x:ident system="https://y">CCI\`2</x:ident><x:fix>\`\`\`</x:fix>${check('d1', '<x:check-export value-id="v1" export-name="ext"/>')}</x:Rule></x:Group>
<x:Rule id="r2"><x:title>Second rule</x:title></x:Rule>`);

const file = (path: string) =>
  oval({
    definitions:
      '<o:definition id="d1" class="patch"><o:metadata><o:title>Definition one</o:title></o:metadata><o:criteria><o:criterion test_ref="t1"/></o:criteria></o:definition>',
    tests:
      '<unix:file_test id="t1" check="all" comment="A test"><unix:object object_ref="ob1"/><unix:state state_ref="s1"/></unix:file_test>',
    objects: `<unix:file_object id="ob1"><unix:filepath>${path}</unix:filepath></unix:file_object>`,
    states:
      '<unix:file_state id="s1" comment="A state"><unix:size operation="less than" var_ref="ext"/></unix:file_state>',
    variables:
      '<o:external_variable id="ext"/><o:constant_variable id="con"><o:value>a</o:value><o:value>b</o:value></o:constant_variable>',
  });

const text = collection({ xccdf, oval: file('/etc/a'), secondXccdf: xccdf, secondOval: file('/etc/b') });

function at(marked: string): string {
  const { snapshot, offset } = openFixture(marked);
  return rendered(hoverAt(snapshot, offset)?.markdown ?? 'nothing').replace(/\n+/g, '\n');
}

const lineOf = (part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

const ruleHover = `No [links](command:x) <b> & *stars*
r1
Severity: high · CCE-1 · CCI\`2
Evaluated in 2 of 5 profiles: p1, p4
Not evaluated:
- off: deselected by its own select (line ${lineOf('xccdf_org.x_profile_off')})
- p2: the group "The group" is off: deselected by its own select (line ${lineOf('"p2"')})
- p3: the rule requires r2, which is not selected (line ${lineOf('<x:requires')})
- without a profile: off by default: selected="false" on the rule itself (line ${lineOf('<x:Rule id="r1"')})
Reads (with the values of p1):
- file filepath = /etc/a — at least one must exist; all must have size < 30`;

test('a rule: title, severity, idents, where and why, what it reads in the first profile that evaluates it', () => {
  expect(at(markAt(text, '<x:Rule id="r', '1"'))).toBe(ruleHover);
  expect(at(markAt(text, '<x:requires idref="r', '2"'))).toContain('Second rule\nr2\nSeverity: unknown\n');
  expect(at(markAt(text, '<x:requires idref="r', '2"'))).toContain('No check that a scanner runs.');
});

test('nothing of the content is Markdown', () => {
  const { snapshot, offset } = openFixture(markAt(text, '<x:Rule id="r', '1"'));
  const { markdown } = hoverAt(snapshot, offset)!;
  expect(markdown).toContain('**No \\[links\\](command:x) &lt;b&gt; &amp; \\*stars\\***');
  expect(markdown).toContain('`` CCI`2 ``');
});

test('in a select the values of its profile are filled in, and whether it is evaluated there', () => {
  const third = at(markAt(text, 'Third</x:title><x:select idref="r', '1"'));
  expect(third).toContain(
    `Not evaluated in this profile: the rule requires r2, which is not selected (line ${lineOf('<x:requires')})`,
  );
  expect(third).toContain(
    [
      'What else has a say:',
      `- off by default: selected="false" on the rule itself (line ${lineOf('<x:Rule id="r1"')})`,
      `- selected by its own select (line ${lineOf('"p3"')})`,
      `- the group "The group" is on: nothing says otherwise (line ${lineOf('<x:Group id="g1"')})`,
      `- r2 is not selected: deselected by its own select (line ${lineOf('"p3"')})`,
    ].join('\n'),
  );
  expect(third).toContain(
    `What would switch it on here:\n- selected="true" in the select of r2 (line ${lineOf('"p3"')}); 1 other rule changes with it`,
  );
  expect(third).toContain(
    'Reads (with the values of p3):\n- file filepath = /etc/a — at least one must exist; all must have size < 5',
  );
  const second = at(markAt(text, 'Second</x:title><x:select idref="r', '1"'));
  expect(second).toContain('size < external variable ext, whose Value is null here');
});

test('a rule that extends another has its severity and idents too; an abstract one is told as such', () => {
  const ident = (name: string) => `<x:ident system="https://x">${name}</x:ident>`;
  const inside = `<x:Rule id="base" abstract="true" severity="high">${ident('CCE-1')}</x:Rule>
<x:Rule id="mid" extends="base">${ident('CCE-2')}</x:Rule><x:Rule id="heir" extends="mid">${ident('CCE-3')}</x:Rule><x:Rule id="own" extends="mid" severity="low"/>`;
  const around = collection({ xccdf: benchmark(inside), oval: '' });
  expect(at(markAt(around, '<x:Rule id="h', 'eir"'))).toContain('Severity: high · CCE-1 · CCE-2 · CCE-3');
  expect(at(markAt(around, '<x:Rule id="o', 'wn"'))).toContain('Severity: low · CCE-1 · CCE-2');
  const base = at(markAt(around, '<x:Rule id="b', 'ase"'));
  expect(base).toContain('Abstract, or in an abstract group: no scan evaluates it.');
  expect(base).not.toContain('valuated:');
});

test('a value: its choices and which holds where', () => {
  expect(
    at(markAt(text, 'First</x:title><x:select idref="r1" selected="true"/><x:refine-value idref="v', '1"')),
  ).toBe(`Minutes
v1
Value of type number, compared by less than
In this profile: 30 (line ${lineOf('"p1"')})
- 5: off, p3, without a profile
- 30: p1, p4
- null: p2
Choices: 5 (without selector), 30 (long)`);
});

test('a profile, a group, a cluster, a benchmark', () => {
  expect(at(markAt(text, '<x:Profile id="p', '4"'))).toBe(`Fourth
p4
Evaluates 2 of 2 rules.
Its own entries: 0 select (true), 0 select (false), 0 refine-value, 0 set-value.
Extends p1.`);
  expect(at(markAt(text, '<x:Group id="g', '1"'))).toContain(
    'Group of 1 rule. Evaluated:\n- p1: 1 of 1 rule\n- p4: 1 of 1 rule',
  );
  expect(at(markAt(text, '<x:Group id="g', '1"'))).toContain('- p2: the group is off');
  expect(at(markAt(text, 'cluster-id="c', 'l"'))).toBe('Cluster cl of 1 item\n- The group');
  expect(at(markAt(text, '<x:Bench', 'mark'))).toBe('Small benchmark\nbench\n5 profiles, 2 rules');
});

test('OVAL: definition, test, object, state, variables', () => {
  expect(at(markAt(text, '<o:definition id="d', '1"'))).toBe(`Definition one
definition d1
Class patch: true means fail
Reads:
- file filepath = /etc/a — at least one must exist; all must have size < external variable ext
Named by:
- xccdf.check-content-ref@name in line ${lineOf('<x:Rule id="r1"')}`);
  expect(at(markAt(text, 'name="d', '1"'))).toContain(
    'Reads (with the values of p1):\n- file filepath = /etc/a — at least one must exist; all must have size < 30',
  );
  expect(at(markAt(text, 'test_ref="t', '1"'))).toContain('A test\nfile_test t1\nReads:\n- file filepath = /etc/a');
  expect(at(markAt(text, '<unix:object object_ref="o', 'b1"'))).toContain(
    'file_object ob1\nReads:\n- file filepath = /etc/a',
  );
  expect(at(markAt(text, 'state_ref="s', '1"'))).toContain('A state\nfile_state s1\nsize < external variable ext');
  expect(at(markAt(text, '<o:constant_variable id="c', 'on"'))).toBe(
    'constant_variable con\nHolds a, b\nNothing names it.',
  );
});

test('streams and components, and a reference that leads nowhere', () => {
  expect(at(markAt(text, '<ds:component-ref id="cref-oval', '-a"'))).toContain(
    'Leads to comp-oval-a (oval_definitions)',
  );
  expect(at(markAt(text, 'xlink:href="https', ':'))).toBe(
    'https://example.org/far.xml is outside this file. It is never fetched.',
  );
  expect(at(markAt(text, 'xlink:href="#comp', '-a'))).toContain('Holds Benchmark, changed 2024');
  expect(
    at(markAt(text.replace('<x:requires idref="r2"', '<x:requires idref="gone"'), '<x:requires idref="g', 'one')),
  ).toBe('Nothing here has the id gone.');
});

test('wrong place: nothing', () => {
  expect(at(markAt(text, '<?x', 'ml'))).toBe('nothing');
  expect(at(markAt(text, '<x:fix>`', '``'))).toBe('nothing');
  expect(at('$0')).toBe('nothing');
  expect(at('not xml $0 at all')).toBe('nothing');
});

test('the same id in the second checklist is another rule', () => {
  const from = text.indexOf('<ds:component id="comp-b"');
  const marked = text.slice(0, from) + markAt(text.slice(from), '<x:Rule id="r', '1"');
  expect(at(marked)).toContain('- file filepath = /etc/b — at least one must exist');
});

test('CRLF changes no word; broken XML behind the rule neither', () => {
  expect(at(markAt(text, '<x:Rule id="r', '1"').replaceAll('\n', '\r\n'))).toBe(ruleHover);
  const broken = markAt(text, '<x:Rule id="r', '1"').replace('<x:Rule id="r2">', '<x:Rule id="r2"><<');
  expect(at(broken)).toBe(ruleHover);
  const cut = markAt(text, '<x:Rule id="r', '1"');
  expect(at(cut.slice(0, cut.indexOf('<x:requires')))).toContain('r1\nSeverity: high');
});

test('a check that names a whole document or a script says which, and whether it is there', () => {
  const content = (system: string, href: string) =>
    `<x:Rule id="w1"><x:check system="${system}"><x:check-content-ref href="${href}"/></x:check></x:Rule>`;
  const shown = (system: string, href: string, mark: readonly [string, string]) => {
    const around = collection({ xccdf: benchmark(content(system, href)), oval: file('/etc/a') });
    return at(markAt(around, ...mark));
  };
  const ovalSystem = 'http://oval.mitre.org/XMLSchema/oval-definitions-5';
  const onRule = ['<x:Rule id="w', '1"'] as const;
  expect(shown(ovalSystem, 'oval.xml', onRule)).toContain('\n- Evaluates every definition of oval.xml.');
  expect(shown(ovalSystem, 'none.xml', onRule)).toContain('\n- "none.xml" names no component of this file.');
  expect(shown(ovalSystem, 'https://x/o.xml', onRule)).toContain('\n- https://x/o.xml is outside this file.');
  expect(shown('http://open-scap.org/page/SCE', 'oval.xml', onRule)).toContain('\n- Runs the script oval.xml.');
  const onRef = ['<x:check-content-ref hr', 'ef='] as const;
  expect(shown(ovalSystem, 'oval.xml', onRef)).toMatch(
    /^Evaluates every definition of oval\.xml\.\n---\ncomponent comp-oval-a/,
  );
  expect(shown(ovalSystem, 'none.xml', onRef)).toBe('"none.xml" names no component of this file.');
  expect(shown('urn:other', 'oval.xml', onRef)).toBe('nothing');
});

test.each([
  [12, 12, '- file filepath = /11 — at least one must exist'],
  [13, 11, '- ... and 2 more'],
  [15, 11, '- ... and 4 more'],
])('%i lines are never more than 12, the one that counts the rest included', (count, shownOnes, last) => {
  const many = Array.from({ length: count }, (_, at) => at);
  const wide = oval({
    definitions: `<o:definition id="d1"><o:criteria>${many.map((at) => `<o:criterion test_ref="t${at}"/>`).join('')}</o:criteria></o:definition>`,
    tests: many
      .map((at) => `<unix:file_test id="t${at}"><unix:object object_ref="ob${at}"/></unix:file_test>`)
      .join(''),
    objects: many
      .map((at) => `<unix:file_object id="ob${at}"><unix:filepath>/${at}</unix:filepath></unix:file_object>`)
      .join(''),
  });
  const shown = at(markAt(collection({ xccdf, oval: wide }), '<x:Rule id="r', '1"'));
  expect(shown.split('\n').at(-1)).toBe(last);
  expect(shown.match(/filepath/g)?.length).toBe(shownOnes);
});

test('seen from a tailoring, a rule is what the tailoring makes of it', () => {
  const names = 'xmlns:x="http://checklists.nist.gov/xccdf/1.2"';
  const base = openSnapshot(xccdf.replace('<x:Benchmark', `<x:Benchmark ${names}`), 'file:///dir/b.xml');
  const tailoring = `<x:Tailoring ${names} id="t"><x:benchmark href="b.xml"/><x:Profile id="p1"><x:title>T</x:title><x:select idref="r$01" selected="false"/></x:Profile></x:Tailoring>`;
  const { snapshot, offset } = openFixture(tailoring, (href) => (href === 'b.xml' ? base : undefined), 'file:///t.xml');
  const shown = rendered(hoverAt(snapshot, offset)!.markdown);
  expect(shown).toContain('Not evaluated in this profile: deselected by its own select (line 1)');
  expect(shown).toContain('Evaluated in 1 of 5 profiles: p4');
});

test('so it is from a tailoring in the same stream', () => {
  const tailoring = `<x:Tailoring id="t"><x:benchmark href="#cref-a"/><x:Profile id="mine" extends="p1"><x:title>T</x:title><x:select idref="r$01" selected="false"/></x:Profile></x:Tailoring>`;
  const shown = at(collection({ xccdf, oval: file('/etc/a'), secondXccdf: tailoring }));
  expect(shown).toContain('Not evaluated in this profile: deselected by its own select');
  expect(shown).toContain('Evaluated in 2 of 6 profiles: p1, p4');
});

test('inside a profile that refines it, both severities are told', () => {
  const refined = text.replace(
    '<x:refine-value idref="v1" selector="long"/>',
    '<x:refine-rule idref="r1" severity="low"/>',
  );
  expect(at(markAt(refined, '<x:refine-rule idref="r', '1"'))).toContain(
    'Severity: low in this profile, high by itself · CCE-1',
  );
  expect(at(markAt(refined, '<x:Rule id="r', '1"'))).toContain('Severity: high · CCE-1');
});
