-- Who of the staff looked at whom: every view, list and export that shows people who shop. Never changed; it goes by age
-- alone, through forget_accesses.
create table access_event (
  id          bigint generated always as identity primary key,
  account_id  uuid not null references account,
  staff_id    uuid not null,
  at          timestamptz not null,
  -- The route that showed them, e.g. "GET /api/staff/entries/:id".
  route       text not null,
  -- Whom it showed, where what it showed tells.
  shopper_ids uuid[] not null,
  -- How many rows or people it showed.
  shown       int not null check (shown > 0),
  foreign key (account_id, staff_id) references staff (account_id, id)
);
create index access_event_of_account on access_event (account_id, id);
create index access_event_by_age on access_event (account_id, at);
create index access_event_of_shopper on access_event using gin (shopper_ids);
create trigger access_event_append_only before update or delete on access_event for each row
  when (current_setting('tamaru.retention_door', true) is distinct from 'open') execute function refuse_change();
create trigger access_event_not_emptied before truncate on access_event
  for each statement execute function refuse_change();

create function forget_accesses(of_account uuid, until timestamptz) returns int language plpgsql
set tamaru.retention_door to 'open' as $$
declare n int;
begin
  delete from access_event where account_id = of_account and at < until;
  get diagnostics n = row_count;
  return n;
end $$;

-- Jobs that are done go by age.
create index job_done on job (account_id, done_at) where state = 'done';
