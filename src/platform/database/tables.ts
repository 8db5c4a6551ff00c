// Generated from the migrated database by scripts/generate-schema.ts; change a migration instead.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

export type Tables = {
  api_tokens: ApiTokensTable;
  calendar_feeds: CalendarFeedsTable;
  calendar_years: CalendarYearsTable;
  chain_heads: ChainHeadsTable;
  closed_days: ClosedDaysTable;
  code_counters: CodeCountersTable;
  condition_notes: ConditionNotesTable;
  credentials: CredentialsTable;
  cycle_freezings: CycleFreezingsTable;
  cycle_items: CycleItemsTable;
  cycle_versions: CycleVersionsTable;
  cycles: CyclesTable;
  decomposition_drafts: DecompositionDraftsTable;
  delegations: DelegationsTable;
  deliveries: DeliveriesTable;
  discipline_professors: DisciplineProfessorsTable;
  disciplines: DisciplinesTable;
  document_counters: DocumentCountersTable;
  document_numbers: DocumentNumbersTable;
  event_followers: EventFollowersTable;
  event_seals: EventSealsTable;
  events: EventsTable;
  evidence: EvidenceTable;
  evidence_links: EvidenceLinksTable;
  focus_decisions: FocusDecisionsTable;
  focus_entries: FocusEntriesTable;
  focus_pins: FocusPinsTable;
  gate_steps: GateStepsTable;
  guidance: GuidanceTable;
  help_addressees: HelpAddresseesTable;
  help_requests: HelpRequestsTable;
  idempotency_keys: IdempotencyKeysTable;
  indicator_readings: IndicatorReadingsTable;
  indicator_versions: IndicatorVersionsTable;
  indicators: IndicatorsTable;
  institutions: InstitutionsTable;
  item_co_units: ItemCoUnitsTable;
  item_dependencies: ItemDependenciesTable;
  item_origins: ItemOriginsTable;
  item_overrides: ItemOverridesTable;
  item_points: ItemPointsTable;
  item_responsibles: ItemResponsiblesTable;
  item_support_links: ItemSupportLinksTable;
  item_suspensions: ItemSuspensionsTable;
  item_templates: ItemTemplatesTable;
  item_values: ItemValuesTable;
  item_versions: ItemVersionsTable;
  items: ItemsTable;
  jobs: JobsTable;
  levels: LevelsTable;
  negotiation_rounds: NegotiationRoundsTable;
  negotiations: NegotiationsTable;
  node_claims: NodeClaimsTable;
  node_need_answers: NodeNeedAnswersTable;
  node_needs: NodeNeedsTable;
  node_versions: NodeVersionsTable;
  nodes: NodesTable;
  notification_preferences: NotificationPreferencesTable;
  notifications: NotificationsTable;
  past_dependencies: PastDependenciesTable;
  people: PeopleTable;
  plan_batches: PlanBatchesTable;
  posts: PostsTable;
  progress_days: ProgressDaysTable;
  red_spells: RedSpellsTable;
  reports: ReportsTable;
  role_grants: RoleGrantsTable;
  schema_migrations: SchemaMigrationsTable;
  sectors: SectorsTable;
  sessions: SessionsTable;
  settings: SettingsTable;
  sheet_addressees: SheetAddresseesTable;
  sheet_climbs: SheetClimbsTable;
  sheet_rounds: SheetRoundsTable;
  sheets: SheetsTable;
  sign_in_failures: SignInFailuresTable;
  submissions: SubmissionsTable;
  system_marks: SystemMarksTable;
  terms: TermsTable;
  units: UnitsTable;
  unsealed_events: UnsealedEventsTable;
  webhook_attempts: WebhookAttemptsTable;
  webhook_deliveries: WebhookDeliveriesTable;
  webhooks: WebhooksTable;
};

