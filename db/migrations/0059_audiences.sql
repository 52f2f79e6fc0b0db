-- A list of people that staff uploaded as hashes. Where it comes from and what its people agreed to is declared by who uploads.
create table audience (
  id         uuid primary key default gen_random_uuid(),
  account_id uuid not null references account,
  name       text not null check (name <> ''),
  -- What was uploaded, as staff say it.
  list       text not null check (list in ('phones', 'emails', 'buyers', 'members')),
  origin     text not null check (origin <> ''),
  consent    text not null check (consent <> ''),
  -- How many people were uploaded.
  people     int not null check (people > 0),
  made_by    uuid not null,
  made_at    timestamptz not null,
  -- Nobody is in it any more.
  ended_at   timestamptz,
  unique (account_id, id),
  foreign key (account_id, made_by) references staff (account_id, id)
);
create unique index audience_name_once on audience (account_id, name) where ended_at is null;
create index audience_of_account on audience (account_id, made_at desc, id desc) where ended_at is null;

-- Of who is not held yet: the hash that was uploaded, hashed again with the account's key. Goes when it is matched, or after days.
create table audience_hash (
  account_id  uuid not null,
  audience_id uuid not null,
  keyed_hash  bytea not null check (length(keyed_hash) = 32),
  -- One person may have been uploaded by several.
  row_no      int not null,
  primary key (account_id, audience_id, keyed_hash),
  foreign key (account_id, audience_id) references audience (account_id, id)
);
create index audience_hash_by_hash on audience_hash (account_id, keyed_hash);
create index audience_hash_by_row on audience_hash (account_id, audience_id, row_no);

create table audience_member (
  account_id  uuid not null,
  audience_id uuid not null,
  shopper_id  uuid not null,
  matched_at  timestamptz not null,
  primary key (account_id, audience_id, shopper_id),
  foreign key (account_id, audience_id) references audience (account_id, id),
  foreign key (account_id, shopper_id) references shopper (account_id, id)
);
create index audience_member_of_person on audience_member (account_id, shopper_id);
create trigger not_of_erased before insert on audience_member for each row execute function keep_from_erased('skip');

create function forget_audiences() returns trigger language plpgsql as $$
begin
  delete from audience_member where account_id = new.account_id and shopper_id = new.id;
  return null;
end $$;
create trigger shopper_has_no_audiences after update on shopper for each row
  when (old.erased_at is null and new.erased_at is not null) execute function forget_audiences();
