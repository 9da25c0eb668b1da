/** Small made-up Benchmarks whose selects, groups, clusters, extends and links get in each other's way; a tag a line. */
import fc from 'fast-check';

export const rules = ['r0', 'r1', 'r2', 'r3', 'r4', 'r5'];
export const ruleId = fc.constantFrom(...rules);
const selected = fc.constantFrom('', ' selected="true"', ' selected="false"');
const cluster = fc.constantFrom('', '', ' cluster-id="c0"', ' cluster-id="c1"');
const link = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  fc.tuple(fc.constantFrom('requires', 'conflicts'), ruleId).map(([name, id]) => `<${name} idref="${id}"/>`),
  fc.tuple(ruleId, ruleId).map((ids) => `<requires idref="${ids.join(' ')}"/>`),
);
const ruleFacts = fc.record({ selected, cluster, link, extended: fc.constantFrom('', '', '', 'r0', 'r1') });
const groupFacts = fc.record({
  off: fc.nat(3),
  cluster,
  link: fc.oneof({ weight: 6, arbitrary: fc.constant('') }, link),
});
const profileFacts = fc.record({
  extended: fc.constantFrom(-1, -1, 0, 1),
  abstract: fc.nat(3),
  selects: fc.uniqueArray(fc.tuple(fc.constantFrom(...rules, 'g0', 'g1', 'g2', 'c0', 'c1'), fc.boolean()), {
    selector: ([id]) => id,
    maxLength: 6,
  }),
});
export const smallBenchmark = fc
  .record({
    rules: fc.array(ruleFacts, { minLength: 6, maxLength: 6 }),
    groups: fc.array(groupFacts, { minLength: 3, maxLength: 3 }),
    profiles: fc.array(profileFacts, { minLength: 1, maxLength: 4 }),
    shape: fc.nat(3),
  })
  .map((facts) => {
    const rule = (number: number): string => {
      const { extended, ...fact } = facts.rules[number]!;
      const base = extended === '' || extended === `r${number}` ? '' : ` extends="${extended}"`;
      const own = fact.link.includes(`"r${number}"`) ? '' : fact.link;
      return `<Rule id="r${number}"${fact.selected}${fact.cluster}${base}>${own}</Rule>\n`;
    };
    const group = (number: number, ...inside: readonly string[]): string => {
      const fact = facts.groups[number]!;
      const off = fact.off === 0 ? ' selected="false"' : '';
      return `<Group id="g${number}"${off}${fact.cluster}>${fact.link}\n${inside.join('')}</Group>\n`;
    };
    const profiles = facts.profiles.map(({ extended, abstract, selects }, number) => {
      const base = extended >= 0 && extended < number ? ` extends="p${extended}"` : '';
      const lines = selects.map(([id, on]) => `<select idref="${id}" selected="${on}"/>\n`);
      return `<Profile id="p${number}"${base}${abstract === 0 ? ' abstract="true"' : ''}>\n<title>t</title>\n${lines.join('')}</Profile>\n`;
    });
    const items = [
      () => rule(0) + group(0, rule(1), rule(2), group(1, rule(3))) + group(2, rule(4), rule(5)),
      () => group(0, group(1, rule(0), rule(1), rule(2)), rule(3)) + group(2, rule(4)) + rule(5),
      () => group(0, rule(0), rule(1)) + group(1, rule(2), rule(3)) + group(2, rule(4), rule(5)),
      () => group(0, group(1, group(2, rule(0), rule(1), rule(2)), rule(3)), rule(4)) + rule(5),
    ][facts.shape]!();
    return `<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b">\n${profiles.join('')}${items}</Benchmark>`;
  });
