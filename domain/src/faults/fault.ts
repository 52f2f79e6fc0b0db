import { z } from 'zod'

/** What may be wrong with what staff write, beyond what a type tells; `{names}` stands for a parameter. */
const CATALOGUE = {
  not_a_day: { ja: '日付を入力してください', en: 'A date, please' },
  not_a_key: { ja: '半角の英数字と - _ だけ使えます', en: 'Only letters, digits, - and _' },
  not_a_picture: { ja: '絵文字か https:// の画像', en: 'An emoji, or a picture at https://' },
  not_a_jan: {
    ja: 'JANコードは8桁か13桁の数字です(最後は検査数字)',
    en: 'A JAN has 8 or 13 digits, the last of which checks the others',
  },
  before_purchase: { ja: '購入期間の初日より前です', en: 'Lies before the first day of purchase' },
  before_entry: { ja: '応募の受付開始より前です', en: 'Lies before the first day of entry' },
  same_id: { ja: '同じIDが2つあります', en: 'Two have the same id' },
  unknown_products: { ja: '対象商品にないものがあります: {names}', en: 'No such product: {names}' },
  nothing_counts: {
    ja: '対象商品がないときは、レシート全体の金額によるポイント・スタンプ・抽選のどれかが必要です',
    en: 'Without products there must be points by the whole amount, stamps, or a draw',
  },
  set_of_nothing: { ja: 'そろえる商品を選んでください', en: 'Choose what belongs to the set' },
  unknown_variable: { ja: 'この文面にない差し込みです: {name}', en: 'No such variable here: {name}' },
  missing_variable: { ja: '差し込み {name} が必要です', en: 'This has to be in it: {name}' },
  broken_variable: { ja: '差し込みの波かっこが閉じていません', en: 'Braces that belong to no variable' },
  part_too_long: {
    ja: 'いちばん長いとき{length}文字になります。{most}文字までです',
    en: 'Up to {length} characters long; {most} at most',
  },
  part_empty: {
    ja: '空になることがあります。文字を入れてください',
    en: 'May come out empty: write something',
  },
  part_of_many_lines: { ja: '1行で書いてください', en: 'One line only' },
  cost_missing: {
    ja: '予算から出すには、1つあたりの費用が必要です',
    en: 'Drawn from a budget, it has to say what one costs',
  },
  not_above_silver: { ja: 'シルバーより大きくしてください', en: 'This has to be more than silver' },
} as const

export type FaultKind = keyof typeof CATALOGUE
export const FAULT_KINDS = Object.keys(CATALOGUE) as FaultKind[]
type Params = Record<string, string>

/** Tells zod of a fault by its kind. `message` is for files and logs: nothing is decided by it. */
export function fault(kind: FaultKind, params: Params = {}) {
  return { message: wordsOfFault(kind, params).en, params: { fault: kind, ...params } }
}

type Format = FaultKind extends infer Kind ? (Kind extends `not_a_${infer Name}` ? Name : never) : never

/** Text of a named format; what has another is told of by `not_a_` and the name. */
export const textOf = (format: Format, form: RegExp | ((text: string) => boolean)) =>
  z.stringFormat(format, form, wordsOfFault(`not_a_${format}`).en)

/** Puts a fault into words for whoever wrote it. */
export function wordsOfFault(kind: FaultKind, params: Params = {}): { ja: string; en: string } {
  const fill = (text: string) => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '')
  const { ja, en } = CATALOGUE[kind]
  return { ja: fill(ja), en: fill(en) }
}

/** The words of a fault that zod has found; undefined for zod's own kinds of issue, such as `too_small`. */
export function tellFault(issue: { code: string; format?: unknown; params?: unknown }) {
  const { fault: kind, ...params } = (issue.params ?? { fault: `not_a_${String(issue.format)}` }) as Params
  return FAULT_KINDS.includes(kind as FaultKind) ? wordsOfFault(kind as FaultKind, params) : undefined
}
