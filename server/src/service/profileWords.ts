/** The title and the description of a profile: asks before markup is lost. */
import * as l10n from '@vscode/l10n';
import { wordsEdits } from '../scap/profileEdits.ts';
import { textContent } from '../xml/content.ts';
import { type Edited, editDocument } from './edited.ts';
import type { Profile } from './scopes.ts';
import { characterFault } from './valueWords.ts';

export interface WordsChange {
  readonly kind: 'title' | 'description';
  readonly profile: Profile;
  readonly text: string;
}

/** With `force` also where markup is lost. */
export function changeWords({ kind, profile, text }: WordsChange, force: boolean): Edited {
  const { snapshot, element } = profile;
  const { table, source } = snapshot;
  const fault = kind === 'title' ? titleFault(text) : characterFault(text);
  if (fault !== undefined) return { kind: 'refused', reason: l10n.t('{0}.', fault) };
  const old = [...table.children(element)].find((child) => table.local(child) === kind);
  if (old !== undefined && textContent(source, table, old) === text) {
    return { kind: 'nothing', reason: l10n.t('It says so already; nothing has to change.') };
  }
  if (old !== undefined && table.subtreeEnd(old) > old + 1 && !force) {
    const reason = l10n.t('The {0} of {1} holds markup, which plain text would replace.', kind, profile.id);
    return { kind: 'choice', reason, answers: [{ answer: 'force', title: l10n.t('Replace It') }] };
  }
  return editDocument(snapshot, wordsEdits(profile, kind, text), l10n.t('Changed the {0} of {1}.', kind, profile.id));
}

/** Why a profile cannot have the title; undefined where it can. */
export function titleFault(title: string): string | undefined {
  return title.trim() === '' ? l10n.t('A profile needs a title') : characterFault(title);
}
