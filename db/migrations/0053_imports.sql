-- What is done to many people at once, as one thing that is known by its id and can be undone: a tag for a segment, the people
-- of two tags that became one, a file that was taken in.
create table batch (
  id         uuid primary key,
  account_id uuid not null references account,
  kind       text not null check (kind in ('tag', 'merge', 'import')),
  staff_id   uuid not null,
  done_at    timestamptz not null,
  undone_at  timestamptz,
  unique (account_id, id),
  foreign key (account_id, staff_id) references staff (account_id, id)
);

-- Whose tags it changed.
create table batch_tag (
  account_id uuid not null,
  batch_id   uuid not null,
  shopper_id uuid not null,
  tag_id     uuid not null,
  -- It was put to them, or taken off.
  put        boolean not null,
  primary key (account_id, batch_id, shopper_id, tag_id),
  foreign key (account_id, batch_id) references batch (account_id, id),
  foreign key (account_id, shopper_id) references shopper (account_id, id),
  foreign key (account_id, tag_id) references tag (account_id, id)
);
create trigger batch_tag_append_only before update or delete on batch_tag for each row execute function refuse_change();

alter table attribute_value add column batch_id uuid,
  add constraint attribute_value_of_batch foreign key (account_id, batch_id) references batch (account_id, id);
create index attribute_value_by_batch on attribute_value (account_id, batch_id, id) where batch_id is not null;

create unique index person_attribute_of_value on person_attribute (value_id);

-- A file of people as staff sent it, what its columns mean, and what came of it.
create table person_import (
  id         uuid primary key default gen_random_uuid(),
  account_id uuid not null references account,
  staff_id   uuid not null,
  name       text not null,
  -- Null: it was let go, with what was wrong in it.
  file       bytea,
  format     text not null check (format in ('csv', 'ndjson', 'followers')),
  -- {columns: {head: target}, conflicts}; null: not said yet.
  mapping    jsonb,
  -- What came of the last look at it.
  report     jsonb,
  -- The rows that were refused, as CSV.
  faults     text,
  sent_at    timestamptz not null,
  unique (account_id, id),
  foreign key (account_id, staff_id) references staff (account_id, id)
);
create index person_import_of_account on person_import (account_id, sent_at desc, id desc);

alter table run drop constraint run_kind_check, add constraint run_kind_check check (kind in (
  'simulate_campaign', 'freeze_draw', 'replay_alias', 'tag_people', 'import_people', 'undo_batch'));

-- As before, but planned anew for each statement: a plan that was made while nobody had a value would look through everybody's for
-- each of a file's rows.
create or replace function keep_newest_values() returns trigger language plpgsql as $$
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
end $$;
