import { fitJson, fitText } from '@tamaru/domain'
import postgres from 'postgres'
import { arrayTypes } from './connection/array-types.ts'
import { keepListening } from './connection/keep-listening.ts'
import { keepPool } from './connection/keep-pool.ts'
import { NoAnswerError, TransactionOverError, isConnectionLost } from './connection/unavailable.ts'
import { limitQuery, watchQueries, type RunningQuery } from './connection/watch-queries.ts'

/** A connection pool or a transaction: what every query takes. */
export type Sql = postgres.ISql<Record<string, never>>
/** The pool itself: begins transactions, listens. */
export type Db = postgres.Sql<Record<string, never>>

/** The longest times that a caller may be kept waiting. Past them comes an error that `isUnavailable` knows. */
export interface Limits {
  /** Waiting for a lock, or for a statement, of a transaction: the server ends it. */
  lock_ms: number
  statement_ms: number
  /** For one query, or for a whole transaction, a free connection included: ends also where the server is silent. */
  answer_ms: number
}

/** For what somebody waits for, and for jobs. */
export const REQUEST_LIMITS: Limits = { lock_ms: 3_000, statement_ms: 8_000, answer_ms: 10_000 }

/** For one transaction over very many rows, which somebody began on purpose or the clock did. */
export const LONG_LIMITS: Limits = { lock_ms: 3_000, statement_ms: 100_000, answer_ms: 120_000 }

/**
 * With a limit, postgres.js 3.4.9 does not reserve the connection for the `begin` that reaches it (porsager/postgres#1189):
 * it is refused, stays open, and what others write there may be undone with it. Its types do not know the option.
 */
const NO_PIPELINE_LIMIT = { max_pipeline: Number.MAX_SAFE_INTEGER }

/** For a run (runs.ts): one transaction may be all of it, and nobody waits for an answer. */
export const RUN_LIMITS: Limits = { lock_ms: 10_000, statement_ms: 300_000, answer_ms: 540_000 }

const limitsOf = new WeakMap<Db, Limits>()

/**
 * Opens PostgreSQL. Columns come back in camelCase, dates (without time) as YYYY-MM-DD, numerics as numbers; keys
 * inside jsonb are left alone. `max` is the number of connections. What PostgreSQL has no room for in a text (U+0000,
 * half a surrogate) is taken out on the way in, from whichever door it came. Connections that are lost are opened anew, and
 * channels are listened to again. Without `limits` everything may take as long as it takes.
 */
export function openDb(url: string, options: { max?: number; name?: string; limits?: Limits } = {}): Db {
  const { limits } = options
  const open = (more: object) =>
    postgres(url, {
      max: options.max ?? 10,
      connection: { application_name: options.name ?? 'tamaru' },
      connect_timeout: 10,
      // A connection that is good stays: see keep-pool.ts for what the end of one costs.
      max_lifetime: null,
      fetch_types: false,
      transform: { column: { from: postgres.toCamel, to: postgres.fromCamel } },
      onnotice: () => {},
      types: {
        text: {
          to: 25,
          from: [25, 1042, 1043],
          serialize: (x: unknown) => fitText(String(x)),
          parse: String,
        },
        json: { to: 114, from: [114, 3802], serialize: fitJson, parse: JSON.parse },
        date: { to: 1082, from: [1082], serialize: String, parse: String },
        numeric: { to: 1700, from: [1700], serialize: String, parse: Number },
        ...arrayTypes,
      },
      ...NO_PIPELINE_LIMIT,
      ...more,
    }) as unknown as Db
  const pool = keepPool((onclose) => open({ onclose }))
  const ending = new AbortController()
  const own = {
    end(how?: { timeout?: number }) {
      ending.abort()
      return pool.end(how)
    },
    async listen(channel: string, onNotify: (payload: string) => void, onListen?: () => void) {
      const stopping = new AbortController()
      const signal = AbortSignal.any([ending.signal, stopping.signal])
      await keepListening(open, channel, { onNotify, onListen }, signal)
      return { unlisten: async () => stopping.abort() }
    },
  } as unknown as Partial<Db>
  const onQuery = (query: RunningQuery) => {
    if (limits) limitQuery(query, limits.answer_ms, () => new NoAnswerError(limits.answer_ms))
  }
  const db = watchQueries(pool.current, onQuery, own)
  if (limits) limitsOf.set(db, limits)
  return db
}

/**
 * One transaction. Whatever throws inside undoes all of it. Its limits are those of `db`, unless others are given; null:
 * none.
 */
export function inTransaction<T>(
  db: Db,
  work: (sql: Sql) => Promise<T>,
  limits: Limits | null = limitsOf.get(db) ?? null,
): Promise<T> {
  const state = { isOver: false, isLost: false }
  const transaction = db.begin(async (begun) => {
    if (state.isOver) throw new TransactionOverError()
    const sql = watchQueries(
      () => begun as unknown as Db,
      (query) => endWithTransaction(query, state),
    )
    if (limits) void setLimits(sql, limits).catch(() => {})
    const [done] = await Promise.allSettled([work(sql)])
    state.isOver = true
    // postgres.js 3.4.9 would send its commit or rollback into the closed connection, and throw outside of any promise.
    // `begin` has been refused already; what comes of this here nobody waits for.
    if (state.isLost) await new Promise<never>(() => {})
    if (done.status === 'rejected') throw done.reason
    return done.value
  }) as Promise<T>
  // A connection that is lost between two queries has nothing to refuse but `begin` itself.
  transaction.catch(() => Object.assign(state, { isOver: true, isLost: true }))
  return limits ? withinTime(transaction, limits.answer_ms, () => (state.isOver = true)) : transaction
}

/** A query that would run after its transaction would run in somebody else's, or in none. */
function endWithTransaction(query: RunningQuery, state: { isOver: boolean; isLost: boolean }): void {
  const { handler, reject } = query
  query.handler = (running) => (state.isOver ? reject(new TransactionOverError()) : handler(running))
  query.reject = (error) => {
    if (isConnectionLost(error)) Object.assign(state, { isOver: true, isLost: true })
    reject(error)
  }
}

/**
 * A transaction in the place of a pool: what begins one of its own there gets a part of this one, undone alone where it
 * throws. For work made of many transactions of which all are to stand, or none.
 */
export function asPool(sql: Sql): Db {
  const { savepoint } = sql as unknown as { savepoint: Db['begin'] }
  return watchQueries(
    () => sql as Db,
    () => {},
    { begin: savepoint } as Partial<Db>,
  )
}

function setLimits(sql: Sql, { lock_ms, statement_ms, answer_ms }: Limits): Promise<unknown> {
  return sql.unsafe(
    `set local lock_timeout = ${lock_ms}; set local statement_timeout = ${statement_ms};
     set local idle_in_transaction_session_timeout = ${answer_ms}`,
  )
}

function withinTime<T>(promise: Promise<T>, limit_ms: number, onLate: () => void): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    onLate()
    late.reject(new NoAnswerError(limit_ms))
  }, limit_ms)
  return Promise.race([promise, late.promise]).finally(() => clearTimeout(timer))
}

/** Resolves when the database answers, throws when it does not. */
export async function ping(sql: Sql): Promise<void> {
  await sql`select 1`
}
