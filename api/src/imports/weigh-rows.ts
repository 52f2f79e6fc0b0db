import { personImports, type attributeValues, type Sql } from '@tamaru/db'
import type { ImportConflicts, ImportReport } from '@tamaru/domain'
import type { Gathered, GatheredRow } from './gather-rows.ts'

/** What is to be written, by people as they are known; of whom nobody knows yet by LINE's id. */
export interface Changes {
  values: attributeValues.ToldValue[]
  tags: { shopperId: string; tagId: string }[]
  counts: Pick<ImportReport, 'values' | 'tags' | 'conflicts'>
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
    conflicts: [],
  }
  const changes: Changes = { values: [], tags: [], counts }
  const told = new Set<string>()
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const some = rows.slice(from, from + AT_ONCE)
    const known = await readKnown(sql, accountId, some)
    for (const row of some) weigh(row, known)
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
}

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
