-- The schema as all migrations together make it: to be read, not to be run. `npm run schema` writes this file.
-- Beside each table stand the migrations that made it what it is, and say why.

create domain journal_reason as text CHECK (VALUE = ANY (ARRAY['entry_credit'::text, 'prize'::text, 'opening'::text, 'grant'::text, 'release'::text, 'exchange'::text, 'exchange_cancelled'::text, 'claw_back'::text, 'expiry'::text])) NOT VALID;

create domain transferred_points as integer CHECK (VALUE > 0);

-- access_event: 0043
create table access_event (
  id bigint not null generated always as identity,
  account_id uuid not null,
  staff_id uuid not null,
  at timestamp with time zone not null,
  route text not null,
  shopper_ids uuid[] not null,
  shown integer not null,
  constraint access_event_pkey PRIMARY KEY (id),
  constraint access_event_shown_check CHECK (shown > 0),
  constraint access_event_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint access_event_account_id_staff_id_fkey FOREIGN KEY (account_id, staff_id) REFERENCES staff(account_id, id)
);
CREATE INDEX access_event_by_age ON access_event USING btree (account_id, at);
CREATE INDEX access_event_of_account ON access_event USING btree (account_id, id);
CREATE INDEX access_event_of_shopper ON access_event USING gin (shopper_ids);
CREATE TRIGGER access_event_append_only BEFORE DELETE OR UPDATE ON access_event FOR EACH ROW WHEN (current_setting('tamaru.retention_door'::text, true) IS DISTINCT FROM 'open'::text) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER access_event_not_emptied BEFORE TRUNCATE ON access_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- account: 0001, 0007, 0030, 0032, 0033, 0036, 0041, 0042, 0057
create table account (
  id uuid not null default gen_random_uuid(),
  slug text not null,
  name text not null,
  login_channel_id text not null,
  created_at timestamp with time zone not null,
  rank_silver_from integer not null default 500,
  rank_gold_from integer not null default 2000,
  consent_policy jsonb not null default '{}'::jsonb,
  sending_rules jsonb not null default '{}'::jsonb,
  approval_on boolean not null default false,
  ranks_kept_on date,
  line_quota jsonb,
  forgot_on date,
  constraint account_pkey PRIMARY KEY (id),
  constraint account_login_channel_id_key UNIQUE (login_channel_id),
  constraint account_slug_key UNIQUE (slug),
  constraint account_check CHECK (rank_gold_from > rank_silver_from),
  constraint account_rank_silver_from_check CHECK (rank_silver_from > 0)
);

-- account_notice: 0030
create table account_notice (
  account_id uuid not null,
  version integer not null,
  terms text not null,
  privacy text not null,
  operator text not null,
  contact text not null,
  published_at timestamp with time zone not null,
  staff_id uuid not null,
  constraint account_notice_pkey PRIMARY KEY (account_id, version),
  constraint account_notice_version_check CHECK (version > 0),
  constraint account_notice_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint account_notice_account_id_staff_id_fkey FOREIGN KEY (account_id, staff_id) REFERENCES staff(account_id, id)
);
CREATE TRIGGER account_notice_append_only BEFORE DELETE OR UPDATE ON account_notice FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- alias_candidate: 0010, 0033
create table alias_candidate (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  campaign_id uuid not null,
  name text not null,
  product_id text not null,
  state text not null default 'open'::text,
  decided_by uuid,
  decided_at timestamp with time zone,
  reason text,
  campaign_version_id uuid,
  created_at timestamp with time zone not null,
  constraint alias_candidate_pkey PRIMARY KEY (id),
  constraint alias_candidate_account_id_campaign_id_name_product_id_key UNIQUE (account_id, campaign_id, name, product_id),
  constraint alias_candidate_account_id_id_key UNIQUE (account_id, id),
  constraint alias_candidate_check CHECK ((state = 'open'::text) = (decided_at IS NULL)),
  constraint alias_candidate_check1 CHECK ((state = 'open'::text) = (decided_by IS NULL)),
  constraint alias_candidate_check2 CHECK ((state = 'accepted'::text) = (campaign_version_id IS NOT NULL)),
  constraint alias_candidate_reason_check CHECK (length(reason) > 0),
  constraint alias_candidate_state_check CHECK (state = ANY (ARRAY['open'::text, 'accepted'::text, 'dismissed'::text])),
  constraint alias_candidate_account_id_campaign_id_fkey FOREIGN KEY (account_id, campaign_id) REFERENCES campaign(account_id, id),
  constraint alias_candidate_account_id_campaign_version_id_fkey FOREIGN KEY (account_id, campaign_version_id) REFERENCES campaign_version(account_id, id),
  constraint alias_candidate_account_id_decided_by_fkey FOREIGN KEY (account_id, decided_by) REFERENCES staff(account_id, id),
  constraint alias_candidate_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);

-- alias_replay: 0010, 0033
create table alias_replay (
  id bigint not null generated always as identity,
  account_id uuid not null,
  candidate_id uuid not null,
  campaign_version_id uuid not null,
  result jsonb not null,
  staff_id uuid not null,
  replayed_at timestamp with time zone not null,
  constraint alias_replay_pkey PRIMARY KEY (id),
  constraint alias_replay_account_id_campaign_version_id_fkey FOREIGN KEY (account_id, campaign_version_id) REFERENCES campaign_version(account_id, id),
  constraint alias_replay_account_id_candidate_id_fkey FOREIGN KEY (account_id, candidate_id) REFERENCES alias_candidate(account_id, id),
  constraint alias_replay_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint alias_replay_account_id_staff_id_fkey FOREIGN KEY (account_id, staff_id) REFERENCES staff(account_id, id)
);
CREATE INDEX alias_replay_of_candidate ON alias_replay USING btree (account_id, candidate_id, id DESC);
CREATE TRIGGER alias_replay_append_only BEFORE DELETE OR UPDATE ON alias_replay FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- alias_sighting: 0010, 0033
create table alias_sighting (
  account_id uuid not null,
  entry_id uuid not null,
  campaign_id uuid not null,
  name text not null,
  printed text not null,
  product_id text,
  staff_id uuid not null,
  seen_at timestamp with time zone not null,
  constraint alias_sighting_pkey PRIMARY KEY (account_id, entry_id, name),
  constraint alias_sighting_name_check CHECK (length(name) > 0),
  constraint alias_sighting_account_id_campaign_id_fkey FOREIGN KEY (account_id, campaign_id) REFERENCES campaign(account_id, id),
  constraint alias_sighting_account_id_entry_id_fkey FOREIGN KEY (account_id, entry_id) REFERENCES entry(account_id, id),
  constraint alias_sighting_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint alias_sighting_account_id_staff_id_fkey FOREIGN KEY (account_id, staff_id) REFERENCES staff(account_id, id)
);
CREATE INDEX alias_sighting_of_name ON alias_sighting USING btree (account_id, campaign_id, name);

