import type { Box, Marks } from '@tamaru/domain'
import sharp from 'sharp'
import { findEdit, mayShowEdits } from './edits/find-edit.ts'
import { hashPicture } from './hash-picture.ts'
import type { Gray } from './image/gray.ts'
import type { Photo } from './load-photo.ts'

/** A phone's photo that the mini-app made small; the traces of a saving do not outlive being made smaller anyway. */
const MOST_PIXELS = 8_000_000

/**
 * By what this photo is known again when it was saved, sized or lit anew, and whether something was put into it. Of what
 * was drawn from another format there is no file to look at: its JPEG was saved here.
 */
export async function markPhoto(file: Uint8Array | undefined, { small }: Photo): Promise<Marks> {
  return { photo: hashPicture(toGray(small)), edited: file ? await lookForEdit(file) : null }
}

function toGray({ width, height, rgb }: Photo['small']): Gray {
  const data = new Uint8Array(width * height)
  for (let i = 0, j = 0; i < data.length; i++, j += 3)
    data[i] = (rgb[j]! + 2 * rgb[j + 1]! + rgb[j + 2]!) >> 2
  return { width, height, data }
}

/** On the pixels as they are stored, since JPEG's grid is theirs. */
async function lookForEdit(file: Uint8Array): Promise<Marks['edited']> {
  const { format, width, height, orientation } = await sharp(file).metadata()
  if (format !== 'jpeg' || width * height > MOST_PIXELS || !mayShowEdits(file)) return null
  const { data, info } = await sharp(file)
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  if (info.channels !== 3) return null
  const edit = findEdit(file, { data, width: info.width, height: info.height })
  const share = (value: number) => Math.round(Math.max(0, value) * 100) / 100
  return (
    edit && {
      box: turnUpright(edit.box, orientation ?? 1),
      here: share(edit.here),
      elsewhere: share(edit.elsewhere),
    }
  )
}

/** Where a place of the stored picture lies once its EXIF orientation (1 to 8) has turned it. */
function turnUpright({ x, y, w, h }: Box, orientation: number): Box {
  const [left, top] = [1 - x - w, 1 - y - h]
  const turned = [
    { x, y, w, h },
    { x: left, y, w, h },
    { x: left, y: top, w, h },
    { x, y: top, w, h },
    { x: y, y: x, w: h, h: w },
    { x: top, y: x, w: h, h: w },
    { x: top, y: left, w: h, h: w },
    { x: y, y: left, w: h, h: w },
  ][orientation - 1]
  return turned ?? { x, y, w, h }
}
