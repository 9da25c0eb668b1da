/**
 * Ten rules of ssg-rhel8-ds.xml (SSG 0.1.65) and what a hover must say of them. The answers were written by hand from the
 * XML of each Rule, its Values, its profiles and its OVAL; the numbers in comments are lines of that file. They are never
 * our own output saved.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { openSnapshot, type Snapshot } from '../../server/src/scap/snapshot.ts';
import { hoverAt } from '../../server/src/service/hover.ts';
import { rendered } from '../support/fixture.ts';
import { stepsOf } from '../support/steps.ts';
import { streamPath } from './content.ts';

let text = '';
let snapshot: Snapshot;

beforeAll(() => {
  text = readFileSync(streamPath('rhel8'), 'utf8');
  snapshot = openSnapshot(text);
});

const prefix = 'xccdf_org.ssgproject.content_';
const idOf = (rule: string) => `${prefix}rule_${rule}`;

function hoverOn(offset: number): string {
  return rendered(hoverAt(snapshot, offset)?.markdown ?? 'nothing');
}

/** On the id of the Rule element. */
function hoverRule(rule: string): string {
  const attribute = ` id="${idOf(rule)}"`;
  return hoverOn(text.indexOf(attribute, text.indexOf('<xccdf-1.2:Rule ')) + 5);
}

/** On the idref of the select in a profile. */
function hoverSelect(profile: string, rule: string): string {
  const from = text.indexOf(`<xccdf-1.2:Profile id="${prefix}profile_${profile}"`);
  const at = text.indexOf(`<xccdf-1.2:select idref="${idOf(rule)}"`, from);
  expect(at).toBeLessThan(text.indexOf('</xccdf-1.2:Profile>', from));
  return hoverOn(at + '<xccdf-1.2:select idref="'.length);
}

/** The lines behind "Reads", without their bullets. */
function readsIn(hover: string): string[] {
  const from = hover.indexOf('Reads (');
  return hover
    .slice(hover.indexOf('\n', from) + 1)
    .split('\n')
    .map((line) => line.replace(/^- /, ''));
}

interface Answer {
  readonly rule: string;
  readonly title: string;
  readonly facts: string;
  readonly on: string;
  readonly valuesOf: string;
  readonly reads: readonly string[];
}

