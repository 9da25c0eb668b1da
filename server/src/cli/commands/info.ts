/** `scapwright info FILE`: what a file holds. */
import { type ChecklistInfo, type DocumentInfo, documentInfo } from '../../service/info.ts';
import { readScapDocument } from '../files.ts';
import { answer, answerJson, columns } from '../output.ts';

export async function info(file: string, options: { readonly json?: boolean }): Promise<0> {
  const { snapshot } = await readScapDocument(file, 'read');
  const found = documentInfo(snapshot)!;
  if (options.json) await answerJson(found);
  else await answer(asText(found));
  return 0;
}

function asText(found: DocumentInfo): string {
  const parts = [`Document type: ${found.documentType}\n`];
  for (const stream of found.streams) {
    parts.push(`\nData stream ${stream.id} (SCAP ${stream.version})\n`);
    for (const checklist of stream.checklists) parts.push(checklistText(`  Checklist ${checklist.refId}\n`, checklist));
    for (const { refId } of stream.checks) parts.push(`  Check ${refId}\n`);
    for (const { refId } of stream.dictionaries) parts.push(`  Dictionary ${refId}\n`);
  }
  const listed = new Set(found.streams.flatMap(({ checklists }) => checklists.map(({ componentId }) => componentId)));
  for (const benchmark of found.benchmarks) {
    if (benchmark.componentId === null || !listed.has(benchmark.componentId))
      parts.push(checklistText('\n', benchmark));
  }
  for (const { id, benchmarkHref, profiles } of found.tailorings) {
    parts.push(`\n  Tailoring ${id}\n  Benchmark: ${benchmarkHref ?? '-'}\n`, profileText(profiles));
  }
  const counts = Object.entries(found.counts).filter(([, count]) => count > 0);
  parts.push(
    '\nElements\n',
    columns(
      counts.map(([name, count]) => [name, String(count)]),
      '  ',
    ),
  );
  if (found.circles.length > 0)
    parts.push(
      '\nExtends in a circle\n',
      columns(
        found.circles.map((circle) => [circle]),
        '  ',
      ),
    );
  return parts.join('');
}

function checklistText(head: string, { benchmarkId, status, profiles }: ChecklistInfo): string {
  const benchmark = benchmarkId === null ? '' : `  Benchmark ${benchmarkId} (${status ?? 'no status'})\n`;
  return head + benchmark + profileText(profiles);
}

function profileText(profiles: ChecklistInfo['profiles']): string {
  return `  Profiles: ${profiles.length}\n${columns(
    profiles.map(({ id, title }) => [id, title]),
    '    ',
  )}`;
}