-- allotment: 0008, 0033
create table allotment (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  total integer not null,
  created_at timestamp with time zone not null,
  constraint allotment_pkey PRIMARY KEY (id),
  constraint allotment_account_id_id_key UNIQUE (account_id, id),
  constraint allotment_total_check CHECK (total >= 0),
  constraint allotment_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE CONSTRAINT TRIGGER allotment_sliced AFTER INSERT OR UPDATE OF total ON allotment DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_slices('id');

-- allotment_slice: 0008, 0015
create table allotment_slice (
  account_id uuid not null,
  allotment_id uuid not null,
  slice integer not null,
  size integer not null,
  used integer not null default 0,
  constraint allotment_slice_pkey PRIMARY KEY (allotment_id, slice),
  constraint allotment_not_exceeded CHECK (used >= 0 AND used <= size),
  constraint allotment_slice_account_id_allotment_id_fkey FOREIGN KEY (account_id, allotment_id) REFERENCES allotment(account_id, id)
);
CREATE CONSTRAINT TRIGGER allotment_slice_sliced AFTER INSERT OR UPDATE OF size ON allotment_slice DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_slices('allotment_id');

-- allowance: 0020
create table allowance (
  account_id uuid not null,
  name text not null,
  whose text not null,
  whole_at timestamp with time zone not null,
  constraint allowance_pkey PRIMARY KEY (account_id, name, whose),
  constraint allowance_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE INDEX allowance_whole ON allowance USING btree (whole_at);

-- approval: 0036
create table approval (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  kind text not null,
  subject_id uuid not null,
  content_sha256 text not null,
  authors uuid[] not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  outcome text,
  decided_by uuid,
  decided_at timestamp with time zone,
  note text,
  constraint approval_pkey PRIMARY KEY (id),
  constraint approval_account_id_id_key UNIQUE (account_id, id),
  constraint approval_by_another CHECK (NOT (decided_by = ANY (authors))),
  constraint approval_check CHECK (asked_by = ANY (authors)),
  constraint approval_check1 CHECK (num_nonnulls(outcome, decided_by, decided_at) = ANY (ARRAY[0, 3])),
  constraint approval_check2 CHECK (outcome <> 'declined'::text OR note IS NOT NULL),
  constraint approval_content_sha256_check CHECK (content_sha256 ~ '^[0-9a-f]{64}$'::text),
  constraint approval_kind_check CHECK (kind = 'campaign'::text),
  constraint approval_outcome_check CHECK (outcome = ANY (ARRAY['approved'::text, 'declined'::text])),
  constraint approval_account_id_asked_by_fkey FOREIGN KEY (account_id, asked_by) REFERENCES staff(account_id, id),
  constraint approval_account_id_decided_by_fkey FOREIGN KEY (account_id, decided_by) REFERENCES staff(account_id, id),
  constraint approval_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE UNIQUE INDEX approval_asked_once ON approval USING btree (account_id, kind, subject_id) WHERE outcome IS NULL;
CREATE INDEX approval_of_subject ON approval USING btree (account_id, kind, subject_id, asked_at DESC);
CREATE INDEX approval_open ON approval USING btree (account_id, asked_at, id) WHERE outcome IS NULL;
CREATE TRIGGER approval_answered_stays BEFORE DELETE OR UPDATE ON approval FOR EACH ROW EXECUTE FUNCTION keep_answered_approval();

-- arm: 0051
create table arm (
  account_id uuid not null,
  experiment text not null,
  shopper_id uuid not null,
  arm text not null,
  at timestamp with time zone not null,
  constraint arm_pkey PRIMARY KEY (account_id, experiment, shopper_id),
  constraint arm_arm_check CHECK (length(arm) >= 1 AND length(arm) <= 100),
  constraint arm_experiment_check CHECK (length(experiment) >= 1 AND length(experiment) <= 100),
  constraint arm_account_id_shopper_id_fkey FOREIGN KEY (account_id, shopper_id) REFERENCES shopper(account_id, id)
);
CREATE INDEX arm_of_shopper ON arm USING btree (account_id, shopper_id);
CREATE TRIGGER arm_append_only BEFORE DELETE OR UPDATE ON arm FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER arm_not_emptied BEFORE TRUNCATE ON arm FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER not_of_erased BEFORE INSERT ON arm FOR EACH ROW EXECUTE FUNCTION keep_from_erased('refuse');

-- attribute: 0049
create table attribute (
  account_id uuid not null,
  key text not null,
  kind text not null,
  words jsonb not null,
  choices jsonb not null,
  purpose text not null,
  kept_days integer,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  archived_at timestamp with time zone,
  constraint attribute_key_once PRIMARY KEY (account_id, key),
  constraint attribute_choices_check CHECK (jsonb_typeof(choices) = 'array'::text),
  constraint attribute_kept_days_check CHECK (kept_days > 0),
  constraint attribute_key_check CHECK (key ~ '^[a-z][a-z0-9_]{0,39}$'::text),
  constraint attribute_kind_check CHECK (kind = ANY (ARRAY['choice'::text, 'number'::text, 'date'::text, 'yes_no'::text])),
  constraint attribute_purpose_check CHECK (purpose <> ''::text),
  constraint attribute_words_check CHECK ((words ->> 'ja'::text) <> ''::text AND (words ->> 'en'::text) <> ''::text),
  constraint attribute_account_id_created_by_fkey FOREIGN KEY (account_id, created_by) REFERENCES staff(account_id, id),
  constraint attribute_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);

-- attribute_value: 0049, 0053, 0056
create table attribute_value (
  id bigint not null generated always as identity,
  account_id uuid not null,
  shopper_id uuid not null,
  attribute text not null,
  value text,
  source text not null,
  told_at timestamp with time zone not null,
  batch_id uuid,
  before_id bigint,
  constraint attribute_value_pkey PRIMARY KEY (id),
  constraint attribute_value_source_check CHECK (source = ANY (ARRAY['person'::text, 'staff'::text, 'import'::text, 'undo'::text])),
  constraint attribute_value_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint attribute_value_account_id_shopper_id_fkey FOREIGN KEY (account_id, shopper_id) REFERENCES shopper(account_id, id),
  constraint attribute_value_of_batch FOREIGN KEY (account_id, batch_id) REFERENCES batch(account_id, id)
);
CREATE INDEX attribute_value_by_age ON attribute_value USING btree (account_id, attribute, told_at);
CREATE INDEX attribute_value_by_batch ON attribute_value USING btree (account_id, batch_id, id) WHERE batch_id IS NOT NULL;
CREATE INDEX attribute_value_of_person ON attribute_value USING btree (account_id, shopper_id, attribute, id);
CREATE TRIGGER attribute_value_append_only BEFORE DELETE OR UPDATE ON attribute_value FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER attribute_value_is_newest AFTER INSERT ON attribute_value REFERENCING NEW TABLE AS told FOR EACH STATEMENT EXECUTE FUNCTION keep_newest_values();
CREATE TRIGGER not_of_erased BEFORE INSERT ON attribute_value FOR EACH ROW EXECUTE FUNCTION keep_from_erased('refuse');

-- audience: 0059
create table audience (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  name text not null,
  list text not null,
  origin text not null,
  consent text not null,
  people integer not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint audience_pkey PRIMARY KEY (id),
  constraint audience_account_id_id_key UNIQUE (account_id, id),
  constraint audience_consent_check CHECK (consent <> ''::text),
  constraint audience_list_check CHECK (list = ANY (ARRAY['phones'::text, 'emails'::text, 'buyers'::text, 'members'::text])),
  constraint audience_name_check CHECK (name <> ''::text),
  constraint audience_origin_check CHECK (origin <> ''::text),
  constraint audience_people_check CHECK (people > 0),
  constraint audience_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint audience_account_id_made_by_fkey FOREIGN KEY (account_id, made_by) REFERENCES staff(account_id, id)
);
CREATE UNIQUE INDEX audience_name_once ON audience USING btree (account_id, name) WHERE ended_at IS NULL;
CREATE INDEX audience_of_account ON audience USING btree (account_id, made_at DESC, id DESC) WHERE ended_at IS NULL;

-- audience_hash: 0059
create table audience_hash (
  account_id uuid not null,
  audience_id uuid not null,
  keyed_hash bytea not null,
  row_no integer not null,
  constraint audience_hash_pkey PRIMARY KEY (account_id, audience_id, keyed_hash),
  constraint audience_hash_keyed_hash_check CHECK (length(keyed_hash) = 32),
  constraint audience_hash_account_id_audience_id_fkey FOREIGN KEY (account_id, audience_id) REFERENCES audience(account_id, id)
);
CREATE INDEX audience_hash_by_hash ON audience_hash USING btree (account_id, keyed_hash);
CREATE INDEX audience_hash_by_row ON audience_hash USING btree (account_id, audience_id, row_no);

-- audience_member: 0059
create table audience_member (
  account_id uuid not null,
  audience_id uuid not null,
  shopper_id uuid not null,
  matched_at timestamp with time zone not null,
  constraint audience_member_pkey PRIMARY KEY (account_id, audience_id, shopper_id),
  constraint audience_member_account_id_audience_id_fkey FOREIGN KEY (account_id, audience_id) REFERENCES audience(account_id, id),
  constraint audience_member_account_id_shopper_id_fkey FOREIGN KEY (account_id, shopper_id) REFERENCES shopper(account_id, id)
);
CREATE INDEX audience_member_of_person ON audience_member USING btree (account_id, shopper_id);
CREATE TRIGGER not_of_erased BEFORE INSERT ON audience_member FOR EACH ROW EXECUTE FUNCTION keep_from_erased('skip');

-- audit_chain: 0011
create table audit_chain (
  account_id uuid not null,
  events bigint not null default 0,
  head bytea not null default decode(repeat('00'::text, 32), 'hex'::text),
  constraint audit_chain_pkey PRIMARY KEY (account_id),
  constraint audit_chain_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);

-- audit_event: 0001, 0011, 0033, 0037
create table audit_event (
  id bigint not null generated always as identity,
  account_id uuid not null,
  staff_id uuid,
  act text not null,
  subject text not null,
  before jsonb,
  after jsonb,
  at timestamp with time zone not null,
  seq bigint not null,
  prev_hash bytea not null,
  hash bytea not null,
  emptied_at timestamp with time zone,
  constraint audit_event_pkey PRIMARY KEY (id),
  constraint audit_event_seq UNIQUE (account_id, seq),
  constraint audit_event_emptied CHECK (emptied_at IS NULL OR before IS NULL AND after IS NULL),
  constraint audit_event_one_line CHECK (act !~ '[\n\r]'::text AND subject !~ '[\n\r]'::text),
  constraint audit_event_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint audit_event_account_id_fkey1 FOREIGN KEY (account_id) REFERENCES account(id),
  constraint audit_event_account_id_staff_id_fkey FOREIGN KEY (account_id, staff_id) REFERENCES staff(account_id, id)
);
CREATE INDEX audit_event_of_staff ON audit_event USING btree (account_id, staff_id, seq);
CREATE INDEX audit_event_of_subject ON audit_event USING btree (account_id, subject, seq);
CREATE TRIGGER audit_event_append_only BEFORE DELETE OR UPDATE ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_event_chained BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION chain_audit_event();
CREATE TRIGGER audit_event_not_emptied BEFORE TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- audit_words: 0037
create table audit_words (
  account_id uuid not null,
  seq bigint not null,
  hash text not null,
  salt text not null,
  words text not null,
  constraint audit_words_pkey PRIMARY KEY (account_id, seq, hash),
  constraint audit_words_hash_check CHECK (hash ~ '^[0-9a-f]{64}$'::text),
  constraint audit_words_account_id_seq_fkey FOREIGN KEY (account_id, seq) REFERENCES audit_event(account_id, seq)
);
CREATE TRIGGER audit_words_append_only BEFORE DELETE OR UPDATE ON audit_words FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- batch: 0053
create table batch (
  id uuid not null,
  account_id uuid not null,
  kind text not null,
  staff_id uuid not null,
  done_at timestamp with time zone not null,
  undone_at timestamp with time zone,
  constraint batch_pkey PRIMARY KEY (id),
  constraint batch_account_id_id_key UNIQUE (account_id, id),
  constraint batch_kind_check CHECK (kind = ANY (ARRAY['tag'::text, 'merge'::text, 'import'::text])),
  constraint batch_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint batch_account_id_staff_id_fkey FOREIGN KEY (account_id, staff_id) REFERENCES staff(account_id, id)
);

-- batch_tag: 0053
create table batch_tag (
  account_id uuid not null,
  batch_id uuid not null,
  shopper_id uuid not null,
  tag_id uuid not null,
  put boolean not null,
  constraint batch_tag_pkey PRIMARY KEY (account_id, batch_id, shopper_id, tag_id),
  constraint batch_tag_account_id_batch_id_fkey FOREIGN KEY (account_id, batch_id) REFERENCES batch(account_id, id),
  constraint batch_tag_account_id_shopper_id_fkey FOREIGN KEY (account_id, shopper_id) REFERENCES shopper(account_id, id),
  constraint batch_tag_account_id_tag_id_fkey FOREIGN KEY (account_id, tag_id) REFERENCES tag(account_id, id)
);
CREATE TRIGGER batch_tag_append_only BEFORE DELETE OR UPDATE ON batch_tag FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- budget: 0040, 0052
create table budget (
  id uuid not null,
  account_id uuid not null,
  name text not null,
  purpose text not null,
  owner_id uuid not null,
  starts_on date not null,
  ends_on date not null,
  points_live_for_days integer,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  unit text not null,
  constraint budget_pkey PRIMARY KEY (id),
  constraint budget_account_id_id_key UNIQUE (account_id, id),
  constraint budget_account_id_id_unit_key UNIQUE (account_id, id, unit),
  constraint budget_name_once UNIQUE (account_id, name),
  constraint budget_check CHECK (starts_on <= ends_on),
  constraint budget_check1 CHECK ((unit = 'points'::text) = (points_live_for_days IS NOT NULL)),
  constraint budget_points_live_for_days_check CHECK (points_live_for_days > 0),
  constraint budget_unit_check CHECK (unit = ANY (ARRAY['points'::text, 'yen'::text])),
  constraint budget_account_id_created_by_fkey FOREIGN KEY (account_id, created_by) REFERENCES staff(account_id, id),
  constraint budget_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint budget_account_id_id_fkey FOREIGN KEY (account_id, id) REFERENCES allotment(account_id, id) DEFERRABLE INITIALLY DEFERRED,
  constraint budget_owner_is_known FOREIGN KEY (account_id, owner_id) REFERENCES staff(account_id, id)
);
CREATE INDEX budget_of_account ON budget USING btree (account_id, created_at DESC, id);

-- campaign: 0003, 0008, 0012, 0015, 0033, 0054
create table campaign (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  slug text not null,
  state text not null,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  archived_at timestamp with time zone,
  constraint campaign_pkey PRIMARY KEY (id),
  constraint campaign_account_id_id_key UNIQUE (account_id, id),
  constraint campaign_account_id_slug_key UNIQUE (account_id, slug),
  constraint campaign_archived_is_over CHECK (archived_at IS NULL OR state = 'ended'::text),
  constraint campaign_ended CHECK ((state = 'ended'::text) = (ended_at IS NOT NULL)),
  constraint campaign_state_check CHECK (state = ANY (ARRAY['draft'::text, 'published'::text, 'ended'::text])),
  constraint campaign_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);

-- campaign_draft: 0012, 0033, 0036
create table campaign_draft (
  account_id uuid not null,
  campaign_id uuid not null,
  rules jsonb not null,
  revision integer not null default 1,
  changed_by uuid,
  changed_at timestamp with time zone not null,
  authors uuid[] not null default '{}'::uuid[],
  constraint campaign_draft_pkey PRIMARY KEY (campaign_id),
  constraint campaign_draft_revision_check CHECK (revision > 0),
  constraint campaign_draft_rules_check CHECK (jsonb_typeof(rules) = 'object'::text),
  constraint campaign_draft_account_id_campaign_id_fkey FOREIGN KEY (account_id, campaign_id) REFERENCES campaign(account_id, id),
  constraint campaign_draft_account_id_changed_by_fkey FOREIGN KEY (account_id, changed_by) REFERENCES staff(account_id, id)
);

-- campaign_product: 0039
create table campaign_product (
  account_id uuid not null,
  campaign_id uuid not null,
  rules_id text not null,
  product_id uuid not null,
  constraint campaign_product_pkey PRIMARY KEY (account_id, campaign_id, rules_id),
  constraint campaign_product_account_id_campaign_id_fkey FOREIGN KEY (account_id, campaign_id) REFERENCES campaign(account_id, id),
  constraint campaign_product_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint campaign_product_account_id_product_id_fkey FOREIGN KEY (account_id, product_id) REFERENCES product(account_id, id)
);
CREATE INDEX campaign_product_of_product ON campaign_product USING btree (account_id, product_id);
CREATE TRIGGER campaign_product_append_only BEFORE DELETE OR UPDATE ON campaign_product FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- campaign_version: 0003, 0012, 0033
create table campaign_version (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  campaign_id uuid not null,
  version integer not null,
  rules jsonb not null,
  published_at timestamp with time zone not null,
  published_by uuid,
  note text,
  prize_law jsonb,
  override_name text,
  override_reason text,
  constraint campaign_version_pkey PRIMARY KEY (id),
  constraint campaign_version_account_id_campaign_id_version_key UNIQUE (account_id, campaign_id, version),
  constraint campaign_version_account_id_id_key UNIQUE (account_id, id),
  constraint campaign_version_override CHECK ((override_name IS NULL) = (override_reason IS NULL)),
  constraint campaign_version_override_name_check CHECK (length(override_name) > 0),
  constraint campaign_version_override_reason_check CHECK (length(override_reason) > 0),
  constraint campaign_version_version_check CHECK (version > 0),
  constraint campaign_version_within_law CHECK ((prize_law ->> 'within'::text) IS DISTINCT FROM 'false'::text OR override_name IS NOT NULL),
  constraint campaign_version_account_id_campaign_id_fkey FOREIGN KEY (account_id, campaign_id) REFERENCES campaign(account_id, id),
  constraint campaign_version_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint campaign_version_account_id_published_by_fkey FOREIGN KEY (account_id, published_by) REFERENCES staff(account_id, id)
);
CREATE TRIGGER campaign_version_append_only BEFORE DELETE OR UPDATE ON campaign_version FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- consent_event: 0030, 0034, 0037, 0060
create table consent_event (
  id bigint not null generated always as identity,
  account_id uuid not null,
  shopper_id uuid not null,
  purpose text not null,
  given boolean not null,
  wording integer not null,
  notice_version integer,
  source text not null,
  at timestamp with time zone not null,
  constraint consent_event_pkey PRIMARY KEY (id),
  constraint consent_event_purpose_check CHECK (purpose = ANY (ARRAY['offers'::text, 'steps'::text, 'surveys'::text, 'analysis'::text, 'experiments'::text, 'email'::text, 'sharing'::text, 'sensitive'::text])),
  constraint consent_event_source_check CHECK (source = ANY (ARRAY['mini_app'::text, 'first_switch'::text])),
  constraint consent_event_wording_check CHECK (wording > 0),
  constraint consent_event_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint consent_event_account_id_notice_version_fkey FOREIGN KEY (account_id, notice_version) REFERENCES account_notice(account_id, version),
  constraint consent_event_account_id_shopper_id_fkey FOREIGN KEY (account_id, shopper_id) REFERENCES shopper(account_id, id)
);
CREATE INDEX consent_of_shopper ON consent_event USING btree (account_id, shopper_id, purpose, id DESC) INCLUDE (given, wording);
CREATE TRIGGER consent_event_append_only BEFORE DELETE OR UPDATE ON consent_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER not_of_erased BEFORE INSERT ON consent_event FOR EACH ROW EXECUTE FUNCTION keep_from_erased('refuse');

-- contact: 0058
create table contact (
  account_id uuid not null,
  shopper_id uuid not null,
  kind text not null,
  sealed bytea not null,
  keyed_hash bytea not null,
  origin text not null,
  told_by uuid not null,
  told_at timestamp with time zone not null,
  constraint contact_pkey PRIMARY KEY (account_id, shopper_id, kind),
  constraint contact_keyed_hash_check CHECK (length(keyed_hash) = 32),
  constraint contact_kind_check CHECK (kind = ANY (ARRAY['email'::text, 'phone'::text, 'member'::text])),
  constraint contact_origin_check CHECK (origin <> ''::text),
  constraint contact_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint contact_account_id_shopper_id_fkey FOREIGN KEY (account_id, shopper_id) REFERENCES shopper(account_id, id),
  constraint contact_account_id_told_by_fkey FOREIGN KEY (account_id, told_by) REFERENCES staff(account_id, id)
);
CREATE INDEX contact_by_age ON contact USING btree (account_id, told_at);
CREATE INDEX contact_by_hash ON contact USING btree (account_id, keyed_hash);
CREATE TRIGGER not_of_erased BEFORE INSERT ON contact FOR EACH ROW EXECUTE FUNCTION keep_from_erased('refuse');

-- coupon: 0013, 0033, 0037, 0052
create table coupon (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  reward_id uuid not null,
  shopper_id uuid not null,
  idempotency_key text not null,
  code text not null,
  cost_points integer not null,
  state text not null default 'issued'::text,
  lapses_on date not null,
  exchanged_at timestamp with time zone not null,
  shown_at timestamp with time zone,
  used_at timestamp with time zone,
  used_by_staff uuid,
  cancelled_at timestamp with time zone,
  cancelled_by_staff uuid,
  budget_id uuid,
  drawn_yen integer,
  budget_unit text generated always as (
CASE
    WHEN (budget_id IS NOT NULL) THEN 'yen'::text
    ELSE NULL::text
END) stored,
  constraint coupon_pkey PRIMARY KEY (id),
  constraint coupon_account_id_id_key UNIQUE (account_id, id),
  constraint coupon_account_id_reward_id_id_key UNIQUE (account_id, reward_id, id),
  constraint coupon_idempotency_key UNIQUE (account_id, shopper_id, idempotency_key),
  constraint coupon_check CHECK ((state = 'used'::text) = (used_at IS NOT NULL)),
  constraint coupon_check1 CHECK ((state = 'cancelled'::text) = (cancelled_at IS NOT NULL)),
  constraint coupon_check2 CHECK (used_by_staff IS NULL OR state = 'used'::text),
  constraint coupon_check3 CHECK (cancelled_by_staff IS NULL OR state = 'cancelled'::text),
  constraint coupon_check4 CHECK ((budget_id IS NULL) = (drawn_yen IS NULL)),
  constraint coupon_code_check CHECK (length(code) >= 1 AND length(code) <= 200),
  constraint coupon_cost_points_check CHECK (cost_points > 0),
  constraint coupon_drawn_yen_check CHECK (drawn_yen > 0),
  constraint coupon_idempotency_key_check CHECK (length(idempotency_key) >= 1 AND length(idempotency_key) <= 200),
  constraint coupon_state_check CHECK (state = ANY (ARRAY['issued'::text, 'used'::text, 'cancelled'::text])),
  constraint coupon_account_id_cancelled_by_staff_fkey FOREIGN KEY (account_id, cancelled_by_staff) REFERENCES staff(account_id, id),
  constraint coupon_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint coupon_account_id_reward_id_fkey FOREIGN KEY (account_id, reward_id) REFERENCES reward(account_id, id),
  constraint coupon_account_id_shopper_id_fkey FOREIGN KEY (account_id, shopper_id) REFERENCES shopper(account_id, id),
  constraint coupon_account_id_used_by_staff_fkey FOREIGN KEY (account_id, used_by_staff) REFERENCES staff(account_id, id),
  constraint coupon_of_yen FOREIGN KEY (account_id, budget_id, budget_unit) REFERENCES budget(account_id, id, unit)
);
CREATE INDEX coupon_by_code ON coupon USING btree (account_id, code);
CREATE UNIQUE INDEX coupon_code_given_once ON coupon USING btree (account_id, reward_id, code) WHERE state <> 'cancelled'::text;
CREATE INDEX coupon_of_budget ON coupon USING btree (account_id, budget_id, exchanged_at DESC, id) WHERE budget_id IS NOT NULL;
CREATE INDEX coupon_of_shopper ON coupon USING btree (account_id, shopper_id, exchanged_at DESC);
CREATE TRIGGER coupon_kept BEFORE UPDATE ON coupon FOR EACH ROW EXECUTE FUNCTION keep_coupon();
CREATE TRIGGER coupon_not_deleted BEFORE DELETE ON coupon FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER not_of_erased BEFORE INSERT ON coupon FOR EACH ROW EXECUTE FUNCTION keep_from_erased('refuse');

-- draw_commitment: 0013, 0033
create table draw_commitment (
  account_id uuid not null,
  campaign_id uuid not null,
  commitment text not null,
  secret text not null,
  committed_at timestamp with time zone not null,
  revealed_at timestamp with time zone,
  revealed_by uuid,
  constraint draw_commitment_pkey PRIMARY KEY (account_id, campaign_id),
  constraint draw_commitment_check CHECK ((revealed_at IS NULL) = (revealed_by IS NULL)),
  constraint draw_commitment_commitment_check CHECK (commitment ~ '^[0-9a-f]{64}$'::text),
  constraint draw_commitment_secret_check CHECK (secret ~ '^[0-9a-f]{64}$'::text),
  constraint draw_committed CHECK (commitment = encode(sha256(convert_to(secret, 'UTF8'::name)), 'hex'::text)),
  constraint draw_commitment_account_id_campaign_id_fkey FOREIGN KEY (account_id, campaign_id) REFERENCES campaign(account_id, id),
  constraint draw_commitment_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint draw_commitment_account_id_revealed_by_fkey FOREIGN KEY (account_id, revealed_by) REFERENCES staff(account_id, id)
);
CREATE TRIGGER draw_commitment_kept BEFORE UPDATE ON draw_commitment FOR EACH ROW EXECUTE FUNCTION keep_commitment();
CREATE TRIGGER draw_commitment_not_deleted BEFORE DELETE ON draw_commitment FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- draw_ticket: 0013
create table draw_ticket (
  account_id uuid not null,
  campaign_id uuid not null,
  draw_id text not null,
  no integer not null,
  entry_id uuid not null,
  shopper_id uuid not null,
  seal text not null,
  nth integer not null,
  person text not null,
  constraint draw_ticket_pkey PRIMARY KEY (account_id, campaign_id, draw_id, no),
  constraint draw_ticket_account_id_campaign_id_draw_id_seal_nth_key UNIQUE (account_id, campaign_id, draw_id, seal, nth),
  constraint draw_ticket_no_check CHECK (no > 0),
  constraint draw_ticket_nth_check CHECK (nth > 0),
  constraint draw_ticket_seal_check CHECK (seal ~ '^[0-9a-f]{64}$'::text),
  constraint draw_ticket_account_id_campaign_id_draw_id_fkey FOREIGN KEY (account_id, campaign_id, draw_id) REFERENCES prize_draw(account_id, campaign_id, draw_id),
  constraint draw_ticket_account_id_entry_id_fkey FOREIGN KEY (account_id, entry_id) REFERENCES entry(account_id, id),
  constraint draw_ticket_account_id_shopper_id_fkey FOREIGN KEY (account_id, shopper_id) REFERENCES shopper(account_id, id)
);
CREATE INDEX draw_ticket_of_shopper ON draw_ticket USING btree (account_id, shopper_id);
CREATE TRIGGER draw_ticket_append_only BEFORE DELETE OR UPDATE ON draw_ticket FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER draw_ticket_fixed AFTER INSERT ON draw_ticket REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION come_with_their_draw();

-- draw_winner: 0013
create table draw_winner (
  account_id uuid not null,
  campaign_id uuid not null,
  draw_id text not null,
  place integer not null,
  ticket_no integer not null,
  constraint draw_winner_pkey PRIMARY KEY (account_id, campaign_id, draw_id, place),
  constraint draw_winner_account_id_campaign_id_draw_id_ticket_no_key UNIQUE (account_id, campaign_id, draw_id, ticket_no),
  constraint draw_winner_place_check CHECK (place > 0),
  constraint draw_winner_account_id_campaign_id_draw_id_ticket_no_fkey FOREIGN KEY (account_id, campaign_id, draw_id, ticket_no) REFERENCES draw_ticket(account_id, campaign_id, draw_id, no)
);
CREATE TRIGGER draw_winner_append_only BEFORE DELETE OR UPDATE ON draw_winner FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER draw_winner_fixed AFTER INSERT ON draw_winner REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION come_with_their_draw();

-- entry: 0003, 0007, 0011, 0015, 0023, 0029, 0033, 0037, 0041
create table entry (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  shopper_id uuid not null,
  photo_sha256 text not null,
  source text not null,
  idempotency_key text not null,
  state text not null default 'received'::text,
  campaign_version_id uuid,
  receipt_fingerprint text,
  decision jsonb,
  points integer not null default 0,
  decided_at timestamp with time zone,
  decided_by_staff uuid,
  created_at timestamp with time zone not null,
  stamps integer not null default 0,
  appealed_at timestamp with time zone,
  store_id uuid,
  round integer not null default 1,
  followed_by uuid,
  unsent_at timestamp with time zone,
  constraint entry_pkey PRIMARY KEY (id),
  constraint entry_account_id_id_key UNIQUE (account_id, id),
  constraint entry_idempotency_key UNIQUE (account_id, shopper_id, idempotency_key),
  constraint entry_check2 CHECK (state = 'approved'::text OR points = 0),
  constraint entry_decided_check CHECK ((state = ANY (ARRAY['approved'::text, 'rejected'::text, 'revoked'::text, 'replaced'::text, 'withdrawn'::text])) = (decided_at IS NOT NULL)),
  constraint entry_decision_check CHECK ((state = ANY (ARRAY['received'::text, 'reading'::text, 'withdrawn'::text])) OR decision IS NOT NULL),
  constraint entry_followed_when_over CHECK (
CASE state
    WHEN 'replaced'::text THEN followed_by IS NOT NULL
    WHEN 'rejected'::text THEN true
    WHEN 'withdrawn'::text THEN true
    ELSE followed_by IS NULL
END),
  constraint entry_idempotency_key_check CHECK (length(idempotency_key) >= 1 AND length(idempotency_key) <= 200),
  constraint entry_points_check CHECK (points >= 0),
  constraint entry_round_check CHECK (round >= 1),
  constraint entry_source_check CHECK (source = ANY (ARRAY['app'::text, 'chat'::text])),
  constraint entry_stamps_check CHECK (stamps >= 0),
  constraint entry_state_check CHECK (state = ANY (ARRAY['received'::text, 'reading'::text, 'needs_review'::text, 'approved'::text, 'rejected'::text, 'revoked'::text, 'replaced'::text, 'withdrawn'::text])),
  constraint entry_account_id_campaign_version_id_fkey FOREIGN KEY (account_id, campaign_version_id) REFERENCES campaign_version(account_id, id),
  constraint entry_account_id_decided_by_staff_fkey FOREIGN KEY (account_id, decided_by_staff) REFERENCES staff(account_id, id),
  constraint entry_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint entry_account_id_photo_sha256_fkey FOREIGN KEY (account_id, photo_sha256) REFERENCES photo(account_id, sha256),
  constraint entry_account_id_shopper_id_fkey FOREIGN KEY (account_id, shopper_id) REFERENCES shopper(account_id, id),
  constraint entry_followed_by FOREIGN KEY (account_id, followed_by) REFERENCES entry(account_id, id) DEFERRABLE INITIALLY DEFERRED,
  constraint entry_store FOREIGN KEY (account_id, store_id) REFERENCES store(account_id, id)
);
CREATE INDEX entry_followed ON entry USING btree (account_id, followed_by) WHERE followed_by IS NOT NULL;
CREATE INDEX entry_in_review ON entry USING btree (account_id, created_at) WHERE state = 'needs_review'::text;
CREATE INDEX entry_in_state ON entry USING btree (account_id, state, created_at, id);
CREATE INDEX entry_of_photo ON entry USING btree (account_id, photo_sha256);
CREATE INDEX entry_of_receipt ON entry USING btree (account_id, receipt_fingerprint) WHERE receipt_fingerprint IS NOT NULL;
CREATE INDEX entry_of_shopper ON entry USING btree (account_id, shopper_id, created_at DESC);
CREATE INDEX entry_of_store ON entry USING btree (account_id, store_id, created_at) WHERE store_id IS NOT NULL;
CREATE UNIQUE INDEX entry_photo_once_per_shopper ON entry USING btree (account_id, shopper_id, photo_sha256) WHERE followed_by IS NULL;
CREATE UNIQUE INDEX entry_receipt_credited_once ON entry USING btree (account_id, receipt_fingerprint) WHERE state = 'approved'::text;
CREATE TRIGGER entry_announced AFTER INSERT OR UPDATE OF state ON entry FOR EACH ROW EXECUTE FUNCTION announce_entry();
CREATE TRIGGER entry_decided_once BEFORE UPDATE ON entry FOR EACH ROW EXECUTE FUNCTION keep_decided_entry();
CREATE TRIGGER entry_in_the_books BEFORE DELETE ON entry FOR EACH ROW EXECUTE FUNCTION refuse_loss_of_credited();
CREATE TRIGGER not_of_erased BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION keep_from_erased('refuse');

-- erasure: 0037
create table erasure (
  id uuid not null,
  account_id uuid not null,
  shopper_id uuid not null,
  asked_by text not null,
  staff_id uuid,
  erased_at timestamp with time zone not null,
  removed jsonb not null,
  line_told_at timestamp with time zone,
  constraint erasure_pkey PRIMARY KEY (id),
  constraint erasure_of_shopper UNIQUE (account_id, shopper_id),
  constraint erasure_asked_by_check CHECK (asked_by = ANY (ARRAY['person'::text, 'staff'::text, 'operator'::text, 'restore'::text])),
  constraint erasure_by_staff CHECK ((asked_by = 'staff'::text) = (staff_id IS NOT NULL)),
  constraint erasure_removed_check CHECK (jsonb_typeof(removed) = 'object'::text),
  constraint erasure_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint erasure_account_id_shopper_id_fkey FOREIGN KEY (account_id, shopper_id) REFERENCES shopper(account_id, id),
  constraint erasure_account_id_staff_id_fkey FOREIGN KEY (account_id, staff_id) REFERENCES staff(account_id, id)
);
CREATE TRIGGER erasure_kept BEFORE UPDATE ON erasure FOR EACH ROW WHEN (old.line_told_at IS NOT NULL OR new.id IS DISTINCT FROM old.id OR new.account_id IS DISTINCT FROM old.account_id OR new.shopper_id IS DISTINCT FROM old.shopper_id OR new.asked_by IS DISTINCT FROM old.asked_by OR new.staff_id IS DISTINCT FROM old.staff_id OR new.erased_at IS DISTINCT FROM old.erased_at OR new.removed IS DISTINCT FROM old.removed) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER erasure_not_deleted BEFORE DELETE ON erasure FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- happening: 0028
create table happening (
  id bigint not null,
  account_id uuid not null,
  shopper_id uuid,
  kind text not null,
  at timestamp with time zone not null,
  payload jsonb not null,
  constraint happening_pkey PRIMARY KEY (id, at)
) partition by RANGE (at);
CREATE INDEX happening_of_shopper ON ONLY happening USING btree (shopper_id, at) WHERE shopper_id IS NOT NULL;
CREATE TRIGGER happening_append_only BEFORE DELETE OR UPDATE ON happening FOR EACH ROW WHEN (current_setting('tamaru.happening_door'::text, true) IS DISTINCT FROM 'open'::text) EXECUTE FUNCTION refuse_change();

-- happening_key: 0028
create table happening_key (
  account_id uuid not null,
  natural_key text not null,
  id bigint not null generated always as identity,
  constraint happening_key_pkey PRIMARY KEY (account_id, natural_key)
);
CREATE TRIGGER happening_key_append_only BEFORE DELETE OR UPDATE ON happening_key FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- instant_play: 0013, 0033
create table instant_play (
  id bigint not null generated always as identity,
  account_id uuid not null,
  campaign_id uuid not null,
  campaign_version_id uuid not null,
  entry_id uuid not null,
  shopper_id uuid not null,
  seal text not null,
  hits jsonb not null,
  won_prize_id text,
  played_at timestamp with time zone not null,
  constraint instant_play_pkey PRIMARY KEY (id),
  constraint instant_play_of_entry UNIQUE (account_id, entry_id),
  constraint instant_play_of_photo UNIQUE (account_id, campaign_id, seal),
  constraint instant_play_hits_check CHECK (jsonb_typeof(hits) = 'array'::text),
  constraint instant_play_seal_check CHECK (seal ~ '^[0-9a-f]{64}$'::text),
  constraint instant_play_account_id_campaign_id_fkey FOREIGN KEY (account_id, campaign_id) REFERENCES draw_commitment(account_id, campaign_id),
  constraint instant_play_account_id_campaign_id_won_prize_id_fkey FOREIGN KEY (account_id, campaign_id, won_prize_id) REFERENCES instant_prize(account_id, campaign_id, prize_id),
  constraint instant_play_account_id_campaign_version_id_fkey FOREIGN KEY (account_id, campaign_version_id) REFERENCES campaign_version(account_id, id),
  constraint instant_play_account_id_entry_id_fkey FOREIGN KEY (account_id, entry_id) REFERENCES entry(account_id, id),
  constraint instant_play_account_id_shopper_id_fkey FOREIGN KEY (account_id, shopper_id) REFERENCES shopper(account_id, id)
);
CREATE INDEX instant_play_of_shopper ON instant_play USING btree (account_id, shopper_id);
CREATE INDEX instant_win ON instant_play USING btree (account_id, campaign_id, id) WHERE won_prize_id IS NOT NULL;
CREATE TRIGGER instant_play_append_only BEFORE DELETE OR UPDATE ON instant_play FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER unrevealed AFTER INSERT ON instant_play FOR EACH ROW EXECUTE FUNCTION refuse_revealed();

-- instant_prize: 0013
create table instant_prize (
  account_id uuid not null,
  campaign_id uuid not null,
  prize_id text not null,
  allotment_id uuid not null,
  constraint instant_prize_pkey PRIMARY KEY (account_id, campaign_id, prize_id),
  constraint instant_prize_allotment_id_key UNIQUE (allotment_id),
  constraint instant_prize_account_id_allotment_id_fkey FOREIGN KEY (account_id, allotment_id) REFERENCES allotment(account_id, id),
  constraint instant_prize_account_id_campaign_id_fkey FOREIGN KEY (account_id, campaign_id) REFERENCES draw_commitment(account_id, campaign_id)
);

-- job: 0002, 0017, 0022, 0026, 0033, 0043
create table job (
  id bigint not null generated always as identity,
  account_id uuid not null,
  kind text not null,
  payload jsonb not null,
  natural_key text,
  state text not null default 'ready'::text,
  run_at timestamp with time zone not null,
  attempts integer not null default 0,
  max_attempts integer not null default 8,
  lease_until timestamp with time zone,
  leased_by text,
  last_error text,
  created_at timestamp with time zone not null,
  done_at timestamp with time zone,
  lease_token uuid,
  person_id uuid,
  turn_at timestamp with time zone not null,
  constraint job_pkey PRIMARY KEY (id),
  constraint job_once UNIQUE (account_id, kind, natural_key),
  constraint job_check CHECK ((state = 'leased'::text) = (lease_until IS NOT NULL)),
  constraint job_check1 CHECK (state <> 'buried'::text OR last_error IS NOT NULL),
  constraint job_max_attempts_check CHECK (max_attempts > 0),
  constraint job_state_check CHECK (state = ANY (ARRAY['ready'::text, 'leased'::text, 'done'::text, 'buried'::text])),
  constraint job_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE INDEX job_behind ON job USING btree (kind, turn_at, id) WHERE state = 'ready'::text AND turn_at > run_at;
CREATE INDEX job_buried ON job USING btree (account_id, id) WHERE state = 'buried'::text;
CREATE INDEX job_done ON job USING btree (account_id, done_at) WHERE state = 'done'::text;
CREATE INDEX job_due ON job USING btree (kind, run_at, id) WHERE state = 'ready'::text;
CREATE INDEX job_lease ON job USING btree (lease_until) WHERE state = 'leased'::text;
CREATE INDEX job_of_person ON job USING btree (person_id, kind, turn_at) WHERE person_id IS NOT NULL AND (state = ANY (ARRAY['ready'::text, 'leased'::text]));
CREATE INDEX job_turn ON job USING btree (kind, turn_at, id) WHERE state = 'ready'::text;
CREATE TRIGGER job_announced AFTER INSERT OR UPDATE OF state, run_at ON job FOR EACH ROW EXECUTE FUNCTION announce_job();

-- journal: 0004, 0008, 0015, 0033
create table journal (
  id bigint not null generated always as identity,
  account_id uuid not null,
  natural_key text not null,
  reason journal_reason not null,
  entry_id uuid,
  created_at timestamp with time zone not null,
  reverses bigint,
  constraint journal_pkey PRIMARY KEY (id),
  constraint journal_once UNIQUE (account_id, natural_key),
  constraint journal_reverses_fkey FOREIGN KEY (reverses) REFERENCES journal(id)
);
CREATE UNIQUE INDEX journal_reversed_once ON journal USING btree (reverses) WHERE reverses IS NOT NULL;
CREATE TRIGGER journal_append_only BEFORE DELETE OR UPDATE ON journal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_door BEFORE INSERT ON journal FOR EACH STATEMENT EXECUTE FUNCTION refuse_past_the_door();

-- judgement: 0007, 0016, 0023, 0033
create table judgement (
  id bigint not null generated always as identity,
  account_id uuid not null,
  entry_id uuid not null,
  cause text not null,
  campaign_version_id uuid not null,
  reading_id bigint,
  history jsonb,
  judged_for date,
  decision jsonb not null,
  staff_id uuid,
  judged_at timestamp with time zone not null,
  deciding_version integer not null default 1,
  constraint judgement_pkey PRIMARY KEY (id),
  constraint judgement_by_staff CHECK ((cause = ANY (ARRAY['staff'::text, 'revocation'::text, 'reopening'::text])) = (staff_id IS NOT NULL)),
  constraint judgement_cause_check CHECK (cause = ANY (ARRAY['machine'::text, 'staff'::text, 'appeal'::text, 'revocation'::text, 'reopening'::text, 'replacement'::text, 'withdrawal'::text])),
  constraint judgement_deciding_version_check CHECK (deciding_version >= 1),
  constraint judgement_account_id_campaign_version_id_fkey FOREIGN KEY (account_id, campaign_version_id) REFERENCES campaign_version(account_id, id),
  constraint judgement_account_id_entry_id_fkey FOREIGN KEY (account_id, entry_id) REFERENCES entry(account_id, id),
  constraint judgement_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint judgement_account_id_reading_id_fkey FOREIGN KEY (account_id, reading_id) REFERENCES reading(account_id, id),
  constraint judgement_account_id_staff_id_fkey FOREIGN KEY (account_id, staff_id) REFERENCES staff(account_id, id)
);
CREATE INDEX judgement_of_entry ON judgement USING btree (account_id, entry_id, id);
CREATE TRIGGER judgement_append_only BEFORE DELETE OR UPDATE ON judgement FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- label: 0055
create table label (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  name text not null,
  colour text not null,
  created_at timestamp with time zone not null,
  constraint label_pkey PRIMARY KEY (id),
  constraint label_account_id_id_key UNIQUE (account_id, id),
  constraint label_name_once UNIQUE (account_id, name),
  constraint label_colour_check CHECK (colour = ANY (ARRAY['plain'::text, 'green'::text, 'blue'::text, 'amber'::text, 'violet'::text, 'teal'::text])),
  constraint label_name_short CHECK (length(name) >= 1 AND length(name) <= 20),
  constraint label_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);

-- labelling: 0055
create table labelling (
  account_id uuid not null,
  label_id uuid not null,
  thing text not null,
  thing_id text not null,
  put_at timestamp with time zone not null,
  constraint labelling_pkey PRIMARY KEY (account_id, thing, thing_id, label_id),
  constraint labelling_thing_check CHECK (thing = ANY (ARRAY['campaign'::text, 'reward'::text, 'product'::text, 'template'::text, 'store'::text, 'segment'::text])),
  constraint labelling_account_id_label_id_fkey FOREIGN KEY (account_id, label_id) REFERENCES label(account_id, id) ON DELETE CASCADE
);
CREATE INDEX labelling_of_label ON labelling USING btree (account_id, label_id, thing, thing_id);

-- ledger_account: 0004, 0008, 0015, 0040
create table ledger_account (
  id bigint not null generated always as identity,
  account_id uuid not null,
  kind text not null,
  shopper_id uuid,
  campaign_id uuid,
  budget_id uuid,
  owner_id uuid not null generated always as (COALESCE(shopper_id, campaign_id, budget_id, account_id)) stored,
  constraint ledger_account_pkey PRIMARY KEY (id),
  constraint ledger_account_once UNIQUE (account_id, kind, owner_id),
  constraint ledger_account_check1 CHECK (kind = 'issued'::text OR campaign_id IS NULL),
  constraint ledger_account_kind_check CHECK (kind = ANY (ARRAY['shopper'::text, 'pending'::text, 'debt'::text, 'issued'::text, 'redeemed'::text, 'expired'::text])),
  constraint ledger_account_of_a_budget CHECK (budget_id IS NULL OR kind = 'issued'::text AND campaign_id IS NULL),
  constraint ledger_account_of_a_person CHECK ((kind = ANY (ARRAY['shopper'::text, 'pending'::text, 'debt'::text])) = (shopper_id IS NOT NULL)),
  constraint ledger_account_account_id_budget_id_fkey FOREIGN KEY (account_id, budget_id) REFERENCES budget(account_id, id),
  constraint ledger_account_account_id_campaign_id_fkey FOREIGN KEY (account_id, campaign_id) REFERENCES campaign(account_id, id),
  constraint ledger_account_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint ledger_account_account_id_shopper_id_fkey FOREIGN KEY (account_id, shopper_id) REFERENCES shopper(account_id, id)
);
CREATE TRIGGER ledger_account_append_only BEFORE DELETE OR UPDATE ON ledger_account FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- line_audience: 0066
create table line_audience (
  id uuid not null,
  account_id uuid not null,
  name text not null,
  group_id bigint,
  uploaded integer not null,
  state text not null,
  why text,
  state_at timestamp with time zone not null,
  constraint line_audience_pkey PRIMARY KEY (id),
  constraint line_audience_name_check CHECK (name <> ''::text),
  constraint line_audience_state_check CHECK (state = ANY (ARRAY['asked'::text, 'in_progress'::text, 'ready'::text, 'failed'::text, 'expired'::text, 'deleting'::text, 'deleted'::text])),
  constraint line_audience_account_id_id_fkey FOREIGN KEY (account_id, id) REFERENCES outflow(account_id, id)
);

-- line_message: 0023
create table line_message (
  account_id uuid not null,
  message_id text not null,
  entry_id uuid,
  unsent_at timestamp with time zone,
  constraint line_message_pkey PRIMARY KEY (account_id, message_id),
  constraint line_message_check CHECK (entry_id IS NOT NULL OR unsent_at IS NOT NULL),
  constraint line_message_account_id_entry_id_fkey FOREIGN KEY (account_id, entry_id) REFERENCES entry(account_id, id),
  constraint line_message_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE INDEX line_message_of_entry ON line_message USING btree (account_id, entry_id) WHERE entry_id IS NOT NULL;

-- lot: 0004, 0008, 0015
create table lot (
  account_id uuid not null,
  shopper_id uuid not null,
  journal_id bigint not null,
  points integer not null,
  expires_on date not null,
  release_on date,
  used integer not null default 0,
  constraint lot_pkey PRIMARY KEY (journal_id),
  constraint lot_not_overdrawn CHECK (points > 0 AND used >= 0 AND used <= points)
);
CREATE INDEX lot_by_expiry ON lot USING btree (expires_on, journal_id) WHERE used < points AND release_on IS NULL;
CREATE INDEX lot_by_release ON lot USING btree (release_on, journal_id) WHERE used < points AND release_on IS NOT NULL;
CREATE INDEX lot_of_shopper ON lot USING btree (account_id, shopper_id, expires_on, journal_id) WHERE used < points;
CREATE TRIGGER journal_door BEFORE INSERT ON lot FOR EACH STATEMENT EXECUTE FUNCTION refuse_past_the_door();
CREATE TRIGGER lot_append_only BEFORE DELETE OR UPDATE ON lot FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION refuse_change();

-- lot_use: 0004, 0008, 0015
create table lot_use (
  account_id uuid not null,
  journal_id bigint not null,
  points integer not null,
  lot_id bigint not null,
  constraint lot_use_pkey PRIMARY KEY (lot_id, journal_id),
  constraint lot_use_points_check CHECK (points <> 0),
  constraint lot_use_journal_id_fkey FOREIGN KEY (journal_id) REFERENCES journal(id),
  constraint lot_use_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES lot(journal_id)
);
CREATE INDEX lot_use_of_journal ON lot_use USING btree (journal_id);
CREATE TRIGGER journal_door BEFORE INSERT ON lot_use FOR EACH STATEMENT EXECUTE FUNCTION refuse_past_the_door();
CREATE TRIGGER lot_use_append_only BEFORE DELETE OR UPDATE ON lot_use FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER lot_used AFTER INSERT ON lot_use FOR EACH ROW EXECUTE FUNCTION use_lot();

-- member_link: 0064
create table member_link (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  shopper_id uuid not null,
  sealed bytea not null,
  keyed_hash bytea not null,
  source text not null,
  origin text,
  linked_by uuid,
  since timestamp with time zone not null,
  until timestamp with time zone,
  ended_by text,
  ended_by_staff uuid,
  why text,
  constraint member_link_pkey PRIMARY KEY (id),
  constraint member_link_check CHECK (until >= since),
  constraint member_link_ended CHECK ((until IS NULL) = (ended_by IS NULL) AND (NOT ended_by IS DISTINCT FROM 'staff'::text) = (ended_by_staff IS NOT NULL) AND (NOT ended_by IS DISTINCT FROM 'staff'::text) = (why IS NOT NULL)),
  constraint member_link_ended_by_check CHECK (ended_by = ANY (ARRAY['person'::text, 'staff'::text, 'shop'::text])),
  constraint member_link_from_elsewhere CHECK ((source = 'import'::text) = (origin IS NOT NULL) AND (source = 'import'::text) = (linked_by IS NOT NULL)),
  constraint member_link_keyed_hash_check CHECK (length(keyed_hash) = 32),
  constraint member_link_origin_check CHECK (origin <> ''::text),
  constraint member_link_source_check CHECK (source = ANY (ARRAY['account_link'::text, 'line_login'::text, 'import'::text])),
  constraint member_link_why_check CHECK (why <> ''::text),
  constraint member_link_account_id_ended_by_staff_fkey FOREIGN KEY (account_id, ended_by_staff) REFERENCES staff(account_id, id),
  constraint member_link_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint member_link_account_id_linked_by_fkey FOREIGN KEY (account_id, linked_by) REFERENCES staff(account_id, id),
  constraint member_link_account_id_shopper_id_fkey FOREIGN KEY (account_id, shopper_id) REFERENCES shopper(account_id, id)
);
CREATE INDEX member_link_of_person ON member_link USING btree (account_id, shopper_id, since DESC, id DESC);
CREATE UNIQUE INDEX member_link_one_a_number ON member_link USING btree (account_id, keyed_hash) WHERE until IS NULL;
CREATE UNIQUE INDEX member_link_one_a_person ON member_link USING btree (account_id, shopper_id) WHERE until IS NULL;
CREATE TRIGGER member_link_is_kept BEFORE UPDATE ON member_link FOR EACH ROW EXECUTE FUNCTION keep_member_link();
CREATE TRIGGER not_of_erased BEFORE INSERT ON member_link FOR EACH ROW EXECUTE FUNCTION keep_from_erased('refuse');

-- member_link_attempt: 0064
create table member_link_attempt (
  account_id uuid not null,
  shopper_id uuid not null,
  link_token_sha256 bytea not null,
  begun_at timestamp with time zone not null,
  nonce_sha256 bytea,
  sealed bytea,
  keyed_hash bytea,
  nonce_at timestamp with time zone,
  constraint member_link_attempt_pkey PRIMARY KEY (account_id, shopper_id),
  constraint member_link_attempt_keyed_hash_check CHECK (length(keyed_hash) = 32),
  constraint member_link_attempt_link_token_sha256_check CHECK (length(link_token_sha256) = 32),
  constraint member_link_attempt_nonce_sha256_check CHECK (length(nonce_sha256) = 32),
  constraint member_link_attempt_whole CHECK (num_nulls(nonce_sha256, sealed, keyed_hash, nonce_at) = ANY (ARRAY[0, 4])),
  constraint member_link_attempt_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint member_link_attempt_account_id_shopper_id_fkey FOREIGN KEY (account_id, shopper_id) REFERENCES shopper(account_id, id)
);
CREATE UNIQUE INDEX member_link_attempt_by_nonce ON member_link_attempt USING btree (account_id, nonce_sha256);
CREATE UNIQUE INDEX member_link_attempt_by_token ON member_link_attempt USING btree (account_id, link_token_sha256);
CREATE TRIGGER not_of_erased BEFORE INSERT ON member_link_attempt FOR EACH ROW EXECUTE FUNCTION keep_from_erased('refuse');

-- migration: 0033
create table migration (
  name text not null,
  ran_at timestamp with time zone not null,
  constraint migration_pkey PRIMARY KEY (name)
);

-- offer_made: 0006, 0033
create table offer_made (
  account_id uuid not null,
  rule_id uuid not null,
  shopper_id uuid not null,
  entry_id uuid not null,
  outbox_message_id uuid not null,
  made_at timestamp with time zone not null,
  constraint offer_made_pkey PRIMARY KEY (account_id, rule_id, shopper_id),
  constraint offer_made_account_id_entry_id_fkey FOREIGN KEY (account_id, entry_id) REFERENCES entry(account_id, id),
  constraint offer_made_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint offer_made_account_id_outbox_message_id_fkey FOREIGN KEY (account_id, outbox_message_id) REFERENCES outbox_message(account_id, id),
  constraint offer_made_account_id_rule_id_fkey FOREIGN KEY (account_id, rule_id) REFERENCES offer_rule(account_id, id),
  constraint offer_made_account_id_shopper_id_fkey FOREIGN KEY (account_id, shopper_id) REFERENCES shopper(account_id, id)
);

-- offer_rule: 0006, 0033
create table offer_rule (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  rule jsonb not null,
  enabled boolean not null default true,
  created_at timestamp with time zone not null,
  constraint offer_rule_pkey PRIMARY KEY (id),
  constraint offer_rule_account_id_id_key UNIQUE (account_id, id),
  constraint offer_rule_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);

-- outbox_message: 0005, 0014, 0022, 0029, 0032, 0033, 0037, 0038, 0042
create table outbox_message (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  shopper_id uuid not null,
  natural_key text not null,
  purpose text not null,
  messages jsonb not null,
  reply_token text,
  retry_key uuid not null default gen_random_uuid(),
  state text not null default 'queued'::text,
  not_before timestamp with time zone not null,
  first_pushed_at timestamp with time zone,
  sent_at timestamp with time zone,
  line_request_id text,
  reason text,
  created_at timestamp with time zone not null,
  detail text,
  stopped_at timestamp with time zone,
  maybe_taken boolean not null default false,
  reply_until timestamp with time zone,
  releases integer not null default 0,
  rides_with uuid,
  passed_at timestamp with time zone,
  let_go_at timestamp with time zone,
  templates jsonb not null default '[]'::jsonb,
  constraint outbox_message_pkey PRIMARY KEY (id),
  constraint outbox_message_account_id_id_key UNIQUE (account_id, id),
  constraint outbox_once UNIQUE (account_id, natural_key),
  constraint outbox_message_messages_check CHECK (jsonb_array_length(messages) >= 1 AND jsonb_array_length(messages) <= 5),
  constraint outbox_message_purpose_check CHECK (purpose = ANY (ARRAY['answer'::text, 'result'::text, 'survey'::text, 'offer'::text, 'reminder'::text])),
  constraint outbox_pushed_by_key CHECK (first_pushed_at IS NULL OR reply_token IS NULL),
  constraint outbox_reason CHECK (reason = ANY (ARRAY['quota'::text, 'unauthorized'::text, 'unreachable'::text, 'not_a_friend'::text, 'refused'::text, 'unsure'::text, 'stale'::text, 'no_consent'::text, 'stopped'::text, 'cap'::text, 'over_budget'::text, 'kept_quota'::text, 'quiet_hours'::text])),
  constraint outbox_reply_token CHECK ((reply_token IS NULL) = (reply_until IS NULL)),
  constraint outbox_rides CHECK (rides_with IS NULL OR (state = ANY (ARRAY['held'::text, 'sent'::text]))),
  constraint outbox_sent_at CHECK ((state = 'sent'::text) = (sent_at IS NOT NULL)),
  constraint outbox_state CHECK (state = ANY (ARRAY['queued'::text, 'sent'::text, 'held'::text, 'discarded'::text])),
  constraint outbox_stopped CHECK ((state = ANY (ARRAY['held'::text, 'discarded'::text])) = (reason IS NOT NULL) AND (state = ANY (ARRAY['held'::text, 'discarded'::text])) = (stopped_at IS NOT NULL)),
  constraint outbox_message_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint outbox_message_account_id_rides_with_fkey FOREIGN KEY (account_id, rides_with) REFERENCES outbox_message(account_id, id),
  constraint outbox_message_account_id_shopper_id_fkey FOREIGN KEY (account_id, shopper_id) REFERENCES shopper(account_id, id)
);
CREATE INDEX outbox_held ON outbox_message USING btree (account_id, shopper_id, created_at) WHERE state = 'held'::text;
CREATE INDEX outbox_of_shopper ON outbox_message USING btree (account_id, shopper_id, created_at DESC);
CREATE INDEX outbox_on_its_way ON outbox_message USING btree (account_id, passed_at) WHERE state = 'queued'::text AND passed_at IS NOT NULL AND reply_token IS NULL;
CREATE INDEX outbox_passed ON outbox_message USING btree (account_id, shopper_id, passed_at) WHERE passed_at IS NOT NULL;
CREATE INDEX outbox_pushed ON outbox_message USING btree (account_id, sent_at) WHERE state = 'sent'::text AND reply_token IS NULL AND rides_with IS NULL;
CREATE INDEX outbox_riders ON outbox_message USING btree (account_id, rides_with) WHERE rides_with IS NOT NULL;
CREATE INDEX outbox_stopped ON outbox_message USING btree (account_id, state, stopped_at, id) WHERE state = ANY (ARRAY['held'::text, 'discarded'::text]);
CREATE TRIGGER not_of_erased BEFORE INSERT ON outbox_message FOR EACH ROW EXECUTE FUNCTION keep_from_erased('skip');

-- outflow: 0066
create table outflow (
  id uuid not null,
  account_id uuid not null,
  kind text not null,
  recipient text not null,
  basis text not null,
  fields text[] not null,
  subject text not null,
  staff_id uuid not null,
  at timestamp with time zone not null,
  constraint outflow_pkey PRIMARY KEY (id),
  constraint outflow_account_id_id_key UNIQUE (account_id, id),
  constraint outflow_basis_check CHECK (basis = ANY (ARRAY['own'::text, 'entrusted'::text, 'joint'::text, 'third_party'::text])),
  constraint outflow_fields_check CHECK (cardinality(fields) > 0),
  constraint outflow_kind_check CHECK (kind = ANY (ARRAY['line_audience'::text, 'customer_file'::text])),
  constraint outflow_recipient_check CHECK (recipient <> ''::text),
  constraint outflow_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint outflow_account_id_staff_id_fkey FOREIGN KEY (account_id, staff_id) REFERENCES staff(account_id, id)
);
CREATE INDEX outflow_of_account ON outflow USING btree (account_id, at DESC, id DESC);
CREATE TRIGGER outflow_append_only BEFORE DELETE OR UPDATE ON outflow FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- outflow_person: 0066
create table outflow_person (
  account_id uuid not null,
  outflow_id uuid not null,
  shopper_id uuid not null,
  constraint outflow_person_pkey PRIMARY KEY (account_id, outflow_id, shopper_id),
  constraint outflow_person_account_id_outflow_id_fkey FOREIGN KEY (account_id, outflow_id) REFERENCES outflow(account_id, id),
  constraint outflow_person_account_id_shopper_id_fkey FOREIGN KEY (account_id, shopper_id) REFERENCES shopper(account_id, id)
);
CREATE INDEX outflow_person_of_person ON outflow_person USING btree (account_id, shopper_id);
CREATE TRIGGER outflow_person_append_only BEFORE DELETE OR UPDATE ON outflow_person FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- person_attribute: 0049, 0051, 0053
create table person_attribute (
  account_id uuid not null,
  shopper_id uuid not null,
  attribute text not null,
  value text not null,
  number double precision,
  value_id bigint not null,
  constraint person_attribute_pkey PRIMARY KEY (account_id, shopper_id, attribute),
  constraint person_attribute_account_id_shopper_id_fkey FOREIGN KEY (account_id, shopper_id) REFERENCES shopper(account_id, id)
);
CREATE INDEX person_attribute_by_value ON person_attribute USING btree (account_id, attribute, value) INCLUDE (shopper_id, number);
CREATE UNIQUE INDEX person_attribute_of_value ON person_attribute USING btree (value_id);
CREATE TRIGGER person_attribute_is_gone AFTER DELETE ON person_attribute REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION touch_forgotten();

-- person_fact: 0045, 0048, 0064
create table person_fact (
  account_id uuid not null,
  shopper_id uuid not null,
  joined_at timestamp with time zone not null,
  friend boolean,
  friend_since timestamp with time zone,
  language text,
  rank text not null,
  points integer not null,
  nps integer,
  nps_at timestamp with time zone,
  analysis boolean not null,
  receipts integer not null,
  spent_yen bigint not null,
  first_receipt_on date,
  last_receipt_on date,
  usual_store_id uuid,
  refreshed_at timestamp with time zone not null,
  member_since timestamp with time zone,
  constraint person_fact_pkey PRIMARY KEY (account_id, shopper_id),
  constraint person_fact_of_purchases CHECK (analysis OR receipts = 0),
  constraint person_fact_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint person_fact_account_id_shopper_id_fkey FOREIGN KEY (account_id, shopper_id) REFERENCES shopper(account_id, id)
);
CREATE INDEX person_fact_by_joining ON person_fact USING btree (account_id, joined_at DESC, shopper_id DESC);
CREATE INDEX person_fact_by_nps ON person_fact USING btree (account_id, COALESCE(nps, '-1'::integer) DESC, shopper_id DESC);
CREATE INDEX person_fact_by_receipts ON person_fact USING btree (account_id, receipts DESC, shopper_id DESC);
CREATE INDEX person_fact_by_recency ON person_fact USING btree (account_id, COALESCE(last_receipt_on - '1970-01-01'::date, '-1'::integer) DESC, shopper_id DESC);
CREATE INDEX person_fact_by_spending ON person_fact USING btree (account_id, spent_yen DESC, shopper_id DESC);

-- person_happened: 0045
create table person_happened (
  account_id uuid not null,
  shopper_id uuid not null,
  kind text not null,
  times integer not null,
  last_at timestamp with time zone not null,
  constraint person_happened_pkey PRIMARY KEY (account_id, shopper_id, kind),
  constraint person_happened_account_id_shopper_id_fkey FOREIGN KEY (account_id, shopper_id) REFERENCES shopper(account_id, id)
);
CREATE INDEX person_happened_of_kind ON person_happened USING btree (account_id, kind, last_at) INCLUDE (shopper_id, times);

-- person_import: 0053, 0062
create table person_import (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  staff_id uuid not null,
  name text not null,
  file bytea,
  format text not null,
  mapping jsonb,
  report jsonb,
  faults text,
  sent_at timestamp with time zone not null,
  outline jsonb,
  constraint person_import_pkey PRIMARY KEY (id),
  constraint person_import_account_id_id_key UNIQUE (account_id, id),
  constraint person_import_format_check CHECK (format = ANY (ARRAY['csv'::text, 'ndjson'::text, 'followers'::text])),
  constraint person_import_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint person_import_account_id_staff_id_fkey FOREIGN KEY (account_id, staff_id) REFERENCES staff(account_id, id)
);
CREATE INDEX person_import_of_account ON person_import USING btree (account_id, sent_at DESC, id DESC);

-- person_product: 0045
create table person_product (
  account_id uuid not null,
  shopper_id uuid not null,
  product_id uuid not null,
  receipts integer not null,
  pieces numeric not null,
  yen bigint not null,
  first_on date not null,
  last_on date not null,
  constraint person_product_pkey PRIMARY KEY (account_id, shopper_id, product_id),
  constraint person_product_account_id_shopper_id_fkey FOREIGN KEY (account_id, shopper_id) REFERENCES shopper(account_id, id)
);
CREATE INDEX person_product_of_product ON person_product USING btree (account_id, product_id, last_on) INCLUDE (shopper_id, pieces);

-- person_receipt: 0045
create table person_receipt (
  account_id uuid not null,
  shopper_id uuid not null,
  entry_id uuid not null,
  bought_on date not null,
  yen bigint not null,
  pieces numeric not null,
  store_id uuid,
  constraint person_receipt_pkey PRIMARY KEY (account_id, shopper_id, entry_id),
  constraint person_receipt_account_id_shopper_id_fkey FOREIGN KEY (account_id, shopper_id) REFERENCES shopper(account_id, id)
);
CREATE INDEX person_receipt_by_day ON person_receipt USING btree (account_id, bought_on) INCLUDE (shopper_id, yen, store_id);

-- person_tag: 0046
create table person_tag (
  account_id uuid not null,
  shopper_id uuid not null,
  tag_id uuid not null,
  added_at timestamp with time zone not null,
  constraint person_tag_pkey PRIMARY KEY (account_id, shopper_id, tag_id),
  constraint person_tag_account_id_shopper_id_fkey FOREIGN KEY (account_id, shopper_id) REFERENCES shopper(account_id, id),
  constraint person_tag_account_id_tag_id_fkey FOREIGN KEY (account_id, tag_id) REFERENCES tag(account_id, id)
);
CREATE INDEX person_tag_of_tag ON person_tag USING btree (account_id, tag_id, shopper_id);
CREATE TRIGGER not_of_erased BEFORE INSERT ON person_tag FOR EACH ROW EXECUTE FUNCTION keep_from_erased('refuse');

-- person_touched: 0045, 0051
create table person_touched (
  account_id uuid not null,
  shopper_id uuid not null,
  happening_id bigint
);

-- photo: 0003, 0019, 0023, 0033
create table photo (
  account_id uuid not null,
  sha256 text not null /* of the bytes as they were sent */,
  media_type text not null,
  bytes integer not null /* as stored */,
  stored_at timestamp with time zone not null,
  stripped_at timestamp with time zone,
  deleted_at timestamp with time zone,
  constraint photo_pkey PRIMARY KEY (account_id, sha256),
  constraint photo_bytes_check CHECK (bytes > 0),
  constraint photo_sha256_check CHECK (sha256 ~ '^[0-9a-f]{64}$'::text),
  constraint photo_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE INDEX photo_to_strip ON photo USING btree (account_id, sha256) WHERE stripped_at IS NULL;

-- point_grant: 0040, 0052
create table point_grant (
  id uuid not null,
  account_id uuid not null,
  budget_id uuid not null,
  shopper_id uuid not null,
  points integer not null,
  entry_id uuid,
  staff_id uuid not null,
  granted_at timestamp with time zone not null,
  idempotency_key text not null,
  budget_unit text not null generated always as ('points'::text) stored,
  constraint point_grant_pkey PRIMARY KEY (id),
  constraint point_grant_once UNIQUE (account_id, idempotency_key),
  constraint point_grant_points_check CHECK (points > 0),
  constraint point_grant_account_id_entry_id_fkey FOREIGN KEY (account_id, entry_id) REFERENCES entry(account_id, id),
  constraint point_grant_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint point_grant_account_id_shopper_id_fkey FOREIGN KEY (account_id, shopper_id) REFERENCES shopper(account_id, id),
  constraint point_grant_account_id_staff_id_fkey FOREIGN KEY (account_id, staff_id) REFERENCES staff(account_id, id),
  constraint point_grant_of_points FOREIGN KEY (account_id, budget_id, budget_unit) REFERENCES budget(account_id, id, unit)
);
CREATE INDEX point_grant_of_budget ON point_grant USING btree (account_id, budget_id, granted_at DESC, id);
CREATE INDEX point_grant_of_entry ON point_grant USING btree (account_id, entry_id) WHERE entry_id IS NOT NULL;
CREATE INDEX point_grant_of_shopper ON point_grant USING btree (account_id, shopper_id);
CREATE TRIGGER point_grant_append_only BEFORE DELETE OR UPDATE ON point_grant FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- prize_draw: 0013, 0033
create table prize_draw (
  account_id uuid not null,
  campaign_id uuid not null,
  draw_id text not null,
  campaign_version_id uuid not null,
  ticket_count integer not null,
  tickets_sha256 text not null,
  public_source text,
  frozen_at timestamp with time zone not null,
  frozen_by uuid not null,
  public_value text,
  drawn_at timestamp with time zone,
  drawn_by uuid,
  frozen_in xid8,
  drawn_in xid8,
  constraint prize_draw_pkey PRIMARY KEY (account_id, campaign_id, draw_id),
  constraint prize_draw_check CHECK ((drawn_at IS NULL) = (drawn_by IS NULL)),
  constraint prize_draw_check1 CHECK (
CASE
    WHEN drawn_at IS NULL THEN public_value IS NULL
    ELSE (public_source IS NULL) = (public_value IS NULL)
END),
  constraint prize_draw_public_source_check CHECK (length(public_source) >= 1 AND length(public_source) <= 300),
  constraint prize_draw_public_value_check CHECK (length(public_value) >= 1 AND length(public_value) <= 300),
  constraint prize_draw_ticket_count_check CHECK (ticket_count >= 0),
  constraint prize_draw_tickets_sha256_check CHECK (tickets_sha256 ~ '^[0-9a-f]{64}$'::text),
  constraint prize_draw_account_id_campaign_id_fkey FOREIGN KEY (account_id, campaign_id) REFERENCES draw_commitment(account_id, campaign_id),
  constraint prize_draw_account_id_campaign_version_id_fkey FOREIGN KEY (account_id, campaign_version_id) REFERENCES campaign_version(account_id, id),
  constraint prize_draw_account_id_drawn_by_fkey FOREIGN KEY (account_id, drawn_by) REFERENCES staff(account_id, id),
  constraint prize_draw_account_id_frozen_by_fkey FOREIGN KEY (account_id, frozen_by) REFERENCES staff(account_id, id)
);
CREATE TRIGGER prize_draw_kept BEFORE INSERT OR UPDATE ON prize_draw FOR EACH ROW EXECUTE FUNCTION keep_prize_draw();
CREATE TRIGGER prize_draw_not_deleted BEFORE DELETE ON prize_draw FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER unrevealed AFTER INSERT ON prize_draw FOR EACH ROW EXECUTE FUNCTION refuse_revealed();

-- product: 0039
create table product (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  jan text,
  name text not null,
  kana text,
  aliases text[] not null default '{}'::text[],
  price_yen integer,
  brand text,
  category text,
  picture text,
  archived_at timestamp with time zone,
  merged_into uuid,
  counts_as uuid not null,
  created_at timestamp with time zone not null,
  constraint product_pkey PRIMARY KEY (id),
  constraint product_account_id_id_key UNIQUE (account_id, id),
  constraint product_counts_as CHECK ((merged_into IS NULL) = (counts_as = id)),
  constraint product_jan_check CHECK (length(jan) > 0),
  constraint product_name_check CHECK (length(name) > 0),
  constraint product_price_yen_check CHECK (price_yen > 0),
  constraint product_account_id_counts_as_fkey FOREIGN KEY (account_id, counts_as) REFERENCES product(account_id, id),
  constraint product_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint product_account_id_merged_into_fkey FOREIGN KEY (account_id, merged_into) REFERENCES product(account_id, id)
);
CREATE INDEX product_counting_as ON product USING btree (account_id, counts_as);
CREATE UNIQUE INDEX product_jan_once ON product USING btree (account_id, jan) WHERE jan IS NOT NULL;
CREATE INDEX product_merged_into ON product USING btree (account_id, merged_into) WHERE merged_into IS NOT NULL;

-- purchased_item: 0003, 0018, 0039, 0060, 0061
create table purchased_item (
  account_id uuid not null,
  entry_id uuid not null,
  line integer not null,
  shopper_id uuid not null,
  name text not null,
  quantity numeric not null,
  amount_yen numeric not null,
  purchased_on date,
  product_id uuid,
  normalised_name text,
  sensitive text,
  purchased_hour smallint,
  constraint purchased_item_pkey PRIMARY KEY (account_id, entry_id, line),
  constraint purchased_item_hour_check CHECK (purchased_hour >= 0 AND purchased_hour <= 23) NOT VALID,
  constraint purchased_item_sensitive_check CHECK (sensitive = ANY (ARRAY['none'::text, 'health'::text, 'adult'::text, 'religion'::text, 'politics'::text])) NOT VALID,
  constraint purchased_item_account_id_entry_id_fkey FOREIGN KEY (account_id, entry_id) REFERENCES entry(account_id, id),
  constraint purchased_item_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint purchased_item_account_id_product_id_fkey FOREIGN KEY (account_id, product_id) REFERENCES product(account_id, id),
  constraint purchased_item_account_id_shopper_id_fkey FOREIGN KEY (account_id, shopper_id) REFERENCES shopper(account_id, id)
);
CREATE INDEX purchased_item_of_shopper ON purchased_item USING btree (account_id, shopper_id, product_id);
CREATE INDEX purchased_item_unclassed ON purchased_item USING btree (account_id, entry_id, line) WHERE sensitive IS NULL;
CREATE INDEX purchased_item_unnamed ON purchased_item USING btree (account_id, entry_id, line) WHERE normalised_name IS NULL;

-- reading: 0003, 0007, 0033
create table reading (
  id bigint not null generated always as identity,
  account_id uuid not null,
  entry_id uuid not null,
  corrected_by uuid,
  reading jsonb not null,
  created_at timestamp with time zone not null,
  constraint reading_pkey PRIMARY KEY (id),
  constraint reading_of_account UNIQUE (account_id, id),
  constraint reading_account_id_corrected_by_fkey FOREIGN KEY (account_id, corrected_by) REFERENCES staff(account_id, id),
  constraint reading_account_id_entry_id_fkey FOREIGN KEY (account_id, entry_id) REFERENCES entry(account_id, id),
  constraint reading_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE UNIQUE INDEX reading_by_machine_once ON reading USING btree (account_id, entry_id) WHERE corrected_by IS NULL;
CREATE INDEX reading_of_entry ON reading USING btree (account_id, entry_id, id DESC);
CREATE TRIGGER reading_append_only BEFORE DELETE OR UPDATE ON reading FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- receipt_trace: 0009
create table receipt_trace (
  account_id uuid not null,
  entry_id uuid not null,
  shopper_id uuid not null,
  keys integer[] not null,
  phone text,
  purchased_on date,
  register text,
  number bigint,
  received_at timestamp with time zone not null,
  constraint receipt_trace_pkey PRIMARY KEY (account_id, entry_id),
  constraint receipt_trace_account_id_entry_id_fkey FOREIGN KEY (account_id, entry_id) REFERENCES entry(account_id, id),
  constraint receipt_trace_account_id_shopper_id_fkey FOREIGN KEY (account_id, shopper_id) REFERENCES shopper(account_id, id)
);
CREATE INDEX receipt_trace_keys ON receipt_trace USING gin (keys) WITH (fastupdate=off);
CREATE INDEX receipt_trace_of_shop ON receipt_trace USING btree (account_id, phone, received_at) WHERE phone IS NOT NULL;
CREATE INDEX receipt_trace_of_till ON receipt_trace USING btree (account_id, phone, purchased_on, number) WHERE phone IS NOT NULL AND number IS NOT NULL;

-- reward: 0013, 0033, 0044, 0052
create table reward (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  kind text not null,
  terms jsonb not null,
  allotment_id uuid,
  created_at timestamp with time zone not null,
  archived_at timestamp with time zone,
  budget_id uuid generated always as (((terms ->> 'budgetId'::text))::uuid) stored,
  budget_unit text generated always as (
CASE
    WHEN ((terms ->> 'budgetId'::text) IS NOT NULL) THEN 'yen'::text
    ELSE NULL::text
END) stored,
  constraint reward_pkey PRIMARY KEY (id),
  constraint reward_account_id_id_key UNIQUE (account_id, id),
  constraint reward_allotment_id_key UNIQUE (allotment_id),
  constraint reward_archived_rests CHECK (archived_at IS NULL OR (terms -> 'active'::text) = 'false'::jsonb),
  constraint reward_kind_check CHECK (kind = ANY (ARRAY['code_pool'::text, 'till_code'::text])),
  constraint reward_pool_counted CHECK (kind <> 'code_pool'::text OR allotment_id IS NOT NULL),
  constraint reward_account_id_allotment_id_fkey FOREIGN KEY (account_id, allotment_id) REFERENCES allotment(account_id, id),
  constraint reward_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint reward_of_yen FOREIGN KEY (account_id, budget_id, budget_unit) REFERENCES budget(account_id, id, unit)
);

-- reward_code: 0013, 0033
create table reward_code (
  id bigint not null generated always as identity,
  account_id uuid not null,
  reward_id uuid not null,
  code text not null,
  coupon_id uuid,
  burnt_at timestamp with time zone,
  uploaded_at timestamp with time zone not null,
  constraint reward_code_pkey PRIMARY KEY (id),
  constraint reward_code_coupon_id_key UNIQUE (coupon_id),
  constraint reward_code_once UNIQUE (account_id, reward_id, code),
  constraint reward_code_check CHECK (burnt_at IS NULL OR coupon_id IS NOT NULL),
  constraint reward_code_code_check CHECK (length(code) >= 1 AND length(code) <= 200),
  constraint reward_code_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint reward_code_account_id_reward_id_coupon_id_fkey FOREIGN KEY (account_id, reward_id, coupon_id) REFERENCES coupon(account_id, reward_id, id),
  constraint reward_code_account_id_reward_id_fkey FOREIGN KEY (account_id, reward_id) REFERENCES reward(account_id, id)
);
CREATE INDEX reward_code_free ON reward_code USING btree (reward_id, id) WHERE coupon_id IS NULL;
CREATE TRIGGER reward_code_kept BEFORE UPDATE ON reward_code FOR EACH ROW EXECUTE FUNCTION keep_reward_code();
CREATE TRIGGER reward_code_not_deleted BEFORE DELETE ON reward_code FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- run: 0027, 0053
create table run (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  staff_id uuid not null,
  kind text not null,
  subject text not null,
  input jsonb not null,
  input_sha256 text not null,
  state text not null default 'waiting'::text,
  pieces_done integer not null default 0,
  pieces_total integer not null default 0,
  result jsonb,
  problem jsonb,
  asked_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint run_pkey PRIMARY KEY (id),
  constraint run_check CHECK ((state = 'done'::text) = (result IS NOT NULL)),
  constraint run_check1 CHECK ((state = 'failed'::text) = (problem IS NOT NULL)),
  constraint run_check2 CHECK ((state = ANY (ARRAY['done'::text, 'failed'::text])) = (ended_at IS NOT NULL)),
  constraint run_input_sha256_check CHECK (input_sha256 ~ '^[0-9a-f]{64}$'::text),
  constraint run_kind_check CHECK (kind = ANY (ARRAY['simulate_campaign'::text, 'freeze_draw'::text, 'replay_alias'::text, 'tag_people'::text, 'import_people'::text, 'undo_batch'::text])),
  constraint run_pieces_done_check CHECK (pieces_done >= 0),
  constraint run_pieces_total_check CHECK (pieces_total >= 0),
  constraint run_state_check CHECK (state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text])),
  constraint run_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint run_account_id_staff_id_fkey FOREIGN KEY (account_id, staff_id) REFERENCES staff(account_id, id)
);
CREATE INDEX run_ended ON run USING btree (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX run_of_staff ON run USING btree (account_id, staff_id, kind, subject, asked_at DESC);
CREATE UNIQUE INDEX run_under_way ON run USING btree (account_id, kind, subject, input_sha256) WHERE ended_at IS NULL;
CREATE TRIGGER run_kept BEFORE UPDATE ON run FOR EACH ROW EXECUTE FUNCTION keep_run();

-- segment: 0046, 0051
create table segment (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  name text not null,
  rule jsonb not null,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  archived_at timestamp with time zone,
  version integer not null default 1,
  kept_meaning text,
  kept_version integer,
  kept_on date,
  kept_at timestamp with time zone,
  constraint segment_pkey PRIMARY KEY (id),
  constraint segment_account_id_id_key UNIQUE (account_id, id),
  constraint segment_name_check CHECK (length(name) > 0),
  constraint segment_version_check CHECK (version > 0),
  constraint segment_account_id_created_by_fkey FOREIGN KEY (account_id, created_by) REFERENCES staff(account_id, id),
  constraint segment_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE UNIQUE INDEX segment_name_once ON segment USING btree (account_id, name) WHERE archived_at IS NULL;
CREATE INDEX segment_of_account ON segment USING btree (account_id, created_at DESC, id DESC);

-- segment_member: 0051
create table segment_member (
  account_id uuid not null,
  segment_id uuid not null,
  shopper_id uuid not null,
  since timestamp with time zone not null,
  constraint segment_member_pkey PRIMARY KEY (account_id, segment_id, shopper_id),
  constraint segment_member_account_id_segment_id_fkey FOREIGN KEY (account_id, segment_id) REFERENCES segment(account_id, id)
);
CREATE INDEX segment_member_of_shopper ON segment_member USING btree (account_id, shopper_id);

-- segment_move: 0051
create table segment_move (
  id bigint not null generated always as identity,
  account_id uuid not null,
  segment_id uuid not null,
  version integer not null,
  shopper_id uuid not null,
  way text not null,
  cause text not null,
  happening_id bigint,
  at timestamp with time zone not null,
  constraint segment_move_pkey PRIMARY KEY (id),
  constraint segment_move_cause_check CHECK (cause = ANY (ARRAY['saved'::text, 'changed'::text, 'meaning'::text, 'happening'::text, 'clock'::text, 'erased'::text])),
  constraint segment_move_way_check CHECK (way = ANY (ARRAY['entered'::text, 'left'::text])),
  constraint segment_move_account_id_segment_id_fkey FOREIGN KEY (account_id, segment_id) REFERENCES segment(account_id, id)
);
CREATE INDEX segment_move_of_segment ON segment_move USING btree (account_id, segment_id, at DESC, id DESC);
CREATE INDEX segment_move_of_shopper ON segment_move USING btree (account_id, shopper_id, segment_id, id DESC);
CREATE TRIGGER segment_move_append_only BEFORE DELETE OR UPDATE ON segment_move FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER segment_move_not_emptied BEFORE TRUNCATE ON segment_move FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- segment_snapshot: 0051
create table segment_snapshot (
  id uuid not null,
  account_id uuid not null,
  segment_id uuid,
  version integer,
  rule jsonb not null,
  purpose text not null,
  count integer not null,
  taken_at timestamp with time zone not null,
  taken_by uuid not null,
  constraint segment_snapshot_pkey PRIMARY KEY (id),
  constraint segment_snapshot_account_id_id_key UNIQUE (account_id, id),
  constraint segment_snapshot_check CHECK ((segment_id IS NULL) = (version IS NULL)),
  constraint segment_snapshot_count_check CHECK (count >= 0),
  constraint segment_snapshot_purpose_check CHECK (length(purpose) >= 1 AND length(purpose) <= 100),
  constraint segment_snapshot_account_id_segment_id_fkey FOREIGN KEY (account_id, segment_id) REFERENCES segment(account_id, id),
  constraint segment_snapshot_account_id_taken_by_fkey FOREIGN KEY (account_id, taken_by) REFERENCES staff(account_id, id)
);
CREATE INDEX segment_snapshot_of_segment ON segment_snapshot USING btree (account_id, segment_id, taken_at DESC, id DESC);
CREATE TRIGGER segment_snapshot_append_only BEFORE DELETE OR UPDATE ON segment_snapshot FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER segment_snapshot_counted BEFORE INSERT ON segment_snapshot FOR EACH ROW EXECUTE FUNCTION count_snapshot();
CREATE TRIGGER segment_snapshot_not_emptied BEFORE TRUNCATE ON segment_snapshot FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- session: 0001, 0020, 0033, 0037
create table session (
  token_sha256 bytea not null,
  account_id uuid not null,
  shopper_id uuid,
  staff_id uuid,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint session_pkey PRIMARY KEY (token_sha256),
  constraint session_check CHECK (num_nonnulls(shopper_id, staff_id) = 1),
  constraint session_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint session_account_id_shopper_id_fkey FOREIGN KEY (account_id, shopper_id) REFERENCES shopper(account_id, id),
  constraint session_account_id_staff_id_fkey FOREIGN KEY (account_id, staff_id) REFERENCES staff(account_id, id)
);
CREATE INDEX session_expiry ON session USING btree (expires_at);
CREATE INDEX session_of_shopper ON session USING btree (shopper_id, expires_at) WHERE shopper_id IS NOT NULL;
CREATE INDEX session_of_staff ON session USING btree (staff_id, expires_at) WHERE staff_id IS NOT NULL;
CREATE TRIGGER not_of_erased BEFORE INSERT ON session FOR EACH ROW EXECUTE FUNCTION keep_from_erased('refuse');

-- shop_purchase: 0065
create table shop_purchase (
  id bigint not null generated always as identity,
  account_id uuid not null,
  shopper_id uuid not null,
  key text not null,
  bought_on date not null,
  goods text not null,
  yen bigint not null,
  pieces integer not null,
  shop text not null,
  number text not null,
  batch_id uuid not null,
  told_at timestamp with time zone not null,
  constraint shop_purchase_pkey PRIMARY KEY (id),
  constraint shop_purchase_account_id_shopper_id_key_key UNIQUE (account_id, shopper_id, key),
  constraint shop_purchase_key_check CHECK (key ~ '^[0-9a-f]{64}$'::text),
  constraint shop_purchase_pieces_check CHECK (pieces > 0),
  constraint shop_purchase_yen_check CHECK (yen >= 0),
  constraint shop_purchase_account_id_batch_id_fkey FOREIGN KEY (account_id, batch_id) REFERENCES batch(account_id, id),
  constraint shop_purchase_account_id_shopper_id_fkey FOREIGN KEY (account_id, shopper_id) REFERENCES shopper(account_id, id)
);
CREATE INDEX shop_purchase_by_day ON shop_purchase USING btree (account_id, bought_on) INCLUDE (shopper_id, yen);
CREATE INDEX shop_purchase_of_batch ON shop_purchase USING btree (account_id, batch_id);
CREATE INDEX shop_purchase_of_person ON shop_purchase USING btree (account_id, shopper_id, bought_on DESC, id DESC);
CREATE TRIGGER not_of_erased BEFORE INSERT ON shop_purchase FOR EACH ROW EXECUTE FUNCTION keep_from_erased('refuse');
CREATE TRIGGER shop_purchase_is_gone AFTER DELETE ON shop_purchase REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION touch_forgotten();
CREATE TRIGGER shop_purchase_is_new AFTER INSERT ON shop_purchase REFERENCING NEW TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION touch_forgotten();

-- shopper: 0001, 0025, 0030, 0033, 0037, 0038, 0041, 0042, 0045, 0046, 0047, 0049, 0050, 0058, 0059, 0064, 0065
create table shopper (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  line_user_id text,
  display_name text,
  picture_url text,
  is_friend boolean,
  created_at timestamp with time zone not null,
  friendship_at timestamp with time zone,
  erased_at timestamp with time zone,
  stopped_at timestamp with time zone,
  has_own_name boolean not null default false,
  language text,
  line_language text,
  rank text not null default 'bronze'::text,
  prefecture text,
  test_side text,
  test_since timestamp with time zone,
  test_by uuid,
  constraint shopper_pkey PRIMARY KEY (id),
  constraint shopper_account_id_id_key UNIQUE (account_id, id),
  constraint shopper_account_id_line_user_id_key UNIQUE (account_id, line_user_id),
  constraint shopper_erased CHECK (
CASE
    WHEN erased_at IS NULL THEN line_user_id IS NOT NULL
    ELSE NOT has_own_name AND num_nonnulls(line_user_id, display_name, picture_url, stopped_at, is_friend, friendship_at, language, line_language, prefecture, test_side, test_since, test_by) = 0
END),
  constraint shopper_language_check CHECK (language = ANY (ARRAY['ja'::text, 'en'::text])),
  constraint shopper_line_language_check CHECK (line_language = ANY (ARRAY['ja'::text, 'en'::text])),
  constraint shopper_line_user_id_check CHECK (line_user_id ~ '^U[0-9a-f]{32}$'::text),
  constraint shopper_prefecture_check CHECK (prefecture ~ '^(0[1-9]|[1-3][0-9]|4[0-7])$'::text),
  constraint shopper_rank_check CHECK (rank = ANY (ARRAY['bronze'::text, 'silver'::text, 'gold'::text])),
  constraint shopper_test_side_check CHECK (test_side = ANY (ARRAY['client'::text, 'agency'::text])),
  constraint shopper_tests_since CHECK (test_side IS NOT NULL OR test_since IS NULL AND test_by IS NULL),
  constraint shopper_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint shopper_account_id_test_by_fkey FOREIGN KEY (account_id, test_by) REFERENCES staff(account_id, id)
);
CREATE INDEX shopper_tests ON shopper USING btree (account_id) WHERE test_side IS NOT NULL;
CREATE TRIGGER shopper_forgotten BEFORE UPDATE OF erased_at ON shopper FOR EACH ROW WHEN (new.erased_at IS NOT NULL) EXECUTE FUNCTION forget_attributes();
CREATE TRIGGER shopper_has_no_attributes AFTER UPDATE ON shopper FOR EACH ROW WHEN (old.erased_at IS NULL AND new.erased_at IS NOT NULL) EXECUTE FUNCTION forget_told_values();
CREATE TRIGGER shopper_has_no_audiences AFTER UPDATE ON shopper FOR EACH ROW WHEN (old.erased_at IS NULL AND new.erased_at IS NOT NULL) EXECUTE FUNCTION forget_audiences();
CREATE TRIGGER shopper_has_no_contacts AFTER UPDATE ON shopper FOR EACH ROW WHEN (old.erased_at IS NULL AND new.erased_at IS NOT NULL) EXECUTE FUNCTION forget_contacts();
CREATE TRIGGER shopper_has_no_member_links AFTER UPDATE ON shopper FOR EACH ROW WHEN (old.erased_at IS NULL AND new.erased_at IS NOT NULL) EXECUTE FUNCTION forget_member_links();
CREATE TRIGGER shopper_has_no_purchases AFTER UPDATE ON shopper FOR EACH ROW WHEN (old.erased_at IS NULL AND new.erased_at IS NOT NULL) EXECUTE FUNCTION forget_shop_purchases();
CREATE TRIGGER shopper_has_no_tags AFTER UPDATE ON shopper FOR EACH ROW WHEN (old.erased_at IS NULL AND new.erased_at IS NOT NULL) EXECUTE FUNCTION forget_tags();
CREATE TRIGGER shopper_is_new AFTER INSERT ON shopper FOR EACH ROW EXECUTE FUNCTION touch_shopper();
CREATE TRIGGER shopper_is_other AFTER UPDATE ON shopper FOR EACH ROW WHEN (old.is_friend IS DISTINCT FROM new.is_friend OR old.friendship_at IS DISTINCT FROM new.friendship_at OR old.language IS DISTINCT FROM new.language OR old.line_language IS DISTINCT FROM new.line_language OR old.rank IS DISTINCT FROM new.rank OR old.stopped_at IS DISTINCT FROM new.stopped_at OR old.erased_at IS DISTINCT FROM new.erased_at OR old.test_side IS DISTINCT FROM new.test_side) EXECUTE FUNCTION touch_shopper();

-- snapshot_member: 0051
create table snapshot_member (
  account_id uuid not null,
  snapshot_id uuid not null,
  shopper_id uuid not null,
  constraint snapshot_member_pkey PRIMARY KEY (account_id, snapshot_id, shopper_id)
);
CREATE INDEX snapshot_member_of_shopper ON snapshot_member USING btree (account_id, shopper_id);
CREATE TRIGGER snapshot_member_append_only BEFORE DELETE OR UPDATE ON snapshot_member FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER snapshot_member_before_snapshot AFTER INSERT ON snapshot_member REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_snapshot_whole();
CREATE TRIGGER snapshot_member_not_emptied BEFORE TRUNCATE ON snapshot_member FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- staff: 0001, 0011, 0033, 0035
create table staff (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  line_user_id text not null,
  display_name text not null,
  role text,
  created_at timestamp with time zone not null,
  active boolean not null default true,
  own_rights text[],
  last_day date,
  constraint staff_pkey PRIMARY KEY (id),
  constraint staff_account_id_id_key UNIQUE (account_id, id),
  constraint staff_account_id_line_user_id_key UNIQUE (account_id, line_user_id),
  constraint staff_line_user_id_check CHECK (line_user_id ~ '^U[0-9a-f]{32}$'::text),
  constraint staff_own_rights_check CHECK (own_rights <@ ARRAY['see'::text, 'names'::text, 'review'::text, 'write'::text, 'approve'::text, 'send'::text, 'export'::text, 'points'::text, 'settings'::text] AND ('see'::text = ANY (own_rights))),
  constraint staff_role_check CHECK (role = ANY (ARRAY['viewer'::text, 'reviewer'::text, 'manager'::text, 'owner'::text])),
  constraint staff_stands_by_one CHECK (num_nonnulls(role, own_rights) = 1),
  constraint staff_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE TRIGGER staff_keeps_an_owner BEFORE UPDATE ON staff FOR EACH ROW EXECUTE FUNCTION keep_an_owner();

-- staff_store: 0011
create table staff_store (
  account_id uuid not null,
  staff_id uuid not null,
  store_id uuid not null,
  constraint staff_store_pkey PRIMARY KEY (account_id, staff_id, store_id),
  constraint staff_store_account_id_staff_id_fkey FOREIGN KEY (account_id, staff_id) REFERENCES staff(account_id, id),
  constraint staff_store_is_known FOREIGN KEY (account_id, store_id) REFERENCES store(account_id, id)
);

-- store: 0011, 0033
create table store (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  name text not null,
  registration_numbers text[] not null default '{}'::text[],
  phones text[] not null default '{}'::text[],
  names text[] not null default '{}'::text[],
  active boolean not null default true,
  created_at timestamp with time zone not null,
  constraint store_pkey PRIMARY KEY (id),
  constraint store_account_id_id_key UNIQUE (account_id, id),
  constraint store_name_once UNIQUE (account_id, name),
  constraint store_name_check CHECK (length(name) >= 1 AND length(name) <= 100),
  constraint store_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);

-- survey_answer: 0006, 0033, 0037
create table survey_answer (
  account_id uuid not null,
  invitation_id uuid not null,
  shopper_id uuid not null,
  score integer not null,
  reason text,
  answered_at timestamp with time zone not null,
  constraint survey_answer_pkey PRIMARY KEY (invitation_id),
  constraint survey_answer_reason_check CHECK (length(reason) <= 1000),
  constraint survey_answer_score_check CHECK (score >= 0 AND score <= 10),
  constraint survey_answer_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint survey_answer_account_id_invitation_id_shopper_id_fkey FOREIGN KEY (account_id, invitation_id, shopper_id) REFERENCES survey_invitation(account_id, id, shopper_id)
);
CREATE TRIGGER not_of_erased BEFORE INSERT ON survey_answer FOR EACH ROW EXECUTE FUNCTION keep_from_erased('refuse');

-- survey_invitation: 0006, 0033, 0037
create table survey_invitation (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  shopper_id uuid not null,
  entry_id uuid not null,
  invited_at timestamp with time zone not null,
  constraint survey_invitation_pkey PRIMARY KEY (id),
  constraint survey_invitation_account_id_entry_id_key UNIQUE (account_id, entry_id),
  constraint survey_invitation_account_id_id_shopper_id_key UNIQUE (account_id, id, shopper_id),
  constraint survey_invitation_account_id_entry_id_fkey FOREIGN KEY (account_id, entry_id) REFERENCES entry(account_id, id),
  constraint survey_invitation_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint survey_invitation_account_id_shopper_id_fkey FOREIGN KEY (account_id, shopper_id) REFERENCES shopper(account_id, id)
);
CREATE INDEX survey_invitation_of_shopper ON survey_invitation USING btree (account_id, shopper_id, invited_at DESC);
CREATE TRIGGER not_of_erased BEFORE INSERT ON survey_invitation FOR EACH ROW EXECUTE FUNCTION keep_from_erased('skip');

-- tag: 0046
create table tag (
  id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  name text not null,
  owner_id uuid not null,
  ends_on date,
  merged_into uuid,
  created_at timestamp with time zone not null,
  constraint tag_pkey PRIMARY KEY (id),
  constraint tag_account_id_id_key UNIQUE (account_id, id),
  constraint tag_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint tag_account_id_merged_into_fkey FOREIGN KEY (account_id, merged_into) REFERENCES tag(account_id, id),
  constraint tag_account_id_owner_id_fkey FOREIGN KEY (account_id, owner_id) REFERENCES staff(account_id, id)
);
CREATE UNIQUE INDEX tag_name_once ON tag USING btree (account_id, name) WHERE merged_into IS NULL;

-- template_version: 0038
create table template_version (
  account_id uuid not null,
  kind text not null,
  version integer not null,
  words jsonb,
  staff_id uuid not null,
  made_at timestamp with time zone not null,
  constraint template_version_pkey PRIMARY KEY (account_id, kind, version),
  constraint template_version_version_check CHECK (version > 0),
  constraint template_version_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint template_version_account_id_staff_id_fkey FOREIGN KEY (account_id, staff_id) REFERENCES staff(account_id, id)
);
CREATE TRIGGER template_version_append_only BEFORE DELETE OR UPDATE ON template_version FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- transfer: 0015
create table transfer (
  journal_id bigint not null,
  line integer not null,
  account_id uuid not null,
  from_id bigint not null,
  to_id bigint not null,
  points transferred_points not null,
  constraint transfer_pkey PRIMARY KEY (journal_id, line)
);
CREATE INDEX transfer_from ON transfer USING btree (from_id, journal_id);
CREATE INDEX transfer_to ON transfer USING btree (to_id, journal_id);
CREATE TRIGGER journal_door BEFORE INSERT ON transfer FOR EACH STATEMENT EXECUTE FUNCTION refuse_past_the_door();
CREATE TRIGGER transfer_append_only BEFORE DELETE OR UPDATE ON transfer FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- webhook_event: 0005, 0021, 0023, 0033
create table webhook_event (
  account_id uuid not null,
  webhook_event_id text not null,
  type text not null,
  event jsonb not null,
  received_at timestamp with time zone not null,
  handled_at timestamp with time zone,
  constraint webhook_event_pkey PRIMARY KEY (account_id, webhook_event_id),
  constraint webhook_event_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE INDEX webhook_event_by_age ON webhook_event USING btree (received_at);
CREATE INDEX webhook_event_of_message ON webhook_event USING btree (account_id, ((event -> 'message'::text) ->> 'id'::text)) WHERE ((event -> 'message'::text) ->> 'id'::text) IS NOT NULL;
CREATE INDEX webhook_event_unhandled ON webhook_event USING btree (received_at) WHERE handled_at IS NULL;

create view posting as
 SELECT transfer.journal_id,
    transfer.line * 2 AS line,
    transfer.account_id,
    transfer.from_id AS ledger_account_id,
    - transfer.points::integer AS points
   FROM transfer
UNION ALL
 SELECT transfer.journal_id,
    transfer.line * 2 + 1 AS line,
    transfer.account_id,
    transfer.to_id AS ledger_account_id,
    transfer.points::integer AS points
   FROM transfer;

CREATE OR REPLACE FUNCTION public.announce_entry()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_notify('entry', new.id::text);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.announce_job()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.state = 'ready' then perform pg_notify('job', new.kind); end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.audit_event_text(event audit_event)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  select concat_ws(E'\n',
    'tamaru audit 1', event.account_id, event.seq, encode(event.prev_hash, 'hex'),
    to_char(event.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    coalesce(event.staff_id::text, ''), event.act, event.subject,
    coalesce(event.before::text, ''), coalesce(event.after::text, ''))
$function$;

CREATE OR REPLACE FUNCTION public.budget_key(of_campaign uuid)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
RETURN hashtextextended((of_campaign)::text, (8)::bigint);

CREATE OR REPLACE FUNCTION public.chain_audit_event()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into audit_chain (account_id) values (new.account_id) on conflict do nothing;
  select events + 1, head into new.seq, new.prev_hash from audit_chain
    where account_id = new.account_id for update;
  new.hash := sha256(convert_to(audit_event_text(new), 'UTF8'));
  update audit_chain set events = new.seq, head = new.hash where account_id = new.account_id;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.check_slices()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  whole int;
  checked uuid := to_jsonb(new) ->> tg_argv[0];
begin
  select total into whole from allotment where id = checked;
  if whole <> (select coalesce(sum(size), 0) from allotment_slice where allotment_id = checked) then
    raise exception 'the slices of allotment % are not its total', checked
      using errcode = 'integrity_constraint_violation', constraint = 'allotment_sliced';
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.claim_allotment(of_account uuid, of_allotment uuid, wanted integer, partly boolean)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare
  free bigint;
  mine int := pg_backend_pid() % 16;
begin
  begin
    -- Nearly always: this connection's own slice, which nobody else is at.
    if pg_try_advisory_xact_lock(hashtext(of_allotment::text), mine) then
      update allotment_slice set used = used + wanted
      where allotment_id = of_allotment and slice = mine and account_id = of_account and size - used >= wanted;
      if found then return wanted; end if;
    end if;
    -- Else one that nobody holds. (As a value, which is asked for once: joined, it could be asked again for each row, and
    -- take several.)
    update allotment_slice set used = used + wanted
    where allotment_id = of_allotment and slice = (
      select slice from allotment_slice
      where allotment_id = of_allotment and account_id = of_account and size - used >= wanted
      order by (slice + mine) % 16 limit 1 for no key update skip locked);
    if found then return wanted; end if;
    raise exception using errcode = 'TM001';
  exception when sqlstate 'TM001' then null;
  end;

  -- Claims on the way can only lessen what is free, so too little now is too little: an empty stock costs no lock.
  select sum(size - used) into free from allotment_slice where allotment_id = of_allotment and account_id = of_account;
  if free is null then raise exception 'there is no allotment %', of_allotment using errcode = 'no_data_found'; end if;
  if free = 0 or (free < wanted and not partly) then return 0; end if;

  begin
    -- Somebody is at all that hold enough: wait for one.
    update allotment_slice set used = used + wanted
    where allotment_id = of_allotment and size - used >= wanted and slice = (
      select slice from allotment_slice where allotment_id = of_allotment and size - used >= wanted
      order by (slice + mine) % 16 limit 1);
    if found then return wanted; end if;
    raise exception using errcode = 'TM001';
  exception when sqlstate 'TM001' then null;
  end;

  -- The end is near: whoever holds all slices, taken in their order, knows exactly what is left.
  perform 1 from allotment_slice where allotment_id = of_allotment order by slice for no key update;
  select sum(size - used) into free from allotment_slice where allotment_id = of_allotment;
  if free < wanted and not partly then return 0; end if;
  update allotment_slice s set used = s.used + t.taken
  from (select slice, least(size - used, greatest(0, wanted - before))::int as taken
        from (select slice, size, used, sum(size - used) over (order by slice) - (size - used) as before
              from allotment_slice where allotment_id = of_allotment) o) t
  where s.allotment_id = of_allotment and s.slice = t.slice and t.taken > 0;
  return least(free, wanted);
end $function$;

CREATE OR REPLACE FUNCTION public.claim_budget(of_account uuid, of_campaign uuid, wanted integer, partly boolean)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
begin
  if not pg_try_advisory_xact_lock_shared(budget_key(of_campaign)) then
    perform pg_advisory_xact_lock_shared(budget_key(of_campaign));
  end if;
  if not exists (select from allotment where account_id = of_account and id = of_campaign) then return wanted; end if;
  return claim_allotment(of_account, of_campaign, wanted, partly);
end $function$;

CREATE OR REPLACE FUNCTION public.come_with_their_draw()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare late text;
begin
  select d.draw_id into late
  from (select distinct account_id, campaign_id, draw_id from added) a
  join prize_draw d using (account_id, campaign_id, draw_id)
  where case tg_table_name
    when 'draw_ticket' then frozen_in = pg_current_xact_id() and drawn_at is null
    else drawn_in = pg_current_xact_id() end is not true limit 1;
  if late is not null then
    raise exception 'the % list of draw % is fixed', tg_table_name, late
      using errcode = 'integrity_constraint_violation', constraint = 'draw_list_fixed';
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.count_snapshot()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.count <> (
    select count(*) from snapshot_member where account_id = new.account_id and snapshot_id = new.id
  ) then
    raise exception 'snapshot % counts otherwise than its people', new.id
      using errcode = 'integrity_constraint_violation', constraint = 'segment_snapshot_counted';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.debt_key(of_shopper uuid)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
RETURN hashtextextended((of_shopper)::text, (15)::bigint);

CREATE OR REPLACE FUNCTION public.drop_work_of(of_account uuid, of_shopper uuid)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare dropped int;
begin
  with entries as (select id::text from entry where account_id = of_account and shopper_id = of_shopper),
  messages as (select id::text from outbox_message where account_id = of_account and shopper_id = of_shopper),
  events as (
    select e.webhook_event_id from webhook_event e
    join shopper s on s.account_id = e.account_id and s.line_user_id = e.event -> 'source' ->> 'userId'
    where e.handled_at is null and s.account_id = of_account and s.id = of_shopper)
  delete from job where account_id = of_account and state in ('ready', 'leased', 'buried') and (
    person_id = of_shopper
    or payload ->> 'shopperId' = of_shopper::text
    or payload ->> 'entryId' in (select id from entries)
    or payload ->> 'messageId' in (select id from messages)
    or payload ->> 'webhookEventId' in (select webhook_event_id from events)
    or (kind = 'react' and exists (
      select from happening h where h.id = (job.payload ->> 'happeningId')::bigint and h.shopper_id = of_shopper)));
  get diagnostics dropped = row_count;
  return dropped;
end $function$;

CREATE OR REPLACE FUNCTION public.entries_sharing_a_key(of_account uuid, wanted integer[], most integer)
 RETURNS TABLE(entry_id uuid, shared integer)
 LANGUAGE sql
 STABLE ROWS 8
 SET enable_seqscan TO 'off'
AS $function$
    select t.entry_id, (select count(*)::int from unnest(t.keys) key where key = any(wanted)) as shared
    from receipt_trace t where t.keys && wanted and t.account_id = of_account
    order by shared desc, t.received_at limit most
$function$;

CREATE OR REPLACE FUNCTION public.erase_person(of_account uuid, of_shopper uuid, receipt uuid, of_asked_by text, of_staff uuid, left_at timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET "tamaru.erasure_door" TO 'open'
AS $function$
declare
  removed jsonb;
  photos jsonb;
  events jsonb;
  n int;
  line_id text;
  subjects text[];
begin
  removed := jsonb_build_object('jobs', drop_work_of(of_account, of_shopper));
  perform 1 from entry where account_id = of_account and shopper_id = of_shopper order by id for update;
  select line_user_id into line_id from shopper
  where account_id = of_account and id = of_shopper and erased_at is null for update;
  if not found then return null; end if;

  -- An entry that is still open ends.
  update entry set
    state = case when state in ('received', 'reading', 'needs_review') then 'withdrawn' else state end,
    decided_at = coalesce(decided_at, left_at), unsent_at = coalesce(unsent_at, left_at), idempotency_key = id::text,
    decision = without_words(case when state in ('received', 'reading', 'needs_review') and decision is not null
      then decision || '{"outcome": "withdrawn"}' else decision end)
  where account_id = of_account and shopper_id = of_shopper;
  get diagnostics n = row_count;
  removed := removed || jsonb_build_object('entries', n);
  select coalesce(jsonb_agg(distinct photo_sha256), '[]') into photos
  from entry where account_id = of_account and shopper_id = of_shopper;

  update judgement j set decision = without_words(j.decision) from entry e
  where e.account_id = of_account and e.shopper_id = of_shopper and j.account_id = of_account and j.entry_id = e.id
    and j.decision ->> 'reason' is not null;
  update reading r set reading = without_raw(r.reading) from entry e
  where e.account_id = of_account and e.shopper_id = of_shopper and r.account_id = of_account and r.entry_id = e.id;
  get diagnostics n = row_count;
  removed := removed || jsonb_build_object('readings', n);
  delete from line_message m using entry e
  where e.account_id = of_account and e.shopper_id = of_shopper and m.account_id = of_account and m.entry_id = e.id;

  -- What staff wrote about the person's entries and coupons.
  select array_agg(subject) into subjects from (
    select 'entry:' || id from entry where account_id = of_account and shopper_id = of_shopper union all
    select 'coupon:' || id from coupon where account_id = of_account and shopper_id = of_shopper union all
    select 'shopper:' || of_shopper) about (subject);
  with gone as (
    delete from audit_words w using audit_event e
    where e.account_id = of_account and e.subject = any(subjects) and w.account_id = of_account and w.seq = e.seq
    returning w.seq),
  emptied as (
    update audit_event e set before = null, after = null, emptied_at = left_at
    where e.account_id = of_account and e.subject = any(subjects) and emptied_at is null and (
      jsonb_path_exists(e.before, '$.**.reason ? (@.type() == "string")')
      or jsonb_path_exists(e.after, '$.**.reason ? (@.type() == "string")'))
    returning e.seq)
  select coalesce(jsonb_agg(seq order by seq), '[]') into events
  from (select seq from gone union select seq from emptied) lost;
  removed := removed || jsonb_build_object('staffWords', jsonb_array_length(events));

  delete from survey_answer where account_id = of_account and shopper_id = of_shopper;
  get diagnostics n = row_count;
  removed := removed || jsonb_build_object('answers', n);
  delete from consent_event where account_id = of_account and shopper_id = of_shopper;
  get diagnostics n = row_count;
  removed := removed || jsonb_build_object('consents', n);
  delete from offer_made where account_id = of_account and shopper_id = of_shopper;
  delete from outbox_message where account_id = of_account and shopper_id = of_shopper;
  get diagnostics n = row_count;
  removed := removed || jsonb_build_object('messages', n);
  -- That it came stays, so that LINE cannot bring it again.
  update webhook_event set handled_at = left_at, event = jsonb_strip_nulls(jsonb_build_object('type', type, 'timestamp',
    event -> 'timestamp', 'message', case when event ? 'message' then
      jsonb_build_object('id', event -> 'message' -> 'id', 'type', event -> 'message' -> 'type') end))
  where account_id = of_account and handled_at is null and event -> 'source' ->> 'userId' = line_id;
  get diagnostics n = row_count;
  removed := removed || jsonb_build_object('chat', n);
  delete from session where account_id = of_account and shopper_id = of_shopper;
  get diagnostics n = row_count;
  removed := removed || jsonb_build_object('sessions', n);
  delete from allowance where account_id = of_account and whose in (of_shopper::text, line_id);

  update shopper set line_user_id = null, display_name = null, picture_url = null, is_friend = null, friendship_at = null,
    stopped_at = null, has_own_name = false, erased_at = left_at
  where account_id = of_account and id = of_shopper;
  insert into erasure (id, account_id, shopper_id, asked_by, staff_id, erased_at, removed)
  values (receipt, of_account, of_shopper, of_asked_by, of_staff, left_at, removed);
  return jsonb_build_object('removed', removed, 'photos', photos, 'events', events);
end $function$;

CREATE OR REPLACE FUNCTION public.forget_accesses(of_account uuid, until timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SET "tamaru.retention_door" TO 'open'
AS $function$
declare n int;
begin
  delete from access_event where account_id = of_account and at < until;
  get diagnostics n = row_count;
  return n;
end $function$;

CREATE OR REPLACE FUNCTION public.forget_attribute_values(of_account uuid, of_attribute text, before timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SET "tamaru.erasure_door" TO 'open'
AS $function$
declare gone int;
begin
  delete from person_attribute p using attribute_value v
  where v.account_id = of_account and v.attribute = of_attribute and v.told_at < before and p.account_id = of_account
    and p.shopper_id = v.shopper_id and p.attribute = of_attribute and p.value_id = v.id;
  delete from attribute_value where account_id = of_account and attribute = of_attribute and told_at < before;
  get diagnostics gone = row_count;
  return gone;
end $function$;

CREATE OR REPLACE FUNCTION public.forget_attributes()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.language := null;
  new.line_language := null;
  new.prefecture := null;
  new.test_side := null;
  new.test_since := null;
  new.test_by := null;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.forget_audiences()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from audience_member where account_id = new.account_id and shopper_id = new.id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.forget_contacts()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from contact where account_id = new.account_id and shopper_id = new.id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.forget_member_links()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from member_link where account_id = new.account_id and shopper_id = new.id;
  delete from member_link_attempt where account_id = new.account_id and shopper_id = new.id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.forget_shop_purchases()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from shop_purchase where account_id = new.account_id and shopper_id = new.id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.forget_tags()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from person_tag where account_id = new.account_id and shopper_id = new.id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.forget_told_values()
 RETURNS trigger
 LANGUAGE plpgsql
 SET "tamaru.erasure_door" TO 'open'
AS $function$
begin
  delete from person_attribute where account_id = new.account_id and shopper_id = new.id;
  delete from attribute_value where account_id = new.account_id and shopper_id = new.id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.give_back_allotment(of_account uuid, of_allotment uuid, returned integer)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  begin
    update allotment_slice set used = used - returned
    where allotment_id = of_allotment and slice = (
      select slice from allotment_slice
      where allotment_id = of_allotment and account_id = of_account and used >= returned
      order by (slice + pg_backend_pid()) % 16 limit 1 for no key update skip locked);
    if found then return; end if;
    raise exception using errcode = 'TM001';
  exception when sqlstate 'TM001' then null;
  end;

  perform 1 from allotment_slice where allotment_id = of_allotment and account_id = of_account
  order by slice for no key update;
  if returned > (select coalesce(sum(used), 0) from allotment_slice where allotment_id = of_allotment) then
    raise exception 'allotment % has not given out %', of_allotment, returned
      using errcode = 'integrity_constraint_violation', constraint = 'allotment_not_exceeded';
  end if;
  update allotment_slice s set used = s.used - t.taken
  from (select slice, least(used, greatest(0, returned - before))::int as taken
        from (select slice, used, sum(used) over (order by slice) - used as before
              from allotment_slice where allotment_id = of_allotment) o) t
  where s.allotment_id = of_allotment and s.slice = t.slice and t.taken > 0;
end $function$;

CREATE OR REPLACE FUNCTION public.give_back_budget(of_account uuid, of_campaign uuid, returned integer)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_advisory_xact_lock_shared(budget_key(of_campaign));
  if exists (select from allotment where account_id = of_account and id = of_campaign) then
    perform give_back_allotment(of_account, of_campaign, returned);
  end if;
end $function$;

CREATE OR REPLACE FUNCTION public.keep_an_owner()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if keeps_the_settings(old) and not keeps_the_settings(new) then
    perform 1 from account where id = old.account_id for no key update;
    if not exists (
      select 1 from staff s where s.account_id = old.account_id and s.id <> old.id and keeps_the_settings(s)
    ) then
      raise exception 'account % would be without an owner', old.account_id
        using errcode = 'integrity_constraint_violation', constraint = 'staff_keeps_an_owner';
    end if;
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.keep_answered_approval()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.outcome is not null then raise exception 'approval % was answered', old.id; end if;
  return coalesce(new, old);
end $function$;

CREATE OR REPLACE FUNCTION public.keep_commitment()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.revealed_at is not null
    or (new.account_id, new.campaign_id, new.commitment, new.secret, new.committed_at)
      is distinct from (old.account_id, old.campaign_id, old.commitment, old.secret, old.committed_at)
  then
    raise exception 'campaign % has committed itself', old.campaign_id
      using errcode = 'integrity_constraint_violation', constraint = 'draw_commitment_kept';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.keep_coupon()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (old.state <> 'issued' and new.state <> old.state)
    or (old.shown_at is not null and new.shown_at is distinct from old.shown_at)
    or (new.id, new.account_id, new.reward_id, new.shopper_id, new.idempotency_key, new.code, new.cost_points,
        new.lapses_on, new.exchanged_at, new.budget_id, new.drawn_yen)
      is distinct from (old.id, old.account_id, old.reward_id, old.shopper_id, old.idempotency_key, old.code,
        old.cost_points, old.lapses_on, old.exchanged_at, old.budget_id, old.drawn_yen)
  then
    raise exception 'coupon % is %', old.id, old.state
      using errcode = 'integrity_constraint_violation', constraint = 'coupon_kept';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.keep_decided_entry()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new is not distinct from old then return new; end if;
  if current_setting('tamaru.erasure_door', true) = 'open' then return new; end if;
  if old.state in ('received', 'reading', 'needs_review') and new.round = old.round then return new; end if;
  if to_jsonb(new) - '{unsent_at,followed_by}'::text[] = to_jsonb(old) - '{unsent_at,followed_by}'::text[]
    and (old.unsent_at is null or new.unsent_at = old.unsent_at)
    and (old.followed_by is null or new.followed_by = old.followed_by)
  then return new; end if;
  if new.round = old.round then
    if old.state = 'rejected' and new.state = 'needs_review' and old.appealed_at is null and new.appealed_at is not null then
      return new;
    end if;
    if old.state = 'approved' and new.state = 'revoked' then return new; end if;
  elsif old.state in ('approved', 'rejected') and old.decided_by_staff is not null and old.unsent_at is null
    and new.state = 'needs_review' and new.round = old.round + 1
  then return new;
  end if;
  raise exception 'entry % is already decided', old.id
    using errcode = 'integrity_constraint_violation', constraint = 'entry_decided_once';
end $function$;

CREATE OR REPLACE FUNCTION public.keep_from_erased()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare gone timestamptz;
begin
  if new.shopper_id is null then return new; end if;
  select erased_at into gone from shopper where id = new.shopper_id for key share;
  if gone is null then return new; end if;
  if tg_argv[0] = 'skip' then return null; end if;
  raise exception 'shopper % has left', new.shopper_id
    using errcode = 'integrity_constraint_violation', constraint = 'shopper_has_left';
end $function$;

CREATE OR REPLACE FUNCTION public.keep_member_link()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (new.id, new.account_id, new.shopper_id, new.sealed, new.keyed_hash, new.source, new.since)
      is distinct from (old.id, old.account_id, old.shopper_id, old.sealed, old.keyed_hash, old.source, old.since)
    or (old.until is not null and new is distinct from old) then
    raise exception 'a member link is ended and never changed' using constraint = 'member_link_is_kept';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.keep_newest_values()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  execute $keep$
    insert into person_attribute (account_id, shopper_id, attribute, value, number, value_id)
    select distinct on (t.account_id, t.shopper_id, t.attribute) t.account_id, t.shopper_id, t.attribute, coalesce(t.value, ''),
      case when a.kind = 'number' then t.value::double precision end, t.id
    from told t left join attribute a on a.account_id = t.account_id and a.key = t.attribute
    order by t.account_id, t.shopper_id, t.attribute, t.id desc
    on conflict (account_id, shopper_id, attribute) do update set (value, number, value_id) =
      (excluded.value, excluded.number, excluded.value_id)$keep$;
  if exists (select from told where value is null) then
    execute $take$
      delete from person_attribute where ctid = any(array(
        select p.ctid from told t join person_attribute p
          on p.account_id = t.account_id and p.shopper_id = t.shopper_id and p.attribute = t.attribute
        where t.value is null))$take$;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.keep_prize_draw()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'INSERT' then
    new.frozen_in := pg_current_xact_id();
  elsif old.drawn_at is not null
    or (new.account_id, new.campaign_id, new.draw_id, new.campaign_version_id, new.ticket_count, new.tickets_sha256,
        new.public_source, new.frozen_at, new.frozen_by)
      is distinct from (old.account_id, old.campaign_id, old.draw_id, old.campaign_version_id, old.ticket_count,
        old.tickets_sha256, old.public_source, old.frozen_at, old.frozen_by)
  then
    raise exception 'draw % is fixed', old.draw_id
      using errcode = 'integrity_constraint_violation', constraint = 'draw_list_fixed';
  else
    new.frozen_in := old.frozen_in;
  end if;
  new.drawn_in := case when new.drawn_at is not null then pg_current_xact_id() end;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.keep_reward_code()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.burnt_at is not null or (new.code, new.reward_id) is distinct from (old.code, old.reward_id)
    or (new.coupon_id is not null and old.coupon_id is not null and new.coupon_id <> old.coupon_id)
  then
    raise exception 'a code of reward % belongs to somebody already', old.reward_id
      using errcode = 'integrity_constraint_violation', constraint = 'reward_code_kept';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.keep_run()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.ended_at is not null then
    raise exception 'run % has ended', old.id
      using errcode = 'integrity_constraint_violation', constraint = 'run_ended_once';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.keep_snapshot_whole()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (
    select from (select distinct account_id, snapshot_id from added) a
    join segment_snapshot s on s.account_id = a.account_id and s.id = a.snapshot_id
  ) then
    raise exception 'a snapshot stays as it was taken'
      using errcode = 'integrity_constraint_violation', constraint = 'snapshot_member_before_snapshot';
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.keeps_the_settings(one staff)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select one.active and one.last_day is null
    and (coalesce(one.role = 'owner', false) or coalesce('settings' = any(one.own_rights), false))
$function$;

CREATE OR REPLACE FUNCTION public.lock_debt(of_account uuid, of_shopper uuid)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare owing bigint;
begin
  perform 1 from shopper where account_id = of_account and id = of_shopper for no key update;
  select id into owing from ledger_account where account_id = of_account and kind = 'debt' and owner_id = of_shopper;
  if owing is null then return 0; end if;
  return (select -coalesce(sum(points), 0) from posting where ledger_account_id = owing);
end $function$;

CREATE OR REPLACE FUNCTION public.open_ledger_account(of_account uuid, of_shopper uuid, of_campaign uuid, of_kind text)
 RETURNS void
 LANGUAGE sql
BEGIN ATOMIC
 INSERT INTO ledger_account (account_id, kind, shopper_id, campaign_id, budget_id)  SELECT open_ledger_account.of_account AS of_account,
             open_ledger_account.of_kind AS of_kind,
                 CASE
                     WHEN (open_ledger_account.of_kind = ANY (ARRAY['shopper'::text, 'pending'::text, 'debt'::text])) THEN open_ledger_account.of_shopper
                     ELSE NULL::uuid
                 END AS "case",
                 CASE
                     WHEN ((open_ledger_account.of_kind = 'issued'::text) AND (b.id IS NULL)) THEN open_ledger_account.of_campaign
                     ELSE NULL::uuid
                 END AS "case",
                 CASE
                     WHEN (open_ledger_account.of_kind = 'issued'::text) THEN b.id
                     ELSE NULL::uuid
                 END AS "case"
            FROM (( SELECT open_ledger_account.of_campaign AS issuer) asked
              LEFT JOIN budget b ON (((b.account_id = open_ledger_account.of_account) AND (b.id = asked.issuer)))) ON CONFLICT ON CONSTRAINT ledger_account_once DO NOTHING;
END;

CREATE OR REPLACE FUNCTION public.owner_of(of_kind text, of_account uuid, of_shopper uuid, of_campaign uuid)
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE
RETURN CASE WHEN (of_kind = ANY (ARRAY['shopper'::text, 'pending'::text, 'debt'::text])) THEN of_shopper WHEN (of_kind = 'issued'::text) THEN COALESCE(of_campaign, of_account) ELSE of_account END;

CREATE OR REPLACE FUNCTION public.record_happening(of_account uuid, key text, of_shopper uuid, of_kind text, happened_at timestamp with time zone, told jsonb)
 RETURNS bigint
 LANGUAGE plpgsql
AS $function$
declare written bigint;
begin
  with once as (
    insert into happening_key (account_id, natural_key) values (of_account, key)
    on conflict (account_id, natural_key) do nothing returning id),
  touched as (
    insert into person_touched (account_id, shopper_id, happening_id)
    select of_account, of_shopper, id from once
    where of_shopper is not null and of_kind not in ('segment_entered', 'segment_left'))
  insert into happening (id, account_id, shopper_id, kind, at, payload)
  select id, of_account, of_shopper, of_kind, happened_at, told from once
  returning id into written;
  return written;
end $function$;

CREATE OR REPLACE FUNCTION public.record_happenings(told jsonb)
 RETURNS TABLE(n integer, id bigint)
 LANGUAGE sql
AS $function$
  with all_told as materialized (
    select * from jsonb_to_recordset(told) as t (
      n int, "accountId" uuid, "naturalKey" text, "shopperId" uuid, kind text, at timestamptz, payload jsonb)),
  once as (
    insert into happening_key (account_id, natural_key)
    select "accountId", "naturalKey" from all_told order by n
    on conflict (account_id, natural_key) do nothing returning account_id, natural_key, id),
  named as materialized (
    select distinct on (o.id) t.*, o.id
    from once o join all_told t on t."accountId" = o.account_id and t."naturalKey" = o.natural_key
    order by o.id, t.n),
  touched as (
    insert into person_touched (account_id, shopper_id, happening_id)
    select "accountId", "shopperId", id from named
    where "shopperId" is not null and kind not in ('segment_entered', 'segment_left')),
  written as (
    insert into happening (id, account_id, shopper_id, kind, at, payload)
    select id, "accountId", "shopperId", kind, at, payload from named)
  select n, id from named order by n
$function$;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if current_setting('tamaru.erasure_door', true) = 'open' then
    if tg_op = 'UPDATE' then return new; end if;
    if tg_op = 'DELETE' then return old; end if;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation';
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_loss_of_credited()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from journal where entry_id = old.id) then
    raise exception 'entry % is in the books', old.id
      using errcode = 'foreign_key_violation', constraint = 'journal_of_entry';
  end if;
  return old;
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_past_the_door()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if current_setting('tamaru.journal_door', true) is distinct from 'open' then
    raise exception '% is written by write_journal and write_credit alone', tg_table_name
      using errcode = 'integrity_constraint_violation', constraint = 'journal_door';
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_revealed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from draw_commitment where account_id = new.account_id and campaign_id = new.campaign_id
             and revealed_at is not null)
  then
    raise exception 'the secret of campaign % is revealed', new.campaign_id
      using errcode = 'integrity_constraint_violation', constraint = 'draw_not_revealed';
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.touch_forgotten()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into person_touched (account_id, shopper_id) select distinct account_id, shopper_id from gone;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.touch_shopper()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' and new.erased_at is not null then
    delete from person_fact where account_id = new.account_id and shopper_id = new.id;
    delete from person_receipt where account_id = new.account_id and shopper_id = new.id;
    delete from person_product where account_id = new.account_id and shopper_id = new.id;
    delete from person_happened where account_id = new.account_id and shopper_id = new.id;
    with gone as (
      delete from segment_member where account_id = new.account_id and shopper_id = new.id returning segment_id)
    insert into segment_move (account_id, segment_id, version, shopper_id, way, cause, at)
    select new.account_id, s.id, s.version, new.id, 'left', 'erased', new.erased_at
    from gone join segment s on s.account_id = new.account_id and s.id = gone.segment_id;
  end if;
  insert into person_touched (account_id, shopper_id) values (new.account_id, new.id);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.use_lot()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update lot set used = used + new.points where journal_id = new.lot_id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.without_raw(reading jsonb)
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE
RETURN (reading || jsonb_build_object('merchant', ((reading -> 'merchant'::text) || '{"address": null}'::jsonb), 'payment', '{"change": null, "method": null, "tendered": null}'::jsonb, 'slipNumber', NULL::unknown, 'proof', ((reading -> 'proof'::text) || '{"repairs": []}'::jsonb), 'quality', ((reading -> 'quality'::text) || '{"reason": null}'::jsonb)));

CREATE OR REPLACE FUNCTION public.without_words(decision jsonb)
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE
RETURN CASE WHEN ((decision ->> 'reason'::text) IS NULL) THEN decision ELSE (decision || '{"reason": null, "message": {"en": "", "ja": ""}}'::jsonb) END;

CREATE OR REPLACE FUNCTION public.write_credit(of_account uuid, of_shopper uuid, of_campaign uuid, of_entry uuid, key text, why journal_reason, happened_at timestamp with time zone, credited integer, lot_expires_on date, lot_release_on date, within_budget boolean)
 RETURNS text
 LANGUAGE plpgsql
 SET "tamaru.journal_door" TO 'open'
AS $function$
declare
  written bigint;
begin
  -- Before the claim: who takes a credit back holds this, and then gives back to the budget.
  if not pg_try_advisory_xact_lock_shared(debt_key(of_shopper)) then
    perform pg_advisory_xact_lock_shared(debt_key(of_shopper));
  end if;
  if within_budget then
    -- The first try of claim_allotment. A slice that was looked at and did not do may stay locked, so that looking is a
    -- block which is undone in vain.
    begin
      if not (pg_try_advisory_xact_lock_shared(budget_key(of_campaign))
              and pg_try_advisory_xact_lock(hashtext(of_campaign::text), pg_backend_pid() % 16)) then
        raise exception using errcode = 'TM001';
      end if;
      update allotment_slice set used = used + credited
      where allotment_id = of_campaign and slice = pg_backend_pid() % 16 and account_id = of_account
        and size - used >= credited;
      if not found and exists (select from allotment where id = of_campaign) then
        raise exception using errcode = 'TM001';
      end if;
    exception when sqlstate 'TM001' then
      if claim_budget(of_account, of_campaign, credited, false) < credited then return 'short'; end if;
    end;
  end if;

  insert into journal (account_id, natural_key, reason, entry_id, created_at)
  select of_account, key, why, of_entry, happened_at
  where not exists (select from ledger_account where account_id = of_account and kind = 'debt' and owner_id = of_shopper)
    and (of_entry is null or exists (select from entry where account_id = of_account and id = of_entry))
  on conflict on constraint journal_once do nothing returning id into written;
  if written is null then
    if exists (select from journal where account_id = of_account and natural_key = key) then
      if within_budget then perform give_back_budget(of_account, of_campaign, credited); end if;
      return 'known';
    end if;
    if of_entry is not null and not exists (select from entry where account_id = of_account and id = of_entry) then
      raise exception 'there is no entry %', of_entry using errcode = 'foreign_key_violation', constraint = 'journal_of_entry';
    end if;
    return 'owing';
  end if;

  loop
    insert into transfer (journal_id, line, account_id, from_id, to_id, points)
    select written, 0, of_account, f.id, t.id, credited from ledger_account f, ledger_account t
    where f.account_id = of_account and f.kind = 'issued' and f.owner_id = coalesce(of_campaign, of_account)
      and t.account_id = of_account and t.kind = case when lot_release_on is null then 'shopper' else 'pending' end
      and t.owner_id = of_shopper;
    exit when found;
    perform open_ledger_account(of_account, of_shopper, of_campaign, kind)
    from unnest(array['issued', 'shopper', 'pending']) kind;
  end loop;
  insert into lot (account_id, shopper_id, journal_id, points, expires_on, release_on)
  values (of_account, of_shopper, written, credited, lot_expires_on, lot_release_on);
  return 'posted';
end $function$;

CREATE OR REPLACE FUNCTION public.write_journal(of_account uuid, of_shopper uuid, of_campaign uuid, of_entry uuid, key text, why journal_reason, undone bigint, happened_at timestamp with time zone, from_kinds text[], to_kinds text[], amounts integer[], lot_points integer, lot_expires_on date, lot_release_on date, used_lots bigint[], used_points integer[])
 RETURNS boolean
 LANGUAGE plpgsql
 SET "tamaru.journal_door" TO 'open'
AS $function$
declare
  written bigint;
  known_entry uuid;
  known_undone bigint;
  -- What the transfers move on the person's accounts, less what is shown to move in the person's lots.
  on_card bigint := 0;
  waiting bigint := 0;
  own_lots boolean := true;
begin
  insert into journal (account_id, natural_key, reason, entry_id, reverses, created_at)
  values (of_account, key, why, (select id from entry where account_id = of_account and id = of_entry),
          (select id from journal where account_id = of_account and id = undone), happened_at)
  on conflict on constraint journal_once do nothing returning id, entry_id, reverses into written, known_entry, known_undone;
  if written is null then return false; end if;
  if known_undone is distinct from undone then
    raise exception 'there is no journal %', undone
      using errcode = 'foreign_key_violation', constraint = 'journal_reverses_fkey';
  end if;
  if known_entry is distinct from of_entry then
    raise exception 'there is no entry %', of_entry using errcode = 'foreign_key_violation', constraint = 'journal_of_entry';
  end if;
  if (why in ('exchange_cancelled', 'claw_back')) <> (undone is not null) then
    raise exception 'journal % is a reversal of nothing, or says no reason to be one', key
      using errcode = 'check_violation', constraint = 'journal_reverses_with_reason';
  end if;
  if cardinality(amounts) = 0 then
    raise exception 'journal % moves nothing', key
      using errcode = 'integrity_constraint_violation', constraint = 'journal_balanced';
  end if;

  for line in 1 .. cardinality(amounts) loop
    if from_kinds[line] = to_kinds[line] then
      raise exception 'journal % moves points within one account', key
        using errcode = 'integrity_constraint_violation', constraint = 'journal_balanced';
    end if;
    if to_kinds[line] = 'debt' and amounts[line] > lock_debt(of_account, of_shopper) then
      raise exception 'shopper % pays back more than is owed', of_shopper
        using errcode = 'integrity_constraint_violation', constraint = 'debt_not_positive';
    end if;
    loop
      insert into transfer (journal_id, line, account_id, from_id, to_id, points)
      select written, line - 1, of_account, f.id, t.id, amounts[line]
      from ledger_account f, ledger_account t
      where f.account_id = of_account and f.kind = from_kinds[line]
        and f.owner_id = owner_of(from_kinds[line], of_account, of_shopper, of_campaign)
        and t.account_id = of_account and t.kind = to_kinds[line]
        and t.owner_id = owner_of(to_kinds[line], of_account, of_shopper, of_campaign);
      exit when found;
      perform open_ledger_account(of_account, of_shopper, of_campaign, kind)
      from unnest(array[from_kinds[line], to_kinds[line]]) kind;
    end loop;
    on_card := on_card + case when to_kinds[line] = 'shopper' then amounts[line] else 0 end
                       - case when from_kinds[line] = 'shopper' then amounts[line] else 0 end;
    waiting := waiting + case when to_kinds[line] = 'pending' then amounts[line] else 0 end
                       - case when from_kinds[line] = 'pending' then amounts[line] else 0 end;
  end loop;

  if lot_points is not null then
    insert into lot (account_id, shopper_id, journal_id, points, expires_on, release_on)
    values (of_account, of_shopper, written, lot_points, lot_expires_on, lot_release_on);
    if lot_release_on is null then on_card := on_card - lot_points; else waiting := waiting - lot_points; end if;
  end if;
  if cardinality(used_lots) > 0 then
    insert into lot_use (account_id, lot_id, journal_id, points)
    select of_account, lot_id, written, points from unnest(used_lots, used_points) u (lot_id, points);
    select on_card + coalesce(sum(u.points) filter (where l.release_on is null), 0),
           waiting + coalesce(sum(u.points) filter (where l.release_on is not null), 0),
           bool_and(l.account_id = of_account and l.shopper_id = of_shopper)
      into on_card, waiting, own_lots from lot_use u join lot l on l.journal_id = u.lot_id where u.journal_id = written;
  end if;
  if on_card <> 0 or waiting <> 0 or not own_lots then
    raise exception 'journal % moves other points than its lots', key
      using errcode = 'integrity_constraint_violation', constraint = 'journal_held';
  end if;
  return true;
end $function$;
