/**
 * A selection draft as text edits: each as small as it can be, in the style of the lines around it. Selects are changed
 * or added, one that has to move is taken out whole; nothing else of the document is touched.
 */
import type { TextEdit } from '../text/span.ts';
import { type Attribute, listAttributes } from '../xml/attributes.ts';
import { encodeAttributeValue, isSpace } from '../xml/characters.ts';
import { contentSpan } from '../xml/content.ts';
import type { XccdfBenchmark, XccdfProfile, XccdfSelect } from './benchmark.ts';
import type { DraftSelect } from './selection.ts';
import type { WorkingDraft } from './selectionDraft.ts';
import type { Snapshot } from './snapshot.ts';

/** The edits of a draft, by the document they are for; a document without edits is not in the map. */
export function draftEdits(benchmark: XccdfBenchmark, draft: WorkingDraft): ReadonlyMap<Snapshot, readonly TextEdit[]> {
  const edits = new Map<Snapshot, TextEdit[]>();
  const add = (snapshot: Snapshot, made: readonly TextEdit[]): void => {
    if (made.length > 0) edits.set(snapshot, [...(edits.get(snapshot) ?? []), ...made]);
  };
  for (const [number, selected] of draft.defaults) {
    const item = benchmark.items[number]!;
    if (item.selected === selected) continue;
    add(benchmark.snapshot, [selectedAttributeEdit(benchmark.snapshot, item.element, 'id', selected)]);
  }
  for (const [profile, selects] of draft.selects) add(profile.snapshot, profileEdits(benchmark, profile, selects));
  return edits;
}

function profileEdits(benchmark: XccdfBenchmark, profile: XccdfProfile, selects: readonly DraftSelect[]): TextEdit[] {
  const { snapshot } = profile;
  const edits: TextEdit[] = [];
  const kept = new Map(selects.flatMap((select) => (select.element === undefined ? [] : [[select.element, select]])));
  for (const old of profile.selects) {
    const now = kept.get(old.element);
    if (!now) edits.push(removalEdit(snapshot, old.element));
    else if (now.selected !== old.selected) {
      edits.push(selectedAttributeEdit(snapshot, old.element, 'idref', now.selected));
    }
  }
  const added = selects.filter((select) => select.element === undefined);
  if (added.length > 0) edits.push(insertionEdit(benchmark, profile, added));
  return edits;
}

/** Changes the value of @selected, or puts the attribute behind the one that names the element. */
function selectedAttributeEdit(snapshot: Snapshot, element: number, after: string, selected: boolean): TextEdit {
  const { source, table } = snapshot;
  const attributes = listAttributes(source, table, element);
  const old = attributes.find((attribute) => attribute.name === 'selected');
  if (old) return { from: old.from, to: old.to, newText: String(selected) };
  const anchor = attributes.find((attribute) => attribute.name === after) ?? attributes.at(-1);
  const quote = anchor?.quote ?? '"';
  const newText = ` selected=${quote}${selected}${quote}`;
  const at = anchor ? anchor.to + 1 : table.start(element) + 1 + qualifiedName(snapshot, element).length;
  return { from: at, to: at, newText };
}

/** Takes an element out with its line; in a line with others a line break stays, so that no sibling follows directly. */
export function removalEdit(snapshot: Snapshot, element: number): TextEdit {
  const { source, table } = snapshot;
  const from = table.start(element);
  const to = table.end(element);
  const line = source.lineAt(from);
  const lineStart = source.lineStart(line);
  const lineEnd = source.lineStart(source.lineAt(to) + 1);
  const alone = source.slice(lineStart, from).trim() === '' && source.slice(to, lineEnd).trim() === '';
  if (alone && lineEnd > to) return { from: lineStart, to: lineEnd, newText: '' };
  const touching = source.slice(from - 1, from) === '>' && source.slice(to, to + 1) === '<';
  return { from, to, newText: touching ? lineBreakOf(snapshot, from) : '' };
}

function insertionEdit(benchmark: XccdfBenchmark, profile: XccdfProfile, added: readonly DraftSelect[]): TextEdit {
  const { snapshot } = profile;
  const last = profile.selects.at(-1);
  const style = styleOf(benchmark, profile, last);
  const lines = added.map((select) => renderSelect(style, select));
  const anchor = last?.element ?? lastHeadElement(profile);
  return anchor === undefined ? insertFirst(profile, lines) : insertBehind(snapshot, anchor, lines);
}

/** New lines behind an element and whatever comment shares its line. */
function insertBehind(snapshot: Snapshot, element: number, lines: readonly string[]): TextEdit {
  const at = behindTrailingComment(snapshot, snapshot.table.end(element));
  const lineBreak = lineBreakOf(snapshot, snapshot.table.start(element));
  const indent = indentOf(snapshot, element);
  const text = lines.map((line) => `${lineBreak}${indent}${line}`).join('');
  return { from: at, to: at, newText: isTouching(snapshot, at) ? text + lineBreak + indent : text };
}

/** Older scanners lose an entry that follows its sibling without a character between. */
function isTouching({ source }: Snapshot, at: number): boolean {
  const follows = source.slice(at, at + 2);
  return follows.startsWith('<') && follows !== '</';
}

