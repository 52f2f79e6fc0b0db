-- Words by which staff find their things again: a campaign, a reward, a product, the words of a message, a store, a
-- segment. What such a thing is, its own table knows; none of them is ever deleted.
create table label (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references account (id),
  name text not null constraint label_name_short check (length(name) between 1 and 20),
  colour text not null check (colour in ('plain', 'green', 'blue', 'amber', 'violet', 'teal')),
  created_at timestamptz not null,
  unique (account_id, id),
  constraint label_name_once unique (account_id, name)
);

create table labelling (
  account_id uuid not null,
  label_id uuid not null,
  thing text not null check (thing in ('campaign', 'reward', 'product', 'template', 'store', 'segment')),
  thing_id text not null,
  put_at timestamptz not null,
  primary key (account_id, thing, thing_id, label_id),
  foreign key (account_id, label_id) references label (account_id, id) on delete cascade
);
create index labelling_of_label on labelling (account_id, label_id, thing, thing_id);
