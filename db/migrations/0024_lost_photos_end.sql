-- Entries that waited for ever for a photo which the store has lost: their jobs run once more, and end them.
update job set state = 'ready', attempts = 0, run_at = now()
where kind = 'read_receipt' and state = 'buried' and last_error = 'the photo store does not hold the photo';
