/** Of faults that follow from one slip, the one that a person made. For lists that are read; the scanner keeps them all. */
import type { ElementTable } from './elementTable.ts';
import type { XmlProblem, XmlProblemKind } from './problem.ts';

const brokenTag: ReadonlySet<XmlProblemKind> = new Set(['unfinished-tag', 'less-than-in-attribute']);

/**
 * The problems without those that only echo another. An element that nothing closes is an echo where its own tag does not
 * end (it may have been an empty one), and where a close tag of another name stands in it: that name is the slip.
 */
export function withoutEchoes(problems: readonly XmlProblem[], table: ElementTable): readonly XmlProblem[] {
  const unclosed = new Map<number, XmlProblem>();
  for (const problem of problems) {
    const start = unclosedStart(problem);
    if (start !== undefined && !unclosed.has(start)) unclosed.set(start, problem);
  }
  if (unclosed.size === 0) return problems;
  const echoes = new Set<XmlProblem>();
  const renamed = new Map<XmlProblem, XmlProblem>();
  for (const problem of problems) {
    const stray = problem.kind === 'stray-close';
    if (!stray && !brokenTag.has(problem.kind)) continue;
    // A tag with a missing quote ends at the very '<' that the problem is about.
    const inTag = problem.kind === 'less-than-in-attribute' ? problem.from - 1 : problem.from;
    const element = stray ? table.elementAt(problem.from) : table.lastStartedAt(inTag);
    const echo = element < 0 ? undefined : unclosed.get(table.start(element));
    if (!echo || echoes.has(echo) || (!stray && problem.from > table.openEnd(element))) continue;
    echoes.add(echo);
    if (stray) renamed.set(problem, asMismatch(problem, echo, table.start(element)));
  }
  return problems.filter((problem) => !echoes.has(problem)).map((problem) => renamed.get(problem) ?? problem);
}

/** Where the element opens that a problem says is not closed. */
function unclosedStart(problem: XmlProblem): number | undefined {
  if (problem.kind === 'unclosed-element') return problem.from;
  return problem.kind === 'mismatched-close' ? problem.other : undefined;
}

function asMismatch(stray: XmlProblem, echo: XmlProblem, other: number): XmlProblem {
  const otherName = echo.otherName ?? echo.name ?? '';
  return { ...stray, kind: 'mismatched-close', other, otherName };
}
