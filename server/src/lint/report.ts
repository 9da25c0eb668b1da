/** Small things that every rule needs: one place where a finding is put together. No rule's knowledge stands here. */
import type { Span } from '../text/span.ts';
import type { Finding, LintRule } from './finding.ts';

/** What a rule says about itself, without how it finds its faults. */
export type RuleFacts = Omit<LintRule, 'check'>;

/** A finding of a rule: the rule's facts, a place, the words, and what helps to mend it. */
export function report(
  facts: RuleFacts,
  span: Span,
  message: string,
  extra: Pick<Finding, 'related' | 'fixes'> = {},
): Finding {
  const { code, severity, requirements } = facts;
  return { code, severity, requirements, from: span.from, to: span.to, message, ...extra };
}
