import { Hono } from 'hono'
import type { World } from '../world.ts'

/** `/__sandbox/clock`: the clock of the demo that this sandbox belongs to, handed on to whoever keeps it. */
export function clockRoutes(world: World): Hono {
  const { clockUrl } = world.options
  const routes = new Hono()
  if (!clockUrl) return routes
  return routes
    .get('/', async () => answerAs(await fetch(clockUrl)))
    .post('/', async (c) => {
      const headers = { 'content-type': c.req.header('content-type') ?? '' }
      const answer = await fetch(clockUrl, { method: 'POST', headers, body: await c.req.text() })
      world.publish({ type: 'clock' })
      return answerAs(answer)
    })
}

const answerAs = async (answer: Response) =>
  new Response(await answer.text(), {
    status: answer.status,
    headers: { 'content-type': 'application/json' },
  })