export type ApiTokensTable = {
  institution_id: string;
  id: string;
  token_hash: Buffer;
  person_id: string;
  name: string;
  scopes: Generated<string[]>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  used_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  expires_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  revoked_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
};

export type CalendarFeedsTable = {
  institution_id: string;
  id: string;
  person_id: string;
  key_hash: Buffer;
  what: string;
  unit_id: string | null;
  kinds: string[];
  created_at: ColumnType<Date, Date | string, Date | string>;
  read_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  revoked_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
};

export type CalendarYearsTable = {
  institution_id: string;
  year: number;
  base: number;
  ordinals: number[];
};

export type ChainHeadsTable = {
  institution_id: string;
  sequence: number;
  hash: string;
};

export type ClosedDaysTable = {
  institution_id: string;
  id: string;
  day: string;
  name: string;
  name_en: string | null;
  version: Generated<number>;
};

export type CodeCountersTable = {
  institution_id: string;
  scope: string;
  last: number;
};

export type ConditionNotesTable = {
  institution_id: string;
  submission_id: string;
  n: number;
  item_id: string;
  title: string;
  title_en: string | null;
  date: string;
  set_by: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
  verified_by: string | null;
  verified_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  note: string | null;
};

export type CredentialsTable = {
  institution_id: string;
  person_id: string;
  password_hash: string;
  must_change: Generated<boolean>;
  changed_at: ColumnType<Date, Date | string, Date | string>;
};

export type CycleFreezingsTable = {
  institution_id: string;
  cycle_id: string;
  freezing: number;
  at: ColumnType<Date, Date | string, Date | string>;
  day: string;
  settings: unknown;
  calendar: unknown;
  frozen_by: string | null;
};

export type CycleItemsTable = {
  institution_id: string;
  cycle_id: string;
  freezing: number;
  item_id: string;
  owed: boolean;
  outcome: string;
  report_id: string | null;
  submitted_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  submitted_on: string | null;
  deadline: string;
  path: string[];
  code: string | null;
  title: string;
  title_en: string | null;
  placeholder: boolean;
  level: number;
  horizon: string;
  state: string;
  sector_id: string | null;
  unit_id: string;
  person_id: string;
  verified: number | null;
  reported: number | null;
  planned: number | null;
  coverage: number | null;
  light: string;
  why: unknown;
  worst_below: string | null;
  steps: number[];
};

export type CycleVersionsTable = {
  institution_id: string;
  id: string;
  kind: string;
  from_day: string;
  to_day: string;
  freeze_on: string;
  state: Generated<string>;
  freezings: Generated<number>;
  reopened_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  reopened_by: string | null;
  reopen_reason: string | null;
  version: Generated<number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  changed_by: string | null;
  changed_at: ColumnType<Date, Date | string, Date | string>;
  valid_to: ColumnType<Date, Date | string, Date | string>;
};

export type CyclesTable = {
  institution_id: string;
  id: string;
  kind: string;
  from_day: string;
  to_day: string;
  freeze_on: string;
  state: Generated<string>;
  freezings: Generated<number>;
  reopened_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  reopened_by: string | null;
  reopen_reason: string | null;
  version: Generated<number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  changed_by: string | null;
  changed_at: ColumnType<Date, Date | string, Date | string>;
};

export type DecompositionDraftsTable = {
  institution_id: string;
  item_id: string;
  body: unknown;
  edited_by: string;
  edited_at: ColumnType<Date, Date | string, Date | string>;
};

export type DelegationsTable = {
  institution_id: string;
  id: string;
  person_id: string;
  delegate_id: string;
  from_day: string;
  to_day: string;
  reason: string | null;
  revoked_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  version: Generated<number>;
};

export type DeliveriesTable = {
  institution_id: string;
  id: string;
  channel: string;
  notification_id: string;
  person_id: string;
  kind: string;
  state: string;
  not_before: ColumnType<Date, Date | string, Date | string>;
  job_id: string | null;
  attempts: Generated<number>;
  failure: string | null;
  created_at: ColumnType<Date, Date | string, Date | string>;
  tried_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  sent_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  version: Generated<number>;
};

