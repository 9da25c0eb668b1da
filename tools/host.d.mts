import type { ChildProcess } from 'node:child_process';

export const hostNode: string;
export function ensureHost(): Promise<void>;
export function hostIsInstalled(): boolean;
export function startHost(options: {
  dataFolder: string;
  extension?: string | undefined;
  port?: number;
  trust?: boolean;
  settings?: Readonly<Record<string, unknown>>;
}): Promise<{ port: number; process: ChildProcess; stop: () => Promise<void> }>;
export function windowUrl(port: number, folder: string, file?: string): string;
