import type { messagingApi } from '@line/bot-sdk'

type Message = messagingApi.Message
type Component = messagingApi.FlexComponent

/** The colour of what is good. */
export const GREEN = '#0B7A4B'
const INK = '#1D2B25'
const QUIET = '#6B7A72'
/** The colour of what is still open, or about to end. */
export const AMBER = '#B26A00'
/** The colour of what did not come to be. */
export const SLATE = '#4A5A63'
/** The colour of a prize. */
export const RED = '#C0392B'

/** Makes the house's one Flex bubble: a headline, an optional large figure, lines of text, and a button into the mini-app. */
export function bubble(content: {
  altText: string
  headline: string
  figure?: string
  lines: string[]
  button: { label: string; uri: string }
  colour: string
}): Message {
  const { colour } = content
  const body: Component[] = [
    { type: 'text', text: content.headline, weight: 'bold', size: 'lg', color: INK, wrap: true },
    ...(content.figure
      ? [{ type: 'text', text: content.figure, weight: 'bold', size: '3xl', color: colour } as const]
      : []),
    ...content.lines
      .filter((line) => line !== '')
      .map((text) => ({ type: 'text', text, size: 'sm', color: QUIET, wrap: true }) as const),
  ]
  return {
    type: 'flex',
    altText: content.altText,
    contents: {
      type: 'bubble',
      size: 'kilo',
      body: { type: 'box', layout: 'vertical', spacing: 'md', contents: body },
      footer: footer(content.button, colour),
    },
  }
}

function footer({ label, uri }: { label: string; uri: string }, color: string): messagingApi.FlexBox {
  return {
    type: 'box',
    layout: 'vertical',
    contents: [{ type: 'button', style: 'primary', color, action: { type: 'uri', label, uri } }],
  }
}

/** A link that opens the mini-app inside LINE; `path` begins with "/". LINE takes percent-encoded addresses only. */
export function liffUrl(liffId: string, path = ''): string {
  return new URL(`https://liff.line.me/${liffId}${path === '/' ? '' : path}`).href
}
