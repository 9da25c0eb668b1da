/** The version of this build, from the manifest: the bundler puts it in. */
import manifest from '../../../package.json' with { type: 'json' };

export const version: string = manifest.version;
