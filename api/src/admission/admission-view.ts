import { Admission } from '@tamaru/domain'
import { z } from 'zod'

/** Whether the campaign that is in force is for this person. */
export const AdmissionView = z.object({
  admission: Admission,
  /** Years that one must have lived; null: it does not matter. */
  leastAge: z.int().nullable(),
})
export type AdmissionView = z.infer<typeof AdmissionView>

export const Birthday = z.strictObject({ birthday: z.iso.date() })
