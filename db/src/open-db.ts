import { fitJson, fitText } from '@tamaru/domain'
import postgres from 'postgres'

/** A connection pool or a transaction: what every query takes. */
export type Sql = postgres.ISql<Record<string, never>>
/** The pool itself: begins transactions, listens. */
export type Db = postgres.Sql<Record<string, never>>

/**
 * Opens PostgreSQL. Columns come back in camelCase, dates (without time) as YYYY-MM-DD, numerics as numbers; keys
 * inside jsonb are left alone. `max` is the number of connections. What PostgreSQL has no room for in a text (U+0000,
 * half a surrogate) is taken out on the way in, from whichever door it came.
 */
export function openDb(url: string, options: { max?: number; name?: string } = {}): Db {
  return postgres(url, {
    max: options.max ?? 10,
    connection: { application_name: options.name ?? 'tamaru' },
    transform: { column: { from: postgres.toCamel, to: postgres.fromCamel } },
    onnotice: () => {},
    types: {
      text: { to: 25, from: [25, 1042, 1043], serialize: (x: unknown) => fitText(String(x)), parse: String },
      json: { to: 114, from: [114, 3802], serialize: fitJson, parse: JSON.parse },
      date: { to: 1082, from: [1082], serialize: String, parse: String },
      numeric: { to: 1700, from: [1700], serialize: String, parse: Number },
    },
  }) as unknown as Db
}

/** One transaction. Whatever throws inside undoes all of it. */
export function inTransaction<T>(db: Db, work: (sql: Sql) => Promise<T>): Promise<T> {
  return db.begin((sql) => work(sql as unknown as Sql)) as Promise<T>
}

/** Resolves when the database answers, throws when it does not. */
export async function ping(sql: Sql): Promise<void> {
  await sql`select 1`
}
