-- How a file was understood when it was sent: {encoding, rows, columns: [{head, proposed, isBalance, sample}]}; whoever opens its page
-- later says by it what its columns are. Null: it was sent before, has no columns, or was let go.
alter table person_import add column outline jsonb;