function behindTrailingComment(snapshot: Snapshot, from: number): number {
  const { source } = snapshot;
  const lineEnd = source.lineStart(source.lineAt(from) + 1);
  const rest = source.slice(from, lineEnd);
  const comments = /^(?:[ \t]*<!--(?:(?!-->)[^\r\n])*-->)+(?=[ \t]*(?:\r?\n|\r|$))/.exec(rest);
  return from + (comments?.[0].length ?? 0);
}

/** Into a Profile that has no child which must stand before a select. */
function insertFirst(profile: XccdfProfile, lines: readonly string[]): TextEdit {
  const { snapshot, element } = profile;
  const { source, table } = snapshot;
  const lineBreak = lineBreakOf(snapshot, table.start(element));
  const own = indentOf(snapshot, element);
  const [child] = table.children(element);
  const childIndent = child === undefined ? '' : indentOf(snapshot, child);
  const indent = childIndent || (own.includes('\t') ? `${own}\t` : `${own}  `);
  const text = lines.map((line) => `${lineBreak}${indent}${line}`).join('');
  const open = source.slice(table.start(element), table.openEnd(element));
  if (open.endsWith('/>')) {
    const from = table.openEnd(element) - 2;
    const close = `</${qualifiedName(snapshot, element)}>`;
    return { from, to: from + 2, newText: `>${text}${lineBreak}${own}${close}` };
  }
  const at = table.openEnd(element);
  const content = contentSpan(source, table, element);
  const bare = source.slice(content.from, content.to) === '';
  const behind = bare ? lineBreak + own : isTouching(snapshot, at) ? lineBreak + indent : '';
  return { from: at, to: at, newText: text + behind };
}

/** The last child of a Profile that the schema wants before its selects (XCCDF 1.2, 6.5.2). */
function lastHeadElement(profile: XccdfProfile): number | undefined {
  const { table } = profile.snapshot;
  const head = new Set(['status', 'dc-status', 'version', 'title', 'description', 'reference', 'platform']);
  return [...table.children(profile.element)].findLast((child) => head.has(table.local(child)));
}

/** How a select is written here: name, order of attributes, quotes, and what stands before the closing bracket. */
interface SelectStyle {
  readonly name: string;
  readonly attributes: readonly ('idref' | 'selected')[];
  readonly quote: '"' | "'";
  readonly close: string;
}

function styleOf(benchmark: XccdfBenchmark, profile: XccdfProfile, last: XccdfSelect | undefined): SelectStyle {
  const profiles = profile.origin === 'tailoring' ? (benchmark.tailoring?.profiles ?? []) : benchmark.profiles;
  const neighbour = last ?? profiles.find((candidate) => candidate.selects.length > 0)?.selects[0];
  const name = `${prefixOf(profile.snapshot, profile.element)}select`;
  if (!neighbour) {
    const quote = listAttributes(profile.snapshot.source, profile.snapshot.table, profile.element)[0]?.quote ?? '"';
    return { name, attributes: ['idref', 'selected'], quote, close: '/>' };
  }
  const { source, table } = profile.snapshot;
  const written = listAttributes(source, table, neighbour.element);
  const order = written.map((attribute) => attribute.name).filter(isSelectAttribute);
  const tag = source.slice(table.start(neighbour.element), table.openEnd(neighbour.element));
  return {
    name,
    attributes: [...order, ...(['idref', 'selected'] as const).filter((missing) => !order.includes(missing))],
    quote: quoteOf(written),
    close: tag.endsWith('/>') ? tag.slice(beforeClose(tag)) : '/>',
  };
}

function isSelectAttribute(name: string): name is 'idref' | 'selected' {
  return name === 'idref' || name === 'selected';
}

function quoteOf(attributes: readonly Attribute[]): '"' | "'" {
  return attributes.find((attribute) => attribute.name === 'idref')?.quote ?? '"';
}

/** Where the white space before a tag's '/>' starts. */
function beforeClose(tag: string): number {
  let at = tag.length - 2;
  while (isSpace(tag.charCodeAt(at - 1))) at--;
  return at;
}

function renderSelect(style: SelectStyle, select: DraftSelect): string {
  const { quote } = style;
  const values = { idref: encodeAttributeValue(select.idref, quote), selected: String(select.selected) };
  const attributes = style.attributes.map((name) => ` ${name}=${quote}${values[name]}${quote}`).join('');
  return `<${style.name}${attributes}${style.close}`;
}

function qualifiedName(snapshot: Snapshot, element: number): string {
  const { source, table } = snapshot;
  return /^<([^\s/>]+)/.exec(source.slice(table.start(element), table.openEnd(element)))?.[1] ?? '';
}

function prefixOf(snapshot: Snapshot, element: number): string {
  const name = qualifiedName(snapshot, element);
  return name.slice(0, name.indexOf(':') + 1);
}

/** The white space before an element on its line; '' where something else stands before it. */
function indentOf(snapshot: Snapshot, element: number): string {
  const { source, table } = snapshot;
  const start = table.start(element);
  const before = source.slice(source.lineStart(source.lineAt(start)), start);
  return /^[ \t]*$/.test(before) ? before : '';
}

/** The line break in use around an offset: that of the line before, else the first of the document, else LF. */
export function lineBreakOf(snapshot: Snapshot, offset: number): string {
  const { source } = snapshot;
  const line = source.lineAt(offset);
  const start = source.lineStart(line > 0 ? line : 1);
  return /(\r\n|\n|\r)$/.exec(source.slice(start - 2, start))?.[1] ?? '\n';
}
