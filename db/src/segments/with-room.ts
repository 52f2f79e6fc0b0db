import { inTransaction, type Db, type Sql } from '../open-db.ts'

/**
 * Does work that asks about very many people with room to keep their ids in memory, in a transaction of its own unless the
 * caller has one. With PostgreSQL's usual 4 MB the people of some hundred thousand rows would be sorted on disk, by each
 * process that works on the query. Only a query that hashes takes it. It is planned for what is asked each time: of a plan that fits every
 * list of products PostgreSQL expects so many people that it would look each up.
 */
export function withRoom<T>(sql: Sql | Db, work: (sql: Sql) => Promise<T>): Promise<T> {
  if (typeof (sql as Partial<Db>).begin === 'function')
    return inTransaction(sql as Db, (inner) => withRoom(inner, work))
  return sql
    .unsafe(`set local work_mem = '64MB'; set local plan_cache_mode = force_custom_plan`)
    .then(() => work(sql))
}
