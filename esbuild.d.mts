import type { BuildOptions } from 'esbuild';

/** How each program is bundled; the bench and the tests build them their own way from this. */
export declare const programs: Readonly<Record<'client' | 'compare' | 'server' | 'worker' | 'cli', BuildOptions & { metafile: true }>>;
