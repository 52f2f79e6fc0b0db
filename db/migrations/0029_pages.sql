-- Lists are answered page by page: what a page is ordered by, an index has.
create index entry_in_state on entry (account_id, state, created_at, id);
create index outbox_stopped on outbox_message (account_id, state, stopped_at, id) where state in ('held', 'discarded');
drop index outbox_discarded;
