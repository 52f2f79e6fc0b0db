-- Attributes: what an account keeps of its people in words of its own, a choice, a number, a date, yes or no. Those that every
-- account has (birthday, prefecture, gender) stand in domain/src/attributes and in no row here.
create table attribute (
  account_id  uuid not null references account,
  key         text not null check (key ~ '^[a-z][a-z0-9_]{0,39}$'),
  kind        text not null check (kind in ('choice', 'number', 'date', 'yes_no')),
  words       jsonb not null check (words ->> 'ja' <> '' and words ->> 'en' <> ''),
  -- [{key, words}], of a choice.
  choices     jsonb not null check (jsonb_typeof(choices) = 'array'),
  -- What it is kept for.
  purpose     text not null check (purpose <> ''),
  -- For how many days from when it was told; null: until its person leaves.
  kept_days   int check (kept_days > 0),
  created_by  uuid not null,
  created_at  timestamptz not null,
  archived_at timestamptz,
  constraint attribute_key_once primary key (account_id, key),
  foreign key (account_id, created_by) references staff (account_id, id)
);

-- What was told of a person, each time that it was another than before; nothing is changed. Null: it was taken back.
create table attribute_value (
  id         bigint generated always as identity primary key,
  account_id uuid not null references account,
  shopper_id uuid not null,
  attribute  text not null,
  -- As it is kept: the key of a choice, a number, a day, yes or no.
  value      text collate "C",
  source     text not null check (source in ('person', 'staff', 'import', 'undo')),
  told_at    timestamptz not null,
  foreign key (account_id, shopper_id) references shopper (account_id, id)
);
create index attribute_value_of_person on attribute_value (account_id, shopper_id, attribute, id);
create index attribute_value_by_age on attribute_value (account_id, attribute, told_at);
create trigger not_of_erased before insert on attribute_value for each row execute function keep_from_erased('refuse');
create trigger attribute_value_append_only before update or delete on attribute_value
  for each row execute function refuse_change();

-- What was told last, by which people are sought; kept by the trigger below and by nothing else.
create table person_attribute (
  account_id uuid not null,
  shopper_id uuid not null,
  attribute  text not null,
  value      text collate "C" not null,
  -- The value, where the attribute is a number.
  number     double precision,
  value_id   bigint not null,
  primary key (account_id, shopper_id, attribute),
  foreign key (account_id, shopper_id) references shopper (account_id, id)
);
create index person_attribute_by_value on person_attribute (account_id, attribute, value) include (shopper_id, number);

create function keep_newest_values() returns trigger language plpgsql as $$
begin
  insert into person_attribute (account_id, shopper_id, attribute, value, number, value_id)
  select distinct on (t.account_id, t.shopper_id, t.attribute) t.account_id, t.shopper_id, t.attribute, coalesce(t.value, ''),
    case when a.kind = 'number' then t.value::double precision end, t.id
  from told t left join attribute a on a.account_id = t.account_id and a.key = t.attribute
  order by t.account_id, t.shopper_id, t.attribute, t.id desc
  on conflict (account_id, shopper_id, attribute) do update set (value, number, value_id) =
    (excluded.value, excluded.number, excluded.value_id);
  delete from person_attribute p using told t
  where t.value is null and p.account_id = t.account_id and p.shopper_id = t.shopper_id and p.attribute = t.attribute
    and p.value_id = t.id;
  return null;
end $$;
create trigger attribute_value_is_newest after insert on attribute_value
  referencing new table as told for each statement execute function keep_newest_values();

-- Lets go what was told of an attribute before a moment. Returns how many values went.
create function forget_attribute_values(of_account uuid, of_attribute text, before timestamptz) returns int
  language plpgsql set tamaru.erasure_door to 'open' as $$
declare gone int;
begin
  delete from person_attribute p using attribute_value v
  where v.account_id = of_account and v.attribute = of_attribute and v.told_at < before and p.account_id = of_account
    and p.shopper_id = v.shopper_id and p.attribute = of_attribute and p.value_id = v.id;
  delete from attribute_value where account_id = of_account and attribute = of_attribute and told_at < before;
  get diagnostics gone = row_count;
  return gone;
end $$;

create function forget_told_values() returns trigger language plpgsql set tamaru.erasure_door to 'open' as $$
begin
  delete from person_attribute where account_id = new.account_id and shopper_id = new.id;
  delete from attribute_value where account_id = new.account_id and shopper_id = new.id;
  return null;
end $$;
create trigger shopper_has_no_attributes after update on shopper for each row
  when (old.erased_at is null and new.erased_at is not null) execute function forget_told_values();
