import { createRoute } from '@hono/zod-openapi'
import { campaigns, draws } from '@tamaru/db'
import { createRouter } from '../http/create-router.ts'
import { json } from '../http/responses.ts'
import { CampaignFacts, ConfigView } from './config-view.ts'

const config = createRoute({
  method: 'get',
  path: '/api/config',
  summary: 'What the mini-app must know before anybody is logged in',
  responses: { 200: json(ConfigView, 'LIFF ids and the campaign') },
})

export const campaignRoutes = createRouter().openapi(config, async (c) => {
  const { db, env, now } = c.var.ports
  const published = await campaigns.findInForce(db, c.var.account.id, now())
  const chance = published && (await draws.findCommitment(db, c.var.account.id, published.campaignId))
  return c.json(
    {
      accountName: c.var.account.name,
      liffId: env.LINE_LIFF_ID,
      staffLiffId: env.LINE_STAFF_LIFF_ID ?? env.LINE_LIFF_ID,
      // The schema keeps out what shoppers need not know.
      campaign: published
        ? CampaignFacts.parse({
            ...published.rules,
            id: published.campaignId,
            isForSome: published.rules.onlyFor !== null,
            commitment: chance?.commitment ?? null,
          })
        : null,
    },
    200,
  )
})
