import { labels, type Sql } from '@tamaru/db'
import type { LabelledThing } from '@tamaru/domain'

/** Adds to each thing of a page which labels it wears. */
export async function withLabels<T, P extends { items: T[] }>(
  sql: Sql,
  accountId: string,
  thing: LabelledThing,
  page: P & { items: T[] },
  idOf: (item: T) => string = (item) => (item as { id: string }).id,
) {
  const worn = await labels.wornBy(sql, accountId, { thing, ids: page.items.map(idOf) })
  return { ...page, items: page.items.map((item) => ({ ...item, labelIds: worn.get(idOf(item)) ?? [] })) }
}
