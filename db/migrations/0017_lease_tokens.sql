-- A lease is held by its token. The names of processes are for people: two containers can share one.
alter table job add column lease_token uuid;
