import { audit, inTransaction, personImports, shoppers, type staff } from '@tamaru/db'
import { normaliseContact, ProblemError } from '@tamaru/domain'
import { contactKeys } from '../contacts/contact-keys.ts'
import { parseFile } from '../imports/parse-file.ts'
import type { Ports } from '../ports.ts'
import { linkMember } from './link-member.ts'
import { sealNumber } from './member-number.ts'
import type { LinksTaken } from './member-view.ts'

const MOST_ROWS = 1_000
const PERSON = ['shopper_id', 'line_user_id'] as const
const NUMBER = 'member_number'
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * Takes links in that came about elsewhere: CSV or NDJSON of whose row it is, by our id or LINE's, and their member number. What
 * another link stands against is refused and told by its row; a link that stands already is left as it is.
 */
export async function importLinks(
  { db, env, now }: Pick<Ports, 'db' | 'env' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  { bytes, format, origin }: { bytes: Uint8Array; format: 'csv' | 'ndjson'; origin: string },
): Promise<LinksTaken> {
  const keys = await contactKeys(env, accountId)
  const file = parseFile(bytes, format)
  const [column, numberAt] = [PERSON.find((each) => file.heads.includes(each)), file.heads.indexOf(NUMBER)]
  if (!column || numberAt < 0)
    throw new ProblemError('import_faulty', `columns: ${NUMBER}, and ${PERSON.join(' or ')}`)
  if (file.rows.length > MOST_ROWS) throw new ProblemError('import_faulty', `at most ${MOST_ROWS} rows`)
  const personAt = file.heads.indexOf(column)
  const rows = file.rows.map(({ row, cells }) => ({
    ...{ row, person: (cells[personAt] ?? '').trim(), number: (cells[numberAt] ?? '').trim() },
  }))
  return inTransaction(db, async (sql) => {
    const at = now()
    const named = rows.map(({ person }) => person)
    const { byShopperId, byLineUserId } = await personImports.findPeople(sql, accountId, {
      shopperIds: column === 'shopper_id' ? named.filter((id) => UUID.test(id)) : [],
      lineUserIds: column === 'line_user_id' ? named : [],
    })
    const taken: LinksTaken = { linked: 0, same: 0, refused: [] }
    // In the order of their ids, as whoever else holds several people.
    const meant = rows
      .map((each) => ({
        ...each,
        shopperId: byShopperId.has(each.person) ? each.person : byLineUserId.get(each.person),
      }))
      .sort((one, other) => ((one.shopperId ?? '') < (other.shopperId ?? '') ? -1 : 1))
    for (const { row, shopperId, number } of meant) {
      const refuse = (fault: LinksTaken['refused'][number]['fault']) => taken.refused.push({ row, fault })
      if (!shopperId || !(await shoppers.lock(sql, accountId, shopperId))) refuse('person_unknown')
      else if (normaliseContact('member', number) === undefined) refuse('no_number')
      else {
        const claimed = await linkMember(sql, {
          ...{ accountId, shopperId, number: await sealNumber(keys, shopperId, number) },
          ...{ how: { source: 'import', origin, staffId }, cause: crypto.randomUUID(), now: at },
        })
        if (claimed.outcome === 'refused') refuse(claimed.refusal)
        else taken[claimed.outcome]++
      }
    }
    taken.refused.sort((one, other) => one.row - other.row)
    const after = { origin, linked: taken.linked, same: taken.same, refused: taken.refused.length }
    const subject = 'member_links:import'
    await audit.record(sql, { accountId, staffId, act: 'member_link.import', subject, after, now: at })
    return taken
  })
}
