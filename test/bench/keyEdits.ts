/**
 * Single edits as people make them, by what they do to the structure: 1 leaves every tag in balance, 2 breaks one
 * element, 3 changes what the text behind it means. Each comes with the edit that takes it back.
 */
import type { Snapshot } from '../../server/src/scap/snapshot.ts';
import type { SourceText } from '../../server/src/text/sourceText.ts';
import type { TextEdit } from '../../server/src/text/span.ts';
import { noElement } from '../../server/src/xml/elementTable.ts';

export type KeyClass = 1 | 2 | 3;

export interface KeyEdit {
  readonly kind: string;
  readonly edit: TextEdit;
}

type Generator = (snapshot: Snapshot, random: () => number) => TextEdit | undefined;

/** 1 KB of prose with a line break, as it comes from a clipboard. */
const paste = `${'The system must be configured so that only root owns its files. '.repeat(16)}\n`;

const classes: Readonly<Record<KeyClass, Readonly<Record<string, Generator>>>> = {
  1: {
    'character in a text': (snapshot, random) => insert(textPlace(snapshot, random), 'x'),
    'character in an attribute value': (snapshot, random) => insert(valuePlace(snapshot, random), 'x'),
    'balanced element': (snapshot, random) => insert(textPlace(snapshot, random), '<note a="b">c</note>'),
    'paste of 1 KB': (snapshot, random) => insert(textPlace(snapshot, random), paste),
  },
  2: {
    'open tag without a close tag': (snapshot, random) => insert(textPlace(snapshot, random), '<b>'),
    'close tag taken away': (snapshot, random) => closeTag(snapshot, random),
    'character of a close tag taken away': (snapshot, random) => {
      const tag = closeTag(snapshot, random);
      return tag && { from: tag.from + 2, to: tag.from + 3, newText: '' };
    },
  },
  3: {
    'comment opened': (snapshot, random) => insert(textPlace(snapshot, random), '<!--'),
    'CDATA opened': (snapshot, random) => insert(textPlace(snapshot, random), '<![CDATA['),
    'instruction opened': (snapshot, random) => insert(textPlace(snapshot, random), '<?x '),
    'document type opened': (snapshot, random) => insert(textPlace(snapshot, random), '<!DOCTYPE x ['),
    'quote taken away': (snapshot, random) => {
      const at = valuePlace(snapshot, random);
      return at === undefined ? undefined : { from: at - 1, to: at, newText: '' };
    },
    'namespace changed': (snapshot) => {
      const head = snapshot.source.slice(0, 4096);
      const at = head.indexOf('xmlns:ocil="') + 'xmlns:ocil="'.length;
      return insert(at, 'x');
    },
  },
};

export function kindsOf(keyClass: KeyClass): readonly string[] {
  return Object.keys(classes[keyClass]);
}

/** An edit of that kind somewhere in the document. */
export function makeEdit(snapshot: Snapshot, keyClass: KeyClass, kind: string, random: () => number): KeyEdit {
  for (let tries = 0; tries < 1000; tries++) {
    const edit = classes[keyClass][kind]!(snapshot, random);
    if (edit) return { kind, edit };
  }
  throw new Error(`no place for '${kind}' found`);
}

/** What takes an edit back, for the text after it. */
export function inverseOf(source: SourceText, { from, to, newText }: TextEdit): TextEdit {
  return { from, to: from + newText.length, newText: source.slice(from, to) };
}

function insert(at: number | undefined, newText: string): TextEdit | undefined {
  return at === undefined ? undefined : { from: at, to: at, newText };
}

/** In the text of an element that has nothing else in it; not in an id or a name, and never the root. */
function textPlace({ source, table }: Snapshot, random: () => number): number | undefined {
  const element = leaf(table, random);
  if (element === undefined) return undefined;
  const [from, to] = [table.openEnd(element), table.end(element)];
  const content = source.slice(from, to);
  const end = content.lastIndexOf('</');
  if (end < 8 || content.includes('<!') || content.includes('<?')) return undefined;
  return from + 1 + Math.floor(random() * (end - 2));
}

function valuePlace({ source, table }: Snapshot, random: () => number): number | undefined {
  const element = 1 + Math.floor(random() * (table.count - 1));
  const tag = source.slice(table.start(element), table.openEnd(element));
  const values = [...tag.matchAll(/="/g)];
  if (values.length === 0) return undefined;
  return table.start(element) + values[Math.floor(random() * values.length)]!.index + 2;
}

function closeTag({ source, table }: Snapshot, random: () => number): TextEdit | undefined {
  const element = leaf(table, random);
  if (element === undefined) return undefined;
  const text = source.slice(table.openEnd(element), table.end(element));
  const at = text.lastIndexOf('</');
  if (at < 0) return undefined;
  return { from: table.openEnd(element) + at, to: table.end(element), newText: '' };
}

/** An element without children and with a close tag; undefined where the dice say another one. */
function leaf(table: Snapshot['table'], random: () => number): number | undefined {
  const element = 1 + Math.floor(random() * (table.count - 1));
  const isLeaf = table.subtreeEnd(element) === element + 1 && table.parent(element) !== noElement;
  return isLeaf && table.end(element) > table.openEnd(element) ? element : undefined;
}
