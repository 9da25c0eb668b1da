/** What a command says: the answer on stdout, everything else on stderr. No colours: both may be read by scripts. */

export const schemaVersion = 1;

/** The answer, whole. */
export async function answer(text: string | Buffer): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

/** The answer as one JSON document. */
export async function answerJson(document: object): Promise<void> {
  await answer(`${JSON.stringify({ schemaVersion, ...document }, null, 2)}\n`);
}

/** A message beside the answer. */
export function note(message: string): void {
  process.stderr.write(`scapwright: ${message}\n`);
}

/** Rows of text in columns, each as wide as its widest cell; the last is left ragged. */
export function columns(rows: readonly (readonly string[])[], indent = ''): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  }
  return rows
    .map((row) => {
      const cells = row.map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index]!)));
      return `${indent}${cells.join('  ')}`.trimEnd();
    })
    .map((line) => `${line}\n`)
    .join('');
}
