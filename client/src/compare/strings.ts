/** The words of the page that shows a comparison: it has no access to VS Code's translations itself. */
import { l10n } from 'vscode';
import type { Strings } from './messages.ts';

export function pageStrings(): Strings {
  return {
    rules: l10n.t('Rules'),
    values: l10n.t('Values'),
    refinements: l10n.t('Refinements'),
    show: l10n.t('Show'),
    rule: l10n.t('Rule'),
    value: l10n.t('Value'),
    ruleOrGroup: l10n.t('Rule or group'),
    severity: l10n.t('Severity'),
    property: l10n.t('Property'),
    filter: l10n.t('Filter by title, id or severity'),
    onlyDifferences: l10n.t('Only differences'),
    profiles: l10n.t('Profiles...'),
    exportCsv: l10n.t('Export as CSV...'),
    exportMarkdown: l10n.t('Export as Markdown...'),
    openDocument: l10n.t('Open the Document'),
    count: l10n.t('{0} of {1}'),
    noRows: l10n.t('Nothing to show. Clear the filter, or look at all rows rather than the differences.'),
    on: l10n.t('on'),
    off: l10n.t('off'),
    held: l10n.t('held off'),
    none: l10n.t('no value'),
    cell: l10n.t('{0}, {1}'),
    readOnly: l10n.t('cannot be switched here'),
    hint: l10n.t('Space switches a rule in a profile, Enter says why it is on or off or goes to the rule.'),
    select: l10n.t('selected by the profile'),
    default: l10n.t('on by default'),
    cluster: l10n.t('selected through a cluster'),
    inherited: l10n.t('selected by a profile that this one extends'),
    deselected: l10n.t('deselected'),
    'default-off': l10n.t('off by default'),
    'group-off': l10n.t('held off: a group around it is off'),
    requires: l10n.t('held off: what it requires is not selected'),
    conflicts: l10n.t('held off: it conflicts with what is selected'),
  };
}