export type DisciplineProfessorsTable = {
  institution_id: string;
  discipline_id: string;
  person_id: string;
  from_day: string;
  to_day: string | null;
  delegate_id: string | null;
  position: Generated<number>;
};

export type DisciplinesTable = {
  institution_id: string;
  id: string;
  code: string;
  name: string;
  name_en: string | null;
  version: Generated<number>;
};

export type DocumentCountersTable = {
  institution_id: string;
  organ_code: string;
  kind: string;
  year: number;
  last: number;
};

export type DocumentNumbersTable = {
  institution_id: string;
  organ_code: string;
  kind: string;
  year: number;
  serial: number;
  number: string;
  object_id: string;
  given_at: ColumnType<Date, Date | string, Date | string>;
  voided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
};

export type EventFollowersTable = {
  institution_id: string;
  follower: string;
  sequence: number;
};

export type EventSealsTable = {
  institution_id: string;
  sequence: number;
  event_id: string;
  previous_hash: string;
  hash: string;
  sealed_at: ColumnType<Date, Date | string, Date | string>;
};

export type EventsTable = {
  institution_id: string;
  id: string;
  at: ColumnType<Date, Date | string, Date | string>;
  actor_id: string | null;
  on_behalf_of: string | null;
  act: string;
  object_kind: string;
  object_id: string;
  item_id: string | null;
  before: unknown;
  after: unknown;
  reason: string | null;
  request_id: string | null;
  personal: unknown;
};

export type EvidenceTable = {
  institution_id: string;
  id: string;
  kind: string;
  sha256: string | null;
  name: string;
  media_type: string | null;
  size: number | null;
  url: string | null;
  record: unknown;
  uploaded_by: string;
  uploaded_at: ColumnType<Date, Date | string, Date | string>;
  verified_by: string | null;
  verified_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
};

export type EvidenceLinksTable = {
  institution_id: string;
  evidence_id: string;
  item_id: string;
  submission_id: string;
  node_id: string | null;
};

export type FocusDecisionsTable = {
  institution_id: string;
  id: string;
  cycle_id: string;
  item_id: string;
  text: string;
  decided_by: string;
  decided_at: ColumnType<Date, Date | string, Date | string>;
};

export type FocusEntriesTable = {
  institution_id: string;
  cycle_id: string;
  item_id: string;
  position: number;
  score: number | null;
  parts: unknown;
  by_score: boolean;
  pins: unknown;
  runs: number;
  decided: boolean;
  shown: unknown;
};

export type FocusPinsTable = {
  institution_id: string;
  cycle_id: string;
  item_id: string;
  person_id: string;
  reason: string;
  pinned_at: ColumnType<Date, Date | string, Date | string>;
};

export type GateStepsTable = {
  institution_id: string;
  submission_id: string;
  position: number;
  person_id: string | null;
  kind: string;
  opened_on: string | null;
  due: string | null;
  verdict: string | null;
  decided_by: string | null;
  decided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  reason: string | null;
  light: string | null;
  expired: Generated<boolean>;
  expired_on: string | null;
  recused_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
};

export type GuidanceTable = {
  institution_id: string;
  id: string;
  item_id: string;
  submission_id: string | null;
  author_id: string;
  text: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
};

export type HelpAddresseesTable = {
  institution_id: string;
  request_id: string;
  position: number;
  person_id: string;
  why: string;
  from_day: string;
  reply_by: string;
  passed_on: string | null;
};

export type HelpRequestsTable = {
  institution_id: string;
  id: string;
  item_id: string | null;
  asker_id: string;
  asker_unit_id: string | null;
  unit_id: string | null;
  asks: string;
  wanted: string | null;
  needed_by: string | null;
  from_report_id: string | null;
  state: Generated<string>;
  answer: string | null;
  answered_by: string | null;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  ended_on: string | null;
  version: Generated<number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  created_on: string;
};

