// Asks axe-core what is wrong with a page. It is run in the page's own frame by the browser, which no content policy forbids.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame } from '../host/node_modules/playwright-core/index.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Violation {
  readonly id: string;
  readonly impact: string;
  /** The elements, as HTML. */
  readonly elements: readonly string[];
}

/** What is serious or critical, and how many rules had something to look at and found it right. */
export async function seriousViolations(
  frame: Frame,
): Promise<{ readonly violations: readonly Violation[]; readonly passes: number }> {
  await frame.evaluate(`${axe};0`);
  return frame.evaluate(async () => {
    const { axe: runner } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } };
    const { violations, passes } = await runner.run();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    return {
      violations: serious.map(({ id, impact, nodes }) => ({ id, impact, elements: nodes.map(({ html }) => html) })),
      passes: passes.length,
    };
  });
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
  readonly passes: readonly object[];
}
