/**
 * Whether the edits of a toggle are what a person would have typed: each the value of one `selected`, that attribute, a select
 * on lines of its own, or a profile opened for one; about the rule, its groups, or a rule that is kept as it was.
 */
import type { TextEdit } from '../../server/src/text/span.ts';

export interface SpanRead {
  /** The id that the edit is about, and what it says of it now; undefined where a select is taken out. */
  readonly id: string;
  readonly selected: boolean | undefined;
  /** The id of the profile that says it; undefined for the item's own attribute. */
  readonly profile: string | undefined;
}

const tagName = String.raw`(?:[\w.-]+:)?`;
const insertedSelect = new RegExp(
  String.raw`\s*<${tagName}select(?=[^>]*\sidref=["']([^"']*)["'])(?=[^>]*\sselected=["'](true|false)["'])[^<>]*/>`,
  'gy',
);

/** What each edit says, from the text around it and nothing of ours. Throws on one that is none of these. */
export function readSpans(text: string, edits: readonly TextEdit[]): readonly SpanRead[] {
  return edits.flatMap((edit) => readSpan(text, edit));
}

function readSpan(text: string, { from, to, newText }: TextEdit): readonly SpanRead[] {
  const old = text.slice(from, to);
  const [tagStart, tagEnd] = [text.lastIndexOf('<', from - 1), text.indexOf('>', from) + 1];
  const tag = text.slice(tagStart, tagEnd);
  const isInTag = text.lastIndexOf('>', from - 1) < tagStart;
  const says = (selected: boolean): readonly SpanRead[] => {
    const isSelect = new RegExp(`^<${tagName}select\\b`).test(tag);
    const id = new RegExp(`\\s${isSelect ? 'idref' : 'id'}\\s*=\\s*["']([^"']*)["']`).exec(tag)?.[1];
    if (id === undefined) throw new Error(`an edit in ${tag}`);
    return [{ id, selected, profile: isSelect ? profileAround(text, from) : undefined }];
  };
  if (isInTag && /^(?:true|false|1|0)$/.test(old) && /^(?:true|false)$/.test(newText)) {
    if (!/\sselected\s*=\s*["']$/.test(text.slice(tagStart, from))) throw new Error(`'${newText}' in ${tag}`);
    return says(newText === 'true');
  }
  const attribute = /^\s*selected=(["'])(true|false)\1$/.exec(newText);
  if (isInTag && old === '' && attribute) return says(attribute[2] === 'true');
  if (newText === '') return takenOut(text, from, old);
  return putIn(text, { from, to, newText });
}

function takenOut(text: string, from: number, old: string): readonly SpanRead[] {
  const select = new RegExp(
    `^\\s*<${tagName}select\\b[^<>]*\\sidref\\s*=\\s*["']([^"']*)["'][^<>]*(?:/>|>\\s*</${tagName}select>)\\s*$`,
  );
  const id = select.exec(old)?.[1];
  if (id === undefined) throw new Error(`taken out: ${old}`);
  return [{ id, selected: undefined, profile: profileAround(text, from) }];
}

/** Selects on lines of their own; into a profile without content with its end tag, or in place of its empty content. */
function putIn(text: string, { from, to, newText }: TextEdit): readonly SpanRead[] {
  const opened = new RegExp(`^\\s*>([\\s\\S]*)</${tagName}Profile>$`).exec(newText);
  const old = text.slice(from, to);
  if (!/^\s*$/.test(old) && !(opened && /^\s*\/>$/.test(old))) throw new Error(`put in place of: ${old}`);
  const content = (opened?.[1] ?? newText).trimEnd();
  if (!/[\r\n]/.test(content)) throw new Error(`no line of its own: ${newText}`);
  const found: SpanRead[] = [];
  insertedSelect.lastIndex = 0;
  for (let end = 0; end < content.length; end = insertedSelect.lastIndex) {
    const select = insertedSelect.exec(content);
    if (!select) throw new Error(`put in: ${newText}`);
    found.push({ id: select[1]!, selected: select[2] === 'true', profile: profileAround(text, from) });
  }
  return found;
}

function profileAround(text: string, offset: number): string {
  const starts = [
    ...text.slice(0, offset).matchAll(new RegExp(`<${tagName}Profile\\b(?=[^>]*\\sid\\s*=\\s*["']([^"']*)["'])`, 'g')),
  ];
  return starts.at(-1)![1]!;
}