export type IdempotencyKeysTable = {
  institution_id: string;
  caller_id: string;
  key: string;
  request_hash: string;
  status: number | null;
  reply: unknown;
  headers: unknown;
  created_at: ColumnType<Date, Date | string, Date | string>;
};

export type IndicatorReadingsTable = {
  institution_id: string;
  id: string;
  indicator_id: string;
  item_id: string;
  date: string;
  value: number;
  submission_id: string | null;
  verified: Generated<boolean>;
  verified_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  created_by: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
};

export type IndicatorVersionsTable = {
  institution_id: string;
  id: string;
  item_id: string;
  position: Generated<number>;
  code: string | null;
  name: string;
  name_en: string | null;
  unit: Generated<string>;
  base: number | null;
  commit_value: number | null;
  target: number | null;
  challenge: number | null;
  band_low: number | null;
  band_high: number | null;
  polarity: Generated<string>;
  rule: Generated<string>;
  parent_indicator_id: string | null;
  created_at: ColumnType<Date, Date | string, Date | string>;
  changed_at: ColumnType<Date, Date | string, Date | string>;
  valid_to: ColumnType<Date, Date | string, Date | string>;
};

export type IndicatorsTable = {
  institution_id: string;
  id: string;
  item_id: string;
  position: Generated<number>;
  code: string | null;
  name: string;
  name_en: string | null;
  unit: Generated<string>;
  base: number | null;
  commit_value: number | null;
  target: number | null;
  challenge: number | null;
  band_low: number | null;
  band_high: number | null;
  polarity: Generated<string>;
  rule: Generated<string>;
  parent_indicator_id: string | null;
  created_at: ColumnType<Date, Date | string, Date | string>;
  changed_at: ColumnType<Date, Date | string, Date | string>;
};

export type InstitutionsTable = {
  id: string;
  name: string;
  name_en: string | null;
  host: string | null;
  template: string;
  time_zone: Generated<string>;
  holidays: Generated<string>;
  refreshed_to: string | null;
  morning_to: string | null;
  created_at: ColumnType<Date, Date | string, Date | string>;
};

export type ItemCoUnitsTable = {
  institution_id: string;
  item_id: string;
  unit_id: string;
  person_id: string | null;
  share: number;
  position: Generated<number>;
};

export type ItemDependenciesTable = {
  institution_id: string;
  item_id: string;
  depends_on_id: string;
  created_by: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
};

export type ItemOriginsTable = {
  institution_id: string;
  item_id: string;
  batch_id: string;
  kind: string;
  from_item_id: string | null;
  template_id: string | null;
};

export type ItemOverridesTable = {
  institution_id: string;
  id: string;
  item_id: string;
  value: number;
  reason: string;
  until: string;
  proposed_by: string;
  proposed_at: ColumnType<Date, Date | string, Date | string>;
  signed_by: string | null;
  signed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  from_day: string | null;
  ended_by: string | null;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
};

export type ItemPointsTable = {
  institution_id: string;
  item_id: string;
  day: string;
  verified: number | null;
  reported: number | null;
  planned: number | null;
  light: string;
};

export type ItemResponsiblesTable = {
  institution_id: string;
  person_id: string;
  item_id: string;
  from_at: ColumnType<Date, Date | string, Date | string>;
  to_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
};

export type ItemSupportLinksTable = {
  institution_id: string;
  item_id: string;
  supports_id: string;
  created_by: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
};

export type ItemSuspensionsTable = {
  institution_id: string;
  item_id: string;
  from_day: string;
  to_day: string | null;
  submission_id: string | null;
  by_item_id: string | null;
  created_at: ColumnType<Date, Date | string, Date | string>;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
};

export type ItemTemplatesTable = {
  institution_id: string;
  id: string;
  name: string;
  name_en: string | null;
  body: unknown;
  shared: Generated<boolean>;
  created_by: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
  changed_at: ColumnType<Date, Date | string, Date | string>;
};

