import { shopText } from '../lines/texts/place-texts.ts'
import type { Random } from '../random.ts'
import { addUpBasket, type Account } from './add-up-basket.ts'
import { fillTemplate, run } from './fill-template.ts'
import { drawBasket, type Item } from './goods.ts'
import { layOut, type DrawnLine } from './lay-out.ts'
import { drawMoment, type Moment } from './moment.ts'
import { printFoot } from './print-foot.ts'
import { printGoods } from './print-goods.ts'
import { clean, HEAD_ORDERS, printHeadParts } from './print-head.ts'
import { printSums } from './print-sums.ts'
import { OTHER_SLIPS } from './other-slips.ts'
import type { PrintedLine } from './printed-line.ts'
import type { Production, Selection } from './productions.ts'
import { drawStyle } from './till-style.ts'

/** A receipt as letters with their places: what every line and letter is, and what was bought. */
export type DrawnReceipt = {
  lines: DrawnLine[]
  items: Item[]
  account: Account
  shop: string
  at: Moment
  productions: Production[]
}

const SIZES = [1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 8, 9, 10, 12, 14, 18, 21, 24, 28, 32, 38, 45, 55, 65]

export function drawReceipt(random: Random, selection: Selection): DrawnReceipt {
  for (;;) {
    const receipt = drawOne(random, selection)
    if (selection !== 'unseen' || receipt.productions.some((p) => p.heldOut)) return receipt
  }
}

function drawOne(random: Random, selection: Selection): DrawnReceipt {
  const style = drawStyle(random, selection)
  const at = drawMoment(random)
  const shop = clean(shopText(random))
  const order = style.pick(HEAD_ORDERS)
  const slip = random.chance(0.14) ? style.pick(OTHER_SLIPS) : null
  const items = slip?.items ? slip.items(style) : drawBasket(style, random.pick(SIZES))
  const account = addUpBasket(style, items)
  const notice = random.chance(0.05) ? printHeadParts(style, at, 'notice', shop) : []
  const first = random.chance(0.5)
  const goods = slip
    ? slip
        .lines(style, items, account)
        .flatMap((t) => fillTemplate(t, slip.values(style, items, account), style.choose))
    : printGoods(style, items)
  const lines: PrintedLine[] = [
    ...(first ? notice : []),
    ...printHeadParts(style, at, order.head, shop),
    ...(first ? [] : notice),
    ...(random.chance(0.4)
      ? fillTemplate('other|$rule', { rule: run('-'.repeat(style.columns)) }, style.choose)
      : []),
    ...goods,
    ...(slip?.whole ? [] : printSums(style, items, account)),
    ...printHeadParts(style, at, order.foot, shop),
    ...(random.chance(0.75) ? printFoot(style, items, account.total) : []),
  ]
  return { lines: layOut(style, lines), items, account, shop, at, productions: style.picked }
}
