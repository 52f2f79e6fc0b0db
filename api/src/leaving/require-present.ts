import { shoppers, type Sql } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'

/**
 * Holds a person until the transaction ends, so that nobody leaves meanwhile: what staff write about them is there when they
 * leave, and goes with them. Refuses `person_has_left`. Whoever also holds a job or an entry takes those before, as an
 * erasure does; a coupon after.
 */
export async function requirePresent(sql: Sql, accountId: string, shopperId: string): Promise<void> {
  if (!(await shoppers.lock(sql, accountId, shopperId))) throw new ProblemError('person_has_left')
}
