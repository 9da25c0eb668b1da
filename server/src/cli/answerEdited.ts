/** The end of every command that edits through one service function: what became of it, on stdout, stderr and as exit code. */
import { type Edited, signatureWarnings } from '../service/edited.ts';
import { type EditOptions, editsAsJson, showEdits, writeEdits } from './editedFile.ts';
import type { ReadDocument } from './files.ts';
import { answerJson, note } from './output.ts';

/** `changed` is what `--json` lists beside the edits. Answers 1 where nothing could be done. */
export async function answerEdited(
  document: ReadDocument,
  edited: Edited,
  changed: readonly object[],
  options: EditOptions,
): Promise<0 | 1> {
  const refused = edited.kind === 'refused' || edited.kind === 'choice';
  const edits = edited.kind === 'edit' ? edited.edits : [];
  const warnings = edited.kind === 'edit' ? [...signatureWarnings([edited.snapshot]), ...edited.warnings] : [];
  for (const { message } of warnings) note(message);
  if (refused) {
    note(edited.reason);
    note(edited.kind === 'choice' ? `nothing was written; --force: ${answersOf(edited)}` : 'nothing was written');
  }
  const written = !refused && (await writeEdits(document, edits, options));
  if (options.json) {
    const reason = edited.kind === 'edit' ? {} : { reason: edited.reason };
    await answerJson({ changed, edits: editsAsJson(document, edits), warnings, ...reason, written });
  } else if (!refused) {
    note(edited.kind === 'edit' ? edited.summary : edited.reason);
    await showEdits(document, edits, options);
  }
  return refused ? 1 : 0;
}

function answersOf({ answers }: Extract<Edited, { kind: 'choice' }>): string {
  return answers.map(({ title }) => title).join(', ');
}
