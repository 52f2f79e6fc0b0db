-- A budget holds points, which are given, or yen, which rewards cost. What draws from one names it with its unit, so that
-- points never come out of yen.
alter table budget add column unit text not null default 'points' check (unit in ('points', 'yen'));
alter table budget
  alter column unit drop default,
  alter column points_live_for_days drop not null,
  add check ((unit = 'points') = (points_live_for_days is not null)),
  add unique (account_id, id, unit);

alter table point_grant
  add column budget_unit text not null generated always as ('points') stored,
  drop constraint point_grant_account_id_budget_id_fkey,
  add constraint point_grant_of_points foreign key (account_id, budget_id, budget_unit)
    references budget (account_id, id, unit);
create index point_grant_of_budget on point_grant (account_id, budget_id, granted_at desc, id);

-- What an exchange costs the account, and from which budget it comes, where the reward names one.
alter table reward
  add column budget_id uuid generated always as ((terms ->> 'budgetId')::uuid) stored,
  add column budget_unit text generated always as (case when terms ->> 'budgetId' is not null then 'yen' end) stored,
  add constraint reward_of_yen foreign key (account_id, budget_id, budget_unit) references budget (account_id, id, unit);
alter table coupon
  add column budget_id uuid,
  add column drawn_yen int check (drawn_yen > 0),
  add column budget_unit text generated always as (case when budget_id is not null then 'yen' end) stored,
  add check ((budget_id is null) = (drawn_yen is null)),
  add constraint coupon_of_yen foreign key (account_id, budget_id, budget_unit) references budget (account_id, id, unit);
create index coupon_of_budget on coupon (account_id, budget_id, exchanged_at desc, id) where budget_id is not null;

create or replace function keep_coupon() returns trigger language plpgsql as $$
begin
  if (old.state <> 'issued' and new.state <> old.state)
    or (old.shown_at is not null and new.shown_at is distinct from old.shown_at)
    or (new.id, new.account_id, new.reward_id, new.shopper_id, new.idempotency_key, new.code, new.cost_points,
        new.lapses_on, new.exchanged_at, new.budget_id, new.drawn_yen)
      is distinct from (old.id, old.account_id, old.reward_id, old.shopper_id, old.idempotency_key, old.code,
        old.cost_points, old.lapses_on, old.exchanged_at, old.budget_id, old.drawn_yen)
  then
    raise exception 'coupon % is %', old.id, old.state
      using errcode = 'integrity_constraint_violation', constraint = 'coupon_kept';
  end if;
  return new;
end $$;
