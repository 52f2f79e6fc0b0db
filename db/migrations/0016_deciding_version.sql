-- Which version of the deciding rules (domain/src/decisions/deciding-rules.ts) a judgement was made by. Earlier rows were made by the
-- first, and so is what a process from before this writes while it is being replaced: hence the default stays.
alter table judgement add column deciding_version int not null default 1 check (deciding_version >= 1);
