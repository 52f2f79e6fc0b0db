import { campaigns, draws, hashing, inTransaction, instantPlays, ledger, type entries } from '@tamaru/db'
import {
  addDays,
  DrawRecord,
  sealEntry,
  tokyoDate,
  verifyDraw,
  type InstantPrize,
  type PrizeDraw,
} from '@tamaru/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  logInShopper,
  logInStaff,
  saidTo,
  wordsOf,
  type LoggedIn,
} from '../../../tests/support/act-in-line.ts'
import { enterAndSettle } from '../../../tests/support/enter-receipt.ts'
import { finishRun } from '../../../tests/support/finish-run.ts'
import { makeCampaign } from '../../../tests/support/make-campaign.ts'
import { makeEntry } from '../../../tests/support/make-entry.ts'
import { makeShopper } from '../../../tests/support/make-people.ts'
import { makeRules } from '../../../tests/support/make-rules.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { DrawWinners, MyPlays, MyTickets, StaffDrawsView } from './draw-view.ts'
import { playInstantWin } from './play-instant-win.ts'

const today = tokyoDate(new Date())
const prize = (given: Partial<InstantPrize> = {}): InstantPrize => ({
  id: 'tea',
  name: '緑茶 1ケース',
  oneIn: 1,
  stock: 3,
  points: null,
  value_yen: null,
  receiving: null,
  ...given,
})
const draw = (given: Partial<PrizeDraw> = {}): PrizeDraw => ({
  id: 'grand',
  name: '旅行券',
  winners: 2,
  drawnFrom: today,
  ticketPer: 'entry',
  oncePerPerson: true,
  receiving: null,
  value_yen: null,
  ...given,
})

const api = await startApi({ rules: { draws: [draw()], instantWin: { prizes: [prize({ oneIn: 2 })] } } })
afterAll(() => api[Symbol.asyncDispose]())
const { campaignId } = api.campaign
const accountId = api.account.id

/** A campaign of its own, for what must not depend on the others. */
const newCampaign = async (given: Parameters<typeof makeCampaign>[2]) => {
  const { versionId, campaignId } = await makeCampaign(api.db, accountId, given)
  return { campaignId, campaign: (await campaigns.findVersion(api.db, accountId, versionId))! }
}
/** An approved entry in it, as far as chance is concerned. */
const approve = async (campaign: campaigns.CampaignVersion, given: { photoSha256?: string } = {}) => {
  const entry = await makeEntry(api.db, await makeShopper(api.db, accountId), given)
  await api.db`
    update entry set state = 'approved', decided_at = ${api.ports.now()}, decision = '{}', campaign_version_id = ${campaign.id}
    where id = ${entry.id}`
  return entry
}
const play = (campaign: campaigns.CampaignVersion, entry: entries.Entry) =>
  inTransaction(api.db, (sql) => playInstantWin(sql, { now: () => new Date() }, { entry, campaign }))
const recordOf = async (id: string) => {
  const answer = await api.call('GET', `/api/draws/${id}`)
  return DrawRecord.parse(await answer.json())
}

describe('a commitment', () => {
  test('is made when a campaign with chance in it is published, and no other', async () => {
    expect(await recordOf(campaignId)).toMatchObject({
      campaign: { id: campaignId, name: 'あつめてミナト' },
      commitment: expect.stringMatching(/^[0-9a-f]{64}$/),
      secret: null,
      revealedAt: null,
    })
    const config = await (await api.call('GET', '/api/config')).json()
    expect(config).toMatchObject({ campaign: { commitment: (await recordOf(campaignId)).commitment } })
    const plain = await newCampaign({})
    expect((await api.call('GET', `/api/draws/${plain.campaignId}`)).status).toBe(404)
  })

  test('stays the same in later versions, whose prizes have the stock of the newest', async () => {
    const { campaignId: id, campaign } = await newCampaign({ draws: [draw()] })
    const { commitment } = await recordOf(id)
    const rules = { ...campaign.rules, instantWin: { prizes: [prize({ stock: 5 })] } }
    await inTransaction(api.db, (sql) =>
      campaigns.publish(sql, accountId, campaign.slug, rules, { now: api.ports.now() }),
    )
    rules.instantWin.prizes[0]!.stock = 9
    await inTransaction(api.db, (sql) =>
      campaigns.publish(sql, accountId, campaign.slug, rules, { now: api.ports.now() }),
    )
    const record = await recordOf(id)
    expect(record.commitment).toBe(commitment)
    expect(record.rules.map(({ instantPrizes }) => instantPrizes[0]?.stock)).toEqual([undefined, 5, 9])
    const claim = () => inTransaction(api.db, (sql) => instantPlays.claimPrize(sql, accountId, id, 'tea'))
    expect(await claim()).toEqual({ claimed: true, stock: 9 })
  })

  test('can not be swapped, nor its secret guessed from what is public', async () => {
    const { campaignId: id } = await newCampaign({ draws: [draw()] })
    const secret = (await draws.findSecret(api.db, accountId, id))!
    for (const change of [
      () => api.db`update draw_commitment set secret = ${'0'.repeat(64)} where campaign_id = ${id}`,
      () => api.db`
        update draw_commitment set secret = ${'0'.repeat(64)}, commitment = ${hashing.sha256('0'.repeat(64))}
        where campaign_id = ${id}`,
      () => api.db`delete from draw_commitment where campaign_id = ${id}`,
    ])
      await expect(change()).rejects.toMatchObject({ code: '23000' })
    expect(hashing.sha256(secret)).toBe((await recordOf(id)).commitment)
    expect(JSON.stringify(await recordOf(id))).not.toContain(secret)
  })
})

