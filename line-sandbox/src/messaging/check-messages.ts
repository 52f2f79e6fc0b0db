import type { Message } from '../state.ts'
import { Refusal } from './refuse.ts'

type Fault = { message: string; property: string }

const known = new Set([
  'text',
  'textV2',
  'sticker',
  'image',
  'video',
  'audio',
  'location',
  'imagemap',
  'template',
  'flex',
  'coupon',
])

/**
 * The faults that would hurt most if only LINE itself found them: counts, lengths, missing text, plain-http pictures.
 * Deliberately not the whole reference; README.md says what is not checked.
 */
export function checkMessages(messages: unknown): Message[] {
  const faults: Fault[] = []
  if (!Array.isArray(messages) || messages.length < 1 || messages.length > 5) {
    faults.push({ message: 'Size must be between 1 and 5', property: 'messages' })
  } else {
    messages.forEach((message, at) => faults.push(...faultsOf(message as Message, `messages[${at}]`)))
  }
  if (faults.length > 0) throw new Refusal(400, `The request body has ${faults.length} error(s)`, faults)
  return messages as Message[]
}

function faultsOf(message: Message, at: string): Fault[] {
  const faults: Fault[] = []
  const need = (holds: boolean, property: string, words: string) => {
    if (!holds) faults.push({ message: words, property: `${at}.${property}` })
  }
  if (!message || !known.has(message.type)) {
    return [{ message: `${String(message?.type)} is not a known message type`, property: `${at}.type` }]
  }
  if (message.type === 'text' || message.type === 'textV2')
    need(isText(message.text, 5000), 'text', 'May not be empty, and 5000 characters at most')
  if (['flex', 'template', 'imagemap'].includes(message.type))
    need(isText(message.altText, 1500), 'altText', 'May not be empty, and 1500 characters at most')
  if (message.type === 'flex') {
    const contents = message.contents as Record<string, unknown> | undefined
    const limit = contents?.type === 'carousel' ? 50 : 30
    need(
      contents?.type === 'bubble' || contents?.type === 'carousel',
      'contents',
      'Must be a bubble or a carousel',
    )
    need(
      JSON.stringify(contents ?? {}).length <= limit * 1024,
      'contents',
      `May not be larger than ${limit} KB`,
    )
    if (contents?.type === 'carousel')
      need(isCount(contents.contents, 12), 'contents.contents', 'Size must be between 1 and 12')
  }
  if (message.type === 'image') {
    for (const property of ['originalContentUrl', 'previewImageUrl']) {
      need(isPictureUrl(message[property]), property, 'Must be an https URL')
    }
  }
  const quickReply = message.quickReply as { items?: unknown } | undefined
  if (quickReply) need(isCount(quickReply.items, 13), 'quickReply.items', 'Size must be between 1 and 13')
  return faults
}

const isText = (value: unknown, limit: number) =>
  typeof value === 'string' && value !== '' && value.length <= limit
const isCount = (value: unknown, limit: number) =>
  Array.isArray(value) && value.length >= 1 && value.length <= limit

/** LINE wants https; the product on this machine has none, so its own addresses are let through. */
const isPictureUrl = (value: unknown) =>
  typeof value === 'string' &&
  /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)[:/])/.test(value) &&
  value.length <= 2000
