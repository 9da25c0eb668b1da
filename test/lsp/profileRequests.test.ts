/** Requests about profiles over stdio, as the view makes them; the edits are applied as an editor would. */
import { describe, expect, it } from 'vitest';
import type { EditProfileParams, EditResult, ProfileChange, ProfileWords } from '../../server/src/protocol/index.ts';
import { openForAll } from '../support/requests.ts';

const benchmark = 'xccdf_org.example_benchmark_child-chain';
const prefix = 'xccdf_org.example_profile_';
const { uri, ask } = openForAll('selection/child-chain.xml');

function edit(change: ProfileChange, profile?: string, more: Partial<EditProfileParams> = {}): Promise<EditResult> {
  const target = profile === undefined ? { benchmark } : { benchmark, profile: prefix + profile };
  return ask('profile/edit', { target, change, ...more });
}

describe('requests about profiles', () => {
  it('answer an edit with its version and what takes it back', async () => {
    const answer = await edit({ kind: 'new', id: `${prefix}late`, title: 'Late' }, 'child');
    if (answer.kind !== 'edit') throw new Error(JSON.stringify(answer));
    expect(answer.edit).toMatchObject({ uri, version: 1 });
    expect(answer.edit.edits.map(({ newText }) => newText.trim())).toEqual([
      `<Profile id="${prefix}late" extends="${prefix}child">\n    <title override="true">Late</title>\n  </Profile>`,
    ]);
    expect(answer.inverse.edits.map(({ newText }) => newText)).toEqual(['']);
  });

  it('ask before a profile goes that others extend, and go on when told to', async () => {
    expect(await edit({ kind: 'delete' }, 'parent')).toMatchObject({ kind: 'choice', answers: [{ answer: 'force' }] });
    expect(await edit({ kind: 'delete' }, 'parent', { answer: 'force' })).toMatchObject({ kind: 'edit' });
  });

  it('refuse a profile that is not there', async () => {
    const reason = `${prefix}ghost is not in this document any more.`;
    expect(await edit({ kind: 'delete' }, 'ghost')).toEqual({ kind: 'refused', reason });
  });

  it('tell what input boxes start with, and why an id cannot be', async () => {
    const target = { benchmark, profile: `${prefix}child` };
    const words = await ask<ProfileWords>('profile/words', { target });
    expect(words).toEqual({ title: 'Child', description: '', proposedId: `${prefix}child_copy` });
    const check = (id: string) => ask('profile/checkId', { target, id });
    expect(await check(`${prefix}parent`)).toEqual({ fault: `There is a profile ${prefix}parent already` });
    expect(await check(`${prefix}free`)).toEqual({});
  });
});