describe('an instant prize', () => {
  test('is won by an approved entry until the stock is gone, sold out from then on', async () => {
    const { campaignId: id, campaign } = await newCampaign({ instantWin: { prizes: [prize()] } })
    const won: (string | undefined)[] = []
    for (let n = 0; n < 5; n++) won.push((await play(campaign, await approve(campaign)))?.prize.id)
    expect(won).toEqual(['tea', 'tea', 'tea', undefined, undefined])
    const plays = await instantPlays.listAfter(api.db, accountId, id, '0', 10)
    expect(plays.map(({ hits }) => hits[0]?.outcome)).toEqual(['won', 'won', 'won', 'sold_out', 'sold_out'])
  })

  test('is the first in the order of the rules that is in stock', async () => {
    const prizes = [prize({ stock: 1 }), prize({ id: 'cup', stock: 1 })]
    const { campaign } = await newCampaign({ instantWin: { prizes } })
    const won = []
    for (let n = 0; n < 3; n++) won.push((await play(campaign, await approve(campaign)))?.prize.id ?? null)
    expect(won).toEqual(['tea', 'cup', null])
  })

  test('is never given more often than it is there, when 32 entries win at once', async () => {
    const { campaign } = await newCampaign({ instantWin: { prizes: [prize({ stock: 7 })] } })
    const approved = await Promise.all(Array.from({ length: 32 }, () => approve(campaign)))
    const won = await Promise.all(approved.map((entry) => play(campaign, entry)))
    expect(won.filter(Boolean)).toHaveLength(7)
  })

  test('is played for once by an entry, and once by a photo that two people sent', async () => {
    const { campaign } = await newCampaign({ instantWin: { prizes: [prize({ stock: 50 })] } })
    const first = await approve(campaign)
    expect(await play(campaign, first)).toMatchObject({ prize: { id: 'tea' } })
    expect(await play(campaign, first)).toBeNull()
    expect(await play(campaign, await approve(campaign, { photoSha256: first.photoSha256 }))).toBeNull()
  })

  test('is won while a draw of the campaign is being fixed, however long that takes', async () => {
    const { campaignId: id, campaign } = await newCampaign({ instantWin: { prizes: [prize()] } })
    const entry = await approve(campaign)
    await inTransaction(api.db, async (sql) => {
      await draws.lockBesidePlays(sql, accountId, id)
      expect(await play(campaign, entry)).toMatchObject({ prize: { id: 'tea' } })
    })
  })

  test('of points is on the card at once, once', async () => {
    const { campaign } = await newCampaign({ instantWin: { prizes: [prize({ points: 500 })] } })
    const entry = await approve(campaign)
    await play(campaign, entry)
    await play(campaign, entry)
    expect(await ledger.balance(api.db, accountId, entry.shopperId)).toBe(500)
  })

  test('is for nobody in a campaign without any', async () => {
    const { campaign } = await newCampaign({ draws: [draw()] })
    expect(await play(campaign, await approve(campaign))).toBeNull()
  })
})

