import {
  audit,
  campaigns,
  draws,
  hashing,
  inTransaction,
  LONG_LIMITS,
  type Sql,
  type staff,
} from '@tamaru/db'
import { drawWinners, hashTickets, ProblemError } from '@tamaru/domain'
import { isOldEnough } from '../admission/find-admission.ts'
import type { Ports } from '../ports.ts'
import { tellWinner } from './tell-winner.ts'

/**
 * Draws the winners among the tickets that are fixed, once, and tells them. Refuses `draw_not_frozen`, `draw_already_drawn`, and
 * `draw_public_value_missing` where a public source was named.
 */
export async function drawPrizes(
  ports: Pick<Ports, 'db' | 'env' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  { campaignId, drawId, publicValue }: { campaignId: string; drawId: string; publicValue: string | null },
): Promise<void> {
  await inTransaction(
    ports.db,
    async (sql) => {
      if (!(await draws.lock(sql, accountId, campaignId))) throw new ProblemError('not_found')
      const frozen = (await draws.listFrozen(sql, accountId, campaignId)).find((f) => f.drawId === drawId)
      if (!frozen) throw new ProblemError('draw_not_frozen')
      if (frozen.drawnAt) throw new ProblemError('draw_already_drawn')
      if (frozen.publicSource !== null && publicValue === null)
        throw new ProblemError('draw_public_value_missing')
      if (frozen.publicSource === null && publicValue !== null)
        throw new ProblemError('invalid_request', 'no public source was named when the tickets were fixed')

      const secret = await draws.findSecret(sql, accountId, campaignId)
      const version = await campaigns.findVersion(sql, accountId, frozen.campaignVersionId)
      const draw = version?.rules.draws.find(({ id }) => id === drawId)
      const tickets = await draws.listTickets(sql, frozen)
      if (!secret || !draw || hashTickets(tickets, hashing) !== frozen.ticketsSha256)
        throw new Error(`draw ${drawId} of campaign ${campaignId} is not what was fixed`)
      const drawnWith = { campaignId, secret, publicValue: publicValue ?? '' }
      const ticketNos = drawWinners(draw, tickets, drawnWith, hashing)
      const now = ports.now()
      await draws.recordWinners(sql, frozen, { ticketNos, publicValue, staffId, now })
      const { sponsor, leastAge } = version!.rules
      await tellWinners(sql, ports, frozen, leastAge, { sponsor, draw, at: now })
      await audit.record(sql, {
        accountId,
        staffId,
        act: 'draw.draw',
        subject: `draw:${campaignId}:${drawId}`,
        after: { ticketNos, publicValue },
        now,
      })
    },
    LONG_LIMITS,
  )
}

/**
 * Whose entry was revoked since the tickets were fixed, or whose age turned out too low, is told nothing: a person says what
 * becomes of that prize. Nor is,
 * for now, whose entry is open again: they hear of it when it is approved once more.
 */
async function tellWinners(
  sql: Sql,
  ports: Pick<Ports, 'env'>,
  frozen: draws.FrozenDraw,
  leastAge: number | null,
  said: Parameters<typeof tellWinner>[4],
): Promise<void> {
  const winners = await draws.everyWinner(sql, frozen.accountId, frozen.campaignId)
  for (const win of winners.filter(({ drawId, revoked }) => drawId === frozen.drawId && !revoked))
    if (await isOldEnough(sql, { ...win, accountId: frozen.accountId }, leastAge, said.at))
      await tellWinner(sql, ports, frozen, win, said)
}
