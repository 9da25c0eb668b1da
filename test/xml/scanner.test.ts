/** The scanner: what it makes of whole documents, and how it goes on behind each kind of fault. Offsets are exact. */
import { describe, expect, test } from 'vitest';
import type { ElementTable } from '../../server/src/xml/elementTable.ts';
import { problemLimit, scanXml } from '../../server/src/xml/scanner.ts';

/** Elements as `local@start-end`, nested by brackets. */
function outline(text: string): string {
  const table = scanXml(text);
  const show = (element: number): string => {
    const inner = [...table.children(element)].map(show).join(' ');
    const own = `${table.local(element)}@${table.start(element)}-${table.end(element)}`;
    return inner === '' ? own : `${own}[${inner}]`;
  };
  const roots: string[] = [];
  for (let element = 0; element < table.count; element = table.subtreeEnd(element)) roots.push(show(element));
  return roots.join(' ');
}

/** Problems as `kind from-to name`, by place. */
function problems(text: string): readonly string[] {
  return scanXml(text)
    .problems.toSorted((a, b) => a.from - b.from || a.to - b.to)
    .map(({ kind, from, to, name }) => [kind, `${from}-${to}`, name].filter((part) => part !== undefined).join(' '));
}

const names = (table: ElementTable): string[] =>
  Array.from({ length: table.count }, (_, element) => `{${table.uri(element)}}${table.local(element)}`);

describe('whole documents', () => {
  test('offsets are those of the brackets, ends are behind them', () => {
    expect(outline('<a><b/>x<c >y</c\n></a>')).toBe('a@0-22[b@3-7 c@8-18]');
    expect(scanXml('<a b="c" ><d/></a>').openEnd(0)).toBe(10);
  });

  test('a byte order mark, line ends and other white space shift nothing', () => {
    expect(outline('\ufeff<?xml version="1.0"?>\r\n<a\r\n\tb="c"\r>\r\n<d/>\r\n</a>\r\n')).toBe('a@24-48[d@38-42]');
    expect(problems('\ufeff<?xml version="1.0"?>\r\n<a/>')).toEqual([]);
  });

  test('what is opaque is listed and hides its markup', () => {
    const text = '<?x <a> ?><!DOCTYPE a><a><!-- <b> --><![CDATA[<c>]]></a>';
    const table = scanXml(text);
    expect(outline(text)).toBe('a@22-56');
    expect(table.opaque.map(({ kind, from, to }) => [kind, text.slice(from, to)])).toEqual([
      ['instruction', '<?x <a> ?>'],
      ['doctype', '<!DOCTYPE a>'],
      ['comment', '<!-- <b> -->'],
      ['cdata', '<![CDATA[<c>]]>'],
    ]);
    expect(table.problems).toEqual([]);
  });

  test('attribute values may hold brackets, slashes and the other quote', () => {
    expect(outline(`<a b="/>" c='">'><d/></a>`)).toBe('a@0-25[d@17-21]');
  });

  test('an element knows its parent, its subtree and what stands at an offset', () => {
    const table = scanXml('<a><b><c/></b><d/></a>');
    expect([0, 1, 2, 3].map((element) => table.parent(element))).toEqual([-1, 0, 1, 0]);
    expect([0, 1, 2, 3].map((element) => table.subtreeEnd(element))).toEqual([4, 3, 3, 4]);
    expect([0, 3, 6, 9, 10, 14, 18, 21].map((offset) => table.elementAt(offset))).toEqual([0, 1, 2, 2, 1, 3, 0, 0]);
    expect(table.elementAt(22)).toBe(-1);
  });
});

