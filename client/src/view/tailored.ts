/** Shows where an edit went that was led into a tailoring: the row that says there what the clicked one says of the stream. */
import { type ItemParams, type ToggleTarget, tailoredTargetRequest } from '../../../server/src/protocol/index.ts';
import type { Server } from '../server.ts';
import type { Outline } from './outline.ts';

/** `into`: the tailoring that edits of the stream go to. Without one, or before it has a profile for the row, nothing is shown. */
export async function revealTailored(
  server: Pick<Server, 'ask'>,
  outline: Pick<Outline, 'revealItem'>,
  { uri, target }: ItemParams,
  into: string | undefined,
): Promise<void> {
  if (into === undefined) return;
  const tailored = await server.ask<ToggleTarget>(tailoredTargetRequest, { uri, target, into });
  if (tailored !== null) await outline.revealItem(into, tailored, false);
}
