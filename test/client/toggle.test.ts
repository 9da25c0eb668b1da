/** Which way switches go that are made at once: in one request for each document, or for the tailoring that its edits go into. */
import { expect, it, vi } from 'vitest';
import type { ToggleOrder } from '../../client/src/toggle.ts';
import { vscode } from '../support/vscode.ts';

vi.mock('vscode', () => ({ ...vscode, window: { setStatusBarMessage: () => {} } }));
const { createQueue } = await import('../../client/src/queue.ts');
const { createToggler } = await import('../../client/src/toggle.ts');

const order = (item: string, uri = 'a.xml', profile = 'p', enable = true): ToggleOrder => {
  return { uri, target: { benchmark: 'b', item, scope: { kind: 'profile', profile } }, enable };
};

function toggler({ onDisk = false, led = false }) {
  const asked: string[] = [];
  const told = (name: string, { uri, ...params }: { readonly uri: string }) => {
    const { target, orders, into } = params as { target?: { item: string }; orders?: ToggleOrder[]; into?: string };
    const items = orders?.map((one) => one.target.item) ?? target?.item;
    asked.push(`${name.replace('scap/', '')} ${uri} ${items}${into === undefined ? '' : ` into ${into}`}`);
  };
  const server = {
    ask: async (name: string, params: { readonly uri: string; readonly orders: readonly unknown[] }) => {
      told(name, params);
      return { outcomes: params.orders.map(() => ({ kind: 'nothing', reason: '' })) };
    },
  };
  const editing = {
    edit: async (name: string, params: { readonly uri: string }) => told(name, params),
    isOnDisk: () => onDisk,
    queue: createQueue(),
    into: () => (led ? 't.xml' : undefined),
    whyNot: async () => undefined,
    whenSaved: (_: string, __: string, task: () => Promise<void>) => task(),
  };
  const { toggleTogether } = createToggler(
    server as never,
    editing as never,
    async () => {},
    () => led,
  );
  return async (...orders: readonly ToggleOrder[]) => {
    await toggleTogether(orders);
    return asked;
  };
}

it('one goes the way of a click', async () => {
  expect(await toggler({})(order('r'))).toEqual(['toggle a.xml r']);
});

it('several are one request for each document, also in a file over 50 MiB', async () => {
  const orders = [order('r'), order('s', 'b.xml'), order('t', 'a.xml', 'q', false), order('u', 'b.xml')];
  for (const onDisk of [false, true]) {
    expect(await toggler({ onDisk })(...orders)).toEqual(['toggleMany a.xml r,t', 'toggleMany b.xml s,u']);
  }
});

it('where edits go into a tailoring, all are one request too, whatever they switch', async () => {
  const orders = [order('r'), order('s'), order('t', 'a.xml', 'q'), order('u', 'a.xml', 'p', false)];
  const expected = ['toggleMany a.xml r,s,t,u into t.xml'];
  for (const onDisk of [false, true]) expect(await toggler({ led: true, onDisk })(...orders)).toEqual(expected);
});