describe('namespaces', () => {
  test('prefixes and default namespaces end with their element', () => {
    const text = '<p:a xmlns:p="u"><b xmlns="v"><c/><p:d xmlns:p="w"/></b><e/><p:f/></p:a>';
    expect(names(scanXml(text))).toEqual(['{u}a', '{v}b', '{v}c', '{w}d', '{}e', '{u}f']);
    expect(problems(text)).toEqual([]);
  });

  test('a default namespace that every element declares anew is one scope, not thousands', () => {
    const table = scanXml(`<a>${'<b xmlns="v"/>'.repeat(5000)}</a>`);
    expect(table.scopes.length).toBe(2);
    expect(new Set(names(table))).toEqual(new Set(['{}a', '{v}b']));
  });

  test('a default namespace can be taken back, and references in a name are read', () => {
    expect(names(scanXml('<a xmlns="u&amp;v"><b xmlns=""/></a>'))).toEqual(['{u&v}a', '{}b']);
  });

  test('more than 65,536 different scopes keep their names apart', () => {
    const table = scanXml(`<a>${Array.from({ length: 70_000 }, (_, n) => `<p:b xmlns:p="u${n}"/>`).join('')}</a>`);
    expect([1, 65_536, 69_999, 70_000].map((element) => table.uri(element))).toEqual([
      'u0',
      'u65535',
      'u69998',
      'u69999',
    ]);
    expect(table.scope(70_000).uriOf('p')).toBe('u69999');
  });

  test('scopes answer for prefixes both ways', () => {
    const table = scanXml('<p:a xmlns:p="u"><q:b xmlns:q="u" xmlns:p="v" xmlns="w"/></p:a>');
    expect(table.scope(1).uriOf('p')).toBe('v');
    expect(table.scope(1).prefixOf('u')).toBe('q');
    expect(table.scope(1).prefixOf('w')).toBe('');
    expect(table.scope(0).prefixOf('w')).toBeUndefined();
    expect(table.scope(0).uriOf('xml')).toBe('http://www.w3.org/XML/1998/namespace');
  });

  test('each fault of namespaces', () => {
    expect(problems('<p:a/>')).toEqual(['undeclared-prefix 1-4 p']);
    expect(problems('<a p:b="c"/>')).toEqual(['undeclared-prefix 3-4 p']);
    expect(problems('<a xmlns:p="u"><p:b:c/></a>')).toEqual(['bad-namespace 16-21 p:b:c']);
    expect(problems('<a xmlns:p=""/>')).toEqual(['bad-namespace 3-10 xmlns:p']);
    expect(problems('<a xmlns:xml="u"/>')).toEqual(['bad-namespace 3-12 xmlns:xml']);
    expect(problems('<a xmlns:p="u" xmlns:q="u" p:b="" q:b=""/>')).toEqual(['bad-namespace 34-37 q:b']);
  });
});

