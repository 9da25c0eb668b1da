/**
 * A data stream with so many rules in which everything leads somewhere: for walks that have to go all the way. Each rule has
 * a check with a definition, test, object and state of its own, and some links to its neighbours.
 */

const namespaces = [
  ['ds', 'http://scap.nist.gov/schema/scap/source/1.2'],
  ['x', 'http://checklists.nist.gov/xccdf/1.2'],
  ['o', 'http://oval.mitre.org/XMLSchema/oval-definitions-5'],
  ['u', 'http://oval.mitre.org/XMLSchema/oval-definitions-5#unix'],
  ['cat', 'urn:oasis:names:tc:entity:xmlns:xml:catalog'],
  ['xlink', 'http://www.w3.org/1999/xlink'],
].map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`);

const refs = `<ds:data-stream id="stream" scap-version="1.3"><ds:checklists><ds:component-ref id="list" xlink:href="#xccdf">
<cat:catalog><cat:uri name="oval.xml" uri="#checks"/></cat:catalog></ds:component-ref></ds:checklists>
<ds:checks><ds:component-ref id="checks" xlink:href="#oval"/></ds:checks></ds:data-stream>`;

export function linearDocument(rules: number): string {
  const numbers = Array.from({ length: rules }, (_, number) => number);
  const each = (write: (number: number) => string): string => numbers.map(write).join('\n');
  return `<?xml version="1.0"?>
<ds:data-stream-collection${namespaces.join('')} id="all">${refs}
<ds:component id="xccdf"><x:Benchmark id="b"><x:title>All of it</x:title>
${profile(
  'p0',
  '',
  each((number) => select(number, number % 2 === 0)),
)}
${profile(
  'p1',
  ' extends="p0"',
  each((number) => (number % 3 === 0 ? select(number, number % 2 !== 0) : '')),
)}
${each((number) => (number % 10 === 0 ? `<x:Value id="v${number}"><x:value>${number}</x:value></x:Value>` : ''))}
${each(ruleText)}
</x:Group></x:Benchmark></ds:component>
<ds:component id="oval"><o:oval_definitions><o:definitions>
${each(definitionText)}
</o:definitions><o:tests>
${each((number) => `<u:file_test id="t${number}" check="all"><u:object object_ref="o${number}"/><u:state state_ref="s${number}"/></u:file_test>`)}
</o:tests><o:objects>
${each((number) => `<u:file_object id="o${number}"><u:path>/etc/${number}</u:path></u:file_object>`)}
</o:objects><o:states>
${each((number) => `<u:file_state id="s${number}"><u:user_id datatype="int">${number}</u:user_id></u:file_state>`)}
</o:states></o:oval_definitions></ds:component></ds:data-stream-collection>`;
}

function profile(id: string, more: string, entries: string): string {
  return `<x:Profile id="${id}"${more}><x:title>Profile ${id}</x:title>\n${entries}\n</x:Profile>`;
}

function select(number: number, selected: boolean): string {
  return `<x:select idref="r${number}" selected="${selected}"/>`;
}

function ruleText(number: number): string {
  const group = number % 10 === 0 ? `${number > 0 ? '</x:Group>\n' : ''}<x:Group id="g${number}">\n` : '';
  const base = number % 7 === 6 ? ` extends="r${number - 1}"` : '';
  const link = number % 5 === 4 ? `<x:requires idref="r${number - 1} r${number - 2}"/>` : '';
  return `${group}<x:Rule id="r${number}" selected="false" severity="high"${base}><x:title>Rule &amp; ${number}</x:title>${link}
<!-- note ${number} --><x:check system="http://oval.mitre.org/XMLSchema/oval-definitions-5">
<x:check-content-ref href="oval.xml" name="d${number}"/></x:check></x:Rule>`;
}

function definitionText(number: number): string {
  return `<o:definition id="d${number}" class="compliance"><o:metadata><o:title>Definition ${number}</o:title></o:metadata>
<o:criteria><o:criterion test_ref="t${number}"/></o:criteria></o:definition>`;
}
