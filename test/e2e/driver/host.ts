// Starts a fresh VS Code (code-server) with headless Chromium before it, and ends both. Every host has its own data, port,
// process group and a folder with copies of the given files: the extension host would outlive a closed page for hours.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { hostIsInstalled, startHost, windowUrl } from '../../../tools/host.mjs';
import { findOnPath, root } from '../../../tools/processes.mjs';
import { systemPrograms } from '../../../tools/setup.mjs';
import playwright, { type Browser, type Page } from '../host/node_modules/playwright-core/index.js';

export interface HostOptions {
  /** Full paths of files to copy into the workspace folder; they keep their names. */
  readonly files?: readonly string[];
  /** More files of the workspace folder: name to content. */
  readonly texts?: Readonly<Record<string, string | Uint8Array>>;
  /** User settings, over quiet defaults (no telemetry, updates, prompts for large files, AI features, git). */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The workspace folder is a Git repository, in which all files are committed. */
  readonly isRepository?: boolean;
  /** True (default): workspace trust is off. False: it is on, and the folder is opened in Restricted Mode. */
  readonly trust?: boolean;
  /** True (default): our built extension is linked in, or the one in $SCAP_E2E_EXTENSION (an unpacked .vsix); a folder: that one. */
  readonly extension?: boolean | string;
}

export interface Host {
  readonly page: Page;
  readonly port: number;
  /** The workspace folder, a full path. */
  readonly folder: string;
  readonly dataFolder: string;
  readonly consoleLines: readonly string[];
  /** Ends Chromium and the server by their process groups and removes the folders; more than once does no harm. */
  readonly dispose: () => Promise<void>;
}

/** How long the driver waits for anything to show; the first rows of a 24 MB file take 10-60 s on two busy cores. */
export const patienceMs = 120_000;

const chromiumFlags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-dev-shm-usage'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

const driverSettings = {
  // Rows that stick to a tree's top cover others that are scrolled into view, and clicks would go to them.
  'workbench.tree.enableStickyScroll': false,
  // What fades out is in the page for a while longer, though no person would take it for open.
  'workbench.reduceMotion': 'on',
  // No test looks at these, and each costs every frame some time for all lines or URLs of 24 MB: without them the view has
  // its rows in half the time.
  'editor.minimap.enabled': false,
  'editor.links': false,
  'editor.folding': false,
  'editor.guides.indentation': false,
  'editor.bracketPairColorization.enabled': false,
  'editor.stickyScroll.enabled': false,
};

