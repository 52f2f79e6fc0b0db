-- Where people can be reached outside LINE, and by which numbers the brand knows them. Nothing here can be read without the key
-- of the environment: what it is lies sealed, and is found by a keyed hash.
create table contact (
  account_id uuid not null references account,
  shopper_id uuid not null,
  kind       text not null check (kind in ('email', 'phone', 'member')),
  -- AES-GCM: twelve bytes of nonce, then the sealed text with its mark; bound to account, person and kind.
  sealed     bytea not null,
  -- HMAC-SHA256 of the normalised value's SHA-256.
  keyed_hash bytea not null check (length(keyed_hash) = 32),
  -- Where it comes from, in the words of who told it.
  origin     text not null check (origin <> ''),
  told_by    uuid not null,
  told_at    timestamptz not null,
  primary key (account_id, shopper_id, kind),
  foreign key (account_id, shopper_id) references shopper (account_id, id),
  foreign key (account_id, told_by) references staff (account_id, id)
);
create index contact_by_hash on contact (account_id, keyed_hash);
create index contact_by_age on contact (account_id, told_at);
create trigger not_of_erased before insert on contact for each row execute function keep_from_erased('refuse');

create function forget_contacts() returns trigger language plpgsql as $$
begin
  delete from contact where account_id = new.account_id and shopper_id = new.id;
  return null;
end $$;
create trigger shopper_has_no_contacts after update on shopper for each row
  when (old.erased_at is null and new.erased_at is not null) execute function forget_contacts();