const answers: readonly Answer[] = [
  {
    // A file's permissions. Rule 190879, definition 276105, object 309461, states 319591 and 319601.
    rule: 'file_permissions_etc_passwd',
    title: 'Verify Permissions on passwd File',
    facts: 'Severity: medium · CCE-80812-1',
    on: '10 of 19 profiles: anssi_bp28_enhanced, anssi_bp28_high, anssi_bp28_intermediary, cis, cis_server_l1, cis_workstation_l1, cis_workstation_l2, cjis, ... and 2 more',
    valuesOf: 'anssi_bp28_enhanced',
    reads: [
      'file filepath = /etc/passwd except those with type = symbolic link except those with suid = false and sgid = false and sticky = false and uexec = false and gwrite = false and gexec = false and owrite = false and oexec = false — none may exist',
    ],
  },
  {
    // A package. Rule 9334, definition 278921, test 297278, object 311121.
    rule: 'package_aide_installed',
    title: 'Install AIDE',
    facts: 'Severity: medium · CCE-80844-4',
    on: '15 of 19 profiles: anssi_bp28_enhanced, anssi_bp28_high, anssi_bp28_intermediary, cis, cis_server_l1, cis_workstation_l1, cis_workstation_l2, cjis, ... and 7 more',
    valuesOf: 'anssi_bp28_enhanced',
    reads: ['rpminfo name = aide — must exist'],
  },
  {
    // A service. Rule 49732; eleven profiles select it, but it requires package_audit_installed (49932), which six of
    // them select: 2412 cis, 3841 cis_workstation_l2, 4601 cui, 6063 ospp, 7598 stig, 8203 stig_gui.
    rule: 'service_auditd_enabled',
    title: 'Enable auditd Service',
    facts: 'Severity: medium · CCE-80872-5',
    on: '6 of 19 profiles: cis, cis_workstation_l2, cui, ospp, stig, stig_gui',
    valuesOf: 'cis',
    reads: [
      'rpminfo name = audit — must exist',
      'systemdunitproperty unit matches ^auditd\\.(socket|service)$, property = ActiveState — at least one must exist; at least one must have value = active',
      'systemdunitdependency unit = multi-user.target — if any exist; all must have at least one dependency = auditd.service',
      'systemdunitdependency unit = multi-user.target — if any exist; all must have at least one dependency = auditd.socket',
    ],
  },
  {
    // A kernel parameter, at rest and at run time. Definition 288438 extends 288466 and 288453; sets 315429 to 315451.
    rule: 'sysctl_net_ipv4_ip_forward',
    title: 'Disable Kernel Parameter for IP Forwarding on IPv4 Interfaces',
    facts: 'Severity: medium · CCE-81024-2',
    on: '9 of 19 profiles: anssi_bp28_enhanced, anssi_bp28_high, anssi_bp28_intermediary, cis, cis_server_l1, cis_workstation_l1, cis_workstation_l2, cui, ... and 1 more',
    valuesOf: 'anssi_bp28_enhanced',
    reads: [
      'textfilecontent54 filepath = /etc/sysctl.conf, pattern matches ^[\\s]*net.ipv4.ip_forward[\\s]*=[\\s]*(.*)[\\s]*$, instance ≥ 1 — if any exist; all must have subexpression = 0',
      'textfilecontent54 path = /etc/sysctl.d, filename matches ^.*\\.conf$, pattern matches ^[\\s]*net.ipv4.ip_forward[\\s]*=[\\s]*(.*)[\\s]*$, instance ≥ 1 — if any exist; all must have subexpression = 0',
      'textfilecontent54 path = /run/sysctl.d, filename matches ^.*\\.conf$, pattern matches ^[\\s]*net.ipv4.ip_forward[\\s]*=[\\s]*(.*)[\\s]*$, instance ≥ 1 — if any exist; all must have subexpression = 0',
      'textfilecontent54 path = /usr/local/lib/sysctl.d, filename matches ^.*\\.conf$, pattern matches ^[\\s]*net.ipv4.ip_forward[\\s]*=[\\s]*(.*)[\\s]*$, instance ≥ 1 — if any exist; all must have subexpression = 0',
      'textfilecontent54 the items of UNION(oval:ssg-object_static_etc_sysctls_sysctl_net_ipv4_ip_forward:obj:1, oval:ssg-object_static_run_usr_local_sysctls_sysctl_net_ipv4_ip_forward:obj:1) — negated: none may exist',
      'textfilecontent54 the items of UNION(oval:ssg-object_static_sysctl_sysctl_net_ipv4_ip_forward:obj:1, oval:ssg-object_static_etc_sysctld_sysctl_net_ipv4_ip_forward:obj:1) — read for other objects or variables, as oval:ssg-object_static_etc_sysctls_sysctl_net_ipv4_ip_forward:obj:1',
      'textfilecontent54 the items of UNION(oval:ssg-object_static_usr_local_lib_sysctld_sysctl_net_ipv4_ip_forward:obj:1, oval:ssg-object_static_run_usr_sysctls_sysctl_net_ipv4_ip_forward:obj:1) — read for other objects or variables, as oval:ssg-object_static_run_usr_local_sysctls_sysctl_net_ipv4_ip_forward:obj:1',
      'textfilecontent54 the items of UNION(oval:ssg-object_static_run_sysctld_sysctl_net_ipv4_ip_forward:obj:1) — read for other objects or variables, as oval:ssg-object_static_run_usr_sysctls_sysctl_net_ipv4_ip_forward:obj:1',
      'sysctl name = net.ipv4.ip_forward — must exist; all must have value = 0',
    ],
  },
  {
    // sshd with a Value: refine-value of cjis (4463) selects 30_minutes, which is 1800 (253623); sshd_required has no
    // entry there, so its value without selector, 0 (253649). Requires sshd_set_keepalive_0 (255796).
    rule: 'sshd_set_idle_timeout',
    title: 'Set SSH Client Alive Interval',
    facts: 'Severity: medium · CCE-80906-1',
    on: '5 of 19 profiles: cjis, cui, ospp, pci-dss, rht-ccp',
    valuesOf: 'cjis',
    reads: [
      'variable oval:ssg-sshd_required:var:1 = 0 — at least one must exist; all must have value = 1',
      'variable oval:ssg-sshd_required:var:1 = 0 — at least one must exist; all must have value = 0',
      'rpminfo name = openssh-server — none may exist',
      'variable oval:ssg-sshd_required:var:1 = 0 — at least one must exist; all must have value = 2',
      'rpminfo name = openssh-server — must exist',
      'textfilecontent54 filepath = /etc/ssh/sshd_config, pattern matches ^[\\s]*(?i)ClientAliveInterval[\\s]+(\\d+)[\\s]*(?:#.*)?$, instance = 1 — must exist; all must have subexpression ≤ 1800 and subexpression > 0',
    ],
  },
  {
    // login.defs: anssi_bp28_enhanced refines the maximum age to 90 (1080). Variable 323358 captures from object 303098.
    rule: 'accounts_maximum_age_login_defs',
    title: 'Set Password Maximum Age',
    facts: 'Severity: medium · CCE-80647-1',
    on: '12 of 19 profiles: anssi_bp28_enhanced, anssi_bp28_high, anssi_bp28_intermediary, anssi_bp28_minimal, cis, cis_server_l1, cis_workstation_l1, cis_workstation_l2, ... and 4 more',
    valuesOf: 'anssi_bp28_enhanced',
    reads: [
      'variable oval:ssg-variable_last_pass_max_days_instance_value:var:1 = regex_capture(pattern="PASS_MAX_DAYS\\s+(\\d+)", subexpression of object oval:ssg-object_last_pass_max_days_from_etc_login_defs:obj:1) — at least one must exist; all must have value ≤ 90',
      'textfilecontent54 filepath = /etc/login.defs, pattern matches ^(?:.*\\n)*\\s*[^#]*(PASS_MAX_DAYS\\s+\\d+)\\s*\\n, instance ≥ 1 — read for other objects or variables, as oval:ssg-object_last_pass_max_days_from_etc_login_defs:obj:1',
    ],
  },
  {
    // A mount option. Test 297195, object 311052, state 320255.
    rule: 'mount_option_tmp_noexec',
    title: 'Add noexec Option to /tmp',
    facts: 'Severity: medium · CCE-82139-7',
    on: '11 of 19 profiles: anssi_bp28_enhanced, anssi_bp28_high, anssi_bp28_intermediary, cis, cis_server_l1, cis_workstation_l1, cis_workstation_l2, cui, ... and 3 more',
    valuesOf: 'anssi_bp28_enhanced',
    reads: ['partition mount_point = /tmp — must exist; all must have at least one mount_options = noexec'],
  },
  {
    // An SELinux boolean whose Value nobody refines: true (210330). State 321377.
    rule: 'sebool_selinuxuser_execmod',
    title: 'Enable the selinuxuser_execmod SELinux Boolean',
    facts: 'Severity: medium · CCE-80950-9',
    on: '1 of 19 profiles: hipaa',
    valuesOf: 'hipaa',
    reads: [
      'selinuxboolean name = selinuxuser_execmod — must exist; all must have name = selinuxuser_execmod and current_status = true and pending_status = true',
    ],
  },
  {
    // dconf: the first criterion negates "dconf is installed" (269970); cjis refines the delay to 30_minutes (4464).
    rule: 'dconf_gnome_screensaver_idle_delay',
    title: 'Set GNOME3 Screensaver Inactivity Timeout',
    facts: 'Severity: medium · CCE-80775-0',
    on: '4 of 19 profiles: cjis, pci-dss, stig, stig_gui',
    valuesOf: 'cjis',
    reads: [
      'rpminfo name = dconf — negated: must exist',
      'textfilecontent54 filepath = /etc/dconf/profile/user, pattern matches ^user-db:user\\nsystem-db:local$, instance = 1 — must exist',
      'textfilecontent54 path = /etc/dconf/db/local.d/, filename matches ^.*$, pattern matches ^\\[org/gnome/desktop/session\\]([^\\n]*\\n+)+?idle-delay=uint32[\\s][0-9]*$, instance = 1 — must exist',
      'textfilecontent54 path = /etc/dconf/db/local.d/, filename matches ^.*$, pattern matches ^idle-delay[\\s=]*uint32[\\s]([^=\\s]*), instance = 1 — must exist; all must have subexpression ≤ 1800',
    ],
  },
  {
    // A password rule with a constant variable (327536) for its path; anssi_bp28_enhanced refines minlen to 18 (1081).
    rule: 'accounts_password_pam_minlen',
    title: 'Ensure PAM Enforces Password Requirements - Minimum Length',
    facts: 'Severity: medium · CCE-80656-2',
    on: '15 of 19 profiles: anssi_bp28_enhanced, anssi_bp28_high, anssi_bp28_intermediary, anssi_bp28_minimal, cis, cis_server_l1, cis_workstation_l1, cis_workstation_l2, ... and 7 more',
    valuesOf: 'anssi_bp28_enhanced',
    reads: [
      'textfilecontent54 filepath = /etc/pam.d/system-auth, pattern matches ^\\s*password\\s+(?:(?:required)|(?:requisite))\\s+pam_pwquality\\.so.*$, instance = 1 — at least one must exist',
      'textfilecontent54 filepath matches ^/etc/security/pwquality\\.conf$, pattern matches ^\\s*minlen[\\s]*=[\\s]*(-?\\d+)(?:[\\s]|$), instance ≥ 1 — at least one must exist; all must have subexpression ≥ 18',
    ],
  },
];

