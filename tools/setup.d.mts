export const systemPrograms: Readonly<
  Record<'oscap' | 'xmllint' | 'xsltproc' | 'git' | 'chromium', { programs: readonly string[]; debianPackage: string }>
>;
