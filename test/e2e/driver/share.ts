// One host for all tests of a file: a start and the first look at a 24 MB stream cost more than most tests.
import { afterAll, afterEach, beforeAll } from 'vitest';
import { consoleLog, type Host, type HostOptions, openHost, screenshot } from './host.ts';

/** Call at the top of a file or of a `describe`; the tests get the host by the returned function, in their order. */
export function shareHost(options: () => HostOptions, prepare?: (host: Host) => Promise<void>): () => Host {
  let host: Host | undefined;
  const report = async (name: string) => {
    if (!host) return;
    await screenshot(host, `failure-${name.replaceAll(/\W+/g, '-').slice(0, 60)}`).catch(() => undefined);
    console.error(consoleLog(host).slice(-4000));
  };
  beforeAll(async () => {
    host = await openHost(options());
    await prepare?.(host).catch(async (error) => {
      await report('prepare');
      throw error;
    });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    await report(task.name);
    // Menus and dialogs it left open must not fail the next test as well.
    for (let layer = 0; layer < 3; layer++) await host?.page.keyboard.press('Escape');
  });
  afterAll(() => host?.dispose());
  return () => host!;
}
