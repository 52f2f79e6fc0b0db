import { equationWords, type Reading, type ReadingField } from '@tamaru/domain'
import type { StepName } from '../read-receipt/observed-step.ts'
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

export const KINDS: Record<Reading['quality']['kind'], Name> = {
  receipt: ['レシート', 'a receipt'],
  not_a_receipt: ['レシートではない', 'not a receipt'],
  several_receipts: ['複数のレシート', 'several receipts'],
  cut: ['切れている', 'cut off'],
  unreadable: ['読めない', 'unreadable'],
  photo_lost: ['写真が失われた', 'lost'],
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
