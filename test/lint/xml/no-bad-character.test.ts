/** Characters that XML forbids. */
import { noBadCharacter } from '../../../server/src/lint/xml/no-bad-character.ts';
import { testRule } from '../tester.ts';

testRule(noBadCharacter, {
  faulty: {
    'a control character': { text: '<a>x«\u0001»</a>', says: ['U+0001'] },
    'in a comment and in an attribute': { text: '<a b="«\u0000»"><!-- «\uffff» --></a>', says: ['U+0000'] },
    'half of a pair': { text: '<a>«\ud83d»x😀</a>', says: ['U+D83D'] },
    'the other half': { text: '<a>«\ude00»</a>', says: ['U+DE00'] },
    'the end of a section in text': { text: '<a>x«]]>»</a>', says: [']]&gt;'] },
  },
  quiet: { 'what is allowed': '<a b="]]>">\t\u0085\ud7ff\ue000\ufffd😀<![CDATA[ ]]]]><!-- ]]> --></a>' },
});
