/** Entities that the document declares itself, and an external document type: they are neither expanded nor fetched here. */
import * as l10n from '@vscode/l10n';
import type { LintRule } from '../finding.ts';
import { report } from '../report.ts';

const facts = { code: 'xml/use-plain-text', severity: 'warning', requirements: [] } as const;

export const usePlainText: LintRule = {
  ...facts,
  check: ({ source, table }) => {
    const doctype = table.opaque.find((span) => span.kind === 'doctype');
    if (!doctype) return [];
    const body = source.slice(doctype.from, Math.min(doctype.to, doctype.from + 1024));
    const outside = /^<!DOCTYPE\s+[^\s[>]+\s+(?:SYSTEM|PUBLIC)\s/.test(body);
    if (table.entities.size === 0 && !outside) return [];
    const span = { from: doctype.from, to: doctype.from + '<!DOCTYPE'.length };
    return [report(facts, span, messageFor([...table.entities]))];
  },
};

function messageFor(entities: readonly string[]): string {
  if (entities.length === 0) {
    return l10n.t(
      'The document type is outside this file. It is never fetched, and SCAP content needs none: remove it.',
    );
  }
  const shown = entities.slice(0, 3).join(', ');
  return l10n.t(
    'This document declares entities of its own ({0}; {1} in all). They are never expanded or fetched here, so text and ids that use them stay as written. Write the text itself.',
    shown,
    entities.length,
  );
}
