/** The mechanism behind the rules of family `xml`: each takes some kinds of problem and says them in words. */
import { problemsOf, remember, type Snapshot } from '../scap/snapshot.ts';
import { withoutEchoes } from '../xml/echoes.ts';
import type { XmlProblem, XmlProblemKind } from '../xml/problem.ts';
import type { LintRule } from './finding.ts';
import { type RuleFacts, report } from './report.ts';

/** The words for a problem. `line` is the one (from 1) on which the other half stands, 0 where there is none. */
export type Wording = (problem: XmlProblem & { readonly name: string; readonly line: number }) => string;

/** Everything that is wrong with a document as XML, in document order. Read once per snapshot; linear. */
export function xmlProblemsOf(snapshot: Snapshot): readonly XmlProblem[] {
  return remember(snapshot, xmlProblemsOf, () => withoutEchoes(problemsOf(snapshot), snapshot.table));
}

/** A rule that reports the kinds it has words for. */
export function xmlRule(facts: RuleFacts, words: Partial<Record<XmlProblemKind, Wording>>): LintRule {
  return {
    ...facts,
    check: (snapshot) =>
      xmlProblemsOf(snapshot).flatMap((problem) => {
        const wording = words[problem.kind];
        return wording ? [report(facts, problem, say(snapshot, wording, problem), relatedOf(snapshot, problem))] : [];
      }),
  };
}

function say(snapshot: Snapshot, wording: Wording, problem: XmlProblem): string {
  const line = problem.other === undefined ? 0 : snapshot.source.lineAt(problem.other) + 1;
  return wording({ ...problem, name: problem.name ?? '', line });
}

function relatedOf(snapshot: Snapshot, problem: XmlProblem): Parameters<typeof report>[3] {
  const { other, otherName } = problem;
  if (other === undefined) return {};
  const element = snapshot.table.elementAt(other);
  const to = element < 0 ? other + 1 : snapshot.table.openEnd(element);
  return { related: [{ from: other, to, message: `<${otherName ?? ''}>` }] };
}
