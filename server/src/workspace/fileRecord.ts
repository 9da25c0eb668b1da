/**
 * What is kept of a file that is not open: what it declares, and its references that lead into other files, with their
 * places. References within a file are not kept: nobody asks for them before the file is open.
 */
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { childText } from '../scap/benchmark.ts';
import { resolveReference } from '../scap/resolve.ts';
import { type Declaration, declarationSpan, type Reference, referenceSpan, targetId } from '../scap/scapIndex.ts';
import type { Snapshot } from '../scap/snapshot.ts';
import { type ComponentKind, type DeclarationKind, declarationKinds, referenceRows } from '../scap/vocabulary.ts';
import { noElement } from '../xml/elementTable.ts';

export interface FileRecord {
  readonly components: readonly RecordedComponent[];
  /** The hrefs of the references that are kept, as written. */
  readonly hrefs: readonly string[];
  /** Columns and strings, deflated; `openRecord` reads them. */
  readonly body: Uint8Array<ArrayBuffer>;
}

export interface RecordedComponent {
  readonly kind: ComponentKind;
  /** Equal for components that declare the same things under the same titles: for twins. */
  readonly print: string;
}

/** Numbers for each declaration: kind, id, title (strings, title 0 is none), line, character of the id, component. */
export const declarationWidth = 6;
/** Numbers for each reference: row of the vocabulary, id, href (strings), line, character, length. */
export const referenceWidth = 6;

/** Kinds that a person looks for. OCIL's actions and questions and the parts of a collection only double the others. */
const keptKinds: ReadonlySet<DeclarationKind> = new Set(
  declarationKinds.filter(
    (kind) => !/^ds\.component|^ds\.extended|^ocil\.(?:test_action|question)$|cluster|plain-text/.test(kind),
  ),
);

/** Says which vocabulary the numbers mean; with another one they mean something else. */
export const recordFormat = createHash('sha1')
  .update(JSON.stringify([1, declarationKinds, referenceRows, [...keptKinds]]))
  .digest('hex');

/** Costs a walk over the index, about a fifth of what building it cost. */
export function recordOf(snapshot: Snapshot): FileRecord {
  const { source, table, index } = snapshot;
  const strings = new Strings();
  const prints = index.components.map(({ kind }) => createHash('sha1').update(kind));
  const declarations: number[] = [];
  for (const declaration of index.declarations) {
    if (!keptKinds.has(declaration.kind)) continue;
    const { kind, id, component } = declaration;
    const title = titleOf(snapshot, declaration);
    const { line, character } = source.positionAt(declarationSpan(source, table, declaration).from);
    declarations.push(declarationKinds.indexOf(kind), strings.number(id), strings.number(title), line, character);
    declarations.push(component);
    prints[component]?.update(`\n${kind}\t${id}\t${title}`);
  }
  const references: number[] = [];
  const hrefs = new Set<string>();
  for (const reference of index.references) {
    // Derived products share a Benchmark's id and rules; the platforms tell them apart.
    if (reference.row.kind === 'xccdf.platform@idref') prints[reference.component]?.update(`\n${reference.id}`);
    const href = hrefOutside(snapshot, reference);
    if (href === undefined) continue;
    hrefs.add(href);
    const { from, to } = referenceSpan(source, table, reference);
    const { line, character } = source.positionAt(from);
    references.push(referenceRows.indexOf(reference.row), strings.number(targetId(reference)), strings.number(href));
    references.push(line, character, to - from);
  }
  const components = index.components.map(({ kind }, number) => ({ kind, print: prints[number]!.digest('hex') }));
  return { components, hrefs: [...hrefs], body: pack(declarations, references, strings) };
}

/** The relative href through which a reference leaves its file; undefined where it stays, or leads nowhere. */
function hrefOutside(snapshot: Snapshot, reference: Reference): string | undefined {
  const { scope } = reference.row;
  const component = snapshot.index.components[reference.component];
  // Spares resolving what stays inside anyway: the checks of a stream, and all but a tailoring's other references.
  if (scope === 'check' && component?.wrapper !== noElement) return undefined;
  if (scope !== 'check' && component?.kind !== 'tailoring') return undefined;
  const resolution = resolveReference(snapshot, reference);
  return resolution.status === 'not-loaded' ? resolution.href : undefined;
}

function titleOf(snapshot: Snapshot, { kind, element }: Declaration): string {
  if (kind === 'oval.definition') {
    for (const child of snapshot.table.children(element)) {
      if (snapshot.table.local(child) === 'metadata') return childText(snapshot, child, 'title');
    }
    return '';
  }
  return /^(?:xccdf|ocil|cpe)\./.test(kind) ? childText(snapshot, element, 'title') : '';
}

/** Numbers first, so that they are aligned: counts, declarations, references, where each string starts; then the strings. */
function pack(declarations: readonly number[], references: readonly number[], strings: Strings) {
  const starts = strings.starts();
  const numbers = Uint32Array.of(declarations.length, references.length, starts.length);
  const all = [numbers, Uint32Array.from(declarations), Uint32Array.from(references), Uint32Array.from(starts)];
  const parts = all.map((part) => Buffer.from(part.buffer));
  const body = deflateSync(Buffer.concat([...parts, Buffer.from(strings.joined())]), { level: 3 });
  // A copy of its own: a part of Node's pool could not be handed to another thread.
  return new Uint8Array(body);
}

/** Each string once, a line each; number 0 is the empty one. */
class Strings {
  readonly #numbers = new Map<string, number>([['', 0]]);

  number(text: string): number {
    const line = text.replaceAll(/[\n\r]+/g, ' ');
    const known = this.#numbers.get(line);
    if (known !== undefined) return known;
    this.#numbers.set(line, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  /** In UTF-16 units; one more than there are strings. */
  starts(): number[] {
    const starts = [0];
    for (const text of this.#numbers.keys()) starts.push(starts.at(-1)! + text.length + 1);
    return starts;
  }

  joined(): string {
    return [...this.#numbers.keys(), ''].join('\n');
  }
}