test.each(answers)('$rule', ({ rule, title, facts, on, valuesOf, reads }) => {
  const hover = hoverRule(rule);
  expect(hover.split('\n\n').slice(0, 4)).toEqual([title, idOf(rule), facts, `Evaluated in ${on}`]);
  expect(hover).toContain(`Reads (with the values of ${valuesOf}):`);
  expect(readsIn(hover)).toEqual(reads);
});

/** The eleventh: audit reads eleven objects, an architecture among them that is negated through two definitions. */
test('audit_rules_time_adjtimex: all eleven objects, in the order of the criteria', () => {
  const hover = hoverRule('audit_rules_time_adjtimex');
  const call = (arch: string) =>
    `^[\\s]*-a[\\s]+always,exit[\\s]+-F[\\s]+arch=${arch}.*(-S[\\s]+adjtimex[\\s]+|([\\s]+|[,])adjtimex([\\s]+|[,])).*(-k[\\s]+|-F[\\s]+key=)[\\S]+[\\s]*$`;
  const rules = (where: string, arch: string) =>
    `textfilecontent54 filepath ${where}, pattern matches ${call(arch)}, instance = 1 — at least one must exist`;
  const unit = (pattern: string) =>
    `textfilecontent54 filepath = /usr/lib/systemd/system/auditd.service, pattern matches ${pattern}, instance ≥ 1 — at least one must exist`;
  const machine = (name: string) => `uname — negated: at least one must exist; all must have processor_type = ${name}`;
  expect(readsIn(hover)).toEqual([
    unit('^(ExecStartPost=\\-\\/sbin\\/augenrules.*$|Requires=augenrules.service)'),
    rules('matches ^/etc/audit/rules\\.d/.*\\.rules$', 'b32'),
    machine('x86_64'),
    machine('ppc64'),
    machine('ppc64le'),
    machine('aarch64'),
    machine('s390x'),
    rules('matches ^/etc/audit/rules\\.d/.*\\.rules$', 'b64'),
    unit('^ExecStartPost=\\-\\/sbin\\/auditctl.*$'),
    rules('= /etc/audit/audit.rules', 'b32'),
    rules('= /etc/audit/audit.rules', 'b64'),
  ]);
});

