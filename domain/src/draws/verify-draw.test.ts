import { createHash, createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { drawInstantPrizes } from './draw-instant-prizes.ts'
import { DrawRecord } from './draw-record.ts'
import { commitmentTo, sealEntry, sealPerson, type Hashing } from './draw-seals.ts'
import { drawWinners, hashTickets, numberTickets } from './draw-winners.ts'
import { verifyDraw } from './verify-draw.ts'

const hashing: Hashing = {
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
  hmacSha256: (key, text) => createHmac('sha256', key).update(text).digest('hex'),
}
const { sha256 } = hashing
const secret = sha256('a secret of this test')
const campaignId = '6f1c2f5e-0000-4000-8000-000000000001'

/** A campaign as it would have run: 40 entries of 30 people, two prizes at once, one draw. */
function makeRecord(): DrawRecord {
  const seals = Array.from({ length: 40 }, (_, n) => sealEntry(campaignId, sha256(`photo ${n}`), hashing))
  const instantPrizes = [
    { id: 'tea', name: '緑茶', oneIn: 4, stock: 3 },
    { id: 'cup', name: 'カップ', oneIn: 3, stock: 40 },
  ]
  const left = new Map(instantPrizes.map(({ id, stock }) => [id, stock]))
  const instantPlays = seals.map((seal) => {
    const hits: DrawRecord['instantPlays'][number]['hits'] = []
    for (const { id, stock } of drawInstantPrizes({ campaignId, seal, secret }, instantPrizes, hashing)) {
      const has = left.get(id)! > 0
      hits.push({ prizeId: id, outcome: has ? 'won' : 'sold_out', stock })
      if (has) left.set(id, left.get(id)! - 1)
      if (has) break
    }
    return { seal, version: 1, hits }
  })
  const draw = { id: 'grand', name: '旅行券', winners: 3, ticketPer: 'entry' as const, oncePerPerson: true }
  const tickets = numberTickets(
    seals.map((seal, n) => ({
      seal,
      person: sealPerson(campaignId, `shopper ${n % 30}`, hashing),
      tickets: 1,
    })),
  ).map(({ no, seal, nth, person }) => ({ no, seal, nth, person }))
  const publicValue = '38123.45'
  return DrawRecord.parse({
    format: 'tamaru-draw-1',
    campaign: { id: campaignId, name: 'あつめてミナト' },
    commitment: commitmentTo(secret, hashing),
    committedAt: '2026-04-01T00:00:00.000Z',
    secret,
    revealedAt: '2026-12-10T00:00:00.000Z',
    rules: [{ version: 1, publishedAt: '2026-04-01T00:00:00.000Z', instantPrizes, draws: [draw] }],
    instantPlays,
    draws: [
      {
        id: 'grand',
        version: 1,
        frozenAt: '2026-12-08T00:00:00.000Z',
        ticketsSha256: hashTickets(tickets, hashing),
        publicSource: '日経平均株価 2026-12-09 終値',
        publicValue,
        tickets,
        drawnAt: '2026-12-09T09:00:00.000Z',
        winners: drawWinners(draw, tickets, { campaignId, secret, publicValue }, hashing),
      },
    ],
  })
}

const record = makeRecord()
const draw = record.draws[0]!
const faultsOf = (tampered: Partial<DrawRecord>) => verifyDraw({ ...record, ...tampered }, hashing)
const withDraw = (given: Partial<typeof draw>) => faultsOf({ draws: [{ ...draw, ...given }] })
const playThat = (hits: (hit: DrawRecord['instantPlays'][number]) => boolean) =>
  record.instantPlays.findIndex(hits)
const withPlay = (index: number, given: Partial<DrawRecord['instantPlays'][number]>) =>
  faultsOf({
    instantPlays: record.instantPlays.map((play, i) => (i === index ? { ...play, ...given } : play)),
  })

test('an honest record agrees in everything, wins, sold-out hits and losses alike', () => {
  const outcomes = record.instantPlays.map(({ hits }) => hits.map(({ outcome }) => outcome).join() || 'lost')
  expect(new Set(outcomes)).toEqual(new Set(['won', 'sold_out', 'sold_out,won', 'lost']))
  expect(verifyDraw(record, hashing)).toEqual([])
})

test('a record whose secret is not revealed yet proves nothing', () => {
  expect(faultsOf({ secret: null })).toEqual([expect.stringContaining('not revealed')])
})

test('another secret than the one that was committed to is found out', () => {
  expect(faultsOf({ secret: sha256('chosen afterwards') })).toEqual([
    expect.stringContaining('does not belong to the commitment'),
  ])
})

describe('an instant win is found out', () => {
  const loser = playThat(({ hits }) => hits.length === 0)
  const winner = playThat(({ hits }) => hits[0]?.outcome === 'won')
  const hit = (prizeId: string, outcome: 'won' | 'sold_out' = 'won') => ({ prizeId, outcome, stock: 40 })

  test('that was given to somebody who did not hit', () => {
    expect(withPlay(loser, { hits: [hit('cup')] })).toEqual([
      expect.stringMatching(/^entry [0-9a-f]{64} hits nothing, recorded is cup$/),
    ])
  })

  test('that was kept from somebody who did', () => {
    expect(withPlay(winner, { hits: [] })).toEqual([expect.stringMatching(/recorded is nothing$/)])
  })

  test('that was called sold out before it was', () => {
    const won = playThat(
      ({ hits }) => hits.length === 1 && hits[0]!.prizeId === 'cup' && hits[0]!.outcome === 'won',
    )
    expect(withPlay(won, { hits: [hit('cup', 'sold_out')] })).toEqual([
      expect.stringContaining('was told that prize cup is sold out'),
    ])
  })

  test('that was one more than there were', () => {
    const soldOut = playThat(({ hits }) => hits[0]?.prizeId === 'tea' && hits[0].outcome === 'sold_out')
    expect(withPlay(soldOut, { hits: [{ ...hit('tea'), stock: 3 }] })).toEqual([
      'prize tea was won 4 times, there were 3',
    ])
  })

  test('where one entry played twice, or by rules that nobody published', () => {
    const [first] = record.instantPlays
    expect(faultsOf({ instantPlays: [...record.instantPlays, first!] })).toContain(
      `entry ${first!.seal} played twice`,
    )
    expect(withPlay(loser, { version: 2 })).toEqual([expect.stringContaining('not in the record')])
  })
})

describe('a draw is found out', () => {
  test('that names another winner, or the same in another order', () => {
    const other = draw.tickets.find(({ no }) => !draw.winners.includes(no))!.no
    for (const winners of [draw.winners.with(0, other), draw.winners.toReversed(), draw.winners.slice(1)])
      expect(withDraw({ winners })).toEqual([expect.stringContaining('the winning tickets are')])
  })

  test('whose tickets are not the ones that were fixed', () => {
    expect(withDraw({ tickets: draw.tickets.slice(0, -1) })).toContainEqual(
      expect.stringContaining('the SHA-256 of its tickets is'),
    )
  })

  test('whose tickets and their hash were both made anew once the secret was known', () => {
    const tickets = draw.tickets.slice(0, -1)
    const drawnWith = { campaignId, secret, publicValue: draw.publicValue! }
    const remade = {
      tickets,
      ticketsSha256: hashTickets(tickets, hashing),
      winners: drawWinners(record.rules[0]!.draws[0]!, tickets, drawnWith, hashing),
      frozenAt: '2026-12-10T00:00:01.000Z',
    }
    expect(withDraw(remade)).toEqual([expect.stringContaining('after the secret was revealed')])
  })

  test('that counts a ticket twice', () => {
    const tickets = [...draw.tickets, draw.tickets[0]!]
    expect(withDraw({ tickets })).toContainEqual(expect.stringContaining('is there twice'))
  })

  test('whose public value is another, or missing', () => {
    expect(withDraw({ publicValue: '38123.46' })).toEqual([
      expect.stringContaining('the winning tickets are'),
    ])
    expect(withDraw({ publicValue: null })).toContainEqual(expect.stringContaining('come together'))
  })

  test('that has more prizes than its rules, or was never drawn', () => {
    const rules = [{ ...record.rules[0]!, draws: [{ ...record.rules[0]!.draws[0]!, winners: 2 }] }]
    expect(faultsOf({ rules })).toEqual([expect.stringContaining('the winning tickets are')])
    expect(withDraw({ drawnAt: null, winners: [] })).toEqual(['draw grand is frozen and not drawn'])
  })
})
