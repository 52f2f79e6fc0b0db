import { problemCatalogue, type ProblemKind } from '@tamaru/domain'
import { describe, expect, test } from 'vitest'
import { makeDecision } from '../../../tests/support/make-decision.ts'
import { makeItem } from '../../../tests/support/make-reading.ts'
import * as entryMessages from '../entries/entry-messages.ts'
import * as greetingMessages from '../line-webhook/greeting-messages.ts'
import * as refusalMessages from '../line-webhook/refusal-messages.ts'
import { offerMessage } from '../offers/offer-message.ts'
import * as pointMessages from '../points/point-messages.ts'
import { surveyMessage } from '../surveys/survey-message.ts'

const liffId = '2000000001-tamaruAP'
const purse = {
  usable: 1_234_567,
  pending: [
    { points: 10_000, releaseOn: '2026-12-05' },
    { points: 20_000, releaseOn: '2026-12-31' },
  ],
  debt: 1_000_000,
}
const arrival = { points: 1_000_000, usable: 0, pending: 900_000, releaseOn: '2026-12-05', repaid: 100_000 }
const taken = { usable: 1_234_567, pending: 1_234_567, owed: 1_234_567 }
const entry = { liffId, entryId: '6b6e7c2e-8d2c-4c4e-9f43-0d8d1a6a2f11', purse }
const approved = makeDecision()
const manyGoods = makeDecision({
  reading: { items: Array.from({ length: 20 }, () => makeItem('ミナト 緑茶 500ml')) },
})
const rule = { name: 'n', boughtProductIds: ['a'], neverProductIds: ['b'], title: 'い'.repeat(40), body: '' }

/** Everything that the product can say, with the longest and the emptiest that it may have to say. */
const messages = [
  ...[approved, manyGoods].map((decision) => entryMessages.resultMessage({ ...entry, arrival, decision })),
  entryMessages.resultMessage({ ...entry, taken, decision: { ...approved, outcome: 'revoked', points: 0 } }),
  entryMessages.resultMessage({ ...entry, decision: { ...approved, points: 0 } }),
  ...(['needs_review', 'rejected'] as const).map((outcome) =>
    entryMessages.resultMessage({ ...entry, decision: { ...approved, outcome, points: 0 } }),
  ),
  entryMessages.receivedMessage(),
  ...(Object.keys(problemCatalogue) as ProblemKind[]).map(refusalMessages.refusalMessage),
  refusalMessages.sentFromElsewhereMessage(),
  ...(['approved', 'rejected'] as const).map((outcome) =>
    entryMessages.resultMessage({ ...entry, decision: { ...approved, outcome }, again: true }),
  ),
  ...(['reading', 'rejected'] as const).map((state) =>
    entryMessages.alreadyReceivedMessage({ liffId, entry: { id: entry.entryId, state, decision: approved } }),
  ),
  greetingMessages.greetingMessage({ liffId, name: 'あ'.repeat(600), returning: false }),
  greetingMessages.greetingMessage({ liffId, name: 'ミナト食品', returning: true }),
  pointMessages.balanceMessage({ liffId, purse, nextExpiry: null }),
  pointMessages.balanceMessage({ liffId, purse: { usable: 0, pending: [], debt: 0 }, nextExpiry: null }),
  greetingMessages.helpMessage(),
  surveyMessage(liffId),
  ...['/', '/商品/茶', 'https://example.com/茶', 'tel:0312345678'].map((link) =>
    offerMessage(liffId, { ...rule, link }),
  ),
]

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
})

test('a result names at most six goods: the chat is not the receipt', () => {
  const said = JSON.stringify(entryMessages.resultMessage({ ...entry, decision: manyGoods }))
  expect(said.split('・ミナト 緑茶').length - 1).toBe(6)
})
