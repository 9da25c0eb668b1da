/**
 * Random documents and random edits of them for property tests: among the edits such as break and mend tags, quotes,
 * comments, CDATA, instructions, document types, namespace declarations, surrogate pairs and line ends.
 */
import type { TextEdit } from '../../server/src/text/span.ts';
import type { SeededRandom } from './random.ts';

/** What gets typed or pasted. Halves of things on purpose: the next edit may mend them. */
const snippets: readonly string[] = [
  ...[
    'a',
    ' ',
    '\n',
    '\r\n',
    '\r',
    'é',
    '😀',
    '\ud83d',
    '\ude00',
    '&',
    '&amp;',
    '&#x41;',
    '&nope;',
    ']]>',
    '"',
    "'",
    '=',
  ],
  ...[
    '<',
    '>',
    '</',
    '/>',
    '<!--',
    '-->',
    '--',
    '<![CDATA[',
    ']]',
    '<?',
    '?>',
    '<?pi x?>',
    '<!-- c -->',
    '<![CDATA[<a>]]>',
  ],
  ...[
    '<b>',
    '</b>',
    '<b/>',
    '<b>t</b>',
    '<x:Rule id="r9"/>',
    '</x:Rule>',
    '<x:Rule id="n1" selected="false">',
    '<q:z/>',
  ],
  ...[
    ' id="r1"',
    ' id="dup" id="dup"',
    ' xmlns="urn:other"',
    ' xmlns:x="urn:other"',
    ' xmlns:q="urn:q"',
    ' selected="true"',
  ],
  ...['<x:select idref="r1" selected="true"/>', '<x:requires idref="r1 r2"/>', '<o:criterion test_ref="t1"/>'],
  ...[
    '<!DOCTYPE a [<!ENTITY e "v">]>',
    '<o:object_reference>o1</o:object_reference>',
    '<d:component id="c"/>',
    '<x:',
    '<1',
  ],
];

/** One edit: mostly small, sometimes a cut or a move of a piece of the document itself. */
export function randomEdit(random: SeededRandom, text: string): TextEdit {
  const at = place(random, text);
  const kind = random.next();
  if (kind < 0.45) return { from: at, to: at, newText: random.pick(snippets) };
  if (kind < 0.7) return { from: at, to: Math.min(text.length, at + 1 + Math.floor(random.next() * 12)), newText: '' };
  const to = Math.min(text.length, at + Math.floor(random.next() * 30));
  if (kind < 0.85) return { from: at, to, newText: random.pick(snippets) };
  const piece = place(random, text);
  return { from: at, to: at, newText: text.slice(piece, piece + Math.floor(random.next() * 300)) };
}

/** Anywhere, or right at a piece of markup, where the interesting things happen. */
function place(random: SeededRandom, text: string): number {
  const at = Math.floor(random.next() * (text.length + 1));
  if (random.next() < 0.5) return at;
  const mark = text.indexOf(random.pick(['<', '>', '"', '&', '-->', '</', '=']), at);
  return mark < 0 ? at : mark + (random.next() < 0.5 ? 0 : 1);
}

/** A new edit or, half of the time, the undoing of an earlier one, which is taken from `undo`: broken texts get mended. */
export function nextEdit(random: SeededRandom, text: string, undo: TextEdit[]): TextEdit {
  if (undo.length > 0 && random.next() < 0.45) return undo.pop()!;
  const edit = randomEdit(random, text);
  undo.push(undoOf(text, edit));
  return edit;
}

/** The inverse edit: what a user's undo does. */
export function undoOf(text: string, edit: TextEdit): TextEdit {
  return { from: edit.from, to: edit.from + edit.newText.length, newText: text.slice(edit.from, edit.to) };
}

/** A data stream in miniature; about `rules` times 400 characters. */
export function randomDocument(random: SeededRandom, rules: number): string {
  const lineBreak = random.next() < 0.2 ? '\r\n' : '\n';
  const lines: string[] = ['<?xml version="1.0"?>'];
  const namespaces = [
    ['d', 'http://scap.nist.gov/schema/scap/source/1.2'],
    ['x', 'http://checklists.nist.gov/xccdf/1.2'],
    ['o', 'http://oval.mitre.org/XMLSchema/oval-definitions-5'],
    ['i', 'http://oval.mitre.org/XMLSchema/oval-definitions-5#independent'],
    ['xlink', 'http://www.w3.org/1999/xlink'],
  ].map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`);
  const alone = random.next() < 0.3;
  if (!alone) {
    lines.push(`<d:data-stream-collection${namespaces.join('')}>`, '<d:data-stream id="ds"><d:checklists>');
    lines.push(
      '<d:component-ref id="ref" xlink:href="#comp"/></d:checklists></d:data-stream>',
      '<d:component id="comp">',
    );
  }
  lines.push(`<x:Benchmark id="b"${alone ? namespaces.join('') : ''}>`);
  for (let profile = 0; profile < 3; profile++) {
    lines.push(` <x:Profile id="p${profile}"><x:title>P ${profile}</x:title>`);
    for (let rule = 0; rule < rules; rule += 2) lines.push(`  <x:select idref="r${rule}" selected="true"/>`);
    lines.push(' </x:Profile>');
  }
  for (let rule = 0; rule < rules; rule++) {
    if (rule % 10 === 0) lines.push(`${rule > 0 ? ' </x:Group>' : ''} <x:Group id="g${rule}">`);
    lines.push(...ruleLines(random, rule));
  }
  lines.push(' </x:Group>', '</x:Benchmark>');
  if (!alone) lines.push('</d:component>', '<d:component id="oval">', ...ovalLines(rules), '</d:component>');
  if (!alone) lines.push('</d:data-stream-collection>');
  return lines.join(lineBreak);
}

function ruleLines(random: SeededRandom, rule: number): string[] {
  const extra = random.pick([
    '',
    '<!-- note -->',
    '<![CDATA[ <raw> ]]>',
    '<?pi data?>',
    'é 😀',
    '&lt;b&gt;',
    '<b xmlns="urn:h">x</b>',
  ]);
  return [
    `  <x:Rule id="r${rule}" selected='false'>`,
    `   <x:title>Rule ${rule} ${extra}</x:title>`,
    `   <x:requires idref="r${rule + 1} r${rule + 2}"/>`,
    '   <x:check system="http://oval.mitre.org/XMLSchema/oval-definitions-5">',
    `    <x:check-content-ref href="oval.xml" name="oval:d:${rule}"/>`,
    '   </x:check>',
    '  </x:Rule>',
  ];
}

function ovalLines(rules: number): string[] {
  const lines = ['<o:oval_definitions><o:definitions>'];
  for (let rule = 0; rule < rules; rule++) {
    lines.push(
      `<o:definition id="oval:d:${rule}"><o:criteria><o:criterion test_ref="t${rule}"/></o:criteria></o:definition>`,
    );
  }
  lines.push('</o:definitions><o:tests>');
  for (let rule = 0; rule < rules; rule++) {
    lines.push(`<i:file_test xmlns:i="http://oval.mitre.org/XMLSchema/oval-definitions-5#unix" id="t${rule}">`);
    lines.push(`<i:object object_ref="o${rule}"/></i:file_test>`);
  }
  lines.push('</o:tests><o:objects><i:x id="o1"><o:set><o:object_reference> o2 </o:object_reference></o:set></i:x>');
  lines.push('<i:y id="o2"><i:path var_ref="v1"/></i:y></o:objects></o:oval_definitions>');
  return lines;
}