export type ItemValuesTable = {
  institution_id: string;
  item_id: string;
  parent_id: string | null;
  depth: number;
  verified: number | null;
  reported: number | null;
  waiting: number | null;
  planned: number | null;
  time_left: number | null;
  reported_children: Generated<number>;
  children: Generated<number>;
  coverage: number | null;
  light: Generated<string>;
  light_why: Generated<unknown>;
  worst_below: string | null;
  steps: Generated<number[]>;
  self_rated: string | null;
  gatekeeper: string | null;
  computed_on: string | null;
  holds_until: Generated<string | null>;
  weight: number | null;
  active: Generated<boolean>;
  level: Generated<number>;
  own_percent: Generated<number>;
  own_verified: number | null;
  own_reported: number | null;
  own_waiting: number | null;
  own_planned: number | null;
  planned_stands: Generated<boolean>;
  own_covered: Generated<boolean>;
  own_step: Generated<number>;
  override_value: number | null;
  settled: string | null;
  own_why: unknown;
  little_time_left: Generated<boolean>;
  own_holds_until: string | null;
  left_green_on: string | null;
};

export type ItemVersionsTable = {
  institution_id: string;
  id: string;
  code: string | null;
  horizon: string;
  level: number;
  parent_id: string | null;
  path: string[];
  position: Generated<number>;
  title: string;
  title_en: string | null;
  requirement: Generated<string>;
  requirement_en: string | null;
  standard: Generated<string>;
  standard_en: string | null;
  sector_id: string | null;
  discipline_id: string | null;
  lead_unit_id: string;
  lead_share: Generated<number>;
  responsible_person_id: string;
  interim: Generated<boolean>;
  leader_in_charge_id: string | null;
  supervisor_id: string | null;
  source: Generated<string>;
  priority: Generated<number>;
  weight: number | null;
  own_nodes_weight: number | null;
  resources: string | null;
  planned_minutes: number | null;
  start: string;
  original_due: string | null;
  approved_due: string;
  finished_on: string | null;
  frequency: string | null;
  placeholder: Generated<boolean>;
  tags: Generated<string[]>;
  state: string;
  author_id: string | null;
  registered_on: string | null;
  assigned_on: string | null;
  accept_by: string | null;
  accepted_on: string | null;
  accepted_by: string | null;
  major_risk: Generated<boolean>;
  excused: Generated<boolean>;
  excused_due: string | null;
  ever_late: Generated<boolean>;
  gap_reason: string | null;
  version: Generated<number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  changed_at: ColumnType<Date, Date | string, Date | string>;
  valid_to: ColumnType<Date, Date | string, Date | string>;
};

export type ItemsTable = {
  institution_id: string;
  id: string;
  code: string | null;
  horizon: string;
  level: number;
  parent_id: string | null;
  path: string[];
  position: Generated<number>;
  title: string;
  title_en: string | null;
  requirement: Generated<string>;
  requirement_en: string | null;
  standard: Generated<string>;
  standard_en: string | null;
  sector_id: string | null;
  discipline_id: string | null;
  lead_unit_id: string;
  lead_share: Generated<number>;
  responsible_person_id: string;
  interim: Generated<boolean>;
  leader_in_charge_id: string | null;
  supervisor_id: string | null;
  source: Generated<string>;
  priority: Generated<number>;
  weight: number | null;
  own_nodes_weight: number | null;
  resources: string | null;
  planned_minutes: number | null;
  start: string;
  original_due: string | null;
  approved_due: string;
  finished_on: string | null;
  frequency: string | null;
  placeholder: Generated<boolean>;
  tags: Generated<string[]>;
  state: string;
  author_id: string | null;
  registered_on: string | null;
  assigned_on: string | null;
  accept_by: string | null;
  accepted_on: string | null;
  accepted_by: string | null;
  major_risk: Generated<boolean>;
  excused: Generated<boolean>;
  excused_due: string | null;
  ever_late: Generated<boolean>;
  gap_reason: string | null;
  version: Generated<number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  changed_at: ColumnType<Date, Date | string, Date | string>;
};