describe('each kind of fault, and what follows it', () => {
  const table: readonly (readonly [string, readonly string[], string])[] = [
    ['', ['no-root 0-0'], ''],
    ['text', ['no-root 0-1'], ''],
    ['<a/><b/>', ['second-root 4-5'], 'a@0-4 b@4-8'],
    ['<a/> x', ['text-outside-root 5-6'], 'a@0-4'],
    ['<a>1 < 2<b/></a>', ['stray-less-than 5-6'], 'a@0-16[b@8-12]'],
    ['<a><b c="d"<e/></a>', ['unfinished-tag 3-11 b', 'mismatched-close 15-19 a'], 'a@0-19[b@3-15[e@11-15]]'],
    ['<a><b', ['unfinished-tag 3-5 b'], 'a@0-5[b@3-5]'],
    ['<a><b>', ['unclosed-element 3-6 b'], 'a@0-6[b@3-6]'],
    ['<a><b></a>', ['mismatched-close 6-10 a'], 'a@0-10[b@3-6]'],
    ['<a></b></a>', ['stray-close 3-7 b'], 'a@0-11'],
    ['<a><b></b></b></a>', ['stray-close 10-14 b'], 'a@0-18[b@3-10]'],
    ['<a><b></b x></a>', ['malformed-close 6-10 b'], 'a@0-16[b@3-12]'],
    ['<a b></a>', ['malformed-attribute 3-4 b'], 'a@0-9'],
    ['<a =/>', ['malformed-attribute 3-4 ='], 'a@0-6'],
    ['<a b="c"d="e"/>', ['attribute-without-space 8-9'], 'a@0-15'],
    ['<a b=c><d/></a>', ['unquoted-attribute 3-4 b'], 'a@0-15[d@7-11]'],
    ['<a b="1 < 2"><d/></a>', ['less-than-in-attribute 8-9 b'], 'a@0-21[d@13-17]'],
    [
      '<a><b c="d>\n<e f="g"/></a>',
      ['less-than-in-attribute 12-13 c', 'mismatched-close 22-26 a'],
      'a@0-26[b@3-22[e@12-22]]',
    ],
    ['<a b="1" b="2"/>', ['duplicate-attribute 9-10 b'], 'a@0-16'],
    ['<a><!-- b', ['unclosed-element 0-3 a', 'unfinished-comment 3-9'], 'a@0-9'],
    ['<a><!-- -- --></a>', ['double-hyphen-in-comment 8-10'], 'a@0-18'],
    ['<a><![CDATA[b</a>', ['unclosed-element 0-3 a', 'unfinished-cdata 3-12'], 'a@0-17'],
    ['<a/><?b', ['unfinished-instruction 4-7'], 'a@0-4'],
    [' <?xml version="1.0"?><a/>', ['late-xml-declaration 1-6'], 'a@22-26'],
    ['<!DOCTYPE a [<a/>', ['no-root 0-1', 'unfinished-doctype 0-9'], ''],
    ['<a><!b></a>', ['malformed-declaration 3-5'], 'a@0-11'],
  ];
  test.each(table)('%j', (text, expected, shape) => {
    expect(problems(text)).toEqual(expected);
    expect(outline(text)).toBe(shape);
  });

  test('a close tag of another element knows where that one opens', () => {
    expect(scanXml('<a>\n<b></a>').problems[0]).toMatchObject({
      kind: 'mismatched-close',
      name: 'a',
      other: 4,
      otherName: 'b',
    });
  });

  test('the rest of a document answers behind a fault', () => {
    const text = '<a><b x=1><c/></b><d y="<"/><e></a>';
    expect(names(scanXml(text))).toEqual(['{}a', '{}b', '{}c', '{}d', '{}e']);
  });
});

describe('document types', () => {
  test('an internal subset is stepped over, and the names of its entities are known', () => {
    const text = `<!DOCTYPE a [
  <!-- ]> ' --><?p ]> ?><!ENTITY one "]>'"><!ENTITY % two ''><!ENTITY three SYSTEM "file:///etc/passwd">
]><a>&one;</a>`;
    const table = scanXml(text);
    expect(table.problems).toEqual([]);
    expect([...table.entities]).toEqual(['one', 'three']);
    expect(outline(text)).toBe(`a@${text.indexOf('<a>')}-${text.length}`);
  });

  test('an entity bomb is names, never text', () => {
    const bomb = Array.from({ length: 30 }, (_, n) => `<!ENTITY b${n + 1} "${`&b${n};`.repeat(10)}">`).join('');
    const table = scanXml(`<!DOCTYPE a [<!ENTITY b0 "lol">${bomb}]><a>&b30;</a>`);
    expect(table.entities.size).toBe(31);
    expect(table.count).toBe(1);
  });
});

