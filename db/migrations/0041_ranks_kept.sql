-- A person's rank as it was found last, so that a change of it is a moment and can be told of. Housekeeping looks once on
-- each Tokyo day; the first time that it looks at an account, it tells of nothing.
alter table shopper add column rank text not null default 'bronze' check (rank in ('bronze', 'silver', 'gold'));
alter table account add column ranks_kept_on date;

-- Written with each decision, and read by nobody since two photos of one receipt are told by the weight of evidence.
alter table entry drop column receipt_number;
