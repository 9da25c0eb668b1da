/**
 * Edits of a stream led into a tailoring, a new tailoring, and the stream of one, over stdio. The stream is never in an edit;
 * what the tailoring then says is asked of its own rows.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  EditProfileParams,
  EditResult,
  NewTailoring,
  ProfileChange,
  ProfileWords,
  StreamOfTailoring,
  TailoringChoices,
  ToggleManyResult,
  ToggleParams,
  ToggleTarget,
} from '../../server/src/protocol/index.ts';
import { circleId, circles, profileCircle } from '../support/circles.ts';
import { fixturePath, readDocument } from '../support/documents.ts';
import { type LanguageClient, startClient } from '../support/languageClient.ts';
import { applied } from '../support/requests.ts';

const streamText = readDocument(fixturePath('selection/tailoring-base.xml')).text;
const id = (kind: string, name: string): string => `xccdf_org.example_${kind}_${name}`;
const benchmark = id('benchmark', 'tailoring-base');

function tailoringText(profiles: string, href = 'tailoring-base.xml'): string {
  return `<x:Tailoring xmlns:x="http://checklists.nist.gov/xccdf/1.2" id="${id('tailoring', 'mine')}">
  <x:benchmark href="${href}"/>
  <x:version time="2024-05-01T12:00:00">1</x:version>${profiles}
</x:Tailoring>
`;
}

let client: LanguageClient;
beforeAll(async () => {
  client = await startClient();
});
afterAll(() => client.stop());

let count = 0;
let stream = '';
let into = '';
beforeEach(async () => {
  const folder = `file:///content/${++count}`;
  stream = `${folder}/tailoring-base.xml`;
  into = `${folder}/mine.xml`;
  await client.open(stream, streamText);
});

function toggle(rule: string, enable: boolean, scope: ToggleParams['target']['scope'], target = into) {
  const order: ToggleParams = {
    uri: stream,
    target: { benchmark, item: id('rule', rule), scope },
    enable,
    into: target,
  };
  return client.request<EditResult>('scap/toggle', order);
}

function edited(text: string, result: EditResult): string {
  if (result.kind !== 'edit') throw new Error(JSON.stringify(result));
  return applied(text, result.edit);
}

const standard = { kind: 'profile', profile: id('profile', 'standard') } as const;

describe('an edit led into a tailoring', () => {
  it('adds the profile that it needs, in one edit, and leaves the stream alone', async () => {
    const text = tailoringText('');
    await client.open(into, text);
    const result = await toggle('left', false, standard);
    expect(result).toMatchObject({
      kind: 'edit',
      edit: { uri: into },
      summary: expect.stringContaining('In mine.xml.'),
    });
    expect(edited(text, result)).toBe(
      tailoringText(`
  <x:Profile id="${standard.profile}_customized" extends="${standard.profile}">
    <x:title override="true">Standard (customized)</x:title>
    <x:select idref="${id('rule', 'left')}" selected="false"/>
  </x:Profile>`),
    );
  });

  it.each(['standard_customized', 'standard', 'site'])('goes to the profile %s that is there', async (name) => {
    const text = tailoringText(`
  <x:Profile id="${id('profile', name)}" extends="${standard.profile}">
    <x:title>Mine</x:title>
  </x:Profile>`);
    await client.open(into, text);
    const result = await toggle('right', true, standard);
    expect(edited(text, result)).toBe(
      text.replace('</x:title>', `</x:title>\n    <x:select idref="${id('rule', 'right')}" selected="true"/>`),
    );
  });

  it('is one of all boxes that are ticked at once, also in several profiles and both ways', async () => {
    const text = tailoringText('');
    await client.open(into, text);
    const order = (rule: string, enable: boolean, profile: string) => ({
      target: {
        benchmark,
        item: id('rule', rule),
        scope: { kind: 'profile', profile: id('profile', profile) } as const,
      },
      enable,
    });
    const orders = [
      order('left', false, 'standard'),
      order('middle', false, 'standard'),
      order('right', true, 'standard'),
      order('moon', true, 'apart'),
      order('left', true, 'standard'),
      order('moon', true, 'apart'),
      {
        ...order('left', false, 'apart'),
        target: { ...order('left', false, 'apart').target, scope: { kind: 'everywhere' } as const },
      },
      order('star', true, 'apart'),
    ];
    const { outcomes, edit } = await client.request<ToggleManyResult>('scap/toggleMany', { uri: stream, orders, into });
    expect(outcomes.map(({ kind }) => kind)).toEqual([
      ...['edit', 'edit', 'edit', 'edit', 'edit', 'nothing', 'refused', 'edit'],
    ]);
    expect(edit).toMatchObject({ edit: { uri: into, version: 1 }, summary: expect.stringContaining('In mine.xml.') });
    // The same as one after the other.
    let stepwise = text;
    for (const [index, { target, enable }] of orders.entries()) {
      const step = `${into}${index}`;
      await client.open(step, stepwise);
      const single = { uri: stream, target, enable, into: step };
      const result = await client.request<EditResult>('scap/toggle', single);
      if (result.kind === 'edit') stepwise = applied(stepwise, result.edit);
    }
    const after = applied(text, edit!.edit);
    expect(after).toBe(stepwise);
    expect(after.match(/<x:Profile /g)).toHaveLength(2);
    expect(applied(after, edit!.inverse)).toBe(text);
    const gone = { uri: stream, orders: orders.slice(0, 1), into: 'file:///content/none.xml' };
    expect(await client.request('scap/toggleMany', gone)).toMatchObject({ outcomes: [{ kind: 'refused' }] });
  });

  it('is found again in the row of the tailoring, once that has the profile', async () => {
    const target = { benchmark, item: id('rule', 'left'), scope: standard };
    const found = () => client.request<ToggleTarget | null>('scap/tailoring/target', { uri: stream, target, into });
    await client.open(into, tailoringText(''));
    expect(await found()).toBeNull();
    const edit = edited(tailoringText(''), await toggle('left', false, standard));
    into = `${into}2`;
    await client.open(into, edit);
    const tailored = (await found())!;
    expect(tailored).toMatchObject({
      item: target.item,
      scope: { kind: 'profile', profile: `${standard.profile}_customized` },
    });
    const rows = await client.request<string[] | null>('scap/outline/path', { uri: into, target: tailored });
    expect(rows!.length).toBeGreaterThan(2);
    const everywhere = { ...target, scope: { kind: 'everywhere' } };
    expect(await client.request('scap/tailoring/target', { uri: stream, target: everywhere, into })).toBeNull();
  });

  it('is shown before it is made, where many rules are switched', async () => {
    await client.open(into, tailoringText(''));
    const target = { benchmark, items: [id('rule', 'left'), id('rule', 'middle')], scope: standard };
    const order = { uri: stream, target, enable: false, into };
    expect(await client.request('scap/togglePreview', order)).toMatchObject({
      lines: ['Standard (customized): 2 rules off'],
    });
    const everywhere = { ...order, target: { ...target, scope: { kind: 'everywhere' } } };
    expect(await client.request('scap/togglePreview', everywhere)).toHaveProperty('refused');
  });

  it('is refused where a tailoring cannot say it, with the way out', async () => {
    await client.open(into, tailoringText(''));
    for (const scope of [{ kind: 'everywhere' }, { kind: 'mentioned' }] as const) {
      expect(await toggle('left', false, scope)).toMatchObject({
        kind: 'refused',
        reason: expect.stringContaining('Switch the row below a profile'),
      });
    }
    expect(await toggle('left', false, standard, 'file:///content/none.xml')).toMatchObject({ kind: 'refused' });
  });

  it('is refused in a circle of profiles and in broken XML, and says nothing where nothing has to change', async () => {
    const circle = tailoringText(`
  <x:Profile id="${standard.profile}" extends="${id('profile', 'b')}"/>
  <x:Profile id="${id('profile', 'b')}" extends="${standard.profile}"/>`);
    await client.open(into, circle);
    expect(await toggle('left', false, standard)).toMatchObject({
      reason: expect.stringContaining(`: ${standard.profile} -> ${id('profile', 'b')} -> ${standard.profile}.`),
    });
    await client.open(`${into}2`, tailoringText('<x:Profile'));
    expect(await toggle('left', false, standard, `${into}2`)).toMatchObject({
      reason: expect.stringContaining('broken'),
    });
    await client.open(`${into}3`, tailoringText(''));
    expect(await toggle('left', true, standard, `${into}3`)).toMatchObject({ kind: 'nothing' });
  });
});

describe('an edit of a profile itself, led into a tailoring', () => {
  const change = (asked: ProfileChange, profile?: string, more: Partial<EditProfileParams> = {}) => {
    const target = profile === undefined ? { benchmark } : { benchmark, profile: id('profile', profile) };
    return client.request<EditResult>('scap/profile/edit', { uri: stream, target, change: asked, into, ...more });
  };
  const [start, end] = tailoringText('|').split('|') as [string, string];
  const made = (text: string) => text.slice(start.length, text.length - end.length);
  const mine = id('profile', 'mine');

  beforeEach(() => client.open(into, tailoringText('')));

  it('adds a new one there, or one that extends', async () => {
    const added = await change({ kind: 'new', id: mine, title: 'Mine' });
    expect(added).toMatchObject({ edit: { uri: into }, summary: expect.stringMatching(/^Added .* In mine\.xml\.$/) });
    expect(made(edited(tailoringText(''), added))).toBe(`
  <x:Profile id="${mine}">
    <x:title>Mine</x:title>
  </x:Profile>`);
    const heir = await change({ kind: 'new', id: mine, title: 'Mine' }, 'strict');
    expect(edited(tailoringText(''), heir)).toContain(`<x:Profile id="${mine}" extends="${id('profile', 'strict')}">`);
  });

  it('copies with all that a profile takes from its parents', async () => {
    const copied = await change({ kind: 'copy', id: mine, title: 'Mine' }, 'strict');
    const select = (kind: string, name: string, is: boolean) =>
      `\n    <x:select idref="${id(kind, name)}" selected="${is}"/>`;
    expect(made(edited(tailoringText(''), copied))).toBe(`
  <x:Profile id="${mine}">
    <x:title>Mine</x:title>${select('rule', 'left', true)}${select('rule', 'middle', true)}${select('group', 'far', false)}${select('rule', 'right', true)}
  </x:Profile>`);
  });

  it('gives the tailored profile other words, and starts from those that it has', async () => {
    const words = () =>
      client.request<ProfileWords>('scap/profile/words', { uri: stream, target: { benchmark, ...standard }, into });
    expect(await words()).toMatchObject({
      title: 'Standard',
      tailored: { title: 'Standard (customized)', description: '' },
    });
    const titled = await change({ kind: 'title', text: 'Ours' }, 'standard');
    expect(made(edited(tailoringText(''), titled))).toBe(`
  <x:Profile id="${standard.profile}_customized" extends="${standard.profile}">
    <x:title override="true">Ours</x:title>
  </x:Profile>`);
    const described = await change({ kind: 'description', text: 'Why' }, 'standard');
    expect(edited(tailoringText(''), described)).toContain('<x:description override="true">Why</x:description>');
  });

  it('refuses what only the stream could say, with the way out', async () => {
    for (const kind of ['rename', 'delete'] as const) {
      const refused = await change({ kind, id: mine } as ProfileChange, 'standard');
      expect(refused).toMatchObject({
        kind: 'refused',
        reason: expect.stringMatching(
          new RegExp(`^A tailoring cannot ${kind} ${standard.profile}, .* or let edits go into the stream\\.$`),
        ),
      });
    }
    expect(await change({ kind: 'title', text: 'x' }, 'ghost')).toMatchObject({ kind: 'refused' });
    expect(await change({ kind: 'copy', id: mine, title: 'x' }, 'ghost')).toMatchObject({ kind: 'refused' });
  });

  it('takes ids that neither the tailoring nor its stream has', async () => {
    const fault = (wanted: string) =>
      client.request<{ fault?: string }>('scap/profile/checkId', {
        uri: stream,
        target: { benchmark },
        id: wanted,
        into,
      });
    expect(await fault(standard.profile)).toEqual({
      fault: `There is a profile ${standard.profile} in the stream, which this one would hide`,
    });
    expect(await fault(mine)).toEqual({});
    const taken = `${into}2`;
    await client.open(taken, edited(tailoringText(''), await change({ kind: 'new', id: mine, title: 'Mine' })));
    into = taken;
    expect(await fault(mine)).toEqual({ fault: `There is a profile ${mine} already` });
    expect(await change({ kind: 'new', id: standard.profile, title: 'x' })).toMatchObject({ kind: 'refused' });
    const words = { uri: stream, target: { benchmark }, into };
    expect(await client.request('scap/profile/words', words)).toMatchObject({ proposedId: id('profile', 'new') });
  });
});

describe('tailorings of a stream', () => {
  it('are listed with the profiles that a new one can start from', async () => {
    await client.open(into, tailoringText(''));
    const choices = await client.request<TailoringChoices>('scap/tailoring/choices', { uri: stream });
    expect(choices.tailorings).toEqual([into]);
    expect(choices.profiles.map(({ title }) => title)).toEqual(['Standard', 'Strict', 'Apart']);
    const target = { benchmark, profile: choices.profiles[1]!.id };
    const asked = { uri: stream, target, href: 'x.xml', time: 'T' };
    const made = await client.request<NewTailoring>('scap/tailoring/new', asked);
    const text = 'text' in made ? made.text : made.reason;
    expect(text).toContain(`<xccdf:Profile id="${target.profile}_customized" extends="${target.profile}">`);
    expect(text).toContain('<xccdf:benchmark href="x.xml"/>');
  });

  it('cannot start from a profile in a circle of extends, nor from broken XML', async () => {
    const ask = async (name: string, text: string, of: string, profile: string) => {
      const uri = stream.replace('tailoring-base', name);
      await client.open(uri, text);
      const asked = { uri, target: { benchmark: of, profile }, href: 'x.xml', time: 'T' };
      return client.request<NewTailoring>('scap/tailoring/new', asked);
    };
    const inCircles = (profile: string) =>
      ask(profile, circles, circleId('benchmark', 'circles'), circleId('profile', profile));
    for (const profile of ['left', 'heir']) {
      expect(await inCircles(profile)).toEqual({ reason: expect.stringContaining(profileCircle) });
    }
    expect(await inCircles('apart')).toEqual({ text: expect.stringContaining('<xccdf:Profile ') });
    expect(await ask('broken', `${streamText}<`, benchmark, standard.profile)).toEqual({
      reason: expect.stringContaining('The XML is broken in line '),
    });
  });

  it('are about the Benchmark that they start from, of several in one stream, and take its edits only', async () => {
    const uri = stream.replace('tailoring-base', 'two');
    await client.open(uri, readDocument(fixturePath('selection/two-benchmarks-ds.xml')).text);
    const target = { benchmark: id('benchmark', 'west'), profile: id('profile', 'first') };
    const asked = { uri, target, href: 'two.xml', time: 'T' };
    const made = await client.request<NewTailoring>('scap/tailoring/new', asked);
    const text = 'text' in made ? made.text : made.reason;
    expect(text).toContain(`<xccdf:benchmark href="two.xml" id="${id('benchmark', 'west')}"/>`);
    await client.open(into, text);
    const rule = (of: string): ToggleParams => ({
      uri,
      target: {
        benchmark: id('benchmark', of),
        item: id('rule', 'right'),
        scope: { kind: 'profile', profile: id('profile', 'first') },
      },
      enable: false,
      into,
    });
    const west = await client.request<EditResult>('scap/toggle', rule('west'));
    expect(edited(text, west)).toContain(`<xccdf:select idref="${id('rule', 'right')}" selected="false"/>`);
    expect(await client.request<EditResult>('scap/toggle', rule('east'))).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('not about this Benchmark'),
    });
  });

  it('are led to the stream that the user names where their href leads nowhere', async () => {
    const profile = `<x:Profile id="${id('profile', 'site')}" extends="${standard.profile}"/>`;
    await client.open(into, tailoringText(profile, 'https://example.org/gone.xml'));
    const ask = (lead?: string) =>
      client.request<StreamOfTailoring>('scap/tailoring/stream', {
        uri: into,
        ...(lead === undefined ? {} : { lead }),
      });
    const lost = await ask();
    expect(lost).toMatchObject({ href: 'https://example.org/gone.xml' });
    expect(lost.stream).toBeUndefined();
    expect(lost.candidates).toContain(stream);
    expect(await ask(stream)).toMatchObject({ stream });
    expect((await client.request<TailoringChoices>('scap/tailoring/choices', { uri: stream })).tailorings).toEqual([
      into,
    ]);
  });
});
