import { z } from 'zod'
import { PREFECTURES } from './prefectures.ts'

/** A prefecture by its number. */
export const Prefecture = z.enum(PREFECTURES.map(({ code }) => code) as [string, ...string[]])
