import sharp from 'sharp'
import type { Random } from '../random.ts'
import { blurred, type Plane } from './blur.ts'
import type { Picture } from './light-table.ts'
import type { Scene } from './scene.ts'

/** Bytes a photo may have, so that a folder of them stays small. */
const bytesMax = 340_000

/** Lens, hand, sensor and the phone's own processing, down to the JPEG. */
export async function develop(picture: Picture, scene: Scene, random: Random): Promise<Buffer> {
  const { width, height } = scene
  const tint = [1 + scene.warmth, 1, 1 - scene.warmth]
  const grain = { values: Float32Array.from({ length: width * height }, () => random.bell()), width, height }
  const shared = blurred(grain, 0.5).values
  const pixels = Buffer.alloc(width * height * 3)
  const shake = random.between(0, Math.PI)
  ;[picture.red, picture.green, picture.blue].forEach((plane, channel) => {
    const { values } = shaken(blurred(plane, scene.blur), scene.shake, shake)
    for (let i = 0; i < values.length; i++) {
      const light = Math.max(0, values[i]! * tint[channel]! * scene.exposure)
      // Shot noise grows with the root of the light, as the tone curve all but undoes.
      const noise = scene.noise * (1.6 * shared[i]! + 0.5 * random.bell())
      pixels[i * 3 + channel] = Math.round(255 * Math.min(1, Math.max(0, toneOf(light) + noise)))
    }
  })
  return encode(pixels, scene)
}

/** sRGB's curve with a phone's slight lift of contrast. */
function toneOf(light: number): number {
  const value = light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055
  return value + 0.05 * Math.sin((value - 0.5) * 6.28) * (value < 1 ? 1 : 0)
}

/** The mean over a short straight way. */
function shaken(plane: Plane, way: number, angle: number): Plane {
  if (way < 0.3) return plane
  const { values, width, height } = plane
  const out = new Float32Array(values.length)
  const steps = [-1, -0.5, 0, 0.5, 1].map(
    (t) => [Math.cos(angle) * t * way, Math.sin(angle) * t * way] as const,
  )
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let sum = 0
      for (const [dx, dy] of steps) sum += between(values, width, height, x + dx, y + dy)
      out[y * width + x] = sum / steps.length
    }
  return { values: out, width, height }
}

function between(values: Float32Array, width: number, height: number, x: number, y: number): number {
  const left = Math.min(width - 2, Math.max(0, Math.floor(x)))
  const top = Math.min(height - 2, Math.max(0, Math.floor(y)))
  const [fx, fy] = [Math.min(1, Math.max(0, x - left)), Math.min(1, Math.max(0, y - top))]
  const at = top * width + left
  const upper = values[at]! * (1 - fx) + values[at + 1]! * fx
  const lower = values[at + width]! * (1 - fx) + values[at + width + 1]! * fx
  return upper * (1 - fy) + lower * fy
}

/** How far to turn the stored picture so that its EXIF orientation turns it upright again. */
const storedTurn = { 1: 0, 3: 180, 6: 270, 8: 90 } as const

async function encode(pixels: Buffer, { width, height, orientation, quality }: Scene): Promise<Buffer> {
  const turned = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .sharpen({ sigma: 0.8, m1: 0.3, m2: 0.6 })
    .rotate(storedTurn[orientation])
    .png({ compressionLevel: 1 })
    .toBuffer()
  for (let tried = quality; ; tried -= 6) {
    const jpeg = await sharp(turned).withMetadata({ orientation }).jpeg({ quality: tried }).toBuffer()
    if (jpeg.length <= bytesMax || tried < 40) return jpeg
  }
}
