/** What the bench runs on: real streams, the bundles built for this run, a folder to write to. tools/bench.mjs says where. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { recipes, type StreamPart, writeMerged } from './merge.ts';

export interface BenchContext {
  readonly streams: readonly string[];
  /** Of the end-to-end tests, which leave a figure there. */
  readonly cache: string;
  readonly work: string;
  readonly server: string;
  readonly cli: string;
  readonly stub: string;
  /** Loaded into a server before it starts. */
  readonly turnWatch: string;
  /** Of the tree that is measured; ends in '+' where it has changes that are not committed. */
  readonly commit: string;
  readonly chromium: string;
  /** Metafile outputs of the bundles, as esbuild has them. */
  readonly meta: string;
}

export const context: BenchContext = JSON.parse(process.env.SCAP_BENCH ?? '{}');

export function streamPath(product: string): string {
  const found = context.streams.find((path) => basename(path) === `ssg-${product}-ds.xml`);
  if (!found) throw new Error(`the corpus has no ssg-${product}-ds.xml`);
  return found;
}

/** A flat string, as a server gets it. */
export function readStream(path: string): string {
  return readFileSync(path, 'utf8');
}

/** Real streams merged into one collection of about this size; made once and kept in the work folder. */
export function mergedPath(megabytes: keyof typeof recipes): string {
  const path = join(context.work, `merged-${megabytes}-ds.xml`);
  if (!existsSync(path)) {
    const parts: StreamPart[] = recipes[megabytes].map((product) => ({
      product,
      text: readStream(streamPath(product)),
    }));
    writeMerged(path, parts);
  }
  return path;
}

/** UTF-8, in millions of bytes. */
export function megabytesOf(text: string): number {
  return Buffer.byteLength(text) / 1e6;
}

/** A rule that most profiles of rhel8 evaluate, and one that few do. */
export const wellKnownRule = 'xccdf_org.ssgproject.content_rule_sshd_disable_root_login';
export const benchmarkKey = 'xccdf_org.ssgproject.content_benchmark_RHEL-8';
