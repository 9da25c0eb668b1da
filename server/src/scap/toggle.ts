/**
 * Switching rules on and off: works out which selects and which @selected have to change so that exactly these rules
 * change, in exactly this scope, and names every difference that remains. It writes no text: selectionEdits.ts does.
 */
import type { XccdfBenchmark, XccdfItem, XccdfProfile } from './benchmark.ts';
import {
  ancestorGroups,
  ancestorProfiles,
  type Drop,
  evaluateSelection,
  parentsFirst,
  profilesInForce,
  type Selection,
  selectionOf,
} from './selection.ts';
import { emptyDraft, setDefault, setInProfile, setOwnInPlace, type WorkingDraft } from './selectionDraft.ts';
import { remember } from './snapshot.ts';

export type ToggleScope =
  /** These profiles and those that inherit from them; `undefined` is the scan without a profile. */
  | { readonly kind: 'profiles'; readonly profiles: readonly (XccdfProfile | undefined)[] }
  /** Every profile and the scan without one: "both places". */
  | { readonly kind: 'everywhere' }
  /** The profiles that name the rule; Rule/@selected stays. */
  | { readonly kind: 'mentioned' };

export interface ToggleRequest {
  readonly rules: readonly XccdfItem[];
  readonly enable: boolean;
  readonly scope: ToggleScope;
  /** Also select what the rules require: the first id of each unmet list. */
  readonly withRequired?: boolean;
}

/** A rule that changes although nobody asked for it, and whose link to the toggle explains it. */
export interface AlsoChanged {
  readonly item: XccdfItem;
  readonly enabled: boolean;
  readonly because: Drop['code'] | 'group' | 'required';
  /** The id that the link names. */
  readonly of: string;
}

/** What happens in one scan: a profile's, or the one without (undefined). */
export interface ToggleChange {
  readonly profile: XccdfProfile | undefined;
  readonly enabled: readonly XccdfItem[];
  readonly disabled: readonly XccdfItem[];
  readonly alsoChanged: readonly AlsoChanged[];
  /** Groups that had to be switched on, and rules that keep sleeping by a select of their own. */
  readonly woken: readonly XccdfItem[];
  readonly slept: readonly XccdfItem[];
}

/** Why the rule would stay off after all, or what else would be lost: the user decides. */
export interface ToggleObstacle {
  readonly profile: XccdfProfile | undefined;
  readonly rule: XccdfItem;
  readonly drop: Drop;
  /** 'stays-off': the rule itself or a group around it is held; 'drops-other': another rule falls out by a conflict. */
  readonly effect: 'stays-off' | 'drops-other';
}

export interface TogglePlan {
  readonly draft: WorkingDraft;
  /** Only scans in which something changes, the one without profile first, then in document order. */
  readonly changes: readonly ToggleChange[];
  readonly obstacles: readonly ToggleObstacle[];
}

/** Works a toggle out. Costs a few evaluations of every profile. */
export function planToggle(benchmark: XccdfBenchmark, request: ToggleRequest): TogglePlan {
  return new Planner(benchmark, request).plan();
}

/** The scans that an edit of this Benchmark can change: a tailoring never edits the base. */
function editableScans(benchmark: XccdfBenchmark): readonly (XccdfProfile | undefined)[] {
  const { tailoring } = benchmark;
  return tailoring
    ? parentsFirst(benchmark, tailoring.profiles)
    : [undefined, ...parentsFirst(benchmark, benchmark.profiles)];
}

/** Guards the one invariant of a plan: `#before` is asked of the untouched document, everything else of the draft. */
class Planner {
  readonly #benchmark: XccdfBenchmark;
  readonly #request: ToggleRequest;
  readonly #asked: ReadonlySet<XccdfItem>;
  readonly #draft = emptyDraft();
  readonly #scans: readonly (XccdfProfile | undefined)[];
  /** The ids that a profile has selects of its own for. */
  readonly #named = new Map<XccdfProfile, ReadonlySet<string>>();
  readonly #evaluated = new Map<XccdfProfile | undefined, Selection>();
  readonly #woken = new Map<XccdfProfile | undefined, Set<XccdfItem>>();
  readonly #slept = new Map<XccdfProfile | undefined, Set<XccdfItem>>();
  /** With `withRequired`: what the rules asked for need, in each scan in which it is missing. */
  readonly #needed = new Map<XccdfProfile | undefined, Set<XccdfItem>>();

