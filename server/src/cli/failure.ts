/** The one way in which a command gives up: a message for stderr and exit code 2. Everything else that is thrown is a bug. */

/** Usage, files, unknown or ambiguous ids, undecodable input: what the caller has to put right. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
}

/** A failure that lists what there is to choose from, one a line. */
export function failureWithList(message: string, entries: readonly string[]): CommandFailure {
  const shown = entries.slice(0, 40).map((entry) => `\n  ${entry}`);
  const more = entries.length > shown.length ? `\n  ... and ${entries.length - shown.length} more` : '';
  return new CommandFailure(message + shown.join('') + more);
}

/** Node's words for a failed file operation, without its code and call. */
export function systemReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const known: Readonly<Record<string, string>> = {
    ENOENT: 'no such file',
    EISDIR: 'this is a directory',
    ENOTDIR: 'a part of the path is no directory',
    EACCES: 'permission denied',
    EPERM: 'operation not permitted',
    EROFS: 'the file system is read-only',
    ENOSPC: 'no space left on the device',
    ELOOP: 'too many symbolic links',
    ENAMETOOLONG: 'the name is too long',
    ERR_FS_FILE_TOO_LARGE: 'the file is larger than 2 GiB',
  };
  return known[code ?? ''] ?? message;
}
