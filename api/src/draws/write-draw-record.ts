import { campaigns, draws, instantPlays, type Sql } from '@tamaru/db'
import { ProblemError, type DrawRecord } from '@tamaru/domain'

const ROWS_A_PAGE = 5_000

type Head = Omit<DrawRecord, 'instantPlays' | 'draws'>
type DrawHead = Omit<DrawRecord['draws'][number], 'tickets' | 'winners'>

/**
 * The public record of a campaign's chance (DrawRecord) as JSON text, in pieces: a campaign may have a million entries,
 * and the process need not hold them. What is not fixed yet is left out: undrawn tickets stand in it once they are
 * frozen, the instant plays once the secret is revealed. Refuses `not_found` before the first piece.
 */
export async function writeDrawRecord(
  sql: Sql,
  accountId: string,
  campaignId: string,
): Promise<AsyncGenerator<string>> {
  const [commitment, versions, frozen, winners] = await Promise.all([
    draws.findCommitment(sql, accountId, campaignId),
    campaigns.everyVersion(sql, accountId, campaignId),
    draws.listFrozen(sql, accountId, campaignId),
    draws.everyWinner(sql, accountId, campaignId),
  ])
  if (!commitment || versions.length === 0) throw new ProblemError('not_found')
  const head: Head = {
    format: 'tamaru-draw-1',
    campaign: { id: campaignId, name: versions[0]!.rules.name },
    commitment: commitment.commitment,
    committedAt: commitment.committedAt.toISOString(),
    secret: commitment.secret,
    revealedAt: commitment.revealedAt?.toISOString() ?? null,
    rules: versions.toReversed().map(({ version, publishedAt, rules }) => ({
      version,
      publishedAt: publishedAt.toISOString(),
      instantPrizes: (rules.instantWin?.prizes ?? []).map(({ id, name, oneIn, stock }) => ({
        id,
        name,
        oneIn,
        stock,
      })),
      draws: rules.draws.map(({ id, name, winners, ticketPer, oncePerPerson }) => ({
        id,
        name,
        winners,
        ticketPer,
        oncePerPerson,
      })),
    })),
  }
  const isRevealed = commitment.revealedAt !== null
  return (async function* pieces() {
    yield `${openObject(head)},"instantPlays":[`
    if (isRevealed) yield* listed(pagesOfPlays(sql, accountId, campaignId))
    yield '],"draws":['
    for (const [i, draw] of frozen.entries()) {
      const { version } = versions.find(({ id }) => id === draw.campaignVersionId)!
      const won = winners.filter(({ drawId }) => drawId === draw.drawId).map(({ ticketNo }) => ticketNo)
      yield `${i > 0 ? ',' : ''}${openObject(headOf(draw, version))},"tickets":[`
      yield* listed(pagesOfTickets(sql, draw))
      yield `],"winners":${JSON.stringify(won)}}`
    }
    yield ']}'
  })()
}

function headOf(draw: draws.FrozenDraw, version: number): DrawHead {
  return {
    id: draw.drawId,
    version,
    frozenAt: draw.frozenAt.toISOString(),
    ticketsSha256: draw.ticketsSha256,
    publicSource: draw.publicSource,
    publicValue: draw.publicValue,
    drawnAt: draw.drawnAt?.toISOString() ?? null,
  }
}

async function* pagesOfPlays(sql: Sql, accountId: string, campaignId: string) {
  let after = '0'
  for (;;) {
    const page = await instantPlays.listAfter(sql, accountId, campaignId, after, ROWS_A_PAGE)
    yield page.map(({ seal, version, hits }) => ({ seal, version, hits }))
    if (page.length < ROWS_A_PAGE) return
    after = page.at(-1)!.id
  }
}

async function* pagesOfTickets(sql: Sql, draw: draws.FrozenDraw) {
  for (let after = 0; after < draw.ticketCount; after += ROWS_A_PAGE)
    yield await draws.listTickets(sql, draw, after, ROWS_A_PAGE)
}

const openObject = (object: object) => JSON.stringify(object).slice(0, -1)

/** The members of a JSON list, page by page. */
async function* listed(pages: AsyncIterable<object[]>): AsyncGenerator<string> {
  let isFirst = true
  for await (const page of pages) {
    if (page.length === 0) continue
    yield (isFirst ? '' : ',') + page.map((row) => JSON.stringify(row)).join(',')
    isFirst = false
  }
}
