import { checkPhoto, LOOK_AT_PX, type PhotoDoubt } from './check-photo.ts'

/** Enough for print on a long receipt, and a third of what a phone's camera makes of it. */
const LONG_SIDE_MAX_PX = 2400
const JPEG_QUALITY = 0.9

export interface PreparedPhoto {
  blob: Blob
  doubts: PhotoDoubt[]
}

/**
 * Looks at the photo and makes it small enough for a phone's uplink. What needs no shrinking goes as it is, with its
 * EXIF; what is redrawn is drawn upright. A file that this browser cannot draw goes as it is too: the server says why
 * it cannot be read, in words.
 */
export async function preparePhoto(file: Blob): Promise<PreparedPhoto> {
  const picture = await decode(file)
  if (!picture) return { blob: file, doubts: [] }
  const { width, height } = sizeOf(picture)
  const long = Math.max(width, height)
  const looked = draw(picture, LOOK_AT_PX / Math.max(LOOK_AT_PX, long))
  const pixels = looked.getContext('2d')!.getImageData(0, 0, looked.width, looked.height)
  const doubts = checkPhoto(pixels, { width, height })
  const blob = long > LONG_SIDE_MAX_PX ? await encode(draw(picture, LONG_SIDE_MAX_PX / long)) : file
  if ('close' in picture) picture.close()
  return { blob: blob ?? file, doubts }
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