describe('a draw, from its tickets to its proof', () => {
  let manager: string
  let me: LoggedIn
  let winners: string[] = []
  beforeAll(async () => {
    manager = (await logInStaff(api, 'manager')).token
    me = await logInShopper(api)
    for (const who of [me, me, await logInShopper(api), await logInShopper(api), await logInShopper(api)]) {
      const { state } = await enterAndSettle(api, who)
      expect(state).toBe('approved')
    }
  })
  const base = `/api/staff/campaigns/${api.campaign.campaignId}/draws`
  const act = (path: string, json: object = {}) => api.call('POST', `${base}/${path}`, { as: manager, json })
  const refusalOf = async (answer: Promise<Response>) =>
    ((await (await answer).json()) as { kind: string }).kind
  const viewOf = async (answer: Promise<Response>) =>
    StaffDrawsView.strict().parse(await (await answer).json()).draws[0]!

  const winnersOf = async (id: string, query = '') => {
    const path = `/api/staff/campaigns/${id}/draws/grand/winners${query}`
    return DrawWinners.strict().parse(await (await api.call('GET', path, { as: manager })).json())
  }

  test('is not drawn before its tickets are fixed, and they are not fixed before its day', async () => {
    expect(await refusalOf(act('grand/draw'))).toBe('draw_not_frozen')
    expect(await refusalOf(act('other/freeze'))).toBe('not_found')
    const { campaignId: later } = await newCampaign({ draws: [draw({ drawnFrom: addDays(today, 1) })] })
    const early = api.call('POST', `/api/staff/campaigns/${later}/draws/grand/freeze`, {
      as: manager,
      json: {},
    })
    expect(await refusalOf(early)).toBe('draw_too_early')
  })

  test('has its tickets fixed in public, with the source that will take part, before anything is drawn', async () => {
    const publicSource = `日経平均株価 ${addDays(today, 1)} 終値`
    const run = await finishRun(api, `${base}/grand/freeze`, manager, { publicSource })
    const frozen = await viewOf(api.call('GET', base, { as: manager }))
    expect(run).toMatchObject({
      state: 'done',
      progress: { done: 5, of: 5 },
      result: { tickets: 5, ticketsSha256: frozen.ticketsSha256 },
    })
    expect(frozen).toMatchObject({
      state: 'frozen',
      ticketCount: 5,
      publicSource,
      drawnAt: null,
    })
    expect((await winnersOf(campaignId)).items).toEqual([])
    const record = await recordOf(campaignId)
    expect(record.draws[0]).toMatchObject({ ticketsSha256: frozen.ticketsSha256, winners: [] })
    expect(record.draws[0]!.tickets).toHaveLength(5)
    expect(await refusalOf(act('grand/freeze'))).toBe('draw_already_frozen')
  })

  test('has a list of tickets that nobody adds to or takes from any more', async () => {
    const ticket = () => api.db`
      insert into draw_ticket select account_id, campaign_id, draw_id, 6, entry_id, shopper_id, seal, 2, person
      from draw_ticket where campaign_id = ${campaignId} limit 1`
    for (const change of [
      ticket,
      () => api.db`delete from draw_ticket where campaign_id = ${campaignId}`,
      () =>
        api.db`update prize_draw set tickets_sha256 = ${'0'.repeat(64)} where campaign_id = ${campaignId}`,
    ])
      await expect(change()).rejects.toMatchObject({ code: '23000' })
  })

  test('waits for the value of its public source, and is drawn once', async () => {
    expect(await refusalOf(act('grand/draw'))).toBe('draw_public_value_missing')
    const drawn = await viewOf(act('grand/draw', { publicValue: '50123.45' }))
    expect(drawn).toMatchObject({ state: 'drawn', publicValue: '50123.45' })
    const first = await winnersOf(campaignId, '?limit=1')
    const second = await winnersOf(campaignId, `?limit=1&after=${first.next}`)
    const won = [...first.items, ...second.items]
    expect([won.map(({ place }) => place), second.next]).toEqual([[1, 2], null])
    winners = won.map(({ entryId }) => entryId)
    expect(new Set(winners).size).toBe(2)
    expect(await refusalOf(act('grand/draw', { publicValue: '1' }))).toBe('draw_already_drawn')
    const another = () => api.db`
      insert into draw_winner select account_id, campaign_id, draw_id, 3, no from draw_ticket
      where campaign_id = ${campaignId} and no not in (select ticket_no from draw_winner) limit 1`
    await expect(another()).rejects.toMatchObject({ code: '23000', constraint_name: 'draw_list_fixed' })
  })

  test('tells its winners on LINE, once, and nobody else', async () => {
    await api.workJobs()
    const approved = await api.db<{ id: string; lineUserId: string }[]>`
      select e.id, s.line_user_id from entry e join shopper s on s.id = e.shopper_id where e.state = 'approved'`
    const told: string[] = []
    for (const userId of new Set(approved.map(({ lineUserId }) => lineUserId)))
      for (const item of await saidTo(api, userId))
        if (wordsOf(item) === '抽選で「旅行券」が当選しました') told.push(userId)
    const won = approved.filter(({ id }) => winners.includes(id)).map(({ lineUserId }) => lineUserId)
    expect(won).toHaveLength(2)
    expect(told.toSorted()).toEqual(won.toSorted())
  })

  test('tells nothing to a winner whose entry was revoked after the tickets were fixed', async () => {
    const { campaignId: id, campaign } = await newCampaign({ draws: [draw()] })
    const [stands, revoked] = [await approve(campaign), await approve(campaign)]
    const path = `/api/staff/campaigns/${id}/draws/grand`
    await finishRun(api, `${path}/freeze`, manager)
    await api.db`update entry set state = 'revoked' where id = ${revoked.id}`
    await api.call('POST', `${path}/draw`, { as: manager, json: {} })
    const won = (await winnersOf(id)).items.map(({ entryId }) => entryId)
    expect(won.toSorted()).toEqual([stands.id, revoked.id].toSorted())
    const told = await api.db`select shopper_id from outbox_message where natural_key like ${`draw:${id}:%`}`
    expect([...told]).toEqual([{ shopperId: stands.shopperId }])
  })

  test('keeps its secret until entries have closed and all are decided', async () => {
    expect(await refusalOf(act('reveal'))).toBe('draw_not_over')
    const waiting = await makeEntry(api.db, me.shopper)
    api.clock.pass(70 * 86_400)
    // No session lasts so long.
    manager = (await logInStaff(api, 'manager')).token
    me = await logInShopper(api, { userId: me.userId, displayName: 'はな' })
    expect(await (await act('reveal')).json()).toMatchObject({
      kind: 'draw_not_over',
      note: '1 entries are undecided',
    })
    await api.db`
      update entry set state = 'rejected', decided_at = ${api.ports.now()}, decision = '{}' where id = ${waiting.id}`
    expect(verifyDraw(await recordOf(campaignId), hashing)).toEqual([expect.stringContaining('not revealed')])
  })

  test('shows the shopper their own tickets and seals, which stand in the record', async () => {
    const own = async (what: string) =>
      (await api.call('GET', `/api/draws/${campaignId}/${what}`, { as: me.token })).json()
    const mine = MyTickets.strict().parse(await own('tickets'))
    const {
      draws: [drawn],
    } = await recordOf(campaignId)
    expect(mine.items).toHaveLength(2)
    for (const { no, seal } of mine.items)
      expect(drawn!.tickets[no - 1]).toEqual({ no, seal, nth: 1, person: mine.person })
    const photos = await api.db<{ photoSha256: string }[]>`
      select photo_sha256 from entry where shopper_id = ${me.shopper.id} and state = 'approved'`
    const seals = photos.map(({ photoSha256 }) => sealEntry(campaignId, photoSha256, hashing))
    expect(mine.items.map(({ seal }) => seal).toSorted()).toEqual(seals.toSorted())
    const plays = MyPlays.strict().parse(await own('plays'))
    expect(plays.items.map(({ seal }) => seal).toSorted()).toEqual(seals.toSorted())
  })

  test('is revealed, and then everybody finds that it all agrees', async () => {
    expect((await act('reveal')).status).toBe(200)
    const record = await recordOf(campaignId)
    expect(record.instantPlays).toHaveLength(5)
    expect(verifyDraw(record, hashing)).toEqual([])
    expect(await refusalOf(act('reveal'))).toBe('draw_secret_revealed')
  })

  test('tells nothing about people: no name, no id, no photo', async () => {
    const text = JSON.stringify(await recordOf(campaignId))
    const secrets = await api.db<{ text: string }[]>`
      select unnest(array[s.id::text, s.line_user_id, s.display_name, e.id::text, e.photo_sha256]) as text
      from entry e join shopper s on s.id = e.shopper_id`
    expect(secrets.length).toBeGreaterThan(20)
    for (const { text: secret } of secrets) expect(text).not.toContain(secret)
  })

  test('leaves who did what in the audit log', async () => {
    const acts = await api.db`
      select act from audit_event where act like 'draw.%' and subject like ${`%:${campaignId}%`} order by id`
    expect(acts.map(({ act }) => act)).toEqual(['draw.freeze', 'draw.draw', 'draw.reveal'])
  })

  test('is over for good: no entry plays, and no prize is added, once the secret is out', async () => {
    const campaign = (await campaigns.findVersion(api.db, accountId, api.campaign.versionId))!
    expect(await play(campaign, await approve(campaign))).toBeNull()
    const publish = inTransaction(api.db, (sql) =>
      campaigns.publish(sql, accountId, campaign.slug, makeRules({ ...campaign.rules, name: 'もう一度' }), {
        now: api.ports.now(),
      }),
    )
    await expect(publish).rejects.toMatchObject({ kind: 'draw_secret_revealed' })
  })

  test('can not be played by a transaction that read the secret before it was revealed', async () => {
    const late = api.db`
      insert into instant_play (account_id, campaign_id, campaign_version_id, entry_id, shopper_id, seal, hits, played_at)
      select account_id, ${campaignId}, ${api.campaign.versionId}, id, shopper_id, ${'f'.repeat(64)}, '[]',
        ${api.ports.now()}
      from entry where state = 'rejected' limit 1`
    await expect(late).rejects.toMatchObject({ constraint_name: 'draw_not_revealed' })
  })
})
