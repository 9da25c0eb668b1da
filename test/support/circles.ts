/** A Benchmark whose extends run in circles: two profiles and one that leads to them, rules, and a Value; and what is apart from them. */

export const circleId = (kind: string, name: string) => `xccdf_org.example_${kind}_${name}`;

const profile = (name: string, base: string, inside: string) =>
  `  <Profile id="${circleId('profile', name)}"${base && ` extends="${circleId('profile', base)}"`}>
    <title>Profile ${name}</title>
${inside}  </Profile>\n`;
const select = `    <select idref="${circleId('rule', 'named')}" selected="true"/>\n`;
const rule = (name: string, base: string) =>
  `    <Rule id="${circleId('rule', name)}"${base && ` extends="${circleId('rule', base)}"`}><title>Rule ${name}</title></Rule>\n`;

export const circles = `<?xml version="1.0" encoding="UTF-8"?>
<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="${circleId('benchmark', 'circles')}">
  <status date="2024-05-01">draft</status>
  <title>Circles</title>
  <version>1.0</version>
${profile('apart', '', '')}${profile('left', 'right', select)}${profile('right', 'left', '')}${profile('heir', 'left', '')}\
  <Value id="${circleId('value', 'v')}" extends="${circleId('value', 'v')}"><title>Value v</title><value>1</value></Value>
  <Value id="${circleId('value', 'plain')}"><title>Plain</title><value>1</value></Value>
  <Group id="${circleId('group', 'all')}">
    <title>All</title>
${rule('plain', '')}${rule('named', '')}${rule('one', 'two')}${rule('two', 'three')}${rule('three', 'one')}${rule('into', 'one')}\
  </Group>
</Benchmark>
`;
export const profileCircle = [
  circleId('profile', 'left'),
  circleId('profile', 'right'),
  circleId('profile', 'left'),
].join(' -> ');
export const ruleCircle = ['one', 'two', 'three', 'one'].map((name) => circleId('rule', name)).join(' -> ');
export const valueCircle = [circleId('value', 'v'), circleId('value', 'v')].join(' -> ');
