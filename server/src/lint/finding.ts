/** What a lint rule is and what it reports. A rule is a file; it never imports another, and never sees an editor. */
import type { Snapshot } from '../scap/snapshot.ts';
import type { Span, TextEdit } from '../text/span.ts';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** One fault at one place. The message names the thing, says why it matters and what to do. */
export interface Finding extends Span {
  /** The rule's code, `family/no-...` or `family/use-...`. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** Requirement ids of NIST's SCAP 1.3 validation programme that the rule covers; often none. */
  readonly requirements: readonly string[];
  /** Other places that explain the fault: the declaration, the other half of a pair. */
  readonly related?: readonly (Span & { readonly message: string })[];
  /** Ways to mend it, best first. Safe ones do what the author meant; the others need a look. */
  readonly fixes?: readonly { readonly title: string; readonly safe: boolean; readonly edits: readonly TextEdit[] }[];
}

export interface LintRule {
  readonly code: string;
  readonly severity: Severity;
  readonly requirements: readonly string[];
  /** Findings in document order. Must answer on broken content; a throw is a bug and hides this rule's findings only. */
  readonly check: (snapshot: Snapshot) => readonly Finding[];
}
