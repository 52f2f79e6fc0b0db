-- By what an entry's receipt is known again: one row for each entry that was read (see receiptKeys in domain). Any one
-- key in common makes another entry a candidate; the readings themselves are then compared. A correction by staff
-- replaces the row, so it is no record of anything: the readings are.
create table receipt_trace (
  account_id    uuid not null,
  entry_id      uuid not null,
  shopper_id    uuid not null,
  keys          int[] not null,
  -- The shop's own telephone number, and its till's running number: what shows a pile of receipts from one till.
  phone         text,
  purchased_on  date,
  register      text,
  number        bigint,
  -- When the entry was made, as the entry says.
  received_at   timestamptz not null,
  primary key (account_id, entry_id),
  foreign key (account_id, entry_id) references entry (account_id, id),
  foreign key (account_id, shopper_id) references shopper (account_id, id)
);
-- Without fastupdate: a list of rows still to be sorted in would be searched by every entry that is judged.
create index receipt_trace_keys on receipt_trace using gin (keys) with (fastupdate = off);
create index receipt_trace_of_shop on receipt_trace (account_id, phone, received_at) where phone is not null;
create index receipt_trace_of_till on receipt_trace (account_id, phone, purchased_on, number)
  where phone is not null and number is not null;

-- The entries that share a key with these, those that share most first. A function of its own, since the planner takes
-- every tenth row for one that shares a key, and would read the whole table for the four that do.
create function entries_sharing_a_key(of_account uuid, wanted int[], most int)
  returns table (entry_id uuid, shared int) language sql stable rows 8 set enable_seqscan = off as $$
    select t.entry_id, (select count(*)::int from unnest(t.keys) key where key = any(wanted)) as shared
    from receipt_trace t where t.keys && wanted and t.account_id = of_account
    order by shared desc, t.received_at limit most
$$;
