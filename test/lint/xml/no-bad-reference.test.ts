/** References to characters and entities. */
import { noBadReference } from '../../../server/src/lint/xml/no-bad-reference.ts';
import { testRule } from '../tester.ts';

testRule(noBadReference, {
  faulty: {
    'a bare ampersand': { text: '<a>b «&» c</a>', says: ['"&"', '&amp;'] },
    'no semicolon': { text: '<a b="«&lt»"/>', says: ['"&lt"'] },
    'a character that is none': { text: '<a>«&#0;»«&#xD800;»«&#x110000;»</a>', says: ['&#0;'] },
    'not a number': { text: '<a>«&#xg»;</a>' },
    'an unknown entity': { text: '<a>«&nbsp;»</a>', says: ['nbsp'] },
    'an entity declared elsewhere only': { text: '<!DOCTYPE a [<!ENTITY c "d">]><a>&c;«&b;»</a>', says: ['"b"'] },
  },
  quiet: {
    'the five, and characters': '<a b="&quot;&apos;">&lt;&gt;&amp;&#65;&#x1F600;</a>',
    'a declared entity': '<!DOCTYPE a [<!ENTITY b "&c;"><!ENTITY d SYSTEM "file:///etc/passwd">]><a>&b;&d;</a>',
    'where an external subset may declare it': '<!DOCTYPE a SYSTEM "x.dtd"><a>&b;</a>',
    'where markup does not count': '<a><!-- & --><![CDATA[&]]><?b &?></a>',
  },
});
