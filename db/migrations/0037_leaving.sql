-- A person can leave. Their row stays under an id that leads to nobody: the books, judgements and draws hang on it. All that
-- would lead to them goes through one function, erase_person, the only door past the append-only triggers. What each table
-- gives, loses and keeps is listed in db/src/leaving/person-tables.ts.

alter table shopper
  alter column line_user_id drop not null,
  add column erased_at timestamptz,
  -- The person has stopped their use: nothing is sent to them or entered by them until they resume it.
  add column stopped_at timestamptz,
  -- The name is the person's own word: LINE's does not take its place.
  add column has_own_name boolean not null default false,
  add constraint shopper_erased check (case when erased_at is null then line_user_id is not null
    else line_user_id is null and display_name is null and picture_url is null and stopped_at is null and not has_own_name end);

-- The receipt of a deletion. By it a deletion is done again after a restore.
create table erasure (
  id           uuid primary key,
  account_id   uuid not null references account,
  shopper_id   uuid not null,
  -- restore: done again by its receipt.
  asked_by     text not null check (asked_by in ('person', 'staff', 'operator', 'restore')),
  staff_id     uuid,
  erased_at    timestamptz not null,
  -- How much of each kind was removed.
  removed      jsonb not null check (jsonb_typeof(removed) = 'object'),
  -- When LINE was told that the person has left; null: it was not.
  line_told_at timestamptz,
  constraint erasure_of_shopper unique (account_id, shopper_id),
  constraint erasure_by_staff check ((asked_by = 'staff') = (staff_id is not null)),
  foreign key (account_id, shopper_id) references shopper (account_id, id),
  foreign key (account_id, staff_id) references staff (account_id, id)
);
create trigger erasure_kept before update on erasure for each row
  when (old.line_told_at is not null
    or (new.id, new.account_id, new.shopper_id, new.asked_by, new.staff_id, new.erased_at, new.removed)
      is distinct from (old.id, old.account_id, old.shopper_id, old.asked_by, old.staff_id, old.erased_at, old.removed))
  execute function refuse_change();
create trigger erasure_not_deleted before delete on erasure for each row execute function refuse_change();

-- What staff wrote in their own words stands beside the audit log's chain; in the chain stands the hash of salt and words.
create table audit_words (
  account_id uuid not null,
  seq        bigint not null,
  -- SHA-256, in hexadecimal, of the salt and the words.
  hash       text not null check (hash ~ '^[0-9a-f]{64}$'),
  salt       text not null,
  words      text not null,
  primary key (account_id, seq, hash),
  foreign key (account_id, seq) references audit_event (account_id, seq)
);
create trigger audit_words_append_only before update or delete on audit_words
  for each row execute function refuse_change();

-- An event from before words stood beside the chain, whose words an erasure took: its hash stays, its text is gone. The act
-- person.erase, later in the chain, names its number.
alter table audit_event
  add column emptied_at timestamptz,
  add constraint audit_event_emptied check (emptied_at is null or (before is null and after is null));

-- The one door: whatever erase_person does in itself, and nothing beside it.
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  if current_setting('tamaru.erasure_door', true) = 'open' then
    if tg_op = 'UPDATE' then return new; end if;
    if tg_op = 'DELETE' then return old; end if;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;

create or replace function keep_decided_entry() returns trigger language plpgsql as $$
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
end $$;

-- Nothing new comes to who has left, however late: who writes it waits for an erasure that is under way. A message is
-- dropped ('skip'), anything else refused.
create function keep_from_erased() returns trigger language plpgsql as $$
declare gone timestamptz;
begin
  if new.shopper_id is null then return new; end if;
  select erased_at into gone from shopper where id = new.shopper_id for key share;
  if gone is null then return new; end if;
  if tg_argv[0] = 'skip' then return null; end if;
  raise exception 'shopper % has left', new.shopper_id
    using errcode = 'integrity_constraint_violation', constraint = 'shopper_has_left';
end $$;
create trigger not_of_erased before insert on session for each row execute function keep_from_erased('refuse');
create trigger not_of_erased before insert on entry for each row execute function keep_from_erased('refuse');
create trigger not_of_erased before insert on coupon for each row execute function keep_from_erased('refuse');
create trigger not_of_erased before insert on consent_event for each row execute function keep_from_erased('refuse');
create trigger not_of_erased before insert on survey_answer for each row execute function keep_from_erased('refuse');
create trigger not_of_erased before insert on survey_invitation for each row execute function keep_from_erased('skip');
create trigger not_of_erased before insert on outbox_message for each row execute function keep_from_erased('skip');

-- Deletes the work that waits or runs for a person. Whoever is at it has lost the job, and all that they would write. First of
-- all: who works on an entry holds its job before the entry, and the entry before the person.
create function drop_work_of(of_account uuid, of_shopper uuid) returns int language plpgsql as $$
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
      select from happening h where h.id = (payload ->> 'happeningId')::bigint and h.shopper_id = of_shopper)));
  get diagnostics dropped = row_count;
  return dropped;
end $$;

-- A decision without what staff wrote.
create function without_words(decision jsonb) returns jsonb language sql immutable
return case when decision ->> 'reason' is null then decision
  else decision || '{"reason": null, "message": {"ja": "", "en": ""}}' end;

-- A reading without what neither judging nor comparing receipts needs.
create function without_raw(reading jsonb) returns jsonb language sql immutable
return reading
  || jsonb_build_object(
    'merchant', (reading -> 'merchant') || '{"address": null}',
    'payment', '{"method": null, "tendered": null, "change": null}'::jsonb,
    'slipNumber', null,
    'proof', (reading -> 'proof') || '{"repairs": []}',
    'quality', (reading -> 'quality') || '{"reason": null}');

-- Makes a person nobody, and writes the receipt. Returns {removed: {kind: rows}, photos: [sha256], events: [number]}: the
-- photos that may go, and the events of the audit log that lost words. Null where there is no such person, or nobody any more.
create function erase_person(
  of_account uuid, of_shopper uuid, receipt uuid, of_asked_by text, of_staff uuid, left_at timestamptz
) returns jsonb language plpgsql set tamaru.erasure_door to 'open' as $$
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
end $$;
