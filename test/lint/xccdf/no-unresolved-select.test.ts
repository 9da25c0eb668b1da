/** Selects of what is not in the Benchmark. */
import { noUnresolvedSelect } from '../../../server/src/lint/xccdf/no-unresolved-select.ts';
import { openSnapshot } from '../../../server/src/scap/snapshot.ts';
import { collection, profile, tailoring, xccdf, xccdf11 } from '../samples.ts';
import { testRule } from '../tester.ts';

const items =
  '<Rule id="rule_one"><title>R</title></Rule>\n<Group id="group_one" cluster-id="k"><title>G</title></Group>\n<Value id="value_one"/>';
const selecting = (idref: string) => xccdf(`${profile(`<select idref="${idref}" selected="true"/>`)}\n${items}`);

testRule(noUnresolvedSelect, {
  faulty: {
    'an id that nothing has': {
      text: selecting('«nothing»'),
      says: ['nothing', 'skip'],
      fixed: xccdf(`${profile('#').replace('#\n', '')}\n${items}`),
    },
    'nearly one that is there': {
      text: selecting('«rule_onne»'),
      says: ['Did you mean rule_one?'],
      fixed: selecting('rule_one'),
    },
    'the short form of an id': { text: selecting('«xrule_one»'), says: ['Did you mean rule_one?'] },
    'an id with a space, which the scanner does not trim': {
      text: selecting('«rule_one »'),
      says: ['Did you mean rule_one?'],
    },
    'an id of another Benchmark': {
      text: collection({ x: selecting('«elsewhere»'), y: xccdf('<Rule id="elsewhere"/>') }),
      says: ['elsewhere'],
    },
    'a tailoring beside its Benchmark': {
      text: tailoring(profile('<select idref="«rule_two»" selected="true"/>')),
      siblings: () => openSnapshot(xccdf(items)),
    },
  },
  quiet: {
    'a rule': selecting('rule_one'),
    'a group': selecting('group_one'),
    'a cluster': selecting('k'),
    'a Value, which has no effect but is there': selecting('value_one'),
    'in XCCDF 1.1': xccdf11(`${profile('<select idref="r" selected="true"/>')}<Rule id="r"/>`),
    'a tailoring alone': tailoring(profile('<select idref="rule_two" selected="true"/>')),
  },
});
