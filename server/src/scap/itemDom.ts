/**
 * One XCCDF item as a small DOM, to be asked by XPath. That is the right tool where the questions are many and short
 * (title, severity, idents with their systems, platforms) and the text is one element; @xmldom/xmldom over the whole
 * file would take seconds and 40 times its size.
 */
import { DOMParser, onErrorStopParsing } from '@xmldom/xmldom';
import xpath from 'xpath';
import type { Snapshot } from './snapshot.ts';

/** Larger items than this are no rule that anybody wrote. */
const lengthLimit = 1_048_576;
const elementLimit = 5_000;

export interface ItemDom {
  /** Texts of the nodes that an XPath finds, white space folded. The item's own namespace has the prefix `x`. */
  readonly texts: (expression: string) => readonly string[];
}

/** Undefined where the element is too large, or too broken to be read. Costs the element's length. */
export function openItem(snapshot: Snapshot, element: number): ItemDom | undefined {
  const { source, table } = snapshot;
  const [from, to] = [table.start(element), table.end(element)];
  if (to - from > lengthLimit || table.subtreeEnd(element) - element > elementLimit) return undefined;
  const text = withNamespaces(snapshot, element, withoutScripts(snapshot, element));
  const root = parse(text);
  if (root === undefined) return undefined;
  const select = xpath.useNamespaces({ x: table.uri(element) });
  return {
    texts: (expression) => {
      const found = select(expression, root as never) as unknown;
      const nodes = Array.isArray(found) ? (found as readonly { textContent: string | null }[]) : [];
      return nodes.map((node) => (node.textContent ?? '').replace(/\s+/g, ' ').trim());
    },
  };

  function parse(markup: string): unknown {
    try {
      return new DOMParser({ onError: onErrorStopParsing }).parseFromString(markup, 'text/xml').documentElement;
    } catch {
      // Half-typed content is no bug of ours: the item is then read without its DOM.
      return undefined;
    }
  }

  /** Fixes are nine tenths of a rule's text and say nothing that is asked here. */
  function withoutScripts(of: Snapshot, item: number): string {
    let at = from;
    let answer = '';
    for (const child of of.table.children(item)) {
      if (of.table.local(child) !== 'fix') continue;
      answer += source.slice(at, of.table.start(child));
      at = of.table.end(child);
    }
    return answer + source.slice(at, to);
  }
}

/** A slice has lost the declarations that stand above it: those of the prefixes it uses are put on its root. */
function withNamespaces(snapshot: Snapshot, element: number, markup: string): string {
  const tagEnd = snapshot.table.openEnd(element) - snapshot.table.start(element);
  const tag = markup.slice(0, tagEnd);
  const scope = snapshot.table.scope(element);
  const prefixes = new Set([...markup.matchAll(/[<\s]([A-Za-z_][\w.-]*):[A-Za-z_]/g)].map((match) => match[1]!));
  const declarations = ['', ...prefixes].flatMap((prefix) => {
    const attribute = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
    const uri = scope.uriOf(prefix);
    if (prefix === 'xml' || prefix === 'xmlns' || !uri || tag.includes(`${attribute}=`)) return [];
    return [` ${attribute}="${uri}"`];
  });
  const nameEnd = /^<[^\s/>]+/.exec(tag)?.[0].length ?? 1;
  return markup.slice(0, nameEnd) + declarations.join('') + markup.slice(nameEnd);
}
