/**
 * "Refine Rule...": asks what of a rule is to be another in a profile, and what it is to be. Where the rule was not picked
 * below a profile, it asks for the profile first.
 */
import * as vscode from 'vscode';
import {
  type CheckTextParams,
  checkWeightRequest,
  type ItemParams,
  type ProfileState,
  profilesRequest,
  type RefinementState,
  type RefineRuleParams,
  refinementStateRequest,
  refineRuleRequest,
  type ValueParams,
} from '../../server/src/protocol/index.ts';
import type { Server } from './server.ts';
import type { ValueParts } from './values.ts';

type Change = RefineRuleParams['change'];

export function refineCommands(parts: ValueParts): Readonly<Record<string, (argument: unknown) => unknown>> {
  const { server, editing, targets } = parts;
  return {
    'scap.rule.refine': async (argument) => {
      const item = await targets.item(argument);
      const rule = item && (await ruleInProfile(server, item));
      if (rule === undefined) return;
      const state = await server.ask<RefinementState>(refinementStateRequest, rule);
      if (state === null) {
        void vscode.window.showInformationMessage(vscode.l10n.t('{0} is no rule of this profile.', rule.target.item));
        return;
      }
      const change = await askChange(server, rule, state);
      if (change === undefined) return;
      await editing.edit(refineRuleRequest, { ...rule, change } satisfies RefineRuleParams);
    },
  };
}

async function ruleInProfile(server: Server, item: ItemParams): Promise<ValueParams | undefined> {
  const { scope, benchmark, item: id } = item.target;
  const profile = scope.kind === 'profile' ? scope.profile : await pickProfile(server, item);
  return profile === undefined ? undefined : { uri: item.uri, target: { benchmark, profile, item: id } };
}

async function pickProfile(server: Server, item: ItemParams): Promise<string | undefined> {
  const profiles = (await server.ask<readonly ProfileState[]>(profilesRequest, item)) ?? [];
  const picked = await vscode.window.showQuickPick(
    profiles.map(({ title, profile }) => ({ label: title, description: profile, profile })),
    { title: vscode.l10n.t('Refine in which profile?'), matchOnDescription: true },
  );
  return picked?.profile;
}

async function askChange(server: Server, rule: ValueParams, state: RefinementState): Promise<Change | undefined> {
  const { severity, role, weight, selector, selectors } = state;
  const none = vscode.l10n.t('(no selector)');
  const what = [
    { label: vscode.l10n.t('Severity'), description: severity, name: 'severity' as const },
    { label: vscode.l10n.t('Role'), description: role, name: 'role' as const },
    { label: vscode.l10n.t('Weight'), description: weight, name: 'weight' as const },
    ...(selectors.some((one) => one !== '')
      ? [{ label: vscode.l10n.t('Check Selector'), description: selector || none, name: 'selector' as const }]
      : []),
    ...(state.isOwn ? [{ label: vscode.l10n.t('Reset'), description: '', name: 'reset' as const }] : []),
  ];
  const picked = await vscode.window.showQuickPick(what, {
    title: state.title,
    placeHolder: vscode.l10n.t('What is to be another in this profile?'),
  });
  if (picked === undefined || picked.name === 'reset') return picked?.name as 'reset' | undefined;
  const value =
    picked.name === 'weight' ? await askWeight(server, rule, state) : await askOne(picked.name, state, picked.label);
  return value === undefined ? undefined : { [picked.name]: value };
}

async function askOne(
  name: 'severity' | 'role' | 'selector',
  state: RefinementState,
  label: string,
): Promise<string | undefined> {
  const values = { severity: state.severities, role: state.roles, selector: ['', ...state.selectors] }[name];
  const picked = await vscode.window.showQuickPick(
    [...new Set(values)].map((value) => ({
      label: value || vscode.l10n.t('(no selector)'),
      description: value === state[name] ? vscode.l10n.t('in force now') : '',
      value,
    })),
    { title: `${state.title}: ${label}` },
  );
  return picked?.value;
}

async function askWeight(server: Server, rule: ValueParams, state: RefinementState): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: state.title,
    prompt: vscode.l10n.t('Weight'),
    value: state.weight,
    validateInput: async (text) => {
      const params: CheckTextParams = { ...rule, text };
      return (await server.ask<{ readonly fault?: string }>(checkWeightRequest, params))?.fault;
    },
  });
}
