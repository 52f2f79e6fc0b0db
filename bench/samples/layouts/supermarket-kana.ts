import { center, gap, grouped, pair, rule, text, yen, type PrintLine } from '../print-line.ts'
import type { Sale, SaleItem } from '../sale-record.ts'
import { clock, two, type Layout } from './layout.ts'

export const supermarketKana: Layout = {
  name: 'supermarket-kana',
  shelf: 'supermarket',
  font: 'dotgothic',
  columns: 32,
  spelling: 'kana',
  nameColumns: 16,
  taxIncluded: true,
  basket: [5, 11],
  repeats: 0.2,
  discounts: 0.12,
  prints: { address: false, registerNumber: true, receiptNumber: true, subtotal: true },
  print: (sale, random) => [
    center('領収証'),
    { kind: 'logo', text: sale.shop, style: 'plain', height: 2 },
    center(sale.branch),
    center(`電話 ${sale.phone}`),
    gap(0.4),
    text(
      `${sale.at.year % 100}-${two(sale.at.month)}-${two(sale.at.day)} ${clock(sale.at)}  #${sale.receiptNumber}`,
    ),
    text(`${sale.registerNumber}番ﾚｼﾞ  ﾁｰﾌ${random.digits(4)}`),
    rule('*'),
    ...sale.items.flatMap(itemLines),
    rule('*'),
    pair(`小 計 ${sale.pieces}点`, yen(sale.subtotal)),
    pair('合 計', yen(sale.total), 'big'),
    ...sale.taxes.flatMap((tax) => [
      pair(`  内税${String(tax.rate).padStart(2)}%対象額`, yen(tax.taxable)),
      pair(`  内消費税額${String(tax.rate).padStart(2)}%`, yen(tax.amount)),
    ]),
    ...paymentLines(sale),
    text('*は軽減税率対象'),
    text(`登録番号:${sale.registrationNumber}`),
    ...(random.chance(0.5) ? [rule('*'), center('★毎週水曜は冷凍食品の日★')] : []),
  ],
}

function itemLines(item: SaleItem): PrintLine[] {
  const mark = item.taxRate === 8 ? '*' : ' '
  const lines = [pair(item.name, grouped(item.unitPrice * item.quantity) + mark)]
  if (item.quantity > 1) lines.push(text(`    ${item.quantity}ｺ X ﾀﾝ${item.unitPrice}`))
  if (item.discount > 0) lines.push(pair(`    ﾜﾘﾋﾞｷ ${item.discountPercent}%`, `-${item.discount} `))
  return lines
}

function paymentLines({ payment, total }: Sale): PrintLine[] {
  if (payment.method === '現金')
    return [pair('現金お預り', yen(payment.tendered)), pair('おつり', yen(payment.change))]
  const names = { クレジット: 'ｸﾚｼﾞｯﾄ', 電子マネー: '電子ﾏﾈｰ', QR: 'ｺｰﾄﾞ決済' }
  return [pair(names[payment.method], yen(total))]
}
