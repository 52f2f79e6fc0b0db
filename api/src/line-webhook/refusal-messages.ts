import type { messagingApi } from '@line/bot-sdk'
import { tellProblem, type ProblemKind } from '@tamaru/domain'
import { photoQuickReply } from './photo-quick-reply.ts'

type Message = messagingApi.Message

/** A refusal, in the words that the mini-app has for it. */
export function refusalMessage(kind: ProblemKind, wait_s?: number): Message {
  const { title, detail } = tellProblem(kind, 'ja', wait_s)
  return { type: 'text', text: `${title}。${detail}`, quickReply: photoQuickReply() }
}

/** Another app has shown a picture in the chat; LINE has not got it, and nobody may be sent to fetch it elsewhere. */
export function sentFromElsewhereMessage(): Message {
  return {
    type: 'text',
    text: 'ほかのアプリから送られた画像は受け取れません。レシートの写真を、このトークからお送りください。',
    quickReply: photoQuickReply(),
  }
}

/** What cannot be read, by LINE's name for it. */
const OTHER_CONTENT = {
  video: '動画は読み取れません。',
  audio: '音声は読み取れません。',
  file: 'ファイルは読み取れません(PDFも読み取れません)。',
  location: '位置情報では応募できません。',
  sticker: 'スタンプをありがとうございます!',
}

type OtherContent = keyof typeof OTHER_CONTENT

/** Tells the kinds that have words; what LINE adds tomorrow is passed over in silence. */
export const isOtherContent = (kind: string | undefined): kind is OtherContent =>
  kind !== undefined && Object.hasOwn(OTHER_CONTENT, kind)

/** To a video, a voice message, a file, a location or a sticker in the chat. */
export function otherContentMessage(kind: OtherContent): Message {
  return {
    type: 'text',
    text: `${OTHER_CONTENT[kind]}応募には、レシートの写真を撮って、このトークにお送りください。`,
    quickReply: photoQuickReply(),
  }
}
