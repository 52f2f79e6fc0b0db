import { Hono } from 'hono'
import { newSecret } from '../ids.ts'
import type { World } from '../world.ts'
import { Refusal } from './refuse.ts'

const megabyte = 1024 * 1024

/** Rich menus: create, image, default, per person, aliases. */
export function richMenuRoutes(world: World): Hono {
  const find = (richMenuId: string | undefined) => {
    const found = world.state.richMenus[richMenuId ?? '']
    if (!found) throw new Refusal(404, 'richmenu not found')
    return found
  }
  /** A menu can be shown only once it has its image. */
  const findShowable = (richMenuId: string | undefined) => {
    if (!find(richMenuId).image)
      throw new Refusal(400, 'must upload richmenu image before applying it to user')
    return richMenuId!
  }
  const link = (userIds: string[], richMenuId: string | undefined) => {
    for (const person of world.state.people)
      if (userIds.includes(person.userId)) person.richMenuId = richMenuId
    world.publish({ type: 'richmenu' })
  }

  return new Hono()
    .post('/v2/bot/richmenu', async (c) => {
      const menu = await c.req.json<Record<string, unknown>>()
      checkMenu(menu)
      const richMenuId = `richmenu-${newSecret(16)}`
      world.state.richMenus[richMenuId] = { menu }
      world.publish({ type: 'account' })
      return c.json({ richMenuId })
    })
    .post('/v2/bot/richmenu/validate', async (c) => {
      checkMenu(await c.req.json())
      return c.json({})
    })
    .get('/v2/bot/richmenu/list', (c) =>
      c.json({
        richmenus: Object.entries(world.state.richMenus).map(([richMenuId, { menu }]) => ({
          richMenuId,
          ...menu,
        })),
      }),
    )
    .post('/v2/bot/richmenu/bulk/link', async (c) => {
      const { richMenuId, userIds = [] } = await c.req.json<{ richMenuId?: string; userIds?: string[] }>()
      link(userIds, findShowable(richMenuId))
      return c.json({}, 202)
    })
    .post('/v2/bot/richmenu/bulk/unlink', async (c) => {
      link((await c.req.json<{ userIds?: string[] }>()).userIds ?? [], undefined)
      return c.json({}, 202)
    })
    .get('/v2/bot/richmenu/alias/list', (c) =>
      c.json({
        aliases: Object.entries(world.state.richMenuAliases).map(([richMenuAliasId, richMenuId]) => ({
          richMenuAliasId,
          richMenuId,
        })),
      }),
    )
    .post('/v2/bot/richmenu/alias', async (c) => {
      const { richMenuAliasId = '', richMenuId } = await c.req.json<{
        richMenuAliasId?: string
        richMenuId?: string
      }>()
      find(richMenuId)
      if (!/^[a-z0-9_-]{1,32}$/.test(richMenuAliasId)) throw new Refusal(400, 'Invalid richMenuAliasId')
      if (world.state.richMenuAliases[richMenuAliasId]) throw new Refusal(400, 'conflict richmenu alias id')
      world.state.richMenuAliases[richMenuAliasId] = richMenuId!
      return c.json({})
    })
    .get('/v2/bot/richmenu/alias/:alias', (c) => {
      const richMenuAliasId = c.req.param('alias')
      const richMenuId = world.state.richMenuAliases[richMenuAliasId]
      if (!richMenuId) throw new Refusal(404, 'richmenu alias not found')
      return c.json({ richMenuAliasId, richMenuId })
    })
    .post('/v2/bot/richmenu/alias/:alias', async (c) => {
      const alias = c.req.param('alias')
      if (!world.state.richMenuAliases[alias]) throw new Refusal(404, 'richmenu alias not found')
      const { richMenuId } = await c.req.json<{ richMenuId?: string }>()
      find(richMenuId)
      world.state.richMenuAliases[alias] = richMenuId!
      world.publish({ type: 'richmenu' })
      return c.json({})
    })
    .delete('/v2/bot/richmenu/alias/:alias', (c) => {
      delete world.state.richMenuAliases[c.req.param('alias')]
      return c.json({})
    })
    .get('/v2/bot/richmenu/:id', (c) =>
      c.json({ richMenuId: c.req.param('id'), ...find(c.req.param('id')).menu }),
    )
    .delete('/v2/bot/richmenu/:id', (c) => {
      const id = c.req.param('id')
      find(id)
      delete world.state.richMenus[id]
      if (world.state.defaultRichMenuId === id) world.state.defaultRichMenuId = undefined
      for (const person of world.state.people) if (person.richMenuId === id) person.richMenuId = undefined
      world.publish({ type: 'richmenu' })
      return c.json({})
    })
    .post('/v2/bot/richmenu/:id/content', async (c) => {
      const richMenu = find(c.req.param('id'))
      const mediaType = c.req.header('content-type') ?? ''
      const bytes = Buffer.from(await c.req.arrayBuffer())
      if (!/^image\/(jpeg|png)$/.test(mediaType)) throw new Refusal(415, 'Unsupported Media Type')
      if (bytes.length > megabyte) throw new Refusal(413, 'Request Entity Too Large')
      if (richMenu.image) throw new Refusal(400, 'An image has already been uploaded to the richmenu')
      richMenu.image = { mediaType, base64: bytes.toString('base64') }
      world.publish({ type: 'richmenu' })
      return c.json({})
    })
    .get('/v2/bot/richmenu/:id/content', (c) => {
      const { image } = find(c.req.param('id'))
      if (!image) throw new Refusal(404, 'Not found')
      return new Response(Buffer.from(image.base64, 'base64'), {
        headers: { 'content-type': image.mediaType },
      })
    })
    .get('/v2/bot/user/all/richmenu', (c) => {
      if (!world.state.defaultRichMenuId) throw new Refusal(404, 'no default richmenu')
      return c.json({ richMenuId: world.state.defaultRichMenuId })
    })
    .post('/v2/bot/user/all/richmenu/:id', (c) => {
      world.state.defaultRichMenuId = findShowable(c.req.param('id'))
      world.publish({ type: 'richmenu' })
      return c.json({})
    })
    .delete('/v2/bot/user/all/richmenu', (c) => {
      world.state.defaultRichMenuId = undefined
      world.publish({ type: 'richmenu' })
      return c.json({})
    })
    .get('/v2/bot/user/:userId/richmenu', (c) => {
      const richMenuId = world.person(c.req.param('userId'))?.richMenuId
      if (!richMenuId) throw new Refusal(404, 'the user has no richmenu')
      return c.json({ richMenuId })
    })
    .post('/v2/bot/user/:userId/richmenu/:id', (c) => {
      // To someone who is no friend LINE answers 200 and does nothing.
      link([c.req.param('userId')], findShowable(c.req.param('id')))
      return c.json({})
    })
    .delete('/v2/bot/user/:userId/richmenu', (c) => {
      link([c.req.param('userId')], undefined)
      return c.json({})
    })
}

type MenuShape = {
  size?: { width: number; height: number }
  areas?: unknown[]
  name?: string
  chatBarText?: string
}

function checkMenu(menu: MenuShape): void {
  const { width = 0, height = 0 } = menu.size ?? {}
  const details: { message: string; property: string }[] = []
  if (width < 800 || width > 2500 || height < 250 || width / height < 1.45) {
    details.push({
      message: 'width 800 to 2500, height 250 or more, width / height 1.45 or more',
      property: 'size',
    })
  }
  if ((menu.areas?.length ?? 0) > 20)
    details.push({ message: 'Size must be between 0 and 20', property: 'areas' })
  if (!menu.name || menu.name.length > 300)
    details.push({ message: 'Length must be between 1 and 300', property: 'name' })
  if (!menu.chatBarText || [...menu.chatBarText].length > 14) {
    details.push({ message: 'Length must be between 1 and 14', property: 'chatBarText' })
  }
  if (details.length > 0) throw new Refusal(400, `The request body has ${details.length} error(s)`, details)
}
