/**
 * What every editing command does with its edits: a diff, the file itself with --write, or another file with --output. One
 * place, so that all commands keep the same rules.
 */
import { sortEdits } from '../text/edits.ts';
import type { TextEdit } from '../text/span.ts';
import { CommandFailure } from './failure.ts';
import { editedBytes, type ReadDocument } from './files.ts';
import { answer, note } from './output.ts';

/** The options of every command that edits a file. */
export interface EditOptions {
  readonly write?: boolean;
  readonly backup?: boolean;
  readonly output?: string;
  readonly json?: boolean;
}

/** Throws where two options want different things. */
export function checkEditOptions({ write, output, backup, json }: EditOptions): void {
  if (write && output !== undefined) throw new CommandFailure('--output and --write exclude each other');
  if (backup && !write) throw new CommandFailure('--backup needs --write');
  if (json && output === '-') throw new CommandFailure('--json and --output - both want standard output');
}

/** Writes what the options ask for; answers whether a file was written. */
export async function writeEdits(
  document: ReadDocument,
  edits: readonly TextEdit[],
  options: EditOptions,
): Promise<boolean> {
  const { output, backup = false } = options;
  if (output === '-' || (output === undefined && (!options.write || edits.length === 0))) return false;
  const { writeFileAtomically } = await import('./write.ts');
  const bytes = editedBytes(document, edits);
  if (output !== undefined) await writeFileAtomically(output, bytes, { note });
  else await writeFileAtomically(document.path, bytes, { note, backup, expected: document.bytes });
  return true;
}

/** The answer where no file was asked for: a unified diff, or the whole document for `--output -`. */
export async function showEdits(
  document: ReadDocument,
  edits: readonly TextEdit[],
  options: EditOptions,
): Promise<void> {
  if (options.output === '-') return answer(editedBytes(document, edits));
  if (options.write || options.output !== undefined) return;
  const { diffBytes } = await import('./unifiedDiff.ts');
  await answer(diffBytes(document, edits));
}

/** The edits as `--json` lists them: in document order, lines and columns from 1, ends exclusive. */
export function editsAsJson({ snapshot: { source } }: ReadDocument, edits: readonly TextEdit[]): readonly object[] {
  return sortEdits(edits).map(({ from, to, newText }) => {
    const [start, end] = [source.positionAt(from), source.positionAt(to)];
    return {
      line: start.line + 1,
      column: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
      newText,
    };
  });
}
