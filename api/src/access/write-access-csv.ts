import { accesses, type Place } from '@tamaru/db'
import { tokyoMinute, type Language } from '@tamaru/domain'
import { BYTE_ORDER_MARK, csvLine } from '../http/csv-line.ts'
import type { Ports } from '../ports.ts'

const PAGE = 1_000
const HEADS: Record<Language, string[]> = {
  ja: ['いつ', 'だれが', '何を', '人数・件数', 'お客さまのID'],
  en: ['When', 'Who', 'What', 'Shown', 'Shopper ids'],
}

/** Writes who looked at whom as CSV, newest first, page by page as it is taken; times are Tokyo's. */
export async function* writeAccessCsv(
  { db }: Pick<Ports, 'db'>,
  accountId: string,
  which: accesses.WhichAccesses,
  language: Language,
): AsyncGenerator<string> {
  yield `${BYTE_ORDER_MARK}${csvLine(HEADS[language])}`
  let after: Place | null | undefined
  while (after !== null) {
    const page = await accesses.list(db, accountId, which, { limit: PAGE, ...(after && { after }) })
    yield page.items
      .map(({ at, staffName, route, shown, shopperIds }) =>
        csvLine([tokyoMinute(at), staffName, route, shown, shopperIds.join(' ')]),
      )
      .join('')
    after = page.next
  }
}
