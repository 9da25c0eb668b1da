// Which state of the sources a figure is of. Node built-ins only.
import { spawnSync } from 'node:child_process';
import { root } from './processes.mjs';

/** The commit that is checked out, with a '+' behind it where files have changed since; 'unknown' outside of a checkout. */
export function describeCommit() {
  const commit = git('rev-parse', '--short', 'HEAD');
  if (commit === undefined) return 'unknown';
  return git('status', '--porcelain', '--untracked-files=no') === '' ? commit : `${commit}+`;
}

function git(...words) {
  const { status, stdout } = spawnSync('git', words, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}
