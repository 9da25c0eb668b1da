/** Elements that do not nest, and text or elements outside the one root. Not about what stands inside a tag. */
import * as l10n from '@vscode/l10n';
import { xmlRule } from '../xmlProblems.ts';

export const noBrokenStructure = xmlRule(
  { code: 'xml/no-broken-structure', severity: 'error', requirements: [] },
  {
    'no-root': () =>
      l10n.t(
        'There is no element in this document: a SCAP file starts with its root, such as <Benchmark> or <data-stream-collection>.',
      ),
    'second-root': () =>
      l10n.t('A second root element starts here. An XML document has one: remove this, or move it into the first.'),
    'text-outside-root': () =>
      l10n.t(
        'Text outside the root element. Only comments and processing instructions may stand here: remove it or move it inside.',
      ),
    'unclosed-element': ({ name }) =>
      l10n.t(
        '<{0}> is never closed: the document ends before its </{0}>. Nothing behind it can be trusted until it is closed.',
        name,
      ),
    'mismatched-close': ({ name, otherName, line }) =>
      l10n.t(
        '</{0}> closes here, but <{1}> of line {2} is still open. Close <{1}> first, or correct this name.',
        name,
        otherName ?? '',
        line,
      ),
    'stray-close': ({ name }) =>
      l10n.t('</{0}> closes nothing: no element of that name is open here. Remove it, or add the open tag.', name),
  },
);
