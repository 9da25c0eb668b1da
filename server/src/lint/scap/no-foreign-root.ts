/** A file whose root element is none of SCAP's: says which there are. */
import * as l10n from '@vscode/l10n';
import { cpeDictionary, familyOf, ocil20, ovalDefinitions, sourceDataStream, xccdf12 } from '../../scap/vocabulary.ts';
import type { LintRule } from '../finding.ts';
import { report } from '../report.ts';

const facts = { code: 'scap/no-foreign-root', severity: 'error', requirements: ['SRC-154-1'] } as const;

const namespaces: ReadonlyMap<string, string> = new Map([
  ['data-stream-collection', sourceDataStream],
  ['Benchmark', xccdf12],
  ['Tailoring', xccdf12],
  ['oval_definitions', ovalDefinitions],
  ['ocil', ocil20],
  ['cpe-list', cpeDictionary],
]);

export const noForeignRoot: LintRule = {
  ...facts,
  check: ({ table, index }) => {
    const root = index.components[0];
    if (root?.kind !== 'other') return [];
    const from = table.start(root.element);
    const span = { from, to: table.openEnd(root.element) };
    return [report(facts, span, messageFor(table.local(root.element), table.uri(root.element)))];
  },
};

function messageFor(local: string, uri: string): string {
  const expected = namespaces.get(local);
  if (expected !== undefined) {
    return l10n.t(
      '<{0}> is a root of SCAP only in the namespace {1}; here it is in {2}. Correct its xmlns.',
      local,
      expected,
      uri === '' ? l10n.t('none') : uri,
    );
  }
  const roots = [...namespaces.keys()].join(', ');
  return familyOf(uri)
    ? l10n.t('<{0}> does not start a SCAP source document. The roots of those are: {1}.', local, roots)
    : l10n.t(
        '<{0}> is no root of SCAP, so this file cannot be read as SCAP content. The roots are: {1}.',
        local,
        roots,
      );
}