test('on a select its profile fills the values in', () => {
  // stig refines the maximum age to 60 (7900), cis to 365 (2659).
  expect(readsIn(hoverSelect('stig', 'accounts_maximum_age_login_defs'))[0]).toMatch(/value ≤ 60$/);
  expect(readsIn(hoverSelect('cis', 'accounts_maximum_age_login_defs'))[0]).toMatch(/value ≤ 365$/);
  // pci-dss refines the idle timeout to 15_minutes (6712): 900. stig has no entry for the screen saver: 900 by default.
  expect(readsIn(hoverSelect('pci-dss', 'sshd_set_idle_timeout')).at(-1)).toMatch(
    /subexpression ≤ 900 and subexpression > 0$/,
  );
  expect(readsIn(hoverSelect('stig', 'dconf_gnome_screensaver_idle_delay')).at(-1)).toMatch(/subexpression ≤ 900$/);
});

test('where a rule is not evaluated the deciding line is named', () => {
  // stig selects the rule in line 7671 and not what it requires; standard (7031) does not name it at all.
  const hover = hoverRule('sshd_set_idle_timeout');
  expect(hover).toContain(`the rule requires ${idOf('sshd_set_keepalive_0')}, which is not selected (line 255796)`);
  expect(hover).toContain('off by default: selected="false" on the rule itself (line 255668)');
  expect(hoverSelect('stig', 'sshd_set_idle_timeout')).toContain('Not evaluated in this profile: the rule requires');
});

test('a hover costs less than a two-hundredth of opening the file, whatever the rule', () => {
  const rules = snapshot.index.declarations.filter((declaration) => declaration.kind === 'xccdf.Rule');
  const starts = rules.map(({ element }) => snapshot.table.start(element) + 2);
  // The first one reads the Benchmark.
  hoverOn(starts[0]!);
  const steps = starts.filter((_, at) => at % 40 === 0).map((start) => stepsOf(() => hoverAt(snapshot, start)));
  expect(steps.length).toBeGreaterThan(20);
  // The most of these rules is one part in three hundred.
  expect(Math.max(...steps)).toBeLessThan(stepsOf(() => openSnapshot(text)) / 200);
});
