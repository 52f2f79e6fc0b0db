import { z } from 'zod'

/** How a file of people was understood, before anybody has said what its columns are. */
export const ImportOutline = z.object({
  encoding: z.enum(['utf-8', 'shift_jis']),
  rows: z.int(),
  columns: z.array(
    z.object({
      head: z.string(),
      /** What the head suggests; null: nothing. Nobody takes it for granted. */
      proposed: z.string().nullable(),
      /** It holds points or a balance, which are not taken in. */
      isBalance: z.boolean(),
      /** The cells of the first rows. */
      sample: z.array(z.string()),
    }),
  ),
})
export type ImportOutline = z.infer<typeof ImportOutline>
