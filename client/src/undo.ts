/**
 * Remembers the last toggle and takes it back through its inverse edit, wherever the focus is. It refuses as soon as the
 * document is another text than the one right after the toggle.
 */
import * as vscode from 'vscode';
import type { TextEditInVersion } from '../../server/src/protocol/index.ts';
import { applyToSameDisk } from './diskEdit.ts';
import { nameOf } from './documents.ts';
import { applyEdits, openDocument } from './edits.ts';
import type { Server } from './server.ts';

export interface ToggleStep {
  readonly inverse: TextEditInVersion;
  /** The document's version right after the toggle; undefined where VS Code shows us no document (over 50 MiB). */
  readonly version: number | undefined;
  /** Of such a document what its file held after the toggle was saved. */
  readonly hash?: string;
  readonly summary: string;
  /** What was edited in other documents in the same step. */
  readonly beside?: readonly Pick<ToggleStep, 'inverse' | 'version'>[];
}

export interface Undo {
  readonly remember: (step: ToggleStep) => void;
  readonly undo: () => Promise<{ readonly undone: boolean; readonly message: string }>;
}

export function createUndo(server: Server): Undo {
  let last: ToggleStep | undefined;
  return {
    remember(step) {
      last = step;
    },
    async undo() {
      if (last === undefined) return { undone: false, message: vscode.l10n.t('There is no toggle to undo.') };
      const { inverse, summary, hash } = last;
      if (hash !== undefined) {
        const edited = await applyToSameDisk(server, inverse, hash);
        if ('reason' in edited) return { undone: false, message: edited.reason };
        last = undefined;
        return { undone: true, message: vscode.l10n.t('Undone: {0}', summary) };
      }
      const steps = [last, ...(last.beside ?? [])];
      const reason = steps.map(whyNot).find((why) => why !== undefined);
      if (reason !== undefined) return { undone: false, message: reason };
      const applied = await applyEdits(steps.map((step) => ({ ...step.inverse, version: null })));
      if (!applied) return { undone: false, message: vscode.l10n.t('The editor did not accept the edit.') };
      last = undefined;
      return { undone: true, message: vscode.l10n.t('Undone: {0}', summary) };
    },
  };
}

function whyNot({ inverse, version }: Pick<ToggleStep, 'inverse' | 'version'>): string | undefined {
  const name = nameOf(vscode.Uri.parse(inverse.uri));
  const document = openDocument(inverse.uri);
  if (document === undefined) return vscode.l10n.t('{0} was closed since the last toggle.', name);
  if (document.version === version) return undefined;
  return vscode.l10n.t('{0} changed since the last toggle. Use Undo in its editor.', name);
}
