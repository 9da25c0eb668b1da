/**
 * One OVAL element (a test, an object, a state, a variable) as a small tree. fast-xml-parser is the right tool for such
 * a slice: it keeps the order of children, needs no namespace declarations, and its tree is plain arrays; over the whole
 * file it would take ten times what our own scan takes.
 */
import { XMLParser } from 'fast-xml-parser';
import { decodeReferences } from '../xml/characters.ts';
import type { Snapshot } from './snapshot.ts';

export interface SliceNode {
  /** Local name, without prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly SliceNode[];
  /** Its own character data, as written but with references replaced. */
  readonly text: string;
}

/** Content that a person wrote is far below; above it the parser's cost is not worth a hover. */
const lengthLimit = 262_144;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  // Blanks count in a literal_component; references are replaced by our own code, which never expands an entity.
  trimValues: false,
  processEntities: false,
  cdataPropName: '#cdata',
  ignoreDeclaration: true,
  ignorePiTags: true,
  // It throws beyond this, so that neither it nor the walk below runs out of stack. Real content is far below.
  maxNestedTags: 48,
});

/** Undefined where the element is too large or too deep, or too broken to be read as one element. */
export function readSlice(snapshot: Snapshot, element: number): SliceNode | undefined {
  const { source, table } = snapshot;
  const [from, to] = [table.start(element), table.end(element)];
  if (to - from > lengthLimit) return undefined;
  try {
    const [root] = parser.parse(source.slice(from, to)) as RawNode[];
    return root && toNode(root);
  } catch {
    // Half-typed content is no bug of ours: the parser throws on a tag without an end or too many inside
    // each other, and the answer is "not readable".
    return undefined;
  }
}

/** What fast-xml-parser gives with `preserveOrder`: one key is the tag's name, `:@` its attributes. */
type RawNode = Readonly<Record<string, unknown>>;

function toNode(raw: RawNode): SliceNode | undefined {
  const name = Object.keys(raw).find((key) => key !== ':@');
  if (name === undefined || name.startsWith('#')) return undefined;
  const inner = raw[name] as readonly RawNode[];
  const attributes: Record<string, string> = {};
  for (const [key, value] of Object.entries((raw[':@'] ?? {}) as Record<string, string>)) {
    attributes[key] = decodeReferences(String(value));
  }
  return {
    name,
    attributes,
    children: inner.flatMap((child) => toNode(child) ?? []),
    text: inner.map(textOf).join(''),
  };
}

function textOf(raw: RawNode): string {
  if (typeof raw['#text'] === 'string') return decodeReferences(raw['#text']);
  const cdata = raw['#cdata'] as readonly RawNode[] | undefined;
  return cdata?.map((part) => String(part['#text'] ?? '')).join('') ?? '';
}
