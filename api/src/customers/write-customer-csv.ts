import { accesses, customers, type Place, type staff } from '@tamaru/db'
import { STAGE_WORDS, tokyoDate, type Language } from '@tamaru/domain'
import { BYTE_ORDER_MARK, csvLine } from '../http/csv-line.ts'
import type { Ports } from '../ports.ts'
import { toCustomerView, type CustomerView, type Whom } from './customer-view.ts'
import { ask } from './list-customers.ts'

const PAGE = 1_000
const HEADS: Record<Language, string[]> = {
  ja: [
    ...['ID', 'お名前', '友だち', '登録日', 'ステージ', 'ランク', 'ポイント', '購入の分析への同意'],
    ...['レシート', '購入金額(円)', '最後の購入', '推奨度', 'タグ'],
  ],
  en: [
    ...['ID', 'Name', 'Friend', 'Joined', 'Stage', 'Rank', 'Points', 'Agrees to analysis'],
    ...['Receipts', 'Spent (yen)', 'Last purchase', 'NPS score', 'Tags'],
  ],
}

/**
 * Writes people as CSV, page by page as it is taken; names as whoever asks may see them. Each page is noted in the access
 * log, with whom it shows, before it goes out.
 */
export async function writeCustomerCsv(
  ports: Pick<Ports, 'db' | 'now'>,
  member: staff.Staff,
  { language, order, ...whom }: Whom & { order: customers.CustomerOrder; language: Language },
  route: string,
): Promise<AsyncGenerator<string>> {
  const { db, now } = ports
  const { accountId, id: staffId } = member
  const asked = await ask(ports, member, whom)
  return (async function* pages() {
    yield `${BYTE_ORDER_MARK}${csvLine(HEADS[language])}`
    let after: Place | null | undefined
    while (after !== null) {
      const page = await customers.list(
        db,
        accountId,
        { order, ...asked },
        { limit: PAGE, ...(after && { after }) },
      )
      const ids = page.items.map(({ shopperId }) => shopperId)
      await accesses.record(db, {
        accountId,
        staffId,
        route,
        by: 'shopper',
        ids,
        rows: ids.length,
        now: now(),
      })
      yield page.items.map((each) => csvLine(cellsOf(toCustomerView(member, each), language))).join('')
      after = page.next
    }
  })()
}

function cellsOf(customer: CustomerView, language: Language): (string | number | null)[] {
  const yes = { ja: 'はい', en: 'yes' }[language]
  const no = { ja: 'いいえ', en: 'no' }[language]
  const { friend, analysis, lastReceiptOn, nps, tags } = customer
  return [
    ...[customer.shopperId, customer.displayName, friend === null ? null : friend ? yes : no],
    ...[tokyoDate(new Date(customer.joinedAt)), STAGE_WORDS[customer.stage][language], customer.rank],
    ...[customer.points, analysis ? yes : no, customer.receipts, customer.spent_yen, lastReceiptOn, nps],
    tags.join(' '),
  ]
}