  constructor(benchmark: XccdfBenchmark, request: ToggleRequest) {
    this.#benchmark = benchmark;
    this.#request = request;
    this.#asked = new Set(request.rules);
    this.#scans = editableScans(benchmark);
  }

  plan(): TogglePlan {
    const scope = this.#scansInScope();
    this.#settle(scope);
    if (this.#request.withRequired && this.#request.enable) this.#require(scope);
    return { draft: this.#draft, changes: this.#changes(), obstacles: this.#obstacles(scope) };
  }

  /**
   * Every select that keeps one rule still may wake or drop another, or be inherited by a scan that was asked for; each round
   * settles one layer of that.
   */
  #settle(scope: ReadonlySet<XccdfProfile | undefined>): void {
    for (let round = 0; round < 12; round++) {
      if (this.#request.enable) this.#enable(scope);
      else this.#disable(scope);
      if (!this.#keepTheRest(scope)) return;
    }
  }

  #scansInScope(): ReadonlySet<XccdfProfile | undefined> {
    const { scope, rules } = this.#request;
    if (scope.kind === 'profiles') return new Set(scope.profiles);
    if (scope.kind === 'everywhere') return new Set(this.#scans);
    return new Set(this.#scans.filter((profile) => rules.some((rule) => this.#isMeant(profile, rule))));
  }

  #disable(scope: ReadonlySet<XccdfProfile | undefined>): void {
    for (const profile of this.#scans) {
      if (!scope.has(profile)) continue;
      const meant = this.#meantIn(profile);
      this.#setAllInPlace(profile, meant, false);
      const { switched } = this.#after(profile);
      for (const rule of meant) if (switched[rule.number] === 1) this.#set(profile, rule, false);
    }
  }

  #enable(scope: ReadonlySet<XccdfProfile | undefined>): void {
    for (const profile of this.#scans) {
      if (!scope.has(profile)) continue;
      const meant = this.#meantIn(profile);
      this.#setAllInPlace(profile, meant, true);
      // An abstract profile is no scan: what its children still need they get themselves.
      if (profile?.abstract && this.#request.scope.kind === 'everywhere') continue;
      this.#switchOn(profile, meant);
    }
  }

  /** An item's switch depends on no other item's, so all can be set by one look at them. */
  #switchOn(profile: XccdfProfile | undefined, rules: readonly XccdfItem[]): void {
    const switched = this.#after(profile).switched.slice();
    const switchOn = (item: XccdfItem): boolean => {
      if (switched[item.number] === 1) return false;
      switched[item.number] = 1;
      this.#set(profile, item, true);
      return true;
    };
    for (const rule of rules) {
      switchOn(rule);
      for (const group of ancestorGroups(this.#benchmark, rule)) {
        if (switchOn(group)) note(this.#woken, profile, group);
      }
    }
  }

  #set(profile: XccdfProfile | undefined, item: XccdfItem, selected: boolean): boolean {
    const changed = profile
      ? setInProfile(this.#benchmark, this.#draft, profile, item, selected)
      : setDefault(this.#benchmark, this.#draft, item, selected);
    if (changed) this.#forget(profile);
    return changed;
  }

  /** Where not one profile is asked for but all, or those that name a rule, what they say about it is set as well. */
  #setAllInPlace(profile: XccdfProfile | undefined, rules: readonly XccdfItem[], selected: boolean): void {
    if (!profile || this.#request.scope.kind === 'profiles') return;
    const changed = rules.filter((rule) => setOwnInPlace(this.#draft, profile, rule, selected));
    if (changed.length > 0) this.#forget(profile);
  }

  #meantIn(profile: XccdfProfile | undefined): readonly XccdfItem[] {
    return this.#request.rules.filter((rule) => this.#isMeant(profile, rule));
  }

  /** With `mentioned`, a profile is meant for the rules that it names and for no other. */
  #isMeant(profile: XccdfProfile | undefined, rule: XccdfItem): boolean {
    if (this.#request.scope.kind !== 'mentioned') return true;
    if (profile === undefined) return false;
    const named = this.#named.get(profile) ?? new Set(profile.selects.map(({ idref }) => idref));
    this.#named.set(profile, named);
    return named.has(rule.id);
  }

  /** Gives rules that would change unasked a select with their former value; answers whether it had to. */
  #keepTheRest(scope: ReadonlySet<XccdfProfile | undefined>): boolean {
    let changed = false;
    for (const profile of this.#scans) {
      // Profiles later in the list inherit what is set here, so each is asked anew.
      changed = this.#keepSwitches(profile, scope) || changed;
      const before = selectionOf(this.#benchmark, profile);
      const after = this.#after(profile);
      for (const item of this.#benchmark.items) {
        if (before.effective[item.number] === after.effective[item.number]) continue;
        if (this.#mayChange(profile, item, scope)) continue;
        const former = before.effective[item.number] === 1;
        if (this.#link(profile, item, before, after)) continue;
        const kept =
          after.switched[item.number] === (former ? 1 : 0) ? this.#intruder(profile, item, before, after) : item;
        if (!kept) continue;
        const selected = kept === item && former;
        changed = this.#set(profile, kept, selected) || changed;
        if (!selected) note(this.#slept, profile, kept);
      }
    }
    return changed;
  }

  /**
   * Where nothing may change, a moved default moves no group (its rules then need no select each) and no rule that a link
   * names: links ask for the switch, also that of a rule that is not evaluated.
   */
  #keepSwitches(profile: XccdfProfile | undefined, scope: ReadonlySet<XccdfProfile | undefined>): boolean {
    if (this.#lineage(profile).some((scan) => scope.has(scan))) return false;
    let changed = false;
    const before = selectionOf(this.#benchmark, profile);
    for (const item of this.#benchmark.items) {
      const former = before.switched[item.number];
      if (former === this.#after(profile).switched[item.number]) continue;
      if (item.kind !== 'group' && !linkedIds(this.#benchmark).has(item.id)) continue;
      changed = this.#set(profile, item, former === 1) || changed;
    }
    return changed;
  }

  /** A rule that the toggle freed and that now drives out `item`, which has no link to the toggle: it has to sleep. */
  #intruder(
    profile: XccdfProfile | undefined,
    item: XccdfItem,
    before: Selection,
    after: Selection,
  ): XccdfItem | undefined {
    const drop = after.drops.get(item.number);
    if (drop?.code !== 'conflicts') return undefined;
    const other = this.#benchmark.itemsById.get(drop.ids[0]!);
    if (!other || this.#asked.has(other) || this.#isNeeded(profile, other)) return undefined;
    return before.effective[other.number] === 0 ? other : undefined;
  }

  #mayChange(
    profile: XccdfProfile | undefined,
    item: XccdfItem,
    scope: ReadonlySet<XccdfProfile | undefined>,
  ): boolean {
    if (this.#isNeeded(profile, item)) return true;
    if (!this.#asked.has(item)) return false;
    if (scope.has(profile)) return this.#isMeant(profile, item);
    return profile !== undefined && ancestorProfiles(this.#benchmark, profile).some((ancestor) => scope.has(ancestor));
  }

  /** Whether the item was switched on in this scan, or in one that it inherits from, because a rule asked for requires it. */
  #isNeeded(profile: XccdfProfile | undefined, item: XccdfItem): boolean {
    return this.#lineage(profile).some((scan) => this.#needed.get(scan)?.has(item));
  }

  #lineage(profile: XccdfProfile | undefined): readonly (XccdfProfile | undefined)[] {
    return [profile, ...(profile ? ancestorProfiles(this.#benchmark, profile) : [])];
  }

  /** The requires or conflicts of `item` that name what the toggle itself moved; undefined where it is no such rule. */
  #link(
    profile: XccdfProfile | undefined,
    item: XccdfItem,
    before: Selection,
    after: Selection,
  ): AlsoChanged | undefined {
    const enabled = after.effective[item.number] === 1;
    const groups = ancestorGroups(this.#benchmark, item);
    // Its own switch was moved, through a default or a parent profile: that is no link's doing.
    if (before.switched[item.number] !== after.switched[item.number]) return undefined;
    // Woken by its group rather than freed by a link: it goes back to sleep.
    if (enabled && groups.some((group) => before.switched[group.number] === 0)) return undefined;
    const heldByLink = (of: Selection) => of.drops.has(item.number) || this.#droppedGroup(item, of) !== undefined;
    if (enabled ? !heldByLink(before) : !heldByLink(after)) return undefined;
    const moved = this.#moved(profile);
    for (const holder of [item, ...groups]) {
      const required = holder.requires.flat().find((id) => moved.has(id));
      const conflicting = holder.conflicts.find((id) => moved.has(id));
      if (required !== undefined) return { item, enabled, because: 'requires', of: required };
      if (conflicting !== undefined) return { item, enabled, because: 'conflicts', of: conflicting };
    }
    return undefined;
  }

  #droppedGroup(item: XccdfItem, of: Selection): XccdfItem | undefined {
    return ancestorGroups(this.#benchmark, item).find((group) => of.drops.has(group.number));
  }

  /** Ids that links may name: the targets, the groups switched on and the rules put to sleep. */
  #moved(profile: XccdfProfile | undefined): ReadonlySet<string> {
    const items = this.#lineage(profile).flatMap((scan) =>
      [this.#needed, this.#woken, this.#slept].flatMap((map) => [...(map.get(scan) ?? [])]),
    );
    return new Set([...this.#request.rules, ...items].map((item) => item.id));
  }

  /** Switches on the first id of each unmet list, in the scans in which the list is unmet, and again for what that needs. */
  #require(scope: ReadonlySet<XccdfProfile | undefined>): void {
    for (let round = 0; round < 24; round++) {
      const unmet = this.#obstacles(scope).filter(
        (obstacle) => obstacle.effect === 'stays-off' && obstacle.drop.code === 'requires',
      );
      let progress = false;
      for (const { profile, drop } of unmet) {
        for (const ids of drop.item.requires) {
          const needed = this.#benchmark.itemsById.get(ids[0] ?? '');
          const isOn = (id: string) => {
            const item = this.#benchmark.itemsById.get(id);
            return item !== undefined && this.#after(profile).switched[item.number] === 1;
          };
          if (!needed || ids.slice(1).some(isOn)) continue;
          // It may be on by now through the default of another scan in this round: it is needed here as well.
          note(this.#needed, profile, needed);
          if (isOn(needed.id)) continue;
          this.#switchOn(profile, [needed]);
          progress = true;
        }
      }
      if (!progress) return;
      this.#settle(scope);
    }
  }

  #after(profile: XccdfProfile | undefined): Selection {
    let selection = this.#evaluated.get(profile);
    if (!selection) {
      selection = evaluateSelection(this.#benchmark, profile, this.#draft);
      this.#evaluated.set(profile, selection);
    }
    return selection;
  }

  /** Forgets what a change makes untrue: a default counts everywhere, a select in its profile and all below it. */
  #forget(profile: XccdfProfile | undefined): void {
    for (const scan of [...this.#evaluated.keys()]) {
      const touched =
        profile === undefined ||
        scan === profile ||
        (scan !== undefined && ancestorProfiles(this.#benchmark, scan).includes(profile));
      if (touched) this.#evaluated.delete(scan);
    }
  }

  #changes(): ToggleChange[] {
    const changes: ToggleChange[] = [];
    for (const profile of this.#scans) {
      if (profile?.abstract) continue;
      const change = this.#changeIn(profile);
      const size =
        change.enabled.length +
        change.disabled.length +
        change.alsoChanged.length +
        change.woken.length +
        change.slept.length;
      if (size > 0) changes.push(change);
    }
    const order = profilesInForce(this.#benchmark);
    return changes.sort(
      (a, b) => (a.profile ? order.indexOf(a.profile) : -1) - (b.profile ? order.indexOf(b.profile) : -1),
    );
  }

  #changeIn(profile: XccdfProfile | undefined): ToggleChange {
    const before = selectionOf(this.#benchmark, profile);
    const after = this.#after(profile);
    const enabled: XccdfItem[] = [];
    const disabled: XccdfItem[] = [];
    const alsoChanged: AlsoChanged[] = [];
    for (const item of this.#benchmark.items) {
      const now = after.effective[item.number] === 1;
      if ((before.effective[item.number] === 1) === now) continue;
      if (this.#asked.has(item)) (now ? enabled : disabled).push(item);
      else alsoChanged.push(this.#reason(profile, item, before, after));
    }
    return {
      profile,
      enabled,
      disabled,
      alsoChanged,
      woken: [...(this.#woken.get(profile) ?? [])],
      // What is needed after all may have been put to sleep on the way.
      slept: [...(this.#slept.get(profile) ?? [])].filter((item) => after.switched[item.number] === 0),
    };
  }

  #reason(profile: XccdfProfile | undefined, item: XccdfItem, before: Selection, after: Selection): AlsoChanged {
    const enabled = after.effective[item.number] === 1;
    if (this.#isNeeded(profile, item)) return { item, enabled, because: 'required', of: this.#request.rules[0]!.id };
    const link = this.#link(profile, item, before, after);
    if (link) return link;
    const drop = (enabled ? before : after).drops.get(item.number);
    return { item, enabled, because: drop?.code ?? 'group', of: drop?.ids[0] ?? '' };
  }

  #obstacles(scope: ReadonlySet<XccdfProfile | undefined>): ToggleObstacle[] {
    if (!this.#request.enable) return [];
    const obstacles: ToggleObstacle[] = [];
    for (const profile of this.#scans) {
      if (profile?.abstract) continue;
      const before = selectionOf(this.#benchmark, profile);
      const after = this.#after(profile);
      if (scope.has(profile)) {
        for (const rule of [...this.#meantIn(profile), ...(this.#needed.get(profile) ?? [])]) {
          if (rule.kind !== 'rule' || after.effective[rule.number] === 1) continue;
          const holder = after.drops.has(rule.number) ? rule : this.#droppedGroup(rule, after);
          const drop = holder && after.drops.get(holder.number);
          if (drop) obstacles.push({ profile, rule, drop, effect: 'stays-off' });
        }
      }
      const byConflict = dropsByConflict(this.#benchmark, after);
      for (const item of this.#benchmark.items) {
        const asked = this.#asked.has(item) || this.#isNeeded(profile, item);
        if (asked || before.effective[item.number] === 0 || after.effective[item.number] === 1) continue;
        // What requires a rule that was put to sleep is named with the change, and stands in nobody's way.
        const drop = [item, ...ancestorGroups(this.#benchmark, item)]
          .flatMap((holder) => after.drops.get(holder.number) ?? [])
          .find((candidate) => byConflict.has(candidate));
        if (drop) obstacles.push({ profile, rule: item, drop, effect: 'drops-other' });
      }
    }
    return obstacles;
  }
}

/** The drops whose reason is a conflict, also one of something that they require and that has fallen out before. */
function dropsByConflict(benchmark: XccdfBenchmark, { drops }: Selection): ReadonlySet<Drop> {
  const requiring = new Map<string, number[]>();
  const found = new Set<number>();
  for (const [number, { code, ids }] of drops) {
    if (code === 'conflicts') found.add(number);
    else {
      for (const id of ids) {
        const others = requiring.get(id);
        if (others) others.push(number);
        else requiring.set(id, [number]);
      }
    }
  }
  // What is added on the way is gone through too.
  for (const number of found) {
    for (const other of requiring.get(benchmark.items[number]!.id) ?? []) found.add(other);
  }
  return new Set([...found].map((number) => drops.get(number)!));
}

function note<K>(map: Map<K, Set<XccdfItem>>, key: K, item: XccdfItem): void {
  const known = map.get(key);
  if (known) known.add(item);
  else map.set(key, new Set([item]));
}

/** The ids that some requires or conflicts names. */
function linkedIds(benchmark: XccdfBenchmark): ReadonlySet<string> {
  return remember(
    benchmark.snapshot,
    `linked ${benchmark.component}`,
    () => new Set(benchmark.items.flatMap((item) => [...item.requires.flat(), ...item.conflicts])),
  );
}
