import { tellProblem, type ProblemKind } from '@tamaru/domain'
import type { Said } from '../templates/said.ts'

/** A refusal, in the words that the mini-app has for it. */
export function refusalMessage(kind: ProblemKind, wait_s?: number): Said {
  const [ja, en] = [tellProblem(kind, 'ja', wait_s), tellProblem(kind, 'en', wait_s)]
  const values = { title: { ja: ja.title, en: en.title }, detail: { ja: ja.detail, en: en.detail } }
  return { kind: 'refusal', values }
}

/** What cannot be read, by LINE's name for it. */
const OTHER_CONTENT = {
  video: { ja: '動画は読み取れません。', en: 'A video cannot be read.' },
  audio: { ja: '音声は読み取れません。', en: 'A voice message cannot be read.' },
  file: {
    ja: 'このファイルは読み取れません。PDFのレシートか、JPEG・PNG・WebP・HEICの写真をお送りください。',
    en: 'This file cannot be read. Send JPEG, PNG, WebP, HEIC or PDF.',
  },
  location: { ja: '位置情報では応募できません。', en: 'A location is no entry.' },
  sticker: { ja: 'スタンプをありがとうございます!', en: 'Thank you for the sticker!' },
}

type OtherContent = keyof typeof OTHER_CONTENT

/** Tells the kinds that have words; what LINE adds tomorrow is passed over in silence. */
export const isOtherContent = (kind: string | undefined): kind is OtherContent =>
  kind !== undefined && Object.hasOwn(OTHER_CONTENT, kind)

/** To a video, a voice message, a file, a location or a sticker in the chat. */
export const otherContentMessage = (kind: OtherContent): Said => ({
  kind: 'not_a_photo',
  values: { what: OTHER_CONTENT[kind] },
})