/** Opens the workbench on the folder, no file yet: a file opened by the very first URL stays 'optimised' (no CodeLens). */
export async function openHost(options: HostOptions = {}): Promise<Host> {
  const extension = extensionFolder(options.extension ?? true);
  requireSetUp(extension);
  const base = mkdtempSync(join(tmpdir(), 'scapwright-e2e-'));
  const undo: (() => unknown)[] = [() => rmSync(base, { recursive: true, force: true, maxRetries: 5 })];
  const dispose = async () => {
    for (let step = undo.pop(); step; step = undo.pop()) await step();
  };
  try {
    const folder = writeWorkspace(join(base, 'workspace'), options);
    const dataFolder = join(base, 'data');
    const server = await startHost({
      dataFolder,
      extension,
      trust: options.trust ?? true,
      settings: { ...driverSettings, ...(options.isRepository ? { 'git.enabled': true } : {}), ...options.settings },
    });
    undo.push(server.stop);
    const browser = await launchChromium();
    undo.push(() => browser.close());
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    page.setDefaultTimeout(patienceMs);
    await page.addInitScript(stopAnimations);
    const consoleLines: string[] = [];
    page.on('console', (message) => consoleLines.push(`${message.type()}: ${message.text()}`));
    const host: Host = { page, port: server.port, folder, dataFolder, consoleLines, dispose };
    await loadWorkbench(host, options.trust ?? true).catch(async (error) => {
      await screenshot(host, `failure-${Date.now()}`);
      throw error;
    });
    return host;
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Opens a host, hands it to the test and disposes it in any case; a failing test leaves a screenshot and the console's end. */
export async function withHost<Result>(options: HostOptions, test: (host: Host) => Promise<Result>): Promise<Result> {
  const host = await openHost(options);
  try {
    return await test(host);
  } catch (error) {
    await screenshot(host, `failure-${Date.now()}`).catch(() => undefined);
    console.error(consoleLog(host).slice(-4000));
    throw error;
  } finally {
    await host.dispose();
  }
}

/**
 * Runs in the page. Without a graphics card every frame of a progress bar is drawn by the processor, which takes one of two
 * cores while a large file is read: its text comes in 10 s instead of 18.
 */
function stopAnimations(): void {
  if (window.top !== window) return;
  document.addEventListener('DOMContentLoaded', () => {
    const style = document.createElement('style');
    style.textContent = '*, *::before, *::after { animation: none !important; }';
    document.head.append(style);
  });
}

function extensionFolder(extension: boolean | string): string | undefined {
  if (typeof extension === 'string') return extension;
  return extension ? builtExtension() : undefined;
}

/** The folder of the extension that the tests run: this checkout's, or another build of it. */
export function builtExtension(): string {
  return process.env.SCAP_E2E_EXTENSION ?? root;
}

function requireSetUp(extension: string | undefined): void {
  if (!hostIsInstalled()) throw new Error("the VS Code of the tests is not installed: run 'node tools/host.mjs'");
  if (extension === root && !existsSync(join(root, 'dist', 'client.js'))) {
    throw new Error("dist/client.js is missing: run 'npm run build'");
  }
}

function writeWorkspace(folder: string, { files = [], texts = {}, isRepository = false }: HostOptions): string {
  mkdirSync(folder, { recursive: true });
  for (const file of files) copyFileSync(file, join(folder, basename(file)));
  for (const [name, content] of Object.entries(texts)) writeFileSync(join(folder, name), content);
  if (isRepository) commitAll(folder);
  return folder;
}

function commitAll(folder: string): void {
  const author = ['-c', 'user.name=Author', '-c', 'user.email=author@example.org', '-c', 'commit.gpgsign=false'];
  for (const step of [
    ['init', '--quiet'],
    ['add', '.'],
    [...author, 'commit', '--quiet', '--message', 'As it is'],
  ]) {
    execFileSync('git', step, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  }
}

/** Chromium without VS Code, for a page that needs none. */
export async function launchChromium(): Promise<Browser> {
  const { programs, debianPackage } = systemPrograms.chromium;
  const executablePath = programs.map(findOnPath).find((path) => path !== undefined);
  if (!executablePath) throw new Error(`no Chromium on the PATH: apt-get install ${debianPackage}`);
  return playwright.chromium.launch({ executablePath, headless: true, args: chromiumFlags });
}

async function loadWorkbench({ page, port, folder }: Host, trust: boolean): Promise<void> {
  await page.goto(windowUrl(port, folder));
  await page.locator('.monaco-workbench .part.statusbar').waitFor();
  if (!trust) await page.locator('[id="status.workspaceTrust"]').filter({ hasText: 'Restricted Mode' }).waitFor();
  // The explorer's rows come from the server: once they show, the window talks to it.
  await page.locator('.explorer-folders-view .monaco-list').waitFor();
}

/** Loads the window again and, with a file, opens that one by URL; the server and its extension host stay the same. */
export async function reloadWindow({ page, port, folder }: Host, file?: string): Promise<void> {
  await page.goto(windowUrl(port, folder, file === undefined ? undefined : join(folder, file)));
  await page.locator('.monaco-workbench .part.statusbar').waitFor();
}

/** Writes test/e2e/screenshots/NAME.png (ignored by git) and returns its path. */
export async function screenshot({ page }: Host, name: string): Promise<string> {
  const path = join(root, 'test', 'e2e', 'screenshots', `${name}.png`);
  await page.screenshot({ path });
  return path;
}

/**
 * What the window and, through it, the extension host have written to the browser's console so far. Log files there are
 * none: VS Code writes them by a native module that we do not build.
 */
export function consoleLog({ consoleLines }: Host): string {
  return consoleLines.join('\n');
}

/** The bytes of a workspace file as they are on disk now. */
export function fileOnDisk({ folder }: Host, name: string): Buffer {
  return readFileSync(join(folder, name));
}
