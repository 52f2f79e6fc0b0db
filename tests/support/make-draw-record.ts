import { hashing } from '@tamaru/db'
import {
  commitmentTo,
  drawInstantPrizes,
  drawWinners,
  hashTickets,
  numberTickets,
  type DrawRecord,
} from '@tamaru/domain'

/** Makes the record of an honest draw: twenty instant plays and one draw with two winners. */
export function makeDrawRecord(): DrawRecord {
  const secret = hashing.sha256('a secret of this test')
  const at = '2026-04-01T00:00:00.000Z'
  const rules = {
    version: 1,
    publishedAt: at,
    instantPrizes: [{ id: 'tea', name: '緑茶', oneIn: 3, stock: 50 }],
    draws: [{ id: 'grand', name: '旅行券', winners: 2, ticketPer: 'entry' as const, oncePerPerson: true }],
  }
  const seals = Array.from({ length: 20 }, (_, n) => hashing.sha256(`seal ${n}`))
  const tickets = numberTickets(seals.map((seal, n) => ({ seal, person: `person ${n}`, tickets: 1 }))).map(
    ({ no, seal, nth, person }) => ({ no, seal, nth, person }),
  )
  const drawnWith = { campaignId: 'autumn', secret, publicValue: '50123.45' }
  return {
    format: 'tamaru-draw-1',
    campaign: { id: 'autumn', name: 'あつめてミナト' },
    commitment: commitmentTo(secret, hashing),
    committedAt: at,
    secret,
    revealedAt: '2026-12-10T00:00:00.000Z',
    rules: [rules],
    instantPlays: seals.map((seal) => ({
      seal,
      version: 1,
      hits: drawInstantPrizes({ ...drawnWith, seal }, rules.instantPrizes, hashing).map(({ id, stock }) => ({
        prizeId: id,
        outcome: 'won' as const,
        stock,
      })),
    })),
    draws: [
      {
        id: 'grand',
        version: 1,
        frozenAt: at,
        ticketsSha256: hashTickets(tickets, hashing),
        publicSource: '日経平均株価 2026-12-09 終値',
        publicValue: drawnWith.publicValue,
        tickets,
        drawnAt: at,
        winners: drawWinners(rules.draws[0]!, tickets, drawnWith, hashing),
      },
    ],
  }
}
