import { VALUE_FAULTS } from '../attributes/read-value.ts'
import { PURCHASE_FAULTS } from './shop-purchase.ts'

/** Why a row of a file of people is refused, in words for whoever sent it. */
export const IMPORT_FAULTS = {
  ...VALUE_FAULTS,
  ...PURCHASE_FAULTS,
  no_key: { ja: '誰の行かが書かれていません', en: 'It does not say whose row it is' },
  not_an_id: { ja: 'IDの形ではありません', en: 'It has not the form of such an ID' },
  shopper_unknown: { ja: 'このIDのお客さまはいません', en: 'There is nobody of this ID' },
  line_user_unknown: {
    ja: 'このアカウントの友だちではないか、別のプロバイダーのユーザーIDです',
    en: 'This is no friend of this account, or a user ID of another provider',
  },
  line_did_not_answer: {
    ja: 'LINEに確かめられませんでした。あとでもう一度取り込んでください',
    en: 'LINE could not be asked. Take the file in again later',
  },
  tag_unknown: { ja: 'この名前のタグはありません', en: 'There is no tag of this name' },
  told_otherwise_above: {
    ja: '同じ人について、上の行に別の値があります',
    en: 'A row above says something else of the same person',
  },
  other_columns: { ja: '列の数が見出しと違います', en: 'It has not as many columns as the heads' },
  not_a_row: { ja: '読めない行です', en: 'The row cannot be read' },
} as const
export type ImportFaultKind = keyof typeof IMPORT_FAULTS

/** One thing that is wrong with a row; the row is left out as a whole. */
export interface ImportFault {
  /** As a spreadsheet counts: the first line is 1. */
  row: number
  field: string
  fault: ImportFaultKind
  written: string
}

/** Writes a cell of CSV; what a spreadsheet would take for a formula stays text. */
const cell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Writes faults as a file for a spreadsheet, in both languages. */
export function writeFaults(faults: readonly ImportFault[]): string {
  const lines = faults.map(({ row, field, fault, written }) =>
    [String(row), field, written, IMPORT_FAULTS[fault].ja, IMPORT_FAULTS[fault].en].map(cell).join(','),
  )
  return `\uFEFF${['行 row,列 field,値 value,理由,reason', ...lines].join('\r\n')}\r\n`
}