export type JobsTable = {
  institution_id: string;
  id: string;
  kind: string;
  state: string;
  progress: Generated<number>;
  input: unknown;
  result: unknown;
  started_by: string | null;
  created_at: ColumnType<Date, Date | string, Date | string>;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
};

export type LevelsTable = {
  institution_id: string;
  id: string;
  rank: number;
  kind: string;
  name: string;
  name_en: string;
  version: Generated<number>;
};

export type NegotiationRoundsTable = {
  institution_id: string;
  item_id: string;
  n: number;
  negotiation_id: string;
  by_id: string;
  side: string;
  proposal: unknown;
  reason: string | null;
  at: ColumnType<Date, Date | string, Date | string>;
  reply_by: string;
};

export type NegotiationsTable = {
  institution_id: string;
  id: string;
  item_id: string;
  state: string;
  waits_for: string | null;
  receiver_id: string;
  opened_by: string;
  opened_at: ColumnType<Date, Date | string, Date | string>;
  opened_on: string;
  note: string | null;
  proposed: unknown;
  reply_by: string | null;
  limit_passed_on: string | null;
  settled_by: string | null;
  settled_side: string | null;
  settled_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  settled_on: string | null;
  settle_reason: string | null;
  silent: Generated<boolean>;
  outcome: unknown;
  request_ids: Generated<string[]>;
};

export type NodeClaimsTable = {
  institution_id: string;
  submission_id: string;
  node_id: string;
  item_id: string;
  claimed_on: string;
  claimed_at: ColumnType<Date, Date | string, Date | string>;
  verdict: string | null;
  decided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
};

export type NodeNeedAnswersTable = {
  institution_id: string;
  need_id: string;
  answered_at: ColumnType<Date, Date | string, Date | string>;
  answer: string;
  note: string | null;
  answered_by: string;
};

export type NodeNeedsTable = {
  institution_id: string;
  id: string;
  node_id: string;
  item_id: string;
  kind: string;
  text: Generated<string>;
  text_en: string | null;
  position: Generated<number>;
  created_by: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
  removed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
};

export type NodeVersionsTable = {
  institution_id: string;
  id: string;
  item_id: string;
  position: Generated<number>;
  title: string;
  title_en: string | null;
  date: string;
  original_date: string;
  weight: number;
  state: Generated<string>;
  done_on: string | null;
  condition_of: string | null;
  created_at: ColumnType<Date, Date | string, Date | string>;
  changed_at: ColumnType<Date, Date | string, Date | string>;
  valid_to: ColumnType<Date, Date | string, Date | string>;
};

export type NodesTable = {
  institution_id: string;
  id: string;
  item_id: string;
  position: Generated<number>;
  title: string;
  title_en: string | null;
  date: string;
  original_date: string;
  weight: number;
  state: Generated<string>;
  done_on: string | null;
  condition_of: string | null;
  created_at: ColumnType<Date, Date | string, Date | string>;
  changed_at: ColumnType<Date, Date | string, Date | string>;
};

export type NotificationPreferencesTable = {
  institution_id: string;
  person_id: string;
  email: string;
};

export type NotificationsTable = {
  institution_id: string;
  id: string;
  person_id: string;
  kind: string;
  urgency: string;
  event_id: string | null;
  actor_id: string | null;
  item_id: string | null;
  object_kind: string | null;
  object_id: string | null;
  count: Generated<number>;
  params: Generated<unknown>;
  day: string | null;
  lines: Generated<unknown>;
  at: ColumnType<Date, Date | string, Date | string>;
  read_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  dispatched: Generated<boolean>;
  told_on: string | null;
};

