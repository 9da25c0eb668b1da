/** The size of the bundles, as esbuild accounts for them. */
import { readFileSync } from 'node:fs';
import { context } from './context.ts';
import { type Row, row } from './row.ts';

interface Output {
  readonly bytes: number;
  readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>>;
}

export async function measure(): Promise<Row[]> {
  const outputs: Readonly<Record<'client' | 'compare' | 'server' | 'worker' | 'cli', Output>> = JSON.parse(
    readFileSync(context.meta, 'utf8'),
  );
  const { client, compare, server, worker, cli } = outputs;
  const libraries = `${kilobytes(client.bytes + compare.bytes).toFixed(0)} KB with libraries`;
  return [
    row({
      what: 'client bundle and the page of the comparison, our own part',
      value: kilobytes(ownBytes(client) + ownBytes(compare)),
      unit: 'KB',
      target: 150,
      note: libraries,
    }),
    row({
      what: 'server bundle and that of its threads',
      value: kilobytes(server.bytes + worker.bytes),
      unit: 'KB',
      target: 1500,
      note: `ours ${kilobytes(ownBytes(server) + ownBytes(worker)).toFixed(0)} KB; the threads' ${kilobytes(worker.bytes).toFixed(0)} KB`,
    }),
    row({ what: 'command line bundle', value: kilobytes(cli.bytes), unit: 'KB' }),
  ];
}

function ownBytes({ inputs }: Output): number {
  const own = Object.entries(inputs).filter(([path]) => !path.includes('node_modules/'));
  return own.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
}

function kilobytes(bytes: number): number {
  return bytes / 1000;
}
