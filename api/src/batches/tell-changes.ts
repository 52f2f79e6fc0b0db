import type { batches, Sql } from '@tamaru/db'
import type { AttributeSource, ToldHappening } from '@tamaru/domain'
import { recordHappening } from '../happenings/record-happening.ts'

interface Told {
  accountId: string
  /** What it is a part of: the same change of the same batch is told of once. */
  of: string
  at: Date
}

/** Tells of each person whose tags were changed by something done to many. */
export function tellOfTags(
  sql: Sql,
  { accountId, of, at }: Told,
  moves: readonly batches.TagMove[],
): Promise<void> {
  const told = moves.map(({ shopperId, tagId, put }): ToldHappening<'tag_added' | 'tag_removed'> => ({
    ...{ accountId, shopperId, kind: put ? 'tag_added' : 'tag_removed', at, payload: { tagId } },
    naturalKey: `${of}:tag:${tagId}:${shopperId}`,
  }))
  return recordHappening(sql, told)
}

/** Tells of each person of whom a value was told by something done to many. */
export function tellOfValues(
  sql: Sql,
  { accountId, of, at }: Told,
  values: readonly { shopperId: string; attribute: string }[],
  source: AttributeSource,
): Promise<void> {
  const told = values.map(({ shopperId, attribute }): ToldHappening<'attribute_set'> => ({
    ...{ accountId, shopperId, kind: 'attribute_set', at, payload: { attribute, source } },
    naturalKey: `${of}:attribute:${attribute}:${shopperId}`,
  }))
  return recordHappening(sql, told)
}
