/** Why a reference leads nowhere, in one sentence that names the thing. Missing, external and not loaded differ. */
import * as l10n from '@vscode/l10n';
import type { Resolution } from './resolve.ts';

/** `name` is what the reference says. Undefined for one that leads somewhere. */
export function reasonOf(resolution: Resolution, name: string): string | undefined {
  switch (resolution.status) {
    case 'resolved':
      return undefined;
    case 'missing-target':
      return l10n.t('Nothing here has the id {0}.', resolution.id);
    case 'missing-component':
      return l10n.t('"{0}" names no component of this file.', resolution.href);
    case 'external':
      return l10n.t('{0} is outside this file. It is never fetched.', resolution.href);
    case 'not-loaded':
      return l10n.t('{0} has not been read.', resolution.href);
    case 'not-tracked':
      return l10n.t('What {0} means is not told by this file.', name);
  }
}
