// Brings what the other tools need onto a fresh machine: this package's dependencies, its bundles, programs from Debian's
// packages. Each function does nothing when there is nothing to do. Node built-ins only.
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { aside, findOnPath, mustRun, npmCommand, root, run } from './processes.mjs';

/** True where a module is the program that node was started with, not imported by another one. */
export function isMain(moduleUrl) {
  return process.argv[1] !== undefined && realpathSync(process.argv[1]) === realpathSync(fileURLToPath(moduleUrl));
}

/** Installs the dependencies of a package folder when they are missing or are not those of its lock file. */
export async function ensureDependencies(folder = root) {
  if (dependenciesMatchLock(folder)) return;
  console.error(`Installing the dependencies of ${folder === root ? 'the extension' : folder}.`);
  await mustRun(...npmCommand(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']), {
    ...aside,
    cwd: folder,
  });
}

/**
 * npm writes node_modules/.package-lock.json as the last step of an install, so an interrupted one has none. Packages
 * for other platforms are in the lock file only.
 */
export function dependenciesMatchLock(folder) {
  const installed = readPackages(join(folder, 'node_modules', '.package-lock.json'));
  const locked = readPackages(join(folder, 'package-lock.json'));
  if (!installed || !locked) return false;
  return Object.entries(locked).every(([path, entry]) => {
    if (path === '') return true;
    const present = installed[path];
    if (!present) return entry.optional === true || entry.devOptional === true;
    return present.version === entry.version && present.integrity === entry.integrity;
  });
}

function readPackages(path) {
  if (!existsSync(path)) return undefined;
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}

/** Writes dist/client.js, dist/server.js and dist/cli.js. */
export async function buildBundles() {
  await mustRun(process.execPath, ['esbuild.mjs']);
}

/** The programs of the tests and the Debian packages that have them. Any one program of a row will do. */
export const systemPrograms = {
  oscap: { programs: ['oscap'], debianPackage: 'openscap-scanner' },
  xmllint: { programs: ['xmllint'], debianPackage: 'libxml2-utils' },
  xsltproc: { programs: ['xsltproc'], debianPackage: 'xsltproc' },
  git: { programs: ['git'], debianPackage: 'git' },
  chromium: { programs: ['chromium', 'chromium-browser', 'google-chrome'], debianPackage: 'chromium' },
};

function missingPrograms(names) {
  return names.filter((name) => !systemPrograms[name].programs.some((program) => findOnPath(program)));
}

/** Installs missing programs where that is possible (Debian, as root) and returns a sentence for each still missing. */
export async function ensureSystemPrograms(names) {
  const missing = missingPrograms(names);
  if (missing.length === 0) return [];
  const packages = missing.map((name) => systemPrograms[name].debianPackage);
  if (mayInstall()) await installDebianPackages(packages);
  return missingPrograms(names).map((name) => {
    const { debianPackage } = systemPrograms[name];
    return `the program '${name}' is missing and could not be installed: apt-get install ${debianPackage}`;
  });
}

function mayInstall() {
  return process.getuid?.() === 0 && findOnPath('apt-get') !== undefined;
}

async function installDebianPackages(packages) {
  console.error(`Installing Debian packages: ${packages.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '--yes', '--no-install-recommends', ...packages];
  await run('apt-get', ['update', '--quiet=2'], { ...aside, env });
  await run('apt-get', ['--quiet=2', ...install], { ...aside, env });
}
