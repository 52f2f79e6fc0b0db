import { z } from 'zod'

const Text = (longest: number) => z.string().trim().min(1).max(longest)

/** What an account publishes of itself before anybody takes part: 規約, privacy notice, who runs it, how to reach them. */
export const Notice = z.object({
  terms: Text(20_000),
  privacy: Text(20_000),
  operator: Text(500),
  contact: Text(500),
})
export type Notice = z.infer<typeof Notice>
