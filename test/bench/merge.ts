/**
 * Merges data-stream collections into one valid collection: all data streams, then all components. What would clash
 * gets the part's number behind its id; everything inside the components stays byte for byte.
 */
import { renameSync, writeFileSync } from 'node:fs';

export interface StreamPart {
  readonly product: string;
  readonly text: string;
}

/** Real streams that make one collection of about so many megabytes. */
export const recipes = {
  48: ['rhel8', 'centos8'],
  58: ['rhel8', 'rhel9', 'ubuntu2204'],
  104: ['rhel8', 'rhel9', 'ol8', 'fedora', 'ol9', 'uos20'],
} as const;

interface Piece {
  readonly streams: string;
  readonly components: string;
}

const rootTag = /<ds:data-stream-collection [^>]*>/;
const firstComponent = /^[ \t]*<ds:(?:extended-)?component[ >]/m;
/** Ids that only the packaging has, and the references to them. */
const packagingId = /"(#?)(scap_[\w.-]+?_(?:datastream|comp|ecomp|cref)_[^"]*)"/g;

export function merge(parts: readonly StreamPart[]): string {
  const roots = parts.map(({ text }) => rootTag.exec(text)![0]);
  const taken = new Set<string>();
  const pieces = parts.map((part, index) => pieceOf(part, index, taken));
  const root = withNamespaces(roots);
  const streams = pieces.map((piece) => piece.streams).join('');
  const components = pieces.map((piece) => piece.components).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n${streams}${components}</ds:data-stream-collection>\n`;
}

export function writeMerged(path: string, parts: readonly StreamPart[]): void {
  writeFileSync(`${path}.part`, merge(parts));
  renameSync(`${path}.part`, path);
}

function pieceOf({ product, text }: StreamPart, index: number, taken: Set<string>): Piece {
  const root = rootTag.exec(text);
  if (!root) throw new Error(`${product} is no data-stream collection with the prefix ds`);
  const end = text.lastIndexOf('</ds:data-stream-collection>');
  const body = text.slice(root.index + root[0].length, end).replace(/^\n/, '');
  if (/<ds:extended-component[ >]/.test(body)) throw new Error(`${product} has extended components; not merged here`);
  const cut = firstComponent.exec(body)!.index;
  const own = new Set([...body.matchAll(packagingId)].map((match) => match[2]!));
  const clashing = new Set([...own].filter((id) => taken.has(id)));
  const renamed = (id: string): string => (clashing.has(id) ? `${id}-${index + 1}` : id);
  for (const id of own) taken.add(renamed(id));
  const rename = (piece: string): string =>
    clashing.size === 0 ? piece : piece.replace(packagingId, (_, hash, id) => `"${hash}${renamed(id)}"`);
  return { streams: rename(body.slice(0, cut)), components: rename(body.slice(cut)) };
}

/** The first root with the namespaces of all of them; a prefix that two of them mean differently cannot be merged. */
function withNamespaces(roots: readonly string[]): string {
  const uris = new Map<string, string>();
  for (const root of roots) {
    for (const [, prefix, uri] of root.matchAll(/\sxmlns:([\w.-]+)="([^"]*)"/g)) {
      if ((uris.get(prefix!) ?? uri) !== uri) throw new Error(`the prefix ${prefix} has two meanings`);
      uris.set(prefix!, uri!);
    }
  }
  const missing = [...uris].filter(([prefix]) => !roots[0]!.includes(` xmlns:${prefix}=`));
  return roots[0]!.replace(/>$/, `${missing.map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`).join('')}>`);
}
