import { segments, type Sql } from '@tamaru/db'
import type { AdmissionLimits } from '@tamaru/domain'

/** Tells why a segment can limit nothing: it is not there, archived, or its rule has a fault. Undefined where it can. */
export async function faultOfSegment(
  sql: Sql,
  accountId: string,
  { onlyFor }: Pick<AdmissionLimits, 'onlyFor'>,
  now: Date,
): Promise<string | undefined> {
  if (onlyFor === null) return undefined
  const segment = await segments.find(sql, accountId, onlyFor)
  if (!segment || segment.archivedAt) return 'there is no such segment'
  const understood = await segments.understand(sql, accountId, segment.rule, now, onlyFor)
  return 'rule' in understood
    ? undefined
    : understood.faults.map(({ fault, of }) => `${fault}: ${of}`).join('; ')
}
