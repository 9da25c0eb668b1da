/** refine-rule of what is no Rule, Group or cluster. */
import { noUnresolvedRefineRule } from '../../../server/src/lint/xccdf/no-unresolved-refine-rule.ts';
import { profile, xccdf } from '../samples.ts';
import { testRule } from '../tester.ts';

const refining = (idref: string) =>
  xccdf(
    `${profile(`<refine-rule idref="${idref}" weight="2"/>`)}\n<Rule id="rule_one"/>\n<Group id="g" cluster-id="k"/>\n<Value id="v"/>`,
  );

testRule(noUnresolvedRefineRule, {
  faulty: {
    'an id that nothing has': { text: refining('«nothing»'), says: ['nothing', 'no effect'] },
    'a Value': { text: refining('«v»') },
    'nearly one that is there': { text: refining('«rule_on»'), fixed: refining('rule_one') },
  },
  quiet: { 'a rule': refining('rule_one'), 'a group': refining('g'), 'a cluster': refining('k') },
});
