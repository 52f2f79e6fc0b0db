import { LANGUAGES, problemCatalogue, type ProblemKind } from '@tamaru/domain'
import { describe, expect, test } from 'vitest'
import { makeDecision } from '../../../tests/support/make-decision.ts'
import { makeItem } from '../../../tests/support/make-reading.ts'
import { drawMessage, prizeMessage } from '../draws/prize-message.ts'
import * as entryMessages from '../entries/entry-messages.ts'
import * as refusalMessages from '../line-webhook/refusal-messages.ts'
import * as pointMessages from '../points/point-messages.ts'
import { composeMessage } from '../templates/compose-message.ts'
import type { Said } from '../templates/said.ts'

const purse = {
  usable: 1_234_567,
  pending: [
    { points: 10_000, releaseOn: '2026-12-05' },
    { points: 20_000, releaseOn: '2026-12-31' },
  ],
  debt: 1_000_000,
}
const nothing = { usable: 0, pending: [], debt: 0 }
const arrival = { points: 1_000_000, usable: 0, pending: 900_000, releaseOn: '2026-12-05', repaid: 100_000 }
const taken = { usable: 1_234_567, pending: 1_234_567, owed: 1_234_567 }
const entry = { entryId: '6b6e7c2e-8d2c-4c4e-9f43-0d8d1a6a2f11', purse }
const approved = makeDecision()
const manyGoods = makeDecision({
  reading: { items: Array.from({ length: 20 }, () => makeItem('ミナト 緑茶 500ml')) },
})
const receiving = 'キャンペーン終了後に郵送します。'
const prize = { id: 'p', name: 'エコバッグ', oneIn: 1, stock: 1, points: null, value_yen: null, receiving }
const sponsor = 'ミナト食品'

/** What the slices say, with the longest and the emptiest that they may have to say. */
const said: Said[] = [
  ...[approved, manyGoods].map((decision) => entryMessages.resultMessage({ ...entry, arrival, decision })),
  entryMessages.resultMessage({ ...entry, taken, decision: { ...approved, outcome: 'revoked', points: 0 } }),
  entryMessages.resultMessage({ ...entry, decision: { ...approved, points: 0 } }),
  ...(['needs_review', 'rejected'] as const).map((outcome) =>
    entryMessages.resultMessage({ ...entry, decision: { ...approved, outcome, points: 0 } }),
  ),
  ...(['approved', 'rejected'] as const).map((outcome) =>
    entryMessages.resultMessage({ ...entry, decision: { ...approved, outcome }, again: true }),
  ),
  ...(['reading', 'rejected'] as const).map((state) =>
    entryMessages.alreadyReceivedMessage({ id: entry.entryId, state, decision: approved }),
  ),
  ...(Object.keys(problemCatalogue) as ProblemKind[]).map((kind) => refusalMessages.refusalMessage(kind)),
  ...(['video', 'audio', 'file', 'location', 'sticker'] as const).map(refusalMessages.otherContentMessage),
  prizeMessage({ ...entry, prize, sponsor, arrival: null }),
  prizeMessage({ ...entry, prize: { ...prize, points: 1_000_000 }, sponsor, arrival }),
  drawMessage({ ...entry, draw: { name: 'エコバッグ', receiving: null }, sponsor }),
  ...[purse, nothing].map((has) => pointMessages.balanceMessage(has, null)),
  pointMessages.balanceMessage(purse, { points: 1_234_567, expiresOn: '2027-12-31' }),
  { kind: 'greeting', values: { account: 'あ'.repeat(600) } },
  { kind: 'points_lapse', values: { points: 1_234_567, day: '2027-12-31' } },
  ...['/', '/商品/茶', 'https://example.com/茶', 'tel:0312345678'].map((link): Said => {
    return { kind: 'offer', values: { title: 'い'.repeat(40), body: '' }, link }
  }),
]
const messagesIn = (language: (typeof LANGUAGES)[number]) =>
  said.map((one) => composeMessage(one, { language, liffId: '2000000001-tamaruAP', own: [] }).message)
const messages = LANGUAGES.flatMap(messagesIn)

/** The values under this name, wherever it stands in a message. */
function valuesOf(value: unknown, name: string): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === name && typeof inner === 'string' ? [inner] : valuesOf(inner, name),
  )
}

const all = (name: string) => {
  const values = messages.flatMap((message) => valuesOf(message, name))
  expect(values.length, name).toBeGreaterThan(5)
  return values
}

// LINE's limits: Messaging API reference, "Flex Message", "Action objects" and "Quick reply".
describe('whatever the product says', () => {
  test('has no text that is empty, which LINE refuses', () => {
    for (const name of ['text', 'altText', 'label']) for (const value of all(name)) expect(value).not.toBe('')
  })

  test('keeps to the lengths that LINE allows', () => {
    for (const altText of all('altText')) expect(altText.length).toBeLessThanOrEqual(1500)
    for (const label of all('label')) expect(label.length).toBeLessThanOrEqual(20)
    for (const uri of all('uri')) expect(uri.length).toBeLessThanOrEqual(1000)
    for (const message of messages) expect(JSON.stringify(message).length).toBeLessThan(30 * 1024)
  })

  test('leads to addresses in the form that LINE takes', () => {
    for (const uri of all('uri')) expect(uri).toBe(new URL(uri).href)
  })

  test('is never cut: whatever the slices say has room', () => {
    for (const message of messages)
      if (!JSON.stringify(message).includes('ああああ')) expect(JSON.stringify(message)).not.toContain('…')
  })

  test('says to who reads English nothing in Japanese but what goods, prizes and brands are called', () => {
    for (const message of messagesIn('en')) {
      const ours = JSON.stringify(message).replaceAll(/ミナト[^"]*|エコバッグ|[あい]{3,}|%[0-9A-F]{2}/g, '')
      expect(ours.replaceAll(receiving, '')).not.toMatch(/[ぁ-んァ-ヶ一-龠]/)
    }
  })
})

test('a result names at most six goods: the chat is not the receipt', () => {
  const [message] = [manyGoods].map((decision) => entryMessages.resultMessage({ ...entry, decision }))
  const { message: sent } = composeMessage(message!, { language: 'ja', liffId: 'x', own: [] })
  expect(JSON.stringify(sent).split('・ミナト 緑茶').length - 1).toBe(6)
})
