import { textOf } from '../faults/fault.ts'

/** What stands for a thing on a page: an emoji, or the address of a picture. */
export const Picture = textOf('picture', /^(https:\/\/\S+|\P{ASCII}{1,12})$/u).max(500)
