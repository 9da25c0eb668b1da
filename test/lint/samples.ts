/** Small SCAP documents to put faults into. They are as short as a rule lets them be, and hold no fault themselves. */

export const xccdf = (body: string, attributes = ''): string =>
  `<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="b"${attributes}>\n${body}\n</Benchmark>`;

export const xccdf11 = (body: string): string =>
  `<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.1" id="b">\n${body}\n</Benchmark>`;

export const tailoring = (body: string, href = 'base.xml'): string =>
  `<Tailoring xmlns="http://checklists.nist.gov/xccdf/1.2" id="t">\n<benchmark href="${href}"/>\n${body}\n</Tailoring>`;

export const profile = (entries: string, attributes = ''): string =>
  `<Profile id="p"${attributes}>\n<title>P</title>\n${entries}\n</Profile>`;

export const ovalSystem = 'http://oval.mitre.org/XMLSchema/oval-definitions-5';
export const ocilSystem = 'http://scap.nist.gov/schema/ocil/2';

export const oval = (body: string): string =>
  `<oval_definitions xmlns="${ovalSystem}" xmlns:ind="${ovalSystem}#independent">\n${body}\n</oval_definitions>`;

export const definition = (id: string, criteria = ''): string =>
  `<definitions><definition id="${id}" class="compliance"><criteria>${criteria}</criteria></definition></definitions>`;

export const ocil = (body: string): string => `<ocil xmlns="http://scap.nist.gov/schema/ocil/2.0">\n${body}\n</ocil>`;

export const dictionary = (items: string): string =>
  `<cpe-list xmlns="http://cpe.mitre.org/dictionary/2.0">\n${items}\n</cpe-list>`;

export const cpeItem = (name: string, check = ''): string =>
  `<cpe-item name="${name}"><title>T</title>${check}</cpe-item>`;

/** Documents as components of a stream `s`: each has a component-ref and every other in its catalog, by its name. */
export function collection(documents: Readonly<Record<string, string>>, extraRefs = ''): string {
  const names = Object.keys(documents);
  const catalog = (own: string): string =>
    names
      .filter((name) => name !== own)
      .map((name) => `\n<cat:uri name="${name}.xml" uri="#ref_${name}"/>`)
      .join('');
  const refs = names.map(
    (name) =>
      `<ds:component-ref id="ref_${name}" xlink:href="#comp_${name}"><cat:catalog>${catalog(name)}\n</cat:catalog></ds:component-ref>`,
  );
  const components = names.map((name) => `<ds:component id="comp_${name}">\n${documents[name]}\n</ds:component>`);
  return wrap(
    `<ds:data-stream id="s"><ds:checks>\n${refs.join('\n')}${extraRefs}\n</ds:checks></ds:data-stream>`,
    components,
  );
}

function wrap(stream: string, components: readonly string[]): string {
  const names = [
    'xmlns:ds="http://scap.nist.gov/schema/scap/source/1.2"',
    'xmlns:xlink="http://www.w3.org/1999/xlink"',
    'xmlns:cat="urn:oasis:names:tc:entity:xmlns:xml:catalog"',
  ];
  return `<ds:data-stream-collection ${names.join(' ')} id="c">\n${[stream, ...components].join('\n')}\n</ds:data-stream-collection>`;
}

/** A Rule with one check. */
export const checkedRule = (id: string, check: string, system = ovalSystem): string =>
  `<Rule id="${id}"><title>R</title><check system="${system}">${check}</check></Rule>`;
