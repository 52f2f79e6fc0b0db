import sharp from 'sharp'
import type { Gray } from '../read-receipt/image/gray.ts'

/** A picture inside the page: `uri` holds its bytes; the page draws it in its own pixels, `width` by `height`. */
export type Picture = { uri: string; width: number; height: number }

const PHOTO_SIDE_PX = 1100

/** The photo upright by its EXIF note, in colour. */
export async function pictureOfPhoto(bytes: Uint8Array): Promise<Picture> {
  const { data, info } = await sharp(bytes, { pages: 1 })
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .resize({ width: PHOTO_SIDE_PX, height: PHOTO_SIDE_PX, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 74, mozjpeg: true })
    .toBuffer({ resolveWithObject: true })
  return { uri: `data:image/jpeg;base64,${data.toString('base64')}`, width: info.width, height: info.height }
}

/** A sheet as the reader has it, measured in the reader's pixels, so that its places can be drawn over it. */
export async function pictureOfSheet(sheet: Gray, mostWidthPx: number): Promise<Picture> {
  const { width, height, data } = sheet
  const bytes = await sharp(data, { raw: { width, height, channels: 1 } })
    .resize({ width: mostWidthPx, withoutEnlargement: true })
    .png({ palette: true, colours: 16, dither: 0 })
    .toBuffer()
  return { uri: `data:image/png;base64,${bytes.toString('base64')}`, width, height }
}
