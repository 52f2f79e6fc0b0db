import { accesses, outflows, type Page, type Place, type staff } from '@tamaru/db'
import { randomUUID } from 'node:crypto'
import { BYTE_ORDER_MARK, csvLine } from '../http/csv-line.ts'
import type { Ports } from '../ports.ts'

const PAGE = 1_000
/** Who takes a file away works for the account; where it goes from there is theirs to say. */
const OWN = '自社(ファイルの書き出し)'

/**
 * Writes people as CSV, page by page as it is taken. The file stands on the register of outflow; each page is noted there and in
 * the access log, with whom it shows, before it goes out.
 */
export async function* notedCsv<Person extends { shopperId: string }>(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  {
    route,
    subject,
    head,
    read,
    cells,
  }: {
    route: string
    /** Of which segment, snapshot or people. */
    subject: string
    head: string[]
    read: (asked: { limit: number; after?: Place }) => Promise<Page<Person>>
    cells: (person: Person) => (string | number | null)[]
  },
): AsyncGenerator<string> {
  const outflow = { id: randomUUID(), kind: 'customer_file', recipient: OWN, basis: 'own' } as const
  await outflows.add(db, accountId, { ...outflow, fields: head, subject }, { staffId, now: now() })
  yield `${BYTE_ORDER_MARK}${csvLine(head)}`
  let after: Place | null | undefined
  while (after !== null) {
    const page: Page<Person> = await read({ limit: PAGE, ...(after && { after }) })
    const ids = page.items.map(({ shopperId }) => shopperId)
    const noted = { accountId, staffId, route, ids, rows: ids.length, now: now() }
    await outflows.addPeople(db, accountId, outflow.id, ids)
    await accesses.record(db, { ...noted, by: 'shopper' })
    yield page.items.map((each) => csvLine(cells(each))).join('')
    after = page.next
  }
}
