/** Elements that do not nest. */
import { noBrokenStructure } from '../../../server/src/lint/xml/no-broken-structure.ts';
import { testRule } from '../tester.ts';

testRule(noBrokenStructure, {
  plainOnly: true,
  faulty: {
    'an empty file': { text: '«»', says: ['no element'] },
    'no markup at all': { text: '«h»ello', says: ['no element'] },
    'a second root': { text: '<a/>\n«<»b/>', says: ['second root'] },
    'text behind the root': { text: '<a/>«x\n»', says: ['outside'] },
    'an element never closed': { text: '<a>\n«<b>»\n', says: ['<b>', '</b>'] },
    'a close tag of another': { text: '<a>\n<b>\n«</a>»', says: ['</a>', '<b>', 'line 2'] },
    'a close tag of none': { text: '<a>«</b>»</a>', says: ['</b>'] },
  },
  quiet: {
    'a whole document': '<?xml version="1.0"?>\n<!-- c --><a><b/><c>t</c></a>\n<!-- c -->\n',
    'faults inside tags': '<a b=1>&</a>',
  },
});
