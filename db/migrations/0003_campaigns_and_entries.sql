create table campaign (
  id          uuid primary key default gen_random_uuid(),
  account_id  uuid not null references account,
  slug        text not null,
  state       text not null check (state in ('draft', 'published', 'ended')),
  created_at  timestamptz not null default now(),
  unique (account_id, id),
  unique (account_id, slug)
);

-- A version never changes; an entry keeps the version that judged it.
create table campaign_version (
  id           uuid primary key default gen_random_uuid(),
  account_id   uuid not null references account,
  campaign_id  uuid not null,
  version      int not null check (version > 0),
  rules        jsonb not null,
  published_at timestamptz not null default now(),
  foreign key (account_id, campaign_id) references campaign (account_id, id),
  unique (account_id, id),
  unique (account_id, campaign_id, version)
);
create trigger campaign_version_append_only before update or delete on campaign_version
  for each row execute function refuse_change();

-- A photo is stored once by its SHA-256; the bytes are in the photo store.
create table photo (
  account_id  uuid not null references account,
  sha256      text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  media_type  text not null,
  bytes       int not null check (bytes > 0),
  stored_at   timestamptz not null default now(),
  primary key (account_id, sha256)
);

create table entry (
  id               uuid primary key default gen_random_uuid(),
  account_id       uuid not null references account,
  shopper_id       uuid not null,
  photo_sha256     text not null,
  source           text not null check (source in ('app', 'chat')),
  idempotency_key  text not null check (length(idempotency_key) between 1 and 200),
  state            text not null default 'received'
                   check (state in ('received', 'reading', 'needs_review', 'approved', 'rejected')),
  campaign_version_id uuid,
  -- Shop, minute and total of the printed receipt; see receiptFingerprint in domain.
  receipt_fingerprint text,
  receipt_number   text,
  decision         jsonb,
  points           int not null default 0 check (points >= 0),
  decided_at       timestamptz,
  decided_by_staff uuid,
  created_at       timestamptz not null default now(),
  foreign key (account_id, shopper_id) references shopper (account_id, id),
  foreign key (account_id, photo_sha256) references photo (account_id, sha256),
  foreign key (account_id, campaign_version_id) references campaign_version (account_id, id),
  foreign key (account_id, decided_by_staff) references staff (account_id, id),
  unique (account_id, id),
  constraint entry_idempotency_key unique (account_id, shopper_id, idempotency_key),
  constraint entry_photo_once_per_shopper unique (account_id, shopper_id, photo_sha256),
  check ((state in ('approved', 'rejected')) = (decided_at is not null)),
  check (state in ('received', 'reading') or decision is not null),
  check (state = 'approved' or points = 0)
);
create index entry_of_shopper on entry (account_id, shopper_id, created_at desc);
create index entry_in_review on entry (account_id, created_at) where state = 'needs_review';
create index entry_of_photo on entry (account_id, photo_sha256);
create index entry_of_receipt on entry (account_id, receipt_fingerprint) where receipt_fingerprint is not null;
-- However two decisions race, the machine credits a printed receipt once. Staff who credited a look-alike on purpose
-- have set its fingerprint aside (null) and left the act in the audit trail.
create unique index entry_receipt_credited_once on entry (account_id, receipt_fingerprint) where state = 'approved';

-- A decided entry stays as it ended.
create function keep_decided_entry() returns trigger language plpgsql as $$
begin
  if old.state in ('approved', 'rejected') and new is distinct from old then
    raise exception 'entry % is already decided', old.id
      using errcode = 'integrity_constraint_violation', constraint = 'entry_decided_once';
  end if;
  return new;
end $$;
create trigger entry_decided_once before update on entry for each row execute function keep_decided_entry();

-- Who waits for an entry (SSE) hears of each step.
create function announce_entry() returns trigger language plpgsql as $$
begin
  perform pg_notify('entry', new.id::text);
  return null;
end $$;
create trigger entry_announced after insert or update of state on entry
  for each row execute function announce_entry();

-- What was read from the photo, first by the machine, then perhaps corrected by staff: the newest counts, none is lost.
create table reading (
  id          bigint generated always as identity primary key,
  account_id  uuid not null references account,
  entry_id    uuid not null,
  corrected_by uuid,
  reading     jsonb not null,
  created_at  timestamptz not null default now(),
  foreign key (account_id, entry_id) references entry (account_id, id),
  foreign key (account_id, corrected_by) references staff (account_id, id)
);
create index reading_of_entry on reading (account_id, entry_id, id desc);
-- A machine's reading is recorded once, also when its job ran twice.
create unique index reading_by_machine_once on reading (account_id, entry_id) where corrected_by is null;
create trigger reading_append_only before update or delete on reading
  for each row execute function refuse_change();

-- The receipt's lines once its entry is approved: what cross-sell and analysis look at.
create table purchased_item (
  account_id  uuid not null references account,
  entry_id    uuid not null,
  line        int not null,
  shopper_id  uuid not null,
  name        text not null,
  product_id  text,
  quantity    numeric not null,
  amount_yen  int not null,
  purchased_on date,
  primary key (account_id, entry_id, line),
  foreign key (account_id, entry_id) references entry (account_id, id),
  foreign key (account_id, shopper_id) references shopper (account_id, id)
);
create index purchased_item_of_shopper on purchased_item (account_id, shopper_id, product_id);
