/**
 * File name patterns: those that mean SCAP, and those of the user's `files.associations`. Names are compared without
 * regard to case, as VS Code does; nothing here touches a file.
 */

/** The usual names of SCAP content. The manifest repeats them (a unit test compares), since it cannot compute. */
export const scapPatterns: readonly string[] = [
  '*-ds.xml',
  '*-ds-1.*.xml',
  '*-xccdf*.xml',
  '*-oval.xml',
  '*-ocil.xml',
  '*-cpe-dictionary.xml',
  '*-cpe-oval.xml',
  '*-tailoring.xml',
  '*_Benchmark*.xml',
  '*_SCAP_1-*.xml',
  '*STIG*.xml',
];

const compiled = new Map<string, RegExp>();

/** Whether `path` (with `/`) matches `pattern`; a pattern without a slash is held against the last segment alone. */
export function matchesPattern(pattern: string, path: string): boolean {
  const subject = pattern.includes('/') ? path : path.slice(path.lastIndexOf('/') + 1);
  let expression = compiled.get(pattern);
  if (expression === undefined) {
    expression = globExpression(pattern);
    compiled.set(pattern, expression);
  }
  return expression.test(subject);
}

export function isScapName(path: string): boolean {
  return scapPatterns.some((pattern) => matchesPattern(pattern, path));
}

/** The language that the user's own `files.associations` gives to a path; the longest matching pattern wins. */
export function associatedLanguage(associations: Readonly<Record<string, string>>, path: string): string | undefined {
  const matching = Object.keys(associations).filter((pattern) => matchesPattern(pattern, path));
  matching.sort((one, other) => other.length - one.length);
  return matching[0] === undefined ? undefined : associations[matching[0]];
}

/** `**` crosses folders, `*` and `?` do not; `{a,b}` and `[set]` as in VS Code's globs. */
function globExpression(pattern: string): RegExp {
  const part = /\*\*\/|\*\*|\*|\?|\[!?[^\]]+\]|[{},]|[^*?[{},]+|\[/g;
  let depth = 0;
  const body = pattern.replace(part, (token) => {
    if (token === '**/') return '(?:.*/)?';
    if (token === '**') return '.*';
    if (token === '*') return '[^/]*';
    if (token === '?') return '[^/]';
    if (token.startsWith('[') && token.length > 1) return token.replace('[!', '[^').replaceAll('\\', '\\\\');
    if (token === '{') {
      depth++;
      return '(?:';
    }
    if (token === '}' && depth > 0) {
      depth--;
      return ')';
    }
    if (token === ',' && depth > 0) return '|';
    return token.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  });
  try {
    return new RegExp(`^${body}${')'.repeat(depth)}$`, 'i');
  } catch {
    // A pattern of the user's that is no glob: it matches nothing, as in VS Code.
    return /(?!)/;
  }
}
