/**
 * Runs every rule over a snapshot, each on its own: one that throws hides its own findings and says so. It knows the list
 * of rules and the order of findings, and nothing of what a rule looks for.
 */
import * as l10n from '@vscode/l10n';
import type { Snapshot } from '../scap/snapshot.ts';
import { noUnresolvedCheck } from './cpe/no-unresolved-check.ts';
import { noUnresolvedName } from './cpe/no-unresolved-name.ts';
import { noUnresolvedCatalogUri } from './dataStream/no-unresolved-catalog-uri.ts';
import { noUnresolvedComponentRef } from './dataStream/no-unresolved-component-ref.ts';
import { useOwnComponent } from './dataStream/use-own-component.ts';
import type { Finding, LintRule } from './finding.ts';
import { noUnresolvedReference } from './ocil/no-unresolved-reference.ts';
import { noUnresolvedDefinition } from './oval/no-unresolved-definition.ts';
import { noUnresolvedObject } from './oval/no-unresolved-object.ts';
import { noUnresolvedState } from './oval/no-unresolved-state.ts';
import { noUnresolvedTest } from './oval/no-unresolved-test.ts';
import { noUnresolvedVariable } from './oval/no-unresolved-variable.ts';
import { noForeignRoot } from './scap/no-foreign-root.ts';
import { useLoadedFile } from './scap/use-loaded-file.ts';
import { sharedSteps } from './shared.ts';
import { noUnresolvedBenchmark } from './tailoring/no-unresolved-benchmark.ts';
import { noAbstractRequires } from './xccdf/no-abstract-requires.ts';
import { noCyclicExtends } from './xccdf/no-cyclic-extends.ts';
import { noDuplicateSelect } from './xccdf/no-duplicate-select.ts';
import { noSelectUnderDeselectedGroup } from './xccdf/no-select-under-deselected-group.ts';
import { noTouchingEntry } from './xccdf/no-touching-entry.ts';
import { noUnresolvedCheckExport } from './xccdf/no-unresolved-check-export.ts';
import { noUnresolvedCheckHref } from './xccdf/no-unresolved-check-href.ts';
import { noUnresolvedCheckName } from './xccdf/no-unresolved-check-name.ts';
import { noUnresolvedExtends } from './xccdf/no-unresolved-extends.ts';
import { noUnresolvedPlatform } from './xccdf/no-unresolved-platform.ts';
import { noUnresolvedRefineRule } from './xccdf/no-unresolved-refine-rule.ts';
import { noUnresolvedRefineValue } from './xccdf/no-unresolved-refine-value.ts';
import { noUnresolvedRequires } from './xccdf/no-unresolved-requires.ts';
import { noUnresolvedResultProfile } from './xccdf/no-unresolved-result-profile.ts';
import { noUnresolvedSelect } from './xccdf/no-unresolved-select.ts';
import { noUnresolvedSub } from './xccdf/no-unresolved-sub.ts';
import { noBadCharacter } from './xml/no-bad-character.ts';
import { noBadReference } from './xml/no-bad-reference.ts';
import { noBrokenStructure } from './xml/no-broken-structure.ts';
import { noMalformedMarkup } from './xml/no-malformed-markup.ts';
import { noUndeclaredPrefix } from './xml/no-undeclared-prefix.ts';
import { usePlainText } from './xml/use-plain-text.ts';

/** Rules on the text as XML: where one of them finds an error, whatever the others would say may only follow from it. */
const xmlRules: readonly LintRule[] = [
  noBadCharacter,
  noBadReference,
  noBrokenStructure,
  noMalformedMarkup,
  noUndeclaredPrefix,
  usePlainText,
];

const scapRules: readonly LintRule[] = [
  noForeignRoot,
  useLoadedFile,
  noUnresolvedCatalogUri,
  noUnresolvedComponentRef,
  useOwnComponent,
  noAbstractRequires,
  noCyclicExtends,
  noDuplicateSelect,
  noSelectUnderDeselectedGroup,
  noTouchingEntry,
  noUnresolvedCheckExport,
  noUnresolvedCheckHref,
  noUnresolvedCheckName,
  noUnresolvedExtends,
  noUnresolvedPlatform,
  noUnresolvedRefineRule,
  noUnresolvedRefineValue,
  noUnresolvedRequires,
  noUnresolvedSelect,
  noUnresolvedResultProfile,
  noUnresolvedSub,
  noUnresolvedBenchmark,
  noUnresolvedCheck,
  noUnresolvedName,
  noUnresolvedDefinition,
  noUnresolvedObject,
  noUnresolvedState,
  noUnresolvedTest,
  noUnresolvedVariable,
  noUnresolvedReference,
];

/** Every rule, in the order in which they run. */
export const lintRules: readonly LintRule[] = [...xmlRules, ...scapRules];

/** More of one code than this is one fault with many echoes. */
export const findingLimit = 1000;

/**
 * Everything that is wrong with a document, by place and then by code. Where it is not well-formed XML only that is
 * reported, for the rest would guess. Never throws. Linear in the document for one that is in order.
 */
export function runLint(snapshot: Snapshot): readonly Finding[] {
  const steps = lintSteps(snapshot);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** As `runLint`, a rule or a piece of what they share at a step, so that others get their turn between; between two steps it may be given up. */
export function* lintSteps(snapshot: Snapshot): Generator<undefined, readonly Finding[]> {
  const findings: Finding[] = [];
  for (const rule of xmlRules) {
    findings.push(...runRule(snapshot, rule));
    yield;
  }
  const broken = findings.some((finding) => finding.severity === 'error');
  if (!broken) yield* sharedSteps(snapshot);
  for (const rule of broken ? [] : scapRules) {
    findings.push(...runRule(snapshot, rule));
    yield;
  }
  return findings.sort((a, b) => a.from - b.from || (a.code < b.code ? -1 : a.code > b.code ? 1 : a.to - b.to));
}

/** The findings of one rule; of a rule that throws, one that says its findings are hidden. */
export function runRule(snapshot: Snapshot, rule: LintRule): readonly Finding[] {
  const { code, requirements } = rule;
  const note = (message: string): Finding => ({ code, severity: 'info', from: 0, to: 0, message, requirements });
  try {
    const findings = rule.check(snapshot);
    if (findings.length <= findingLimit) return findings;
    const left = findings.length - findingLimit;
    const more =
      left === 1
        ? l10n.t('1 more finding of {0} is left out.', code)
        : l10n.t('{0} more findings of {1} are left out.', left, code);
    return [...findings.slice(0, findingLimit), note(more)];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [note(l10n.t('The check {0} failed, so its findings are hidden. Please report this: {1}', code, reason))];
  }
}
