import { PDFiumLibrary, type PDFiumDocument, type PDFiumPage } from '@hyzyla/pdfium'
import sharp from 'sharp'
import { UnreadableImage } from '../unreadable-image.ts'
import type { Drawn } from './drawn.ts'

/** A receipt is short; what follows are terms and advertisements. */
const MAX_PAGES = 3
const PAGE_PX_PER_POINT = 150 / 72
/** A page as narrow as a till's paper has its small print drawn larger, and a poster is not drawn at its size. */
const MIN_WIDTH_PX = 900
const MAX_PAGE_PIXELS = 8_000_000
const GAP_PX = 40
const JPEG_QUALITY = 90
const WHITE = '#ffffff'
const EMPTY_ABOVE = 235

type Strip = { data: Buffer; width: number; height: number }

/**
 * Draws the first pages of a PDF, one below the other as one long receipt, without their empty margins.
 * @throws UnreadableImage where it is locked, damaged or has no page.
 */
export async function drawPdf(bytes: Uint8Array): Promise<Drawn> {
  const library = await PDFiumLibrary.init()
  try {
    const document = await library.loadDocument(bytes).catch(refuse)
    const strips = await drawPages(document)
    document.destroy()
    return await join(strips)
  } finally {
    library.destroy()
  }
}

async function drawPages(document: PDFiumDocument): Promise<Strip[]> {
  const pages = document.getPageCount()
  if (pages < 1) throw new UnreadableImage('broken_image', 'the PDF has no page')
  const strips: Strip[] = []
  for (let at = 0; at < Math.min(pages, MAX_PAGES); at++) {
    const strip = await drawPage(document.getPage(at))
    if (strip) strips.push(strip)
  }
  if (!strips.length) throw new UnreadableImage('broken_image', 'the first pages of the PDF are empty')
  return strips
}

/** Undefined for an empty page. */
async function drawPage(page: PDFiumPage): Promise<Strip | undefined> {
  const { originalWidth: width_pt, originalHeight: height_pt } = page.getOriginalSize()
  if (!(width_pt > 0 && height_pt > 0))
    throw new UnreadableImage('broken_image', 'a page of the PDF has no size')
  const wanted = Math.max(PAGE_PX_PER_POINT, MIN_WIDTH_PX / width_pt)
  const scale = Math.min(wanted, Math.sqrt(MAX_PAGE_PIXELS / (width_pt * height_pt)))
  const { data, width, height } = await page.render({ scale, render: 'bitmap' })
  const picture = sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha()
  const { channels } = await picture.stats()
  if (channels.every(({ min }) => min > EMPTY_ABOVE)) return undefined
  const { data: inked, info } = await picture
    .trim({ background: WHITE, threshold: 255 - EMPTY_ABOVE })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data: inked, width: info.width, height: info.height }
}

async function join(strips: Strip[]): Promise<Drawn> {
  const width = Math.max(...strips.map((strip) => strip.width)) + 2 * GAP_PX
  const height = strips.reduce((sum, strip) => sum + strip.height + GAP_PX, GAP_PX)
  let top = GAP_PX
  const placed = strips.map(({ data, ...strip }) => {
    const layer = { input: data, raw: { ...strip, channels: 3 as const }, left: GAP_PX, top }
    top += strip.height + GAP_PX
    return layer
  })
  const jpeg = await sharp({ create: { width, height, channels: 3, background: WHITE } })
    .composite(placed)
    .jpeg({ quality: JPEG_QUALITY })
    .toBuffer()
  return { jpeg, width, height }
}

function refuse(error: unknown): never {
  const reason = error instanceof Error ? error.message : String(error)
  if (/password/i.test(reason))
    throw new UnreadableImage('unsupported_format', 'the PDF is locked by a password')
  throw new UnreadableImage('broken_image', `the PDF cannot be opened: ${reason}`)
}
