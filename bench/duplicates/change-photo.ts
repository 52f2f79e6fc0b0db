import sharp from 'sharp'

/** What people do to a photo before they send it again. Shares of its sides are cropped off. */
export const changes: Record<string, (jpeg: Buffer) => Promise<Buffer>> = {
  /** The table around the paper is cut away, and a little of the paper's rim with it. */
  crop: (jpeg) => crop(jpeg, { left: 0.06, top: 0.05, right: 0.07, bottom: 0.06 }),
  brightness: (jpeg) =>
    sharp(jpeg).autoOrient().modulate({ brightness: 1.25 }).jpeg({ quality: 88 }).toBuffer(),
  darkness: (jpeg) => sharp(jpeg).autoOrient().linear(0.7, 4).jpeg({ quality: 85 }).toBuffer(),
  /** What a messenger does. */
  smaller: (jpeg) =>
    sharp(jpeg)
      .autoOrient()
      .resize({ width: 960, height: 960, fit: 'inside' })
      .jpeg({ quality: 70 })
      .toBuffer(),
  reencoded: (jpeg) => sharp(jpeg).autoOrient().webp({ quality: 70 }).toBuffer(),
}

async function crop(jpeg: Buffer, off: { left: number; top: number; right: number; bottom: number }) {
  const upright = await sharp(jpeg).autoOrient().toBuffer({ resolveWithObject: true })
  const { width, height } = upright.info
  const region = {
    left: Math.round(width * off.left),
    top: Math.round(height * off.top),
    width: Math.round(width * (1 - off.left - off.right)),
    height: Math.round(height * (1 - off.top - off.bottom)),
  }
  return sharp(upright.data).extract(region).jpeg({ quality: 90 }).toBuffer()
}
