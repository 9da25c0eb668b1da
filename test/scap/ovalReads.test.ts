/** What a rule reads, in words: entities, operations, variables and their functions, filters, sets, states, existence. */
import { expect, test } from 'vitest';
import { readsFrom } from '../../server/src/scap/ovalReads.ts';
import { variableText } from '../../server/src/scap/ovalVariable.ts';
import { readLine } from '../../server/src/service/hover/reads.ts';
import { collection, type OvalParts, openFixture, oval, rendered } from '../support/fixture.ts';

function lines(parts: OvalParts, exports: Record<string, (string | null)[]> = {}): string[] {
  const { snapshot } = openFixture(collection({ xccdf: '', oval: oval(parts) }));
  const start = snapshot.index.declarationsOf('t')[0]!;
  return readsFrom(snapshot, start, new Map(Object.entries(exports))).reads.map((read) => rendered(readLine(read)));
}

const fileTest = (attributes: string, states = '') =>
  `<unix:file_test id="t" ${attributes}><unix:object object_ref="ob"/>${states}</unix:file_test>`;
const path = '<unix:file_object id="ob"><unix:filepath>/etc/a</unix:filepath></unix:file_object>';

test.each([
  ['check="all"', 'at least one must exist'],
  ['check="all" check_existence="all_exist"', 'must exist'],
  ['check="all" check_existence="any_exist"', 'may exist or not'],
  ['check="all" check_existence="none_exist"', 'none may exist'],
  ['check="all" check_existence="only_one_exists"', 'exactly one must exist'],
])('existence alone: %s', (attributes, expected) => {
  expect(lines({ tests: fileTest(attributes), objects: path })).toEqual([`file filepath = /etc/a — ${expected}`]);
});

test('states: check, entity operations, operators between entities and between states', () => {
  const states = '<unix:state state_ref="s1"/><unix:state state_ref="s2"/>';
  const found = lines({
    tests: fileTest('check="at least one" check_existence="any_exist" state_operator="OR"', states),
    objects: path,
    states: `<unix:file_state id="s1" operator="OR"><unix:uread datatype="boolean">false</unix:uread><unix:size operation="less than">5</unix:size></unix:file_state>
<unix:file_state id="s2"><unix:owner operation="not equal" entity_check="at least one">root</unix:owner></unix:file_state>`,
  });
  expect(found).toEqual([
    'file filepath = /etc/a — if any exist; at least one must have (uread = false or size < 5) or at least one owner ≠ root',
  ]);
});

test('filters, behaviors, a path without a file, a variable with two values', () => {
  const found = lines({
    tests: fileTest('check="all" check_existence="none_exist"'),
    objects: `<unix:file_object id="ob"><unix:behaviors recurse_direction="down"/><unix:path var_ref="v" var_check="at least one"/><unix:filename xsi:nil="true" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/><o:filter action="include">s</o:filter><o:filter>gone</o:filter></unix:file_object>`,
    states: '<unix:file_state id="s"><unix:type>regular</unix:type></unix:file_state>',
    variables: '<o:constant_variable id="v"><o:value>/a</o:value><o:value>/b &amp; c</o:value></o:constant_variable>',
  });
  expect(found).toEqual([
    'file path = at least one /a, /b & c, no filename, recurse_direction = down only those with type = regular except those with a state that is missing — none may exist',
  ]);
});

test('a test under an odd number of negations says so', () => {
  const found = lines({
    definitions:
      '<o:definition id="t"><o:criteria negate="true"><o:criterion test_ref="t1"/></o:criteria></o:definition>',
    tests: '<unix:file_test id="t1" check="all"><unix:object object_ref="ob"/></unix:file_test>',
    objects: path,
  });
  expect(found).toEqual(['file filepath = /etc/a — negated: at least one must exist']);
});

test('a set with a filter', () => {
  const found = lines({
    tests: fileTest('check="all"'),
    objects: `<unix:file_object id="ob"><o:set><o:object_reference>ob2</o:object_reference><o:filter action="include">s</o:filter></o:set></unix:file_object>`,
    states: '<unix:file_state id="s"><unix:size>5</unix:size></unix:file_state>',
  });
  expect(found).toEqual(['file the items of UNION(ob2) only those with size = 5 — at least one must exist']);
});

test('a variable of that id in another component is another variable', () => {
  const other = oval({ variables: '<o:constant_variable id="v"><o:value>x</o:value></o:constant_variable>' });
  const { snapshot } = openFixture(collection({ xccdf: '', oval: oval({}), secondOval: other }));
  const { component } = snapshot.index.declarationsOf('v')[0]!;
  expect(variableText(snapshot, component, 'v', new Map())).toEqual({ known: true, values: ['x'] });
  expect(variableText(snapshot, component - 1, 'v', new Map()).known).toBe(false);
});

