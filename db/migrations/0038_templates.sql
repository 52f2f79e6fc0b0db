-- The words of messages, as an account has them where they are not the product's own; and in which language each person is
-- spoken to.

create table template_version (
  account_id uuid not null references account,
  -- domain/src/templates/templates.ts
  kind       text not null,
  version    int not null check (version > 0),
  -- Null: the product's own words again.
  words      jsonb,
  staff_id   uuid not null,
  made_at    timestamptz not null,
  primary key (account_id, kind, version),
  foreign key (account_id, staff_id) references staff (account_id, id)
);
create trigger template_version_append_only before update or delete on template_version
  for each row execute function refuse_change();

alter table shopper
  -- As the person reads the mini-app; null: they have not opened it since this is kept.
  add column language text check (language in ('ja', 'en')),
  -- As LINE tells of it.
  add column line_language text check (line_language in ('ja', 'en'));

-- Which words each bubble has: [{kind, version, language}], version 0 for the product's own; empty: not kept then.
alter table outbox_message add column templates jsonb not null default '[]';
