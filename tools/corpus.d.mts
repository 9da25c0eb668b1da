export const expectedStreams: number;
export const sampleStream: string;
export function listStreams(folder: string): string[];
export function findCorpus(): string | undefined;
