-- Approvals: what is let out only with the word of a second person, where the account has it so. One is known by the kind
-- and id of its subject and the SHA-256 of its content, so that a change after it voids it.
alter table account add column approval_on boolean not null default false;

-- Who has written in a draft since it was last published: none of them approves it.
alter table campaign_draft add column authors uuid[] not null default '{}';
update campaign_draft set authors = array[changed_by] where changed_by is not null;

create table approval (
  id              uuid primary key default gen_random_uuid(),
  account_id      uuid not null references account,
  kind            text not null check (kind in ('campaign')),
  subject_id      uuid not null,
  content_sha256  text not null check (content_sha256 ~ '^[0-9a-f]{64}$'),
  -- Who wrote it or asked: it is their own work.
  authors         uuid[] not null,
  asked_by        uuid not null,
  asked_at        timestamptz not null,
  outcome         text check (outcome in ('approved', 'declined')),
  decided_by      uuid,
  decided_at      timestamptz,
  note            text,
  unique (account_id, id),
  foreign key (account_id, asked_by) references staff (account_id, id),
  foreign key (account_id, decided_by) references staff (account_id, id),
  check (asked_by = any(authors)),
  check (num_nonnulls(outcome, decided_by, decided_at) in (0, 3)),
  check (outcome <> 'declined' or note is not null),
  constraint approval_by_another check (not decided_by = any(authors))
);
create unique index approval_asked_once on approval (account_id, kind, subject_id) where outcome is null;
create index approval_of_subject on approval (account_id, kind, subject_id, asked_at desc);
create index approval_open on approval (account_id, asked_at, id) where outcome is null;

-- What was answered stays.
create function keep_answered_approval() returns trigger language plpgsql as $$
begin
  if old.outcome is not null then raise exception 'approval % was answered', old.id; end if;
  return coalesce(new, old);
end $$;
create trigger approval_answered_stays before update or delete on approval
  for each row execute function keep_answered_approval();