export type PastDependenciesTable = {
  institution_id: string;
  item_id: string;
  depends_on_id: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
  removed_at: ColumnType<Date, Date | string, Date | string>;
};

export type PeopleTable = {
  institution_id: string;
  id: string;
  name: string;
  name_en: string | null;
  account: string;
  email: string | null;
  language: Generated<string>;
  active: Generated<boolean>;
  version: Generated<number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
};

export type PlanBatchesTable = {
  institution_id: string;
  id: string;
  kind: string;
  year: number;
  made_by: string;
  made_at: ColumnType<Date, Date | string, Date | string>;
};

export type PostsTable = {
  institution_id: string;
  id: string;
  person_id: string;
  unit_id: string;
  level: number;
  title: string;
  title_en: string | null;
  head: Generated<boolean>;
  acting: Generated<boolean>;
  from_day: string;
  to_day: string | null;
  successor_id: string | null;
  state: Generated<string>;
  proposed_by: string | null;
  confirmed_by: string | null;
  handed_over_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  version: Generated<number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
};

export type ProgressDaysTable = {
  institution_id: string;
  day: string;
  levels: number;
  carry_to_rank: number;
  gap_yellow: number;
  gap_red: number;
  time_left_yellow: number;
  time_left_orange: number;
  node_days_yellow: number;
  node_days_orange: number;
  elapsed: number;
  quarter_ended: string;
  period_to: string[];
  ended_to: string[];
  passed_to: string[];
  deadline: string[];
  next_deadline: string[];
};

export type RedSpellsTable = {
  institution_id: string;
  item_id: string;
  since: string;
  cause: string | null;
  countermeasure: string | null;
  recorded_by: string | null;
  recorded_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  left_on: string | null;
  cause_category: string | null;
  run_on: string | null;
};

export type ReportsTable = {
  institution_id: string;
  id: string;
  item_id: string;
  cycle_id: string;
  period_kind: string;
  period_from: string;
  period_to: string;
  percentage: number | null;
  self_rated_light: string;
  done: Generated<string>;
  problem: string | null;
  help: string | null;
  next: Generated<string>;
  major_risk: boolean | null;
  cause: string | null;
  countermeasure: string | null;
  corrects: string | null;
  late: boolean;
  freezing: Generated<number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
};

export type RoleGrantsTable = {
  institution_id: string;
  id: string;
  person_id: string;
  role: string;
  from_day: string;
  to_day: string | null;
  state: string;
  granted_by: string | null;
  confirmed_by: string | null;
  created_at: ColumnType<Date, Date | string, Date | string>;
  version: Generated<number>;
};

export type SchemaMigrationsTable = {
  name: string;
  checksum: string;
  applied_at: ColumnType<Date, Date | string | undefined, Date | string>;
};

export type SectorsTable = {
  institution_id: string;
  id: string;
  code: string;
  name: string;
  name_en: string | null;
  leader_id: string | null;
  lead_unit_id: string | null;
  version: Generated<number>;
};

export type SessionsTable = {
  institution_id: string;
  token_hash: Buffer;
  person_id: string;
  csrf_token: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
  seen_at: ColumnType<Date, Date | string, Date | string>;
  expires_at: ColumnType<Date, Date | string, Date | string>;
  address: string | null;
  agent: string | null;
};

export type SettingsTable = {
  institution_id: string;
  key: string;
  effective_from: string;
  value: unknown;
};

export type SheetAddresseesTable = {
  institution_id: string;
  sheet_id: string;
  person_id: string;
  why: string;
  addressed_on: string;
  addressed_at: ColumnType<Date, Date | string, Date | string>;
};

export type SheetClimbsTable = {
  institution_id: string;
  sheet_id: string;
  n: number;
  item_id: string;
  climbed_on: string;
  limit_passed: string;
  person_id: string;
  climbed_to: string | null;
  reply_by: string;
};

