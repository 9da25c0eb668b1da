/** Of a chain of explanations what holds a rule off; the verdict that a reader of the chain comes to. */
import type { WhyLink } from '../../server/src/scap/explain.ts';

const ownCodes = ['default', 'default-off', 'select', 'cluster', 'inherited', 'deselected'];
const held = ['group-off', 'requires', 'conflicts'];

/** Whether a link is on the rule's own switch; the last such counts. */
export function isOwnSwitch({ code }: WhyLink): boolean {
  return ownCodes.includes(code);
}

/** The last link on the rule's own switch where that is off, the groups that are off, the ties that are not met. */
export function listBlocking(chain: readonly WhyLink[]): readonly WhyLink[] {
  const own = chain.findLast(isOwnSwitch);
  return chain.filter((link) =>
    link === own ? ['default-off', 'deselected'].includes(link.code) : held.includes(link.code),
  );
}
