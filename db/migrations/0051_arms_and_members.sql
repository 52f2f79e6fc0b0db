-- Who was put into which arm of an experiment: written once, before anybody asks whether it may reach them.
create table arm (
  account_id uuid not null,
  experiment text not null check (length(experiment) between 1 and 100),
  shopper_id uuid not null,
  arm        text not null check (length(arm) between 1 and 100),
  at         timestamptz not null,
  primary key (account_id, experiment, shopper_id),
  foreign key (account_id, shopper_id) references shopper (account_id, id)
);
create index arm_of_shopper on arm (account_id, shopper_id);
create trigger arm_append_only before update or delete on arm for each row execute function refuse_change();
create trigger arm_not_emptied before truncate on arm for each statement execute function refuse_change();
create trigger not_of_erased before insert on arm for each row execute function keep_from_erased('refuse');

-- Who is in a saved segment, kept from what happens and by the clock (db/src/segments/keep-members.ts).
alter table segment
  -- Each change of the rule is another.
  add column version int not null default 1 check (version > 0),
  -- What the rule meant when its members were last found by it as a whole: they are found anew where it means something else.
  add column kept_meaning text,
  add column kept_version int,
  -- The Tokyo day up to which the clock was looked at, and when it or the whole was last.
  add column kept_on date,
  add column kept_at timestamptz;

create table segment_member (
  account_id uuid not null,
  segment_id uuid not null,
  shopper_id uuid not null,
  since      timestamptz not null,
  primary key (account_id, segment_id, shopper_id),
  foreign key (account_id, segment_id) references segment (account_id, id)
);
create index segment_member_of_shopper on segment_member (account_id, shopper_id);

-- Who came into a segment and who left it, and by what. Without foreign keys but to the segment: very many come at once.
create table segment_move (
  id           bigint generated always as identity primary key,
  account_id   uuid not null,
  segment_id   uuid not null,
  -- Of the rule by which they came or went.
  version      int not null,
  shopper_id   uuid not null,
  way          text not null check (way in ('entered', 'left')),
  -- saved, changed: by staff; meaning: what the rule names has changed; erased: they have left.
  cause        text not null check (cause in ('saved', 'changed', 'meaning', 'happening', 'clock', 'erased')),
  -- What happened to them; null where nothing did, or where it was a state that nothing tells of.
  happening_id bigint,
  at           timestamptz not null,
  foreign key (account_id, segment_id) references segment (account_id, id)
);
create index segment_move_of_segment on segment_move (account_id, segment_id, at desc, id desc);
create index segment_move_of_shopper on segment_move (account_id, shopper_id, segment_id, id desc);
create trigger segment_move_append_only before update or delete on segment_move
  for each row execute function refuse_change();
create trigger segment_move_not_emptied before truncate on segment_move
  for each statement execute function refuse_change();

-- By what a person was touched. That they came into a segment is no fact of them, and touches nobody.
alter table person_touched add column happening_id bigint;
create or replace function record_happening(
  of_account uuid, key text, of_shopper uuid, of_kind text, happened_at timestamptz, told jsonb
) returns bigint language plpgsql as $$
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
end $$;

-- Who leaves is touched as well: whoever finds all members of a segment at that moment does not see that they have left.
create or replace function touch_shopper() returns trigger language plpgsql as $$
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
end $$;

-- What is let go by its age nobody tells of.
create function touch_forgotten() returns trigger language plpgsql as $$
begin
  insert into person_touched (account_id, shopper_id) select distinct account_id, shopper_id from gone;
  return null;
end $$;
create trigger person_attribute_is_gone after delete on person_attribute
  referencing old table as gone for each statement execute function touch_forgotten();

-- Whom a rule meant at one moment, and for good: for sends and for proofs. First its people are written, then itself.
create table segment_snapshot (
  id         uuid primary key,
  account_id uuid not null,
  -- Null: a rule that nobody saved.
  segment_id uuid,
  version    int,
  rule       jsonb not null,
  purpose    text not null check (length(purpose) between 1 and 100),
  count      int not null check (count >= 0),
  taken_at   timestamptz not null,
  taken_by   uuid not null,
  unique (account_id, id),
  check ((segment_id is null) = (version is null)),
  foreign key (account_id, segment_id) references segment (account_id, id),
  foreign key (account_id, taken_by) references staff (account_id, id)
);
create index segment_snapshot_of_segment on segment_snapshot (account_id, segment_id, taken_at desc, id desc);
create table snapshot_member (
  account_id  uuid not null,
  snapshot_id uuid not null,
  shopper_id  uuid not null,
  primary key (account_id, snapshot_id, shopper_id)
);
create index snapshot_member_of_shopper on snapshot_member (account_id, shopper_id);

create trigger segment_snapshot_append_only before update or delete on segment_snapshot
  for each row execute function refuse_change();
create trigger segment_snapshot_not_emptied before truncate on segment_snapshot
  for each statement execute function refuse_change();
create trigger snapshot_member_append_only before update or delete on snapshot_member
  for each row execute function refuse_change();
create trigger snapshot_member_not_emptied before truncate on snapshot_member
  for each statement execute function refuse_change();
create function keep_snapshot_whole() returns trigger language plpgsql as $$
begin
  if exists (
    select from (select distinct account_id, snapshot_id from added) a
    join segment_snapshot s on s.account_id = a.account_id and s.id = a.snapshot_id
  ) then
    raise exception 'a snapshot stays as it was taken'
      using errcode = 'integrity_constraint_violation', constraint = 'snapshot_member_before_snapshot';
  end if;
  return null;
end $$;
create trigger snapshot_member_before_snapshot after insert on snapshot_member
  referencing new table as added for each statement execute function keep_snapshot_whole();
create function count_snapshot() returns trigger language plpgsql as $$
begin
  if new.count <> (
    select count(*) from snapshot_member where account_id = new.account_id and snapshot_id = new.id
  ) then
    raise exception 'snapshot % counts otherwise than its people', new.id
      using errcode = 'integrity_constraint_violation', constraint = 'segment_snapshot_counted';
  end if;
  return new;
end $$;
create trigger segment_snapshot_counted before insert on segment_snapshot for each row execute function count_snapshot();