describe('bad input', () => {
  test('100,000 nested elements, each with namespaces of its own', () => {
    const depth = 100_000;
    const open = Array.from({ length: depth }, (_, n) => `<a xmlns:p${n}="u" xmlns="v${n}">`).join('');
    const table = scanXml(open + '</a>'.repeat(depth));
    expect(table.problems).toEqual([]);
    expect(table.count).toBe(depth);
    expect(table.uri(depth - 1)).toBe(`v${depth - 1}`);
    expect(table.subtreeEnd(0)).toBe(depth);
  });

  test('an attribute of ten million characters', () => {
    const table = scanXml(`<a b="${'x'.repeat(10_000_000)}"><c/></a>`);
    expect(table.problems).toEqual([]);
    expect(table.count).toBe(2);
  });

  test('no more problems than anybody reads, and the table is whole all the same', () => {
    const table = scanXml(`<a>${'<b c=d/>'.repeat(problemLimit * 3)}</a>`);
    expect(table.problems.length).toBe(problemLimit);
    expect(table.count).toBe(problemLimit * 3 + 1);
  });

  const everything = `\ufeff<?xml version="1.0"?>\r\n<!DOCTYPE p:a [<!ENTITY e "f"> <!-- g -->]>
<p:a xmlns:p="u" b='1' p:c="2"><!-- d --><e xmlns="v">t &e; <![CDATA[<x>]]></e><?f g?><h/></p:a>\n`;

  test('cut off at any place it answers, and what it says is in order and inside the text', () => {
    expect(problems(everything)).toEqual([]);
    for (let end = 0; end < everything.length; end++) {
      const table = scanXml(everything.slice(0, end));
      checkTable(table, end);
      if (end < everything.trimEnd().length) expect(table.problems.length, `cut at ${end}`).toBeGreaterThan(0);
    }
  });

  test('with any one character gone or changed it answers', () => {
    for (let at = 0; at < everything.length; at++) {
      for (const instead of ['', '<', '>', '"', "'", '&', '/', '!', '?', ']', ' ']) {
        const text = everything.slice(0, at) + instead + everything.slice(at + 1);
        checkTable(scanXml(text), text.length);
      }
    }
  });
});

/** What holds of every table, whatever was scanned. */
function checkTable(table: ElementTable, length: number): void {
  let last = -1;
  for (let element = 0; element < table.count; element++) {
    const parent = table.parent(element);
    const sound =
      table.start(element) > last &&
      table.openEnd(element) > table.start(element) &&
      table.end(element) >= table.openEnd(element) &&
      table.end(element) <= length &&
      table.subtreeEnd(element) > element &&
      (parent < 0 || (parent < element && table.subtreeEnd(parent) >= table.subtreeEnd(element)));
    if (!sound) throw new Error(`row ${element} is not sound`);
    last = table.start(element);
  }
  for (const { from, to, kind } of table.problems) {
    if (from < 0 || to < from || to > length) throw new Error(`${kind} at ${from}-${to} outside ${length}`);
  }
}

/** Counts the code units that a scan looks at, one by one or on the way to what it searches. No clock: machines differ. */
function stepsOf(text: string): number {
  const real = { charCodeAt: String.prototype.charCodeAt, indexOf: String.prototype.indexOf };
  let steps = 0;
  String.prototype.charCodeAt = function (this: string, index: number) {
    steps++;
    return real.charCodeAt.call(this, index);
  };
  String.prototype.indexOf = function (this: string, wanted: string, from = 0) {
    const found = real.indexOf.call(this, wanted, from);
    steps += (found < 0 ? this.length : found) - from;
    return found;
  };
  try {
    scanXml(text);
  } finally {
    Object.assign(String.prototype, real);
  }
  return steps;
}

describe('linear: twice the text is at most twice the steps, also where it is broken', () => {
  const shapes: Readonly<Record<string, string>> = {
    elements: '<a b="c"><d/></a>\n',
    'never closed': '<a>',
    'closed by others': '<a></b>',
    'quotes that are missing': '<a b="',
    'the other quote': `<a b='<a c="`,
    'stray brackets': '< ',
    'attributes without end': '<a b c d ',
    'close tags': '</a x',
    'many attributes': ' a="b"',
    comments: '<!-- -- -->',
    'comments without end': '<!--',
    'sections without end': '<a><![CDATA[',
    'document types': '<!DOCTYPE a [ "',
  };
  test.each(Object.entries(shapes))('%s', (_, shape) => {
    const [small, large] = [stepsOf(`<r ${shape.repeat(2000)}`), stepsOf(`<r ${shape.repeat(4000)}`)];
    expect(small).toBeGreaterThan(0);
    expect(large).toBeLessThan(small * 2.1 + 1000);
  });

  test('attributes of different names in one tag', () => {
    const tag = (count: number) => `<a ${Array.from({ length: count }, (_, n) => `b${10_000 + n}="c"`).join(' ')}/>`;
    expect(stepsOf(tag(4000))).toBeLessThan(stepsOf(tag(2000)) * 2.1);
  });
});
