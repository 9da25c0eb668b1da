/** One string in: a document with a `$0` where the cursor stands. Builders give small but whole documents to put it in. */
import { openSnapshot, type Siblings, type Snapshot } from '../../server/src/scap/snapshot.ts';

export interface Fixture {
  readonly text: string;
  readonly snapshot: Snapshot;
  /** Where `$0` stood, in the text without it; -1 where there was none. */
  readonly offset: number;
}

export function openFixture(marked: string, siblings?: Siblings, uri = 'file:///fixture-ds.xml'): Fixture {
  const offset = marked.indexOf('$0');
  if (offset >= 0 && marked.indexOf('$0', offset + 2) >= 0) throw new Error('a fixture has one cursor, this has two');
  const text = offset < 0 ? marked : marked.slice(0, offset) + marked.slice(offset + 2);
  return { text, offset, snapshot: openSnapshot(text, uri, siblings) };
}

/** The same fixture with the cursor put by another mark: behind the first `before` that `after` follows. */
export function markAt(text: string, before: string, after = ''): string {
  const at = text.indexOf(before + after);
  if (at < 0) throw new Error(`no '${before}${after}' in the fixture`);
  return `${text.slice(0, at + before.length)}$0${text.slice(at + before.length)}`;
}

const namespaces = [
  'xmlns:ds="http://scap.nist.gov/schema/scap/source/1.2"',
  'xmlns:xlink="http://www.w3.org/1999/xlink"',
  'xmlns:cat="urn:oasis:names:tc:entity:xmlns:xml:catalog"',
  'xmlns:x="http://checklists.nist.gov/xccdf/1.2"',
  'xmlns:o="http://oval.mitre.org/XMLSchema/oval-definitions-5"',
  'xmlns:ind="http://oval.mitre.org/XMLSchema/oval-definitions-5#independent"',
  'xmlns:unix="http://oval.mitre.org/XMLSchema/oval-definitions-5#unix"',
  'xmlns:cpe="http://cpe.mitre.org/dictionary/2.0"',
].join(' ');

export interface Parts {
  readonly xccdf: string;
  readonly oval: string;
  /** A second checklist with its own OVAL under the same href `oval.xml`. */
  readonly secondXccdf?: string;
  readonly secondOval?: string;
}

/** A data-stream collection: `a` is a checklist with its OVAL, `b` another pair whose catalog uses the same name. */
export function collection({ xccdf, oval, secondXccdf = '', secondOval = '' }: Parts): string {
  return `<?xml version="1.0"?>
<ds:data-stream-collection id="collection" ${namespaces}>
<ds:data-stream id="stream" scap-version="1.3" use-case="CONFIGURATION">
<ds:checklists>
<ds:component-ref id="cref-a" xlink:href="#comp-a"><cat:catalog><cat:uri name="oval.xml" uri="#cref-oval-a"/></cat:catalog></ds:component-ref>
<ds:component-ref id="cref-b" xlink:href="#comp-b"><cat:catalog><cat:uri name="oval.xml" uri="#cref-oval-b"/></cat:catalog></ds:component-ref>
</ds:checklists>
<ds:checks>
<ds:component-ref id="cref-oval-a" xlink:href="#comp-oval-a"/>
<ds:component-ref id="cref-oval-b" xlink:href="#comp-oval-b"/>
<ds:component-ref id="cref-far" xlink:href="https://example.org/far.xml"/>
</ds:checks>
</ds:data-stream>
<ds:component id="comp-a" timestamp="2024-01-01T00:00:00">${xccdf}</ds:component>
<ds:component id="comp-b" timestamp="2024-01-01T00:00:00">${secondXccdf}</ds:component>
<ds:component id="comp-oval-a" timestamp="2024-01-01T00:00:00">${oval}</ds:component>
<ds:component id="comp-oval-b" timestamp="2024-01-01T00:00:00">${secondOval}</ds:component>
</ds:data-stream-collection>
`;
}

/** A Benchmark with this inside, its first line a title. */
export function benchmark(inside: string, id = 'bench'): string {
  return `<x:Benchmark id="${id}">
<x:title>Small benchmark</x:title>
${inside}
</x:Benchmark>`;
}

export interface OvalParts {
  readonly definitions?: string;
  readonly tests?: string;
  readonly objects?: string;
  readonly states?: string;
  readonly variables?: string;
}

export function oval(parts: OvalParts): string {
  const section = (name: string, inside: string | undefined) =>
    inside ? `<o:${name}>\n${inside}\n</o:${name}>\n` : '';
  return `<o:oval_definitions>
${section('definitions', parts.definitions)}${section('tests', parts.tests)}${section('objects', parts.objects)}${section('states', parts.states)}${section('variables', parts.variables)}</o:oval_definitions>`;
}

/** A check-content-ref to the checklist's own OVAL. */
export function check(definition: string, exports = ''): string {
  return `<x:check system="http://oval.mitre.org/XMLSchema/oval-definitions-5">${exports}<x:check-content-ref href="oval.xml" name="${definition}"/></x:check>`;
}

/** Markdown as a reader sees it: emphasis, code fences and escapes gone. */
export function rendered(markdown: string): string {
  return markdown
    .replace(/(`+) ?(.*?) ?\1(?!`)/g, (_whole, _fence, code: string) => code.replace(/[\\*&]/g, '\u0000$&'))
    .replace(/(?<!\u0000)\*\*/g, '')
    .replace(/(?<!\u0000)\\([^A-Za-z0-9\s])/g, '$1')
    .replace(/(?<!\u0000)&lt;/g, '<')
    .replace(/(?<!\u0000)&gt;/g, '>')
    .replace(/(?<!\u0000)&amp;/g, '&')
    .replaceAll('\u0000', '');
}
