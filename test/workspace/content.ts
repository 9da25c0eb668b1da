/** Small SCAP files in a folder of their own, and an index over it with the worker as users get it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createWorkspaceIndex, type WorkspaceIndex } from '../../server/src/workspace/workspaceIndex.ts';
import { bundle } from '../support/bundle.ts';

export interface TestFolder {
  readonly path: string;
  readonly write: (name: string, text: string | Uint8Array) => string;
  readonly remove: () => void;
}

export function makeFolder(): TestFolder {
  const path = mkdtempSync(join(tmpdir(), 'scapwright-workspace-'));
  return {
    path,
    write: (name, text) => {
      const file = join(path, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      return file;
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

export const xccdf = 'http://checklists.nist.gov/xccdf/1.2';
const oval = 'http://oval.mitre.org/XMLSchema/oval-definitions-5';

/** A benchmark with a rule for each title; each rule's check names definition `oval:x:def:N` of `content-oval.xml`. */
export function benchmark(titles: readonly string[], id = 'b'): string {
  const rules = titles.map(
    (title, number) => `  <Rule id="rule_${number + 1}"><title>${title}</title>
    <check system="${oval}"><check-content-ref href="content-oval.xml" name="oval:x:def:${number + 1}"/></check>
  </Rule>\n`,
  );
  return `<Benchmark xmlns="${xccdf}" id="${id}"><title>Our benchmark</title>\n${rules.join('')}</Benchmark>\n`;
}

export function definitions(count: number): string {
  const list = Array.from(
    { length: count },
    (_, number) =>
      `<definition id="oval:x:def:${number + 1}" class="compliance" version="1"><metadata><title>Definition ${number + 1}</title></metadata></definition>\n`,
  );
  return `<oval_definitions xmlns="${oval}"><definitions>\n${list.join('')}</definitions></oval_definitions>\n`;
}

export function tailoring(rule: string, benchmarkFile: string): string {
  return `<Tailoring xmlns="${xccdf}" id="t"><benchmark href="${benchmarkFile}"/>
<Profile id="p"><title>Mine</title>\n<select idref="${rule}" selected="true"/></Profile></Tailoring>\n`;
}

/** A data stream around a benchmark. */
export function collection(inner: string): string {
  return `<ds:data-stream-collection xmlns:ds="http://scap.nist.gov/schema/scap/source/1.2" id="c"><ds:data-stream id="s"/>
<ds:component id="x">${inner}</ds:component></ds:data-stream-collection>`;
}

export async function indexOf(folder: string, cacheFolder?: string, log: string[] = []): Promise<WorkspaceIndex> {
  return createWorkspaceIndex({
    folders: () => [folder],
    workerPath: await workerPath(),
    cacheFolder,
    version: 'test',
    log: (message) => log.push(message),
  });
}

export function workerPath(): Promise<string> {
  return bundle('worker');
}
