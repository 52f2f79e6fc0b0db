import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { checkPhoto, LOOK_AT_PX } from './check-photo.ts'

/** A receipt-like sheet: rows of small print on paper, lying on a table. */
async function photograph({ light = 1, blur = 0, long = 1600 } = {}) {
  const rows = Array.from(
    { length: 40 },
    (_, i) => `<text x="140" y="${80 + i * 28}" font-size="20">${4900000100013 + i * 7919} 128</text>`,
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="1200"><rect width="900" height="1200" fill="#6b5a48"/>
    <rect x="110" y="30" width="520" height="1150" fill="#ebebe6"/><g font-family="monospace" fill="#222">${rows.join('')}</g></svg>`
  let image = sharp(Buffer.from(svg)).resize({ height: long })
  const size = { width: Math.round((900 * long) / 1200), height: long }
  const shown = await image.png().toBuffer()
  image = sharp(shown)
    .resize({ height: Math.min(long, LOOK_AT_PX) })
    .linear(light, 0)
  if (blur) image = sharp(await image.png().toBuffer()).blur(blur)
  const { data, info } = await image.ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return checkPhoto({ data, width: info.width, height: info.height }, size)
}

describe('the look at a photo before it is sent', () => {
  it('has nothing to say about a sharp, bright photo', async () => {
    expect(await photograph()).toEqual([])
  })

  it('notices print out of focus', async () => {
    expect(await photograph({ blur: 4 })).toEqual(['blurred'])
  })

  it('notices a photo taken in the dark, and does not call it blurred as well', async () => {
    expect(await photograph({ light: 0.2 })).toEqual(['too_dark'])
  })

  it('does not take evening light for blur', async () => {
    expect(await photograph({ light: 0.45 })).toEqual([])
  })

  it('notices a photo with too few pixels for print', async () => {
    expect(await photograph({ long: 420 })).toContain('too_small')
  })
})
