-- Stores of an account, staff who are bound to some of them, and an audit log whose events hang together by hashes.

create table store (
  id          uuid primary key default gen_random_uuid(),
  account_id  uuid not null references account,
  name        text not null check (length(name) between 1 and 100),
  -- By what a receipt tells the store: see matchStore in domain.
  registration_numbers text[] not null default '{}',
  phones      text[] not null default '{}',
  names       text[] not null default '{}',
  -- Receipts are no longer given to a store that is not; its entries stay.
  active      boolean not null default true,
  created_at  timestamptz not null default now(),
  unique (account_id, id),
  constraint store_name_once unique (account_id, name)
);

-- Found when the entry is settled, and kept: who could see an entry then can see it later.
alter table entry add column store_id uuid;
alter table entry add constraint entry_store foreign key (account_id, store_id) references store (account_id, id);
create index entry_of_store on entry (account_id, store_id, created_at) where store_id is not null;

-- A staff member without a row here is of all stores.
create table staff_store (
  account_id  uuid not null,
  staff_id    uuid not null,
  store_id    uuid not null,
  primary key (account_id, staff_id, store_id),
  foreign key (account_id, staff_id) references staff (account_id, id),
  constraint staff_store_is_known foreign key (account_id, store_id) references store (account_id, id)
);

-- Staff are never deleted: what they did keeps their name.
alter table staff add column active boolean not null default true;

-- However two owners demote each other, one stays. They wait for one another at the account's row.
create function keep_an_owner() returns trigger language plpgsql as $$
begin
  if old.role = 'owner' and old.active and not (new.role = 'owner' and new.active) then
    perform 1 from account where id = old.account_id for no key update;
    if not exists (
      select 1 from staff where account_id = old.account_id and id <> old.id and role = 'owner' and active
    ) then
      raise exception 'account % would be without an owner', old.account_id
        using errcode = 'integrity_constraint_violation', constraint = 'staff_keeps_an_owner';
    end if;
  end if;
  return new;
end $$;
create trigger staff_keeps_an_owner before update on staff for each row execute function keep_an_owner();

-- The audit log: each event of an account carries its number, the hash of the event before it, and its own.
-- An event without a staff member was made by whoever runs the commands on the server.
alter table audit_event
  alter column staff_id drop not null,
  add foreign key (account_id) references account,
  add column seq bigint,
  add column prev_hash bytea,
  add column hash bytea,
  -- The hashed text has one line for each value.
  add constraint audit_event_one_line check (act !~ '[\n\r]' and subject !~ '[\n\r]');

-- The end of each account's chain. Its row is held until the transaction ends, so that a chain never forks.
create table audit_chain (
  account_id  uuid primary key references account,
  events      bigint not null default 0,
  head        bytea not null default decode(repeat('00', 32), 'hex')
);

-- What is hashed. verifyAuditChain (db/src/audit/verify-audit-chain.ts) writes the same text for itself: never change it.
create function audit_event_text(event audit_event) returns text stable language sql as $$
  select concat_ws(E'\n',
    'tamaru audit 1', event.account_id, event.seq, encode(event.prev_hash, 'hex'),
    to_char(event.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    coalesce(event.staff_id::text, ''), event.act, event.subject,
    coalesce(event.before::text, ''), coalesce(event.after::text, ''))
$$;

create function chain_audit_event() returns trigger language plpgsql as $$
begin
  insert into audit_chain (account_id) values (new.account_id) on conflict do nothing;
  select events + 1, head into new.seq, new.prev_hash from audit_chain
    where account_id = new.account_id for update;
  new.hash := sha256(convert_to(audit_event_text(new), 'UTF8'));
  update audit_chain set events = new.seq, head = new.hash where account_id = new.account_id;
  return new;
end $$;

-- The events of before are chained in the order in which they came.
alter table audit_event disable trigger audit_event_append_only;
do $$
declare event audit_event;
begin
  for event in select * from audit_event order by account_id, id loop
    insert into audit_chain (account_id) values (event.account_id) on conflict do nothing;
    select events + 1, head into event.seq, event.prev_hash from audit_chain where account_id = event.account_id;
    event.hash := sha256(convert_to(audit_event_text(event), 'UTF8'));
    update audit_event set seq = event.seq, prev_hash = event.prev_hash, hash = event.hash where id = event.id;
    update audit_chain set events = event.seq, head = event.hash where account_id = event.account_id;
  end loop;
end $$;
alter table audit_event enable trigger audit_event_append_only;

alter table audit_event
  alter column seq set not null,
  alter column prev_hash set not null,
  alter column hash set not null,
  add constraint audit_event_seq unique (account_id, seq);
create index audit_event_of_subject on audit_event (account_id, subject, seq);
create index audit_event_of_staff on audit_event (account_id, staff_id, seq);

create trigger audit_event_chained before insert on audit_event
  for each row execute function chain_audit_event();
create trigger audit_event_not_emptied before truncate on audit_event
  for each statement execute function refuse_change();
