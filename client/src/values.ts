/**
 * The commands on Values: pick another of its own, set one, reset, see who reads it. What a Value may be is the server's
 * to know; it is asked while the user types.
 */
import * as vscode from 'vscode';
import {
  type CheckTextParams,
  checkTextRequest,
  type EditTarget,
  type EditValueParams,
  editValueRequest,
  type ListedItem,
  rulesOfValueRequest,
  type ValueParams,
  type ValueState,
  valueStateRequest,
  valuesOfRuleRequest,
} from '../../server/src/protocol/index.ts';
import type { Editing } from './editing.ts';
import { openPlace } from './navigate.ts';
import type { Server } from './server.ts';
import type { Targets } from './target.ts';

export interface ValueParts {
  readonly server: Server;
  readonly editing: Editing;
  readonly targets: Targets;
}

export function valueCommands(parts: ValueParts): Readonly<Record<string, (argument: unknown) => unknown>> {
  const { server, editing, targets } = parts;
  const edit = (value: ValueParams, change: Pick<EditValueParams, 'selector' | 'text'>) =>
    editing.edit(editValueRequest, { ...value, ...change } satisfies EditValueParams);
  const withValue = (act: (value: ValueParams) => unknown) => (argument: unknown) => {
    const value = findValue(targets, argument);
    return value === undefined ? tell(vscode.l10n.t('Select a Value in the SCAP view first.')) : act(value);
  };
  return {
    'scap.value.pickSelector': withValue(async (value) => {
      const selector = await pickSelector(server, value);
      if (selector !== undefined) await edit(value, { selector });
    }),
    'scap.value.set': withValue(async (value) => {
      const text = await askText(server, value);
      if (text !== undefined) await edit(value, { text });
    }),
    'scap.value.reset': withValue((value) => edit(value, {})),
    'scap.value.rules': withValue(async (value) => {
      const rules = await server.ask<readonly ListedItem[]>(rulesOfValueRequest, value);
      if (rules?.length === 0) return tell(vscode.l10n.t('No rule reads this Value.'));
      await goToOne(rules, vscode.l10n.t('Rules that read this Value'));
    }),
    'scap.rule.values': async (argument) => {
      const item = await targets.item(argument);
      if (item === undefined) return;
      const { benchmark, item: id, scope } = item.target;
      const target: EditTarget = {
        ...{ benchmark, item: id },
        ...(scope.kind === 'profile' ? { profile: scope.profile } : {}),
      };
      const values = await server.ask<readonly ListedItem[]>(valuesOfRuleRequest, { uri: item.uri, target });
      if (values?.length === 0) return tell(vscode.l10n.t('This rule reads no Value.'));
      await goToOne(values, vscode.l10n.t('Values that this rule reads'));
    },
  };
}

/** The Value of a row; of the view's selection where a command was called without one. */
function findValue(targets: Targets, argument: unknown): ValueParams | undefined {
  const row = targets.row(argument instanceof vscode.Uri ? undefined : argument);
  const { target, kind } = row?.node ?? {};
  if (row === undefined || kind !== 'value' || target?.profile === undefined || target.item === undefined) {
    return undefined;
  }
  const { benchmark, profile, item } = target;
  return { uri: row.uri, target: { benchmark, profile, item } };
}

async function pickSelector(server: Server, value: ValueParams): Promise<string | undefined> {
  const state = await server.ask<ValueState>(valueStateRequest, value);
  if (state === null) return tellGone(value);
  const choices = state.choices.map(({ selector, text }) => ({
    label: selector || vscode.l10n.t('(no selector)'),
    description: text,
    ...(selector === state.selector && state.by !== 'set' ? { detail: vscode.l10n.t('in force now') } : {}),
    selector,
  }));
  const picked = await vscode.window.showQuickPick(choices, {
    title: state.title,
    placeHolder: vscode.l10n.t('Pick the value to use in this profile'),
    matchOnDescription: true,
  });
  return picked?.selector;
}

/** The server says with each key what the text breaks. */
async function askText(server: Server, value: ValueParams): Promise<string | undefined> {
  const state = await server.ask<ValueState>(valueStateRequest, value);
  if (state === null) return tellGone(value);
  return vscode.window.showInputBox({
    title: state.title,
    prompt: [state.limits, ...(state.offered.length > 0 ? [state.offered.join(', ')] : [])].join('; '),
    value: state.text ?? '',
    validateInput: async (text) => {
      const answer = await server.ask<{ readonly fault?: string }>(checkTextRequest, {
        ...value,
        text,
      } satisfies CheckTextParams);
      return answer?.fault;
    },
  });
}

async function goToOne(items: readonly ListedItem[] | null, title: string): Promise<void> {
  if (items === null) return tell(vscode.l10n.t('It is not in the document any more.'));
  const picked = await vscode.window.showQuickPick(
    items.map(({ id, title: label, description, place }) => ({ label, description, detail: id, place })),
    { title, placeHolder: vscode.l10n.t('Pick one to go to it'), matchOnDetail: true },
  );
  if (picked !== undefined) await openPlace(picked.place);
}

function tellGone({ target }: ValueParams): undefined {
  tell(vscode.l10n.t('{0} is not in the document any more.', target.item));
}

function tell(message: string): void {
  void vscode.window.showInformationMessage(message);
}