export type SheetRoundsTable = {
  institution_id: string;
  sheet_id: string;
  n: number;
  item_id: string;
  opened_on: string;
  opened_at: ColumnType<Date, Date | string, Date | string>;
  answer_by: string;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  ended_how: string | null;
  replied_on: string | null;
  replied_by: string | null;
  cause_category: string | null;
  cause: string | null;
  countermeasure: string | null;
  reply: string | null;
  verdict: string | null;
  verdict_reason: string | null;
  judged_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  judged_by: string | null;
};

export type SheetsTable = {
  institution_id: string;
  id: string;
  item_id: string;
  colour: string;
  number: string | null;
  rule: string;
  issued_on: string;
  issued_at: ColumnType<Date, Date | string, Date | string>;
  person_id: string;
  state: Generated<string>;
  reply_by: string;
  answer_by: string | null;
  climbs: Generated<number>;
  climbed_to: string | null;
  at_top: Generated<boolean>;
  resting: Generated<boolean>;
  run_on: string;
  cause_category: string | null;
  cause: string | null;
  countermeasure: string | null;
  reply: string | null;
  replied_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  replied_by: string | null;
  verdict: string | null;
  verdict_reason: string | null;
  judged_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  judged_by: string | null;
  times_named: number | null;
  spell_since: string | null;
  snapshot: unknown;
  ended_on: string | null;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  ended_by: string | null;
  end_reason: string | null;
  left_on: string | null;
  version: Generated<number>;
};

export type SignInFailuresTable = {
  institution_id: string;
  account: string;
  address: string;
  at: ColumnType<Date, Date | string, Date | string>;
  id: GeneratedAlways<number>;
};

export type SubmissionsTable = {
  institution_id: string;
  id: string;
  kind: string;
  item_id: string | null;
  state: string;
  snapshot: unknown;
  reason: string | null;
  submitted_by: string;
  on_behalf_of: string | null;
  responsible_person_id: string | null;
  submitted_at: ColumnType<Date, Date | string, Date | string>;
  submitted_on: string;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  no_independent_gate: Generated<boolean>;
  conditions: Generated<unknown>;
  version: Generated<number>;
};

export type SystemMarksTable = {
  key: string;
  value: unknown;
};

export type TermsTable = {
  institution_id: string;
  id: string;
  name: string;
  name_en: string | null;
  first_monday: string;
  weeks: number;
};

export type UnitsTable = {
  institution_id: string;
  id: string;
  code: string;
  name: string;
  name_en: string | null;
  kind: string;
  parent_id: string | null;
  leader_in_charge_id: string | null;
  version: Generated<number>;
  created_at: ColumnType<Date, Date | string, Date | string>;
};

export type UnsealedEventsTable = {
  institution_id: string;
  event_id: string;
  position: GeneratedAlways<number>;
};

export type WebhookAttemptsTable = {
  institution_id: string;
  delivery_id: string;
  number: number;
  at: ColumnType<Date, Date | string, Date | string>;
  status: number | null;
  milliseconds: number;
  error: string | null;
  answer_code: number | null;
};

export type WebhookDeliveriesTable = {
  institution_id: string;
  id: string;
  webhook_id: string;
  event_id: string | null;
  act: string;
  body: unknown;
  state: Generated<string>;
  attempts: Generated<number>;
  tries: Generated<number>;
  next_at: ColumnType<Date, Date | string, Date | string>;
  queued_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  created_at: ColumnType<Date, Date | string, Date | string>;
  ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
};

export type WebhooksTable = {
  institution_id: string;
  id: string;
  name: string;
  format: string;
  url_sealed: Buffer;
  url_shown: string;
  secret_sealed: Buffer | null;
  kinds: string[];
  language: Generated<string>;
  state: Generated<string>;
  failing_since: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  delivered_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  created_by: string;
  created_at: ColumnType<Date, Date | string, Date | string>;
  version: Generated<number>;
};
