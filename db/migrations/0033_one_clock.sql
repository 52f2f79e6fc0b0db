-- One clock: whoever writes says when, and no column, trigger or function asks the database for the time. What is stored
-- stays as it is; a row without its time is refused from now on.
alter table account alter column created_at drop default;
alter table alias_candidate alter column created_at drop default;
alter table alias_replay alter column replayed_at drop default;
alter table alias_sighting alter column seen_at drop default;
alter table allotment alter column created_at drop default;
alter table audit_event alter column at drop default;
alter table campaign alter column created_at drop default;
alter table campaign_draft alter column changed_at drop default;
alter table campaign_version alter column published_at drop default;
alter table coupon alter column exchanged_at drop default;
alter table draw_commitment alter column committed_at drop default;
alter table entry alter column created_at drop default;
alter table instant_play alter column played_at drop default;
alter table job alter column created_at drop default, alter column run_at drop default, alter column turn_at drop default;
alter table journal alter column created_at drop default;
alter table judgement alter column judged_at drop default;
alter table migration alter column ran_at drop default;
alter table offer_made alter column made_at drop default;
alter table offer_rule alter column created_at drop default;
alter table outbox_message alter column created_at drop default, alter column not_before drop default;
alter table photo alter column stored_at drop default;
alter table prize_draw alter column frozen_at drop default;
alter table reading alter column created_at drop default;
alter table reward alter column created_at drop default;
alter table reward_code alter column uploaded_at drop default;
alter table session alter column created_at drop default;
alter table shopper alter column created_at drop default;
alter table staff alter column created_at drop default;
alter table store alter column created_at drop default;
alter table survey_answer alter column answered_at drop default;
alter table survey_invitation alter column invited_at drop default;
alter table webhook_event alter column received_at drop default;

-- `happened_at` was replaced by the time of the transaction where it was null; now it is always given.
do $$
begin
  execute replace(pg_get_functiondef('write_journal'::regproc), 'coalesce(happened_at, now())', 'happened_at');
  execute replace(pg_get_functiondef('write_credit'::regproc), 'coalesce(happened_at, now())', 'happened_at');
end $$;

-- A draw's tickets come in the transaction that fixes it, its winners in the one that draws it. Both were told by the
-- time at which those began; they are told by their ids. Of draws from before none is kept: their lists are fixed.
alter table prize_draw add column frozen_in xid8, add column drawn_in xid8;

create or replace function keep_prize_draw() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    new.frozen_in := pg_current_xact_id();
  elsif old.drawn_at is not null
    or (new.account_id, new.campaign_id, new.draw_id, new.campaign_version_id, new.ticket_count, new.tickets_sha256,
        new.public_source, new.frozen_at, new.frozen_by)
      is distinct from (old.account_id, old.campaign_id, old.draw_id, old.campaign_version_id, old.ticket_count,
        old.tickets_sha256, old.public_source, old.frozen_at, old.frozen_by)
  then
    raise exception 'draw % is fixed', old.draw_id
      using errcode = 'integrity_constraint_violation', constraint = 'draw_list_fixed';
  else
    new.frozen_in := old.frozen_in;
  end if;
  new.drawn_in := case when new.drawn_at is not null then pg_current_xact_id() end;
  return new;
end $$;
drop trigger prize_draw_kept on prize_draw;
create trigger prize_draw_kept before insert or update on prize_draw for each row execute function keep_prize_draw();

create or replace function come_with_their_draw() returns trigger language plpgsql as $$
declare late text;
begin
  select d.draw_id into late
  from (select distinct account_id, campaign_id, draw_id from added) a
  join prize_draw d using (account_id, campaign_id, draw_id)
  where case tg_table_name
    when 'draw_ticket' then frozen_in = pg_current_xact_id() and drawn_at is null
    else drawn_in = pg_current_xact_id() end is not true limit 1;
  if late is not null then
    raise exception 'the % list of draw % is fixed', tg_table_name, late
      using errcode = 'integrity_constraint_violation', constraint = 'draw_list_fixed';
  end if;
  return null;
end $$;
