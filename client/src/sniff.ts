/**
 * Tells from the first characters of a text whether its root element is SCAP that people author. Pure text in, plain
 * facts out: it must not know editors or files, and it never reads past `sniffLength`.
 */

/** How many UTF-16 units of a text are looked at: enough for a long licence comment, cheap for any document. */
export const sniffLength = 64 * 1024;

export type ScapFormat =
  | 'data-stream'
  | 'xccdf-1.1'
  | 'xccdf-1.2'
  | 'tailoring'
  | 'oval-definitions'
  | 'cpe-dictionary'
  | 'ocil';

export type Sniffed =
  | { readonly kind: 'scap'; readonly format: ScapFormat; readonly root: string }
  /** A root element that is not ours; `produced` where it is SCAP that a scanner writes, not a person. */
  | { readonly kind: 'other'; readonly root: string; readonly produced: boolean }
  /** No whole root tag in reach: empty, not XML, or a prolog longer than `sniffLength`. */
  | { readonly kind: 'unknown' };

const xccdfItems = ['Benchmark', 'Group', 'Rule', 'Value', 'Profile'];

/** Root element names by namespace. Namespaces: SP 800-126r3, NISTIR 7275r4, OVAL 5, OCIL 2.0, CPE 2.0. */
const authored: Readonly<Record<string, Readonly<Record<string, ScapFormat>>>> = {
  'http://scap.nist.gov/schema/scap/source/1.2': { 'data-stream-collection': 'data-stream' },
  'http://checklists.nist.gov/xccdf/1.1': Object.fromEntries(xccdfItems.map((name) => [name, 'xccdf-1.1'])),
  'http://checklists.nist.gov/xccdf/1.2': {
    ...Object.fromEntries(xccdfItems.map((name) => [name, 'xccdf-1.2'] as const)),
    Tailoring: 'tailoring',
  },
  // OpenSCAP's own namespace for tailoring of XCCDF 1.1, which has none in the standard.
  'http://open-scap.org/page/Xccdf-1.1-tailoring': { Tailoring: 'tailoring' },
  'http://oval.mitre.org/XMLSchema/oval-definitions-5': { oval_definitions: 'oval-definitions' },
  'http://cpe.mitre.org/dictionary/2.0': { 'cpe-list': 'cpe-dictionary' },
  'http://scap.nist.gov/schema/ocil/2.0': { ocil: 'ocil' },
};

/** What scanners write; it opens as plain XML. */
const producedNamespaces = new Set([
  'http://checklists.nist.gov/xccdf/1.1',
  'http://checklists.nist.gov/xccdf/1.2',
  'http://oval.mitre.org/XMLSchema/oval-variables-5',
  'http://oval.mitre.org/XMLSchema/oval-results-5',
  'http://oval.mitre.org/XMLSchema/oval-system-characteristics-5',
  'http://scap.nist.gov/schema/asset-reporting-format/1.1',
]);

export function sniff(text: string): Sniffed {
  const head = text.length > sniffLength ? text.slice(0, sniffLength) : text;
  const start = rootOffset(head);
  if (start === undefined) return { kind: 'unknown' };
  const tag = readTag(head, start);
  if (tag === undefined) return { kind: 'unknown' };
  const colon = tag.name.indexOf(':');
  const prefix = colon < 0 ? 'xmlns' : `xmlns:${tag.name.slice(0, colon)}`;
  const local = tag.name.slice(colon + 1);
  const namespace = tag.attributes.get(prefix) ?? '';
  const formats = Object.hasOwn(authored, namespace) ? authored[namespace] : undefined;
  const format = formats && Object.hasOwn(formats, local) ? formats[local] : undefined;
  if (format !== undefined) return { kind: 'scap', format, root: tag.name };
  return { kind: 'other', root: tag.name, produced: producedNamespaces.has(namespace) };
}

/** Offset of the root's `<`, past byte order mark, declaration, instructions, comments and DOCTYPE. */
function rootOffset(head: string): number | undefined {
  let at = head.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (;;) {
    while (at < head.length && /\s/.test(head[at]!)) at++;
    if (head[at] !== '<') return undefined;
    let end: number;
    if (head.startsWith('<!--', at)) end = after(head, '-->', at + 4);
    else if (head.startsWith('<?', at)) end = after(head, '?>', at + 2);
    else if (head.startsWith('<!DOCTYPE', at)) end = afterDoctype(head, at);
    else return at;
    if (end < 0) return undefined;
    at = end;
  }
}

function after(head: string, mark: string, from: number): number {
  const at = head.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}

/** An internal subset may hold `>` inside brackets, quotes and comments; -1 where the DOCTYPE does not end in reach. */
function afterDoctype(head: string, from: number): number {
  const part = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|"[^"]*"|'[^']*'|[[\]>]/g;
  part.lastIndex = from + '<!DOCTYPE'.length;
  let depth = 0;
  for (let found = part.exec(head); found; found = part.exec(head)) {
    if (found[0] === '[') depth++;
    else if (found[0] === ']') depth--;
    else if (found[0] === '>' && depth <= 0) return part.lastIndex;
  }
  return -1;
}

interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** The start tag at `start`; undefined where it does not end in reach. */
function readTag(head: string, start: number): Tag | undefined {
  const name = /^[^\s<>/='"!?]+/.exec(head.slice(start + 1, start + 1024))?.[0];
  if (name === undefined) return undefined;
  const attributes = new Map<string, string>();
  const part = /\s+([^\s=<>"']+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')|\s*\/?>/y;
  part.lastIndex = start + 1 + name.length;
  for (let found = part.exec(head); found; found = part.exec(head)) {
    if (found[1] === undefined) return { name, attributes };
    attributes.set(found[1], (found[2] ?? found[3] ?? '').trim());
  }
  return undefined;
}
