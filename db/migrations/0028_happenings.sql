-- Happenings: what happened to a person, told in the transaction in which it happened, never changed. Ids, numbers and
-- words of closed sets (domain/src/happenings/happening.ts).

-- Makes a happening once in its account. A partitioned table could promise it within one partition only.
create table happening_key (
  account_id  uuid not null,
  natural_key text not null,
  id          bigint not null generated always as identity,
  primary key (account_id, natural_key)
);
create trigger happening_key_append_only before update or delete on happening_key
  for each row execute function refuse_change();

-- Partitioned by the month (UTC) of the happening's own time. The months are made ahead by db/src/happenings/months.ts; what
-- lies in none of them stands in the default partition until its month is made. Without foreign keys and with two indexes:
-- every credit pays for what stands here, and who tells holds the account's and the person's rows already.
create table happening (
  id         bigint not null,
  account_id uuid not null,
  -- Null where it happened to nobody.
  shopper_id uuid,
  kind       text not null,
  at         timestamptz not null,
  payload    jsonb not null,
  primary key (id, at)
) partition by range (at);
create index happening_of_shopper on happening (shopper_id, at) where shopper_id is not null;
create table happening_default partition of happening default;
-- A row moves to its month's partition through the door that months.ts opens, and no other way.
create trigger happening_append_only before update or delete on happening
  for each row when (current_setting('tamaru.happening_door', true) is distinct from 'open') execute function refuse_change();

-- Tells of a happening. Its id, or null where its natural key stands already: then nothing is written.
create function record_happening(
  of_account uuid, key text, of_shopper uuid, of_kind text, happened_at timestamptz, told jsonb
) returns bigint language plpgsql as $$
declare written bigint;
begin
  insert into happening_key (account_id, natural_key) values (of_account, key)
  on conflict (account_id, natural_key) do nothing returning id into written;
  if written is not null then
    insert into happening (id, account_id, shopper_id, kind, at, payload)
    values (written, of_account, of_shopper, of_kind, happened_at, told);
  end if;
  return written;
end $$;
