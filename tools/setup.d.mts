export const systemPrograms: Readonly<
  Record<'oscap' | 'xmllint' | 'xsltproc' | 'chromium', { programs: readonly string[]; debianPackage: string }>
>;
