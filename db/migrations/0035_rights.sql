-- A person of the staff has a role, which is a bundle of rights, or rights of their own; and perhaps a last day. What the
-- roles hold is told by domain/src/staff/role.ts: who had one before has the same.
alter table staff
  alter column role drop not null,
  add column own_rights text[] check (
    own_rights <@ array['see', 'names', 'review', 'write', 'approve', 'send', 'export', 'points', 'settings']
    and 'see' = any(own_rights)),
  add column last_day date,
  add constraint staff_stands_by_one check (num_nonnulls(role, own_rights) = 1);

-- Somebody who has the settings, and no last day, stays. They wait for one another at the account's row.
create function keeps_the_settings(one staff) returns boolean language sql immutable as $$
  select one.active and one.last_day is null
    and (coalesce(one.role = 'owner', false) or coalesce('settings' = any(one.own_rights), false))
$$;
create or replace function keep_an_owner() returns trigger language plpgsql as $$
begin
  if keeps_the_settings(old) and not keeps_the_settings(new) then
    perform 1 from account where id = old.account_id for no key update;
    if not exists (
      select 1 from staff s where s.account_id = old.account_id and s.id <> old.id and keeps_the_settings(s)
    ) then
      raise exception 'account % would be without an owner', old.account_id
        using errcode = 'integrity_constraint_violation', constraint = 'staff_keeps_an_owner';
    end if;
  end if;
  return new;
end $$;
