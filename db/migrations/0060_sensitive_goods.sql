-- What a purchase would say of a person's health, sexual life, belief or political opinion. Null: nobody has looked at the
-- line yet, and nothing looks at it; `none`: it says nothing of the kind. Rows of before are classed after the migration.
alter table purchased_item add column sensitive text;
alter table purchased_item add constraint purchased_item_sensitive_check
  check (sensitive in ('none', 'health', 'adult', 'religion', 'politics')) not valid;
create index purchased_item_unclassed on purchased_item (account_id, entry_id, line) where sensitive is null;

alter table consent_event drop constraint consent_event_purpose_check;
alter table consent_event add constraint consent_event_purpose_check check (purpose in
  ('offers', 'steps', 'surveys', 'analysis', 'experiments', 'email', 'sharing', 'sensitive'));
