import { equationWords, type Reading, type ReadingField } from '@tamaru/domain'
import type { StepName } from '../read-receipt/observed-step.ts'
import type { Role } from '../read-receipt/roles/roles.ts'
import { html, type Markup } from './markup.ts'

/** A name in Japanese and in English. */
export type Name = readonly [ja: string, en: string]

export const bilingual = ([ja, en]: Name): Markup => html`${ja} <span class="en" lang="en">${en}</span>`

export const PARTS = {
  head: ['店と日時', 'head'],
  goods: ['品物', 'goods'],
  sums: ['会計', 'sums'],
} as const satisfies Record<string, Name>

export type PartName = keyof typeof PARTS

/** What a line is for. */
export const ROLE_NAMES: Record<Role, Name> = {
  other: ['その他', 'other'],
  shop: ['店名', 'shop'],
  branch: ['支店', 'branch'],
  address: ['住所', 'address'],
  phone: ['電話', 'telephone'],
  registration: ['登録番号', 'registration number'],
  moment: ['日時', 'moment'],
  till: ['レジ・担当', 'till'],
  heading: ['見出し', 'heading'],
  notice: ['購入でない旨', 'no purchase'],
  good: ['品物', 'good'],
  more: ['品物の続き', 'more of a good'],
  discount: ['値引', 'discount'],
  void: ['取消', 'taken back'],
  subtotal: ['小計', 'subtotal'],
  coupon: ['クーポン・端数', 'coupon'],
  taxBase: ['税の対象', 'taxable sum'],
  tax: ['税', 'tax'],
  taxPair: ['対象と税', 'taxable sum and tax'],
  total: ['合計', 'total'],
  payment: ['支払', 'payment'],
  tendered: ['お預り', 'tendered'],
  change: ['お釣り', 'change'],
  pieces: ['点数', 'pieces'],
  points: ['ポイント', 'points'],
  told: ['再掲の金額', 'told again'],
}

/** The part of a receipt that a line for this stands in; null where it may stand in any. */
export function partOfRole(role: Role): PartName | null {
  if (role === 'other' || role === 'points') return null
  if (['good', 'more', 'discount', 'void'].includes(role)) return 'goods'
  const sums = [
    'subtotal',
    'coupon',
    'taxBase',
    'tax',
    'taxPair',
    'total',
    'payment',
    'tendered',
    'change',
    'pieces',
    'told',
  ]
  return sums.includes(role) ? 'sums' : 'head'
}

export const KINDS: Record<Reading['quality']['kind'], Name> = {
  receipt: ['レシート', 'a receipt'],
  not_a_receipt: ['レシートではない', 'not a receipt'],
  no_purchase: ['購入の証明にならない伝票', 'a slip that proves no purchase'],
  several_receipts: ['複数のレシート', 'several receipts'],
  parts_apart: ['写真がつながらない', 'parts that do not meet'],
  cut: ['切れている', 'cut off'],
  unreadable: ['読めない', 'unreadable'],
  photo_lost: ['写真が失われた', 'lost'],
  not_drawn: ['ファイルを開けない', 'cannot be opened'],
}

export const WON: Record<ReadingField['won'], Name> = {
  read: ['印字から', 'as printed'],
  repaired: ['計算で補正', 'repaired by sums'],
  proved: ['計算で確認', 'proved by sums'],
}

export const TIMED: Partial<Record<StepName, Name>> = {
  'load-photo': ['開く', 'load'],
  'find-paper': ['紙を探す', 'find the paper'],
  flatten: ['平らにする', 'flatten'],
  prepare: ['整える', 'level'],
  recognise: ['読む', 'recognise'],
  mark: ['写真の特徴', 'mark'],
  understand: ['行の役割と計算', 'roles and proof'],
}

/** What an equation of the proof says. */
export function nameOfEquation(name: string): Name {
  const { ja, en } = equationWords(name)
  return [ja, en]
}

const grouped = new Intl.NumberFormat('ja-JP', { maximumFractionDigits: 3 })

export const figure = (value: number): string => grouped.format(value).replace('-', '−')

export function money(value: number | null, currency = 'JPY'): string | null {
  if (value === null) return null
  const sign = currency === 'JPY' ? '¥' : `${currency} `
  return (value < 0 ? '−' : '') + sign + grouped.format(Math.abs(value))
}

export const percent = (share: number): string =>
  share > 0 && share < 0.005 ? '<1%' : `${Math.round(share * 100)}%`

/** Other ways to read a number. */
export const alternatives = (values: number[]): Markup =>
  html`<span class="aside">${values.map(figure).join(' · ')}</span>`