test('a set names its parts, which have lines of their own', () => {
  const found = lines({
    tests: fileTest('check="all"'),
    objects: `<unix:file_object id="ob"><o:set set_operator="COMPLEMENT"><o:object_reference>a</o:object_reference><o:object_reference>b</o:object_reference></o:set></unix:file_object>
<unix:file_object id="a"><unix:filepath>/a</unix:filepath></unix:file_object><unix:file_object id="b"/>`,
  });
  expect(found).toEqual([
    'file the items of COMPLEMENT(a, b) — at least one must exist',
    'file filepath = /a — read for other objects or variables, as a',
    'file — read for other objects or variables, as b',
  ]);
});

test('an external variable holds what the profile exports; null and unexported are told apart', () => {
  const parts: OvalParts = {
    tests:
      '<ind:variable_test id="t" check="all"><ind:object object_ref="ob"/><ind:state state_ref="s"/></ind:variable_test>',
    objects: '<ind:variable_object id="ob"><ind:var_ref>v</ind:var_ref></ind:variable_object>',
    states: '<ind:variable_state id="s"><ind:value operation="less than or equal" var_ref="v"/></ind:variable_state>',
    variables: '<o:external_variable id="v"/>',
  };
  expect(lines(parts, { v: ['900'] })).toEqual([
    'variable v = 900 — at least one must exist; all must have value ≤ 900',
  ]);
  expect(lines(parts)[0]).toContain('value ≤ external variable v');
  expect(lines(parts, { v: [null] })[0]).toContain('value ≤ external variable v, whose Value is null here');
});

test.each([
  [
    '<o:concat><o:literal_component> a</o:literal_component><o:variable_component var_ref="two"/></o:concat>',
    '" ax", " ay"',
  ],
  ['<o:split delimiter=","><o:literal_component>a,b</o:literal_component></o:split>', '"a", "b"'],
  [
    '<o:substring substring_start="2" substring_length="2"><o:literal_component>abcd</o:literal_component></o:substring>',
    '"bc"',
  ],
  ['<o:escape_regex><o:literal_component>a.b*</o:literal_component></o:escape_regex>', '"a\\.b\\*"'],
  ['<o:begin character="^"><o:literal_component>a</o:literal_component></o:begin>', '"^a"'],
  ['<o:end character="$"><o:literal_component>a$</o:literal_component></o:end>', '"a$"'],
  [
    '<o:unique><o:literal_component>a</o:literal_component><o:literal_component>a</o:literal_component></o:unique>',
    '"a"',
  ],
  ['<o:count><o:variable_component var_ref="two"/></o:count>', '"2"'],
  [
    '<o:arithmetic arithmetic_operation="add"><o:literal_component>4</o:literal_component><o:literal_component>3</o:literal_component></o:arithmetic>',
    '"7"',
  ],
  [
    '<o:regex_capture pattern="(a)"><o:object_component item_field="text" object_ref="ob"/></o:regex_capture>',
    'regex_capture(pattern="(a)", text of object ob)',
  ],
  [
    '<o:concat><o:literal_component>/x/</o:literal_component><o:object_component item_field="name" record_field="f" object_ref="ob"/></o:concat>',
    'concat("/x/", name.f of object ob)',
  ],
  ['<o:variable_component var_ref="self"/>', 'variable self, which leads to itself'],
  ['<o:variable_component var_ref="gone"/>', 'variable gone, which nothing declares'],
])('local variable %s', (inside, expected) => {
  const variables = `<o:local_variable id="self">${inside}</o:local_variable>
<o:constant_variable id="two"><o:value>x</o:value><o:value>y</o:value></o:constant_variable>`;
  const { snapshot } = openFixture(collection({ xccdf: '', oval: oval({ variables }) }));
  const { component } = snapshot.index.declarationsOf('self')[0]!;
  const text = variableText(snapshot, component, 'self', new Map());
  expect(text.known ? text.values.map((value) => `"${value}"`).join(', ') : text.text).toBe(expected);
});

test('too deep and too broken to read: said so, nothing thrown', () => {
  const deep = `${'<o:concat>'.repeat(50_000)}${'</o:concat>'.repeat(50_000)}`;
  const found = lines({
    tests: fileTest('check="all"'),
    objects: `<unix:file_object id="ob"><unix:filepath var_ref="deep"/>`,
    variables: `<o:local_variable id="deep">${deep}</o:local_variable>`,
  });
  expect(found.length).toBe(1);
  expect(found[0]).toContain('at least one must exist');
});
