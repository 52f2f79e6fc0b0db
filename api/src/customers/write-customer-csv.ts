import { customers, type staff } from '@tamaru/db'
import { STAGE_WORDS, tokyoDate, type Language } from '@tamaru/domain'
import type { Ports } from '../ports.ts'
import { toCustomerView, type CustomerView, type Whom } from './customer-view.ts'
import { ask } from './list-customers.ts'
import { notedCsv } from './noted-csv.ts'

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

/** Writes people as CSV; names as whoever asks may see them. */
export async function writeCustomerCsv(
  ports: Pick<Ports, 'db' | 'now'>,
  member: staff.Staff,
  { language, order, ...whom }: Whom & { order: customers.CustomerOrder; language: Language },
  route: string,
): Promise<AsyncGenerator<string>> {
  const asked = await ask(ports, member, whom)
  return notedCsv(ports, member, {
    ...{ route, head: HEADS[language] },
    subject: whom.segment ? `segment:${whom.segment}` : 'shoppers',
    read: (page) => customers.list(ports.db, member, { order, ...asked }, page),
    cells: (each) => cellsOf(toCustomerView(member, each), language),
  })
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
