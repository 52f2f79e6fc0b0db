import type { Attribute } from '../attributes/attribute.ts'
import { readValue } from '../attributes/read-value.ts'
import type { ImportFault } from './import-fault.ts'
import type { ImportTarget } from './import-target.ts'
import { readShopPurchase, type PurchasePart, type ShopPurchase } from './shop-purchase.ts'

/** Whom a row is of: our own id, or LINE's. */
export type ImportKey = { shopperId: string } | { lineUserId: string }

/** What a row says of a person. */
export interface ImportRow {
  row: number
  key: ImportKey
  values: { attribute: string; value: string }[]
  tagIds: string[]
  /** What they bought in a shop of the brand's own; null where it says nothing of it. */
  purchase: ShopPurchase | null
}

/** What the account has that a row may name. */
export interface ImportKnown {
  attributes: ReadonlyMap<string, Attribute>
  /** Ids by name. */
  tags: ReadonlyMap<string, string>
  /** The Tokyo day. */
  today: string
}

export interface ImportColumn {
  head: string
  target: ImportTarget
}

const SHOPPER_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const LINE_USER_ID = /^U[0-9a-f]{32}$/
const YES_NO: Attribute = { key: '', kind: 'yes_no', words: { ja: '', en: '' }, choices: [] }

/**
 * Reads a row of a file of people. An empty cell says nothing. What is wrong with it is told field by field, and then the row is
 * left out as a whole.
 */
export function readImportRow(
  row: number,
  cells: readonly string[],
  columns: readonly ImportColumn[],
  known: ImportKnown,
): { read: ImportRow } | { faults: ImportFault[] } {
  const faults: ImportFault[] = []
  const read: Omit<ImportRow, 'key'> & { key?: ImportKey } = { row, values: [], tagIds: [], purchase: null }
  const bought: Partial<Record<PurchasePart, string>> = {}
  if (cells.length !== columns.length)
    return { faults: [{ row, field: '', fault: 'other_columns', written: String(cells.length) }] }
  columns.forEach(({ head, target }, n) => {
    const written = cells[n]!.trim()
    if (written === '') return
    const refuse = (fault: ImportFault['fault']) => faults.push({ row, field: head, fault, written })
    switch (target.kind) {
      case 'ignore':
        return
      case 'shopper_id':
        if (!SHOPPER_ID.test(written.toLowerCase())) return refuse('not_an_id')
        read.key = { shopperId: written.toLowerCase() }
        return
      case 'line_user_id':
        if (!LINE_USER_ID.test(written)) return refuse('not_an_id')
        read.key ??= { lineUserId: written }
        return
      case 'attribute': {
        const result = readValue(known.attributes.get(target.key)!, written)
        if ('fault' in result) return refuse(result.fault)
        read.values.push({ attribute: target.key, value: result.value })
        return
      }
      case 'tag': {
        const result = readValue(YES_NO, written)
        if ('fault' in result) return refuse(result.fault)
        // A no takes nothing off: a file of another tool knows only its own.
        if (result.value === 'yes') read.tagIds.push(known.tags.get(target.name)!)
        return
      }
      case 'purchase':
        bought[target.part] = written
        return
      case 'tags':
        for (const name of written.split(/[;、|\n]/).map((each) => each.trim())) {
          if (name === '') continue
          const id = known.tags.get(name)
          if (id === undefined) refuse('tag_unknown')
          else read.tagIds.push(id)
        }
    }
  })
  const told = readShopPurchase(bought, known.today)
  if ('purchase' in told) read.purchase = told.purchase
  else {
    const { part, fault } = told
    const head = columns.find(({ target }) => target.kind === 'purchase' && target.part === part)?.head
    faults.push({ row, field: head ?? '', fault, written: part ? (bought[part] ?? '') : '' })
  }
  const { key } = read
  if (!key && faults.length === 0) faults.push({ row, field: '', fault: 'no_key', written: '' })
  return key && faults.length === 0 ? { read: { ...read, key } } : { faults }
}
