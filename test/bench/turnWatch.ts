/** Loaded into the server's process before the server itself: answers how long the longest turn was since it was last asked. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

const resolution = 1;
const watch = monitorEventLoopDelay({ resolution });
watch.enable();

process.on('message', () => {
  // The turn in which this is asked has to end first, to be counted.
  setTimeout(() => {
    process.send!(Math.max(0, watch.max / 1e6 - resolution));
    watch.reset();
  }, 2 * resolution);
});
