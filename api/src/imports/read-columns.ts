import { attributes, tags, type Sql } from '@tamaru/db'
import {
  isOfBalances,
  keptAttribute,
  parseTarget,
  ProblemError,
  tokyoDate,
  type ImportColumn,
  type ImportKnown,
  type ImportMapping,
} from '@tamaru/domain'

/** What a file's columns are, and what of the account they name. */
export interface Columns {
  columns: ImportColumn[]
  known: ImportKnown
}

/**
 * Reads what the columns are against what the account has. Refuses `import_faulty` where a column is not said, names what is not
 * there, or where none says whose row it is; `import_of_balances` where one is to be taken in that holds points.
 */
export async function readColumns(
  sql: Sql,
  accountId: string,
  { heads, mapping, now }: { heads: readonly string[]; mapping: ImportMapping; now: Date },
): Promise<Columns> {
  const defined = await attributes.list(sql, accountId)
  const told = defined.filter(({ key, archivedAt }) => !archivedAt && keptAttribute(key) === key)
  const named = await tags.listNames(sql, accountId, tokyoDate(now))
  const known: ImportKnown = {
    attributes: new Map(told.map((each) => [each.key, each])),
    // A tag of this name comes before one that became another.
    tags: new Map(named.toReversed().map(({ name, id }) => [name, id])),
    today: tokyoDate(now),
  }
  const columns = heads.map((head) => {
    const target = Object.hasOwn(mapping.columns, head) ? parseTarget(mapping.columns[head]!) : undefined
    if (isOfBalances(head) && target?.kind !== 'ignore') throw new ProblemError('import_of_balances', head)
    if (!target) throw new ProblemError('import_faulty', `it is not said what this column is: ${head}`)
    const isThere =
      target.kind === 'attribute'
        ? known.attributes.has(target.key)
        : target.kind !== 'tag' || known.tags.has(target.name)
    if (!isThere) throw new ProblemError('import_faulty', `there is no ${mapping.columns[head]!}`)
    return { head, target }
  })
  if (!columns.some(({ target: { kind } }) => kind === 'shopper_id' || kind === 'line_user_id'))
    throw new ProblemError('import_faulty', 'no column says whose row it is: shopper_id or line_user_id')
  return { columns, known }
}
