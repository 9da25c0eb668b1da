/** What a definition reaches, with cycles, sets, filters, variables, and nesting that would break recursion. */
import { expect, test } from 'vitest';
import { reachFrom } from '../../server/src/scap/ovalGraph.ts';
import { collection, openFixture, oval } from '../support/fixture.ts';

const content = oval({
  definitions: `<o:definition id="d1"><o:criteria><o:criterion test_ref="t1"/><o:extend_definition definition_ref="d2" negate="true"/></o:criteria></o:definition>
<o:definition id="d2"><o:criteria negate="true"><o:extend_definition definition_ref="d1"/><o:criterion test_ref="t2"/><o:criterion test_ref="t3" negate="true"/></o:criteria></o:definition>`,
  tests: `<ind:variable_test id="t1"><ind:object object_ref="ob1"/><ind:state state_ref="s1"/></ind:variable_test>
<unix:file_test id="t2"><unix:object object_ref="set"/></unix:file_test>
<unix:file_test id="t3"><unix:object object_ref="gone"/></unix:file_test>`,
  objects: `<ind:variable_object id="ob1"><ind:var_ref>v1</ind:var_ref></ind:variable_object>
<unix:file_object id="set"><o:set><o:object_reference>part1</o:object_reference><o:object_reference>part2</o:object_reference><o:filter>s2</o:filter></o:set></unix:file_object>
<unix:file_object id="part1"><unix:filepath>/a</unix:filepath></unix:file_object>
<unix:file_object id="part2"><unix:filepath var_ref="v2"/></unix:file_object>
<unix:file_object id="far"/>`,
  states: '<ind:variable_state id="s1"><ind:value var_ref="v3"/></ind:variable_state><unix:file_state id="s2"/>',
  variables: `<o:local_variable id="v1"><o:object_component object_ref="far" item_field="path"/></o:local_variable>
<o:local_variable id="v2"><o:variable_component var_ref="v2"/></o:local_variable>
<o:external_variable id="v3"/><o:external_variable id="unused"/>`,
});

function reach(text: string, id: string): string {
  const { snapshot } = openFixture(text);
  const start = snapshot.index.declarationsOf(id)[0]!;
  const found = reachFrom(snapshot, start);
  const ids = (list: readonly { id: string }[]) => list.map((entry) => entry.id).join(' ');
  const tests = found.tests.map(({ test: { id: own }, negated }) => (negated ? `not-${own}` : own)).join(' ');
  return [
    `definitions ${ids(found.definitions)}`,
    `tests ${tests}`,
    `objects ${ids(found.objects)}`,
    `states ${ids(found.states)}`,
    `variables ${ids(found.variables)}`,
    `missing ${ids(found.missing)}`,
  ].join('\n');
}

test('criteria, extensions, sets, filters, variables; a cycle is walked once; negations add up', () => {
  expect(reach(collection({ xccdf: '', oval: content }), 'd1')).toBe(`definitions d1 d2
tests t1 t2 not-t3
objects ob1 far set part1 part2
states s1 s2
variables v1 v3 v2
missing gone`);
});

test('the same ids in another component are not mixed in', () => {
  const other = content.replaceAll('filepath>/a', 'filepath>/b').replace('id="far"', 'id="elsewhere"');
  const { snapshot } = openFixture(collection({ xccdf: '', oval: content, secondOval: other }));
  const [first, second] = snapshot.index.declarationsOf('d1');
  const inFirst = reachFrom(snapshot, first!);
  const inSecond = reachFrom(snapshot, second!);
  expect(inFirst.objects.every(({ component }) => component === first!.component)).toBe(true);
  expect(inFirst.missing.map(({ id }) => id)).toEqual(['gone']);
  expect(inSecond.missing.map(({ id }) => id)).toEqual(['far', 'gone']);
});

test('100,000 nested criteria and a chain of 20,000 definitions are no deeper than one', () => {
  const deep = 100_000;
  const nested = `${'<o:criteria negate="true">'.repeat(deep)}<o:criterion test_ref="t1"/>${'</o:criteria>'.repeat(deep)}`;
  const chain = Array.from({ length: 20_000 }, (_, at) => {
    return `<o:definition id="c${at}"><o:extend_definition definition_ref="c${at + 1}"/></o:definition>`;
  });
  const last = '<o:definition id="c20000"><o:criterion test_ref="t1"/></o:definition>';
  const text = oval({
    definitions: `<o:definition id="d">${nested}</o:definition>${chain.join('')}${last}`,
    tests: '<unix:file_test id="t1"/>',
  });
  const whole = collection({ xccdf: '', oval: text });
  expect(reach(whole, 'd')).toContain('tests t1\n');
  expect(reach(whole, 'c0')).toContain('tests t1\n');
});

test('broken XML around', () => {
  const broken = collection({ xccdf: '<x:Benchmark id="b"><x:Rule id="', oval: content });
  expect(reach(broken, 'd1')).toContain('objects ob1 far set part1 part2');
});
