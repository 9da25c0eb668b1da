/** The outline of a document type: whether its pieces are where they may be. What they say is nobody's concern here. */
import { isSpace, nameAt } from './characters.ts';

const literal = `(?:"[^"]*"|'[^']*')`;
const doctypeHead = new RegExp(
  `^<!DOCTYPE\\s+([^\\s[>"'<&]+)(?:\\s+(?:SYSTEM\\s+${literal}|PUBLIC\\s+${literal}\\s+${literal}))?\\s*(?=[[>])`,
);
const subsetGap = /[ \t\r\n]+|%[^\s;%&]{1,1000};/y;
const subsetKeyword = /<!(?:ENTITY|ELEMENT|ATTLIST|NOTATION)\s/y;

/** `doctype` is the whole of it, from `<!DOCTYPE` to the last `>`. */
export function isDoctypeOutline(doctype: string): boolean {
  const head = doctypeHead.exec(doctype);
  if (!head || nameAt(head[1]!, 0) !== head[1]) return false;
  let at = head[0].length;
  if (doctype[at] === '>') return at === doctype.length - 1;
  at++;
  while (at >= 0 && at < doctype.length && doctype[at] !== ']') at = subsetPartEnd(doctype, at);
  return at >= 0 && /^\]\s*>$/.test(doctype.slice(at));
}

/** Behind the declaration, comment, instruction or gap that starts at an offset; -1 where none does. No backtracking. */
function subsetPartEnd(doctype: string, at: number): number {
  subsetGap.lastIndex = at;
  if (subsetGap.test(doctype)) return subsetGap.lastIndex;
  if (doctype.startsWith('<!--', at)) {
    const hyphens = doctype.indexOf('--', at + 4);
    return hyphens >= 0 && doctype[hyphens + 2] === '>' ? hyphens + 3 : -1;
  }
  if (doctype.startsWith('<?', at)) {
    const end = doctype.indexOf('?>', at + 2);
    const target = nameAt(doctype, at + 2);
    const behind = at + 2 + target.length;
    return end < 0 || target === '' || (behind !== end && !isSpace(doctype.charCodeAt(behind))) ? -1 : end + 2;
  }
  subsetKeyword.lastIndex = at;
  return subsetKeyword.test(doctype) ? declarationEnd(doctype, at + 2) : -1;
}

function declarationEnd(doctype: string, from: number): number {
  for (let at = from; at < doctype.length; at++) {
    const character = doctype[at]!;
    if (character === '>') return at + 1;
    if (character === '<') return -1;
    if (character !== '"' && character !== "'") continue;
    at = doctype.indexOf(character, at + 1);
    if (at < 0) return -1;
  }
  return -1;
}
