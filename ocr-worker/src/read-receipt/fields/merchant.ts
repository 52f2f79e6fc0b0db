import type { Line } from '../lines.ts'
import { momentIn } from './date.ts'
import { phoneAmong, phoneIn } from './phone.ts'
import { findRegistrationNumber, LABELLED, mendRegistrationNumber } from './registration-number.ts'
import { readShopName, type ShopName } from './shop-name.ts'
import { dense } from './words.ts'
import type { RoledLine } from '../roles/roled-line.ts'
import type { Role } from '../roles/roles.ts'

export type Merchant = {
  name: string | null
  branch: string | null
  phone: string | null
  address: string | null
  registrationNumber: string | null
  phoneLine: Line | null
  shop: ShopName | null
}

const ADDRESS = /(?:東京都|北海道|大阪府|京都府|\S{2,3}県|\S{1,4}[市区郡])\s?\S{1,12}[市区町村郡丁目\d]/
const GREETING =
  /^[(<【\[〈《]*(?:領収|レシ|毎度|ありがと|いらっしゃ|お買上|ご来店|営業|日曜|上記|店内|お持ち|伝票|お客)/

/** Who sold, and where; a line that ends with 店 is the branch. */
export function readMerchant(roles: RoledLine[]): Merchant {
  const all = roles.map((r) => r.line)
  const head = headOf(roles)
  const phoneLine = [...head, ...all].find((l) => phoneOf(l)) ?? null
  const shop = readShopName(
    roles,
    head.filter((l) => !isDetail(l)),
  )
  const branch = branchAmong([...head.slice(0, 10), ...linesFor(roles, 'branch')], shop?.line ?? null)
  const address = head.find((l) => ADDRESS.test(l.text) && !GREETING.test(dense(l.text)))
  return {
    name: shop ? tidy(shop.text) : null,
    branch,
    phone: phoneLine ? phoneOf(phoneLine) : null,
    address: address ? tidy(address.text.replace(/(?:TEL|電話).*$/, '')) : null,
    registrationNumber:
      findRegistrationNumber(all.flatMap((l) => [l.text, l.plain, ...l.numbers])) ??
      mendRegistrationNumber(all.filter((l) => LABELLED.test(dense(l.text))).map((l) => l.glyphs)),
    phoneLine,
    shop,
  }
}

/** Each reader has one vote. A digit before the number is what stands there, on a line that says what it is. */
function phoneOf(line: Line): string | null {
  const labelled = /TEL|電話|℡|^\D{0,6}0/i.test(dense(line.text))
  const alone = line.numbers.map((n) => (labelled ? n.replace(/^\D*\d?(?=0\d{1,4}-)/, '') : n))
  return phoneAmong([line.text, ...alone, line.plain])
}

/** What stands above the goods and the sums; of a slip without either, all. */
function headOf(roles: RoledLine[]): Line[] {
  const end = roles.findIndex((r) => BODY.has(r.role))
  return roles.slice(0, end < 0 ? undefined : end).map((r) => r.line)
}

const BODY = new Set<Role>(['good', 'subtotal', 'total', 'tax', 'taxBase', 'taxPair', 'payment', 'tendered'])
const linesFor = (roles: RoledLine[], role: Role) => roles.filter((r) => r.role === role).map((r) => r.line)

function isDetail(line: Line): boolean {
  const text = dense(line.text)
  return (
    GREETING.test(text) ||
    /TEL|電話|登録番号|事業者/.test(text) ||
    phoneIn(line.text) !== null ||
    momentIn(line.text) !== null ||
    ADDRESS.test(line.text) ||
    !/[\p{L}]{2}/u.test(text)
  )
}

function branchAmong(lines: Line[], name: Line | null): string | null {
  for (const line of lines) {
    if (line === name) continue
    const text = dense(line.plain).replace(/(?:TEL|電話|℡).*$/i, '')
    const found = /([\p{L}\p{N}ー・]{2,20}店)$/u.exec(text)
    if (found && !GREETING.test(text)) return found[1]!
  }
  return null
}

/** Spaces that OCR put between Japanese characters are no part of a name. */
export function tidy(text: string): string {
  return text
    .replace(
      /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]) (?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー])/gu,
      '',
    )
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N})）]+$/gu, '')
    .trim()
}
