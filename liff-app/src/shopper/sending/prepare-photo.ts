import { photoProblems } from '@tamaru/domain/photo-problems'
import { isDrawnAnew, PHOTO_HEAD_BYTES, sniffPhoto, type PhotoRefusal } from '@tamaru/domain/sniff-photo'
import { ApiProblem } from '../../api/problem.ts'
import { checkPhoto, LOOK_AT_PX, type PhotoDoubt } from './check-photo.ts'

/** Enough for print on a long receipt, and a third of what a phone's camera makes of it. */
const LONG_SIDE_MAX_PX = 2400
const JPEG_QUALITY = 0.9

/** A photo of few pixels can be large all the same: as PNG, or with another photo in it. */
const SENT_AS_IS_MAX_BYTES = 4_000_000
/** What the server takes at most. */
const PHOTO_MAX_BYTES = 15 * 1024 * 1024

export type PreparedPhoto = { blob: Blob; doubts: PhotoDoubt[] } | { problem: ApiProblem }

/**
 * Looks at the photo and makes it small enough for a phone's uplink. What needs no change goes as it is; what is
 * redrawn is drawn upright, as JPEG, whatever it was: a browser that can draw HEIC makes a photo of it that can be read.
 * What it cannot draw is refused here, in the server's words, before anybody waits for an upload; only what the
 * server reads goes on to it, whose eyes may be better: a PDF, and a HEIC photo where the browser has no HEVC.
 */
export async function preparePhoto(file: Blob): Promise<PreparedPhoto> {
  if (file.size === 0) return refuse('photo_empty')
  const sniffed = sniffPhoto(new Uint8Array(await file.slice(0, PHOTO_HEAD_BYTES).arrayBuffer()))
  const isReadable = 'mediaType' in sniffed
  const picture = await decode(file)
  if (!picture) {
    if (!isReadable) return refuse(sniffed.refusal)
    return file.size > PHOTO_MAX_BYTES ? refuse('photo_too_large') : { blob: file, doubts: [] }
  }
  const { width, height } = sizeOf(picture)
  const long = Math.max(width, height)
  const looked = draw(picture, LOOK_AT_PX / Math.max(LOOK_AT_PX, long))
  const pixels = looked.getContext('2d')!.getImageData(0, 0, looked.width, looked.height)
  const doubts = checkPhoto(pixels, { width, height })
  const asIs =
    isReadable &&
    !isDrawnAnew(sniffed.mediaType) &&
    long <= LONG_SIDE_MAX_PX &&
    file.size <= SENT_AS_IS_MAX_BYTES
  const blob = asIs ? file : await encode(draw(picture, Math.min(1, LONG_SIDE_MAX_PX / long)))
  if ('close' in picture) picture.close()
  if (!blob && !isReadable) return refuse(sniffed.refusal)
  return { blob: blob ?? file, doubts }
}

function refuse(kind: PhotoRefusal): { problem: ApiProblem } {
  const { status, title, detail } = photoProblems[kind]
  const words = { titleJa: title.ja, titleEn: title.en, detailJa: detail.ja, detailEn: detail.en }
  return { problem: new ApiProblem(status, { kind, ...words }) }
}

/** `from-image` turns the picture as its EXIF says. An <img>, for browsers that refuse some files here, does so anyway. */
async function decode(file: Blob): Promise<ImageBitmap | HTMLImageElement | undefined> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch {
    const image = new Image()
    image.src = URL.createObjectURL(file)
    try {
      await image.decode()
      return image
    } catch {
      return undefined
    } finally {
      URL.revokeObjectURL(image.src)
    }
  }
}

function sizeOf(picture: ImageBitmap | HTMLImageElement) {
  return 'naturalWidth' in picture
    ? { width: picture.naturalWidth, height: picture.naturalHeight }
    : { width: picture.width, height: picture.height }
}

function draw(picture: ImageBitmap | HTMLImageElement, scale: number): HTMLCanvasElement {
  const { width, height } = sizeOf(picture)
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const context = canvas.getContext('2d', { willReadFrequently: scale < 1 })!
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return canvas
}

function encode(canvas: HTMLCanvasElement): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', JPEG_QUALITY))
}
