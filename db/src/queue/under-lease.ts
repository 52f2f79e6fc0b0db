import { holdLease, type Lease } from './jobs.ts'
import { inTransaction, type Db, type Limits, type Sql } from '../open-db.ts'

/** Thrown to a holder whose lease ran out: its job is somebody else's now. */
export class LeaseLostError extends Error {
  constructor(jobId: string) {
    super(`the lease of job ${jobId} is lost`)
    this.name = 'LeaseLostError'
  }
}

/**
 * Does the work in one transaction of whoever holds a job. While it runs, nobody else is given the job. Throws
 * `LeaseLostError`, and nothing is done, where the lease was lost before: a holder that slept too long undoes and
 * doubles nothing. Its limits are those of `db`, unless others are given.
 */
export function underLease<T>(
  db: Db,
  lease: Lease,
  work: (sql: Sql) => Promise<T>,
  limits?: Limits,
): Promise<T> {
  return inTransaction(
    db,
    async (sql) => {
      if (!(await holdLease(sql, lease))) throw new LeaseLostError(lease.id)
      return work(sql)
    },
    limits,
  )
}
