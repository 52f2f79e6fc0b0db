import type { Marks } from '@tamaru/domain'
import { hashPicture } from './hash-picture.ts'
import type { Gray } from './image/gray.ts'
import type { Photo } from './load-photo.ts'

/** By what this photo is known again when it was saved, sized or lit anew. */
export function markPhoto({ small }: Photo): Marks {
  return { photo: hashPicture(toGray(small)) }
}

function toGray({ width, height, rgb }: Photo['small']): Gray {
  const data = new Uint8Array(width * height)
  for (let i = 0, j = 0; i < data.length; i++, j += 3)
    data[i] = (rgb[j]! + 2 * rgb[j + 1]! + rgb[j + 2]!) >> 2
  return { width, height, data }
}
