-- Tags: words that staff put to people, `group/name`, with somebody who answers for them and perhaps a last day.
create table tag (
  id          uuid primary key default gen_random_uuid(),
  account_id  uuid not null references account,
  name        text not null,
  owner_id    uuid not null,
  -- The last Tokyo day on which it counts.
  ends_on     date,
  -- It is the same as this one from some day on; who had it has that one.
  merged_into uuid,
  created_at  timestamptz not null,
  unique (account_id, id),
  foreign key (account_id, owner_id) references staff (account_id, id),
  foreign key (account_id, merged_into) references tag (account_id, id)
);
create unique index tag_name_once on tag (account_id, name) where merged_into is null;

create table person_tag (
  account_id uuid not null,
  shopper_id uuid not null,
  tag_id     uuid not null,
  added_at   timestamptz not null,
  primary key (account_id, shopper_id, tag_id),
  foreign key (account_id, shopper_id) references shopper (account_id, id),
  foreign key (account_id, tag_id) references tag (account_id, id)
);
create index person_tag_of_tag on person_tag (account_id, tag_id, shopper_id);
create trigger not_of_erased before insert on person_tag for each row execute function keep_from_erased('refuse');

create function forget_tags() returns trigger language plpgsql as $$
begin
  delete from person_tag where account_id = new.account_id and shopper_id = new.id;
  return null;
end $$;
create trigger shopper_has_no_tags after update on shopper for each row
  when (old.erased_at is null and new.erased_at is not null) execute function forget_tags();

-- Segments: whom a rule means, by a name. The rule is a tree of conditions (domain/src/segments); it is read anew each time.
create table segment (
  id          uuid primary key default gen_random_uuid(),
  account_id  uuid not null references account,
  name        text not null check (length(name) > 0),
  rule        jsonb not null,
  created_by  uuid not null,
  created_at  timestamptz not null,
  changed_at  timestamptz not null,
  archived_at timestamptz,
  unique (account_id, id),
  foreign key (account_id, created_by) references staff (account_id, id)
);
create unique index segment_name_once on segment (account_id, name) where archived_at is null;
create index segment_of_account on segment (account_id, created_at desc, id desc);
