import type { happenings, Sql } from '@tamaru/db'
import type { HappeningKind } from '@tamaru/domain'
import type { Ports } from '../ports.ts'

/**
 * What follows a happening: its effects are written in the transaction that is handed in, under the lease of the job that
 * reacts. It may run again, and then must do nothing more.
 */
export type Reaction<Kind extends HappeningKind> = (
  sql: Sql,
  ports: Pick<Ports, 'env' | 'now'>,
  happening: happenings.StoredHappening<Kind>,
) => Promise<void>
