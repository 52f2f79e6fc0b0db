import { accesses, type Page, type Place, type staff } from '@tamaru/db'
import { BYTE_ORDER_MARK, csvLine } from '../http/csv-line.ts'
import type { Ports } from '../ports.ts'

const PAGE = 1_000

/**
 * Writes people as CSV, page by page as it is taken. Each page is noted in the access log, with whom it shows, before it goes
 * out.
 */
export async function* notedCsv<Person extends { shopperId: string }>(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  {
    route,
    head,
    read,
    cells,
  }: {
    route: string
    head: string[]
    read: (asked: { limit: number; after?: Place }) => Promise<Page<Person>>
    cells: (person: Person) => (string | number | null)[]
  },
): AsyncGenerator<string> {
  yield `${BYTE_ORDER_MARK}${csvLine(head)}`
  let after: Place | null | undefined
  while (after !== null) {
    const page: Page<Person> = await read({ limit: PAGE, ...(after && { after }) })
    const ids = page.items.map(({ shopperId }) => shopperId)
    const noted = { accountId, staffId, route, ids, rows: ids.length, now: now() }
    await accesses.record(db, { ...noted, by: 'shopper' })
    yield page.items.map((each) => csvLine(cells(each))).join('')
    after = page.next
  }
}
