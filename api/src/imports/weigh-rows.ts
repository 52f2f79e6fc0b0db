import { personImports, shopPurchases, type attributeValues, type Sql } from '@tamaru/db'
import type { ImportConflicts, ImportReport, ShopPurchase } from '@tamaru/domain'
import type { Gathered, GatheredRow } from './gather-rows.ts'
import { purchaseKeys } from './key-purchases.ts'

/** What is to be written, by people as they are known; of whom nobody knows yet by LINE's id. */
export interface Changes {
  values: attributeValues.ToldValue[]
  tags: { shopperId: string; tagId: string }[]
  purchases: shopPurchases.KeyedPurchase[]
  counts: Pick<ImportReport, 'values' | 'tags' | 'purchases' | 'conflicts'>
}

const AT_ONCE = 5_000
const MOST_SHOWN = 20

/** Weighs rows against what is known of their people: what is new, what is other, what is so already. */
export async function weighRows(
  sql: Sql,
  accountId: string,
  { rows }: Gathered,
  conflicts: ImportConflicts,
): Promise<Changes> {
  const counts: Changes['counts'] = {
    values: { added: 0, replaced: 0, same: 0, kept: 0 },
    tags: { added: 0, same: 0 },
    purchases: { added: 0, same: 0, kept: 0 },
    conflicts: [],
  }
  const changes: Changes = { values: [], tags: [], purchases: [], counts }
  const told = new Set<string>()
  const keyOf = purchaseKeys()
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const some = rows.slice(from, from + AT_ONCE)
    const known = await readKnown(sql, accountId, some)
    for (const row of some) weigh(row, known)
    await weighPurchases(some)
  }
  return changes

  function weigh(row: GatheredRow, known: Awaited<ReturnType<typeof readKnown>>): void {
    const shopperId = whoseRow(row)
    for (const { attribute, value } of row.values) {
      const about = `${shopperId} ${attribute}`
      if (told.has(about)) continue
      told.add(about)
      const before = known.values.get(about)
      const isOther = before !== undefined && before !== value
      if (isOther && counts.conflicts.length < MOST_SHOWN)
        counts.conflicts.push({ row: row.row, field: attribute, known: before, written: value })
      if (before === value) counts.values.same++
      else if (isOther && conflicts === 'keep') counts.values.kept++
      else {
        counts.values[isOther ? 'replaced' : 'added']++
        changes.values.push({ shopperId, attribute, value })
      }
    }
    for (const tagId of row.tagIds) {
      const about = `${shopperId} ${tagId}`
      if (told.has(about)) continue
      told.add(about)
      if (known.tags.has(about)) counts.tags.same++
      else {
        counts.tags.added++
        changes.tags.push({ shopperId, tagId })
      }
    }
  }

  async function weighPurchases(some: readonly GatheredRow[]): Promise<void> {
    const bought = some.flatMap((row) => {
      const shopperId = whoseRow(row)
      return row.purchase
        ? [
            {
              row: row.row,
              isKnown: row.shopperId !== null,
              ...row.purchase,
              shopperId,
              key: keyOf(shopperId, row.purchase),
            },
          ]
        : []
    })
    if (bought.length === 0) return
    const here = bought.filter(({ isKnown }) => isKnown)
    const known = await shopPurchases.listKnown(sql, accountId, {
      shopperIds: [...new Set(here.map(({ shopperId }) => shopperId))],
      keys: here.map(({ key }) => key),
    })
    const byKey = new Map(known.map((each) => [`${each.shopperId} ${each.key}`, each]))
    for (const { row, isKnown: _, ...purchase } of bought) {
      const before = byKey.get(`${purchase.shopperId} ${purchase.key}`)
      if (!before) {
        counts.purchases.added++
        changes.purchases.push(purchase)
      } else if (said(before) === said(purchase)) counts.purchases.same++
      else {
        counts.purchases.kept++
        if (counts.conflicts.length < MOST_SHOWN)
          counts.conflicts.push({ row, field: 'purchase', known: said(before), written: said(purchase) })
      }
    }
  }
}

/** What it is, of one number and goods: what may be told otherwise. */
const said = ({ on, yen, pieces, shop }: ShopPurchase) => `${on} ${shop} ${yen}円 ${pieces}個`

/** Our id of whose row it is; of whom nobody knows yet, LINE's. */
const whoseRow = ({ shopperId, key }: GatheredRow): string =>
  shopperId ?? ('lineUserId' in key ? key.lineUserId : key.shopperId)

async function readKnown(sql: Sql, accountId: string, rows: readonly GatheredRow[]) {
  const { values, tags } = await personImports.readKnown(sql, accountId, {
    shopperIds: rows.flatMap(({ shopperId }) => shopperId ?? []),
    keys: [...new Set(rows.flatMap((row) => row.values.map(({ attribute }) => attribute)))],
    tagIds: [...new Set(rows.flatMap(({ tagIds }) => tagIds))],
  })
  return {
    values: new Map(values.map(({ shopperId, attribute, value }) => [`${shopperId} ${attribute}`, value])),
    tags: new Set(tags.map(({ shopperId, tagId }) => `${shopperId} ${tagId}`)),
  }
}
