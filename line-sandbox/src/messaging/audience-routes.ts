import { Hono } from 'hono'
import type { AudienceGroup } from '../state.ts'
import type { World } from '../world.ts'
import { Refusal } from './refuse.ts'

const USER_ID = /^U[0-9a-f]{32}$/
const MOST_AT_ONCE = 10_000

interface Sent {
  audienceGroupId?: number
  description?: string
  audiences?: { id?: string }[]
}

/** Audiences of user IDs: made, added to, asked after, found by name, deleted. One is ready when it is asked after twice. */
export function audienceRoutes(world: World): Hono {
  const groups = () => (world.state.audienceGroups ??= {})
  const find = (id: string | number | undefined) => {
    const found = groups()[String(id)]
    if (!found) throw new Refusal(404, 'audience group not found')
    return found
  }
  const idsOf = ({ audiences = [] }: Sent) => {
    if (audiences.length > MOST_AT_ONCE) throw new Refusal(400, 'TOO_MANY_AUDIENCE_IDS')
    const ids = audiences.map(({ id = '' }) => id)
    if (ids.some((id) => !USER_ID.test(id)))
      throw new Refusal(400, 'UPLOAD_AUDIENCE_GROUP_INVALID_AUDIENCE_ID_FORMAT')
    return ids
  }
  const shown = ({ id, description, userIds, created, asked }: AudienceGroup) => ({
    ...{ audienceGroupId: id, type: 'UPLOAD', description, created, audienceCount: userIds.length },
    ...{ status: asked > 1 && userIds.length > 0 ? 'READY' : 'IN_PROGRESS', permission: 'READ_WRITE' },
    ...{ createRoute: 'MESSAGING_API', isIfaAudience: false },
  })

  return new Hono()
    .post('/v2/bot/audienceGroup/upload', async (c) => {
      const sent = await c.req.json<Sent>()
      const { description = '' } = sent
      if (description === '' || description.length > 120)
        throw new Refusal(400, 'AUDIENCE_GROUP_NAME_SIZE_OVER')
      const userIds = idsOf(sent)
      const id = Object.keys(groups()).length + 1
      groups()[id] = {
        id,
        description,
        userIds: [...new Set(userIds)],
        created: Math.floor(Date.now() / 1000),
        asked: 0,
      }
      return c.json({ audienceGroupId: id, createRoute: 'MESSAGING_API', type: 'UPLOAD', description }, 202)
    })
    .put('/v2/bot/audienceGroup/upload', async (c) => {
      const sent = await c.req.json<Sent>()
      const group = find(sent.audienceGroupId)
      group.userIds = [...new Set([...group.userIds, ...idsOf(sent)])]
      return c.json({}, 202)
    })
    .get('/v2/bot/audienceGroup/list', (c) => {
      const sought = c.req.query('description') ?? ''
      const found = Object.values(groups()).filter(({ description }) => description.includes(sought))
      return c.json({
        audienceGroups: found.map(shown),
        hasNextPage: false,
        totalCount: found.length,
        page: 1,
        size: 20,
      })
    })
    .get('/v2/bot/audienceGroup/:id', (c) => {
      const group = find(c.req.param('id'))
      group.asked++
      return c.json({ audienceGroup: shown(group), jobs: [] })
    })
    .delete('/v2/bot/audienceGroup/:id', (c) => {
      find(c.req.param('id'))
      delete groups()[c.req.param('id')]
      return c.json({}, 202)
    })
}
