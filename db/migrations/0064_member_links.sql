-- By which number of its own the brand knows a person: one to one, and what was before stays. The number lies sealed and is found
-- by a keyed hash, as contacts do.
create table member_link (
  id         uuid primary key default gen_random_uuid(),
  account_id uuid not null references account,
  shopper_id uuid not null,
  -- AES-GCM: twelve bytes of nonce, then the sealed text with its mark; bound to account and person.
  sealed     bytea not null,
  -- HMAC-SHA256 of the normalised number's SHA-256.
  keyed_hash bytea not null check (length(keyed_hash) = 32),
  source     text not null check (source in ('account_link', 'line_login', 'import')),
  -- Of a link that came from elsewhere: from where, in the words of who took it in, and who did.
  origin     text check (origin <> ''),
  linked_by  uuid,
  since      timestamptz not null,
  -- Null: it stands.
  until      timestamptz check (until >= since),
  ended_by   text check (ended_by in ('person', 'staff', 'shop')),
  -- Of staff: who, and why.
  ended_by_staff uuid,
  why        text check (why <> ''),
  foreign key (account_id, shopper_id) references shopper (account_id, id),
  foreign key (account_id, linked_by) references staff (account_id, id),
  foreign key (account_id, ended_by_staff) references staff (account_id, id),
  constraint member_link_from_elsewhere check (
    (source = 'import') = (origin is not null) and (source = 'import') = (linked_by is not null)),
  constraint member_link_ended check (
    (until is null) = (ended_by is null)
    and (ended_by is not distinct from 'staff') = (ended_by_staff is not null)
    and (ended_by is not distinct from 'staff') = (why is not null))
);
create unique index member_link_one_a_person on member_link (account_id, shopper_id) where until is null;
create unique index member_link_one_a_number on member_link (account_id, keyed_hash) where until is null;
create index member_link_of_person on member_link (account_id, shopper_id, since desc, id desc);
create trigger not_of_erased before insert on member_link for each row execute function keep_from_erased('refuse');

-- Who and which number came together, and since when, is for ever: a link is ended, never changed.
create function keep_member_link() returns trigger language plpgsql as $$
begin
  if (new.id, new.account_id, new.shopper_id, new.sealed, new.keyed_hash, new.source, new.since)
      is distinct from (old.id, old.account_id, old.shopper_id, old.sealed, old.keyed_hash, old.source, old.since)
    or (old.until is not null and new is distinct from old) then
    raise exception 'a member link is ended and never changed' using constraint = 'member_link_is_kept';
  end if;
  return new;
end $$;
create trigger member_link_is_kept before update on member_link for each row execute function keep_member_link();

-- One way of a person to a link, at a time: LINE's link token, and then the nonce by which it comes back. Both as SHA-256.
create table member_link_attempt (
  account_id        uuid not null references account,
  shopper_id        uuid not null,
  link_token_sha256 bytea not null check (length(link_token_sha256) = 32),
  begun_at          timestamptz not null,
  -- Null: the brand's site has not said yet who its member is.
  nonce_sha256      bytea check (length(nonce_sha256) = 32),
  sealed            bytea,
  keyed_hash        bytea check (length(keyed_hash) = 32),
  nonce_at          timestamptz,
  primary key (account_id, shopper_id),
  foreign key (account_id, shopper_id) references shopper (account_id, id),
  constraint member_link_attempt_whole check (
    num_nulls(nonce_sha256, sealed, keyed_hash, nonce_at) in (0, 4))
);
create unique index member_link_attempt_by_token on member_link_attempt (account_id, link_token_sha256);
create unique index member_link_attempt_by_nonce on member_link_attempt (account_id, nonce_sha256);
create trigger not_of_erased before insert on member_link_attempt for each row execute function keep_from_erased('refuse');

create function forget_member_links() returns trigger language plpgsql as $$
begin
  delete from member_link where account_id = new.account_id and shopper_id = new.id;
  delete from member_link_attempt where account_id = new.account_id and shopper_id = new.id;
  return null;
end $$;
create trigger shopper_has_no_member_links after update on shopper for each row
  when (old.erased_at is null and new.erased_at is not null) execute function forget_member_links();

-- Since when the link of a person stands; null: none does.
alter table person_fact add column member_since timestamptz;
