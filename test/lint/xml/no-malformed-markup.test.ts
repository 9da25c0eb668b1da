/** Tags, comments and declarations that are not written as XML wants them. */
import { noMalformedMarkup } from '../../../server/src/lint/xml/no-malformed-markup.ts';
import { testRule } from '../tester.ts';

testRule(noMalformedMarkup, {
  plainOnly: true,
  faulty: {
    'a bare less-than': { text: '<a>1 «<» 2</a>', says: ['&lt;'] },
    'a tag without end': { text: '<a>«<b »<c/></a>', says: ['<b'] },
    'a close tag with attributes': { text: '<a>«</a »b="c">', says: ['</a'] },
    'an attribute without value': { text: '<a «b»/>', says: ['"b"'] },
    'two attributes without space': { text: '<a b="1"«c»="2"/>', says: ['space'] },
    'a value without quotes': { text: '<a «b»=1/>', says: ['quotes'] },
    'a less-than in a value': { text: '<a b="1«<»c"/>', says: ['attribute b'] },
    'an attribute twice': { text: '<a b="1" «b»="2"/>', says: ['twice'] },
    'a comment without end': { text: '<a/>«<!-- abcd»ef', says: ['-->'] },
    'two hyphens in a comment': { text: '<a><!-- b «--» c --></a>', says: ['--'] },
    'a section without end': { text: '<a>«<![CDATA[»b', says: [']]>'] },
    'an instruction without end': { text: '<a/>«<?b c»', says: ['?>'] },
    'an instruction without name': { text: '<a/>«<?» b?>', says: ['name'] },
    'a late declaration': { text: '\n«<?xml» version="1.0"?><a/>', says: ['very first'] },
    'a declaration without version': { text: '«<?xml encoding="UTF-8"?>»<a/>', says: ['version'] },
    'a document type without end': { text: '«<!DOCTYPE» a [<a/>', says: ['document type'] },
    'a document type without name': { text: '«<!DOCTYPE»><a/>', says: ['well-formed'] },
    'a document type behind the root': { text: '<a/>«<!DOCTYPE» a>', says: ['before the root'] },
    'a declaration in content': { text: '<a>«<!»ELEMENT b ANY></a>', says: ['CDATA'] },
  },
  quiet: {
    'a whole document':
      '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE a [<!ENTITY b "]>">]><a b = \'"\'><!-- - --><?c d?><![CDATA[<&]]></a >',
    'faults of nesting': '<a><b></a>',
  },
});
