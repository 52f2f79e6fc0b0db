import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { chromium } from 'playwright-core'
import { JUNK_LETTERS, SYMBOLS } from './symbols.ts'

/** One letter as ink (0..255), drawn with `pad` blank pixels on either side of its advance. */
export type Glyph = { advance: number; width: number; ink: Uint8Array }
export type Face = {
  name: string
  em: number
  height: number
  dots: boolean
  pad: number
  glyphs: Map<string, Glyph>
}

type Font = { name: string; files: string[]; ems: number[]; weight: number }

const packaged = (path: string) => {
  const [scope, font, ...rest] = path.split('/')
  return join(dirname(createRequire(import.meta.url).resolve(`${scope}/${font}/package.json`)), ...rest)
}
export const npm = (font: string, weight: number) =>
  ['japanese', 'latin', 'latin-ext', 'greek-ext', 'cyrillic']
    .map((part) => packaged(`@fontsource/${font}/files/${font}-${part}-${weight}-normal.woff2`))
    .filter(existsSync)
export const debian = (path: string) => [`/usr/share/fonts/${path}`]

/** A face drawn at 16 or 24 pixels and cut to black and white is what a till stores; 48 is for smooth print. */
const FONTS: Font[] = [
  { name: 'DotGothic16', files: npm('dotgothic16', 400), ems: [16, 16, 16], weight: 4 },
  { name: 'BIZ UDGothic', files: npm('biz-udgothic', 400), ems: [24, 24, 48], weight: 4 },
  { name: 'BIZ UDGothic Bold', files: npm('biz-udgothic', 700), ems: [24, 48], weight: 2 },
  { name: 'IPAGothic', files: debian('opentype/ipafont-gothic/ipag.ttf'), ems: [16, 24, 48], weight: 3 },
  {
    name: 'VL Gothic',
    files: debian('truetype/vlgothic/VL-Gothic-Regular.ttf'),
    ems: [16, 24, 48],
    weight: 3,
  },
  { name: 'M+ Code', files: debian('opentype/mplus/Mplus1Code-Regular.otf'), ems: [24, 48], weight: 2 },
  { name: 'M+ Code Bold', files: debian('opentype/mplus/Mplus1Code-Bold.otf'), ems: [24, 48], weight: 1 },
  { name: 'M+ Code 50', files: debian('opentype/mplus/MplusCode50-Medium.otf'), ems: [24, 48], weight: 2 },
  { name: 'DejaVu Sans Mono', files: debian('truetype/dejavu/DejaVuSansMono.ttf'), ems: [24, 48], weight: 2 },
  { name: 'DejaVu Sans', files: debian('truetype/dejavu/DejaVuSans.ttf'), ems: [24, 48], weight: 1 },
  {
    name: 'Liberation Mono',
    files: debian('truetype/liberation/LiberationMono-Regular.ttf'),
    ems: [24, 48],
    weight: 2,
  },
  {
    name: 'Liberation Mono Bold',
    files: debian('truetype/liberation/LiberationMono-Bold.ttf'),
    ems: [24, 48],
    weight: 1,
  },
  {
    name: 'Liberation Sans',
    files: debian('truetype/liberation/LiberationSans-Regular.ttf'),
    ems: [24, 48],
    weight: 2,
  },
  {
    name: 'Liberation Sans Narrow',
    files: debian('truetype/liberation/LiberationSansNarrow-Bold.ttf'),
    ems: [48],
    weight: 1,
  },
]

/** Every face with every letter that it has. A font that is not installed is left out. */
export async function drawFaces(): Promise<{ face: Face; weight: number }[]> {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    const tab = await browser.newPage()
    const faces: { face: Face; weight: number }[] = []
    for (const font of FONTS) {
      if (!font.files.length || !font.files.every(existsSync)) {
        console.error(`left out, not installed: ${font.name}`)
        continue
      }
      const sources = font.files.map((file) => readFileSync(file).toString('base64'))
      for (const em of font.ems) {
        const drawn = await tab.evaluate(drawInPage, {
          family: `face-${font.name}-${em}`.replaceAll(/[^\w-]/g, '_'),
          ranges: font.files.map(rangeOf),
          sources,
          em,
          letters: [...SYMBOLS, ...JUNK_LETTERS],
        })
        const dots = em < 30
        const glyphs = new Map<string, Glyph>()
        for (const g of drawn.glyphs) {
          const ink = Uint8Array.from(Buffer.from(g.ink, 'base64'), (v) => (dots ? (v > 115 ? 255 : 0) : v))
          if (ink.some((v) => v > 100)) glyphs.set(g.letter, { advance: g.advance, width: g.width, ink })
        }
        faces.push({
          face: { name: font.name, em, height: drawn.height, pad: drawn.pad, dots, glyphs },
          weight: font.weight / font.ems.length,
        })
      }
    }
    return faces
  } finally {
    await browser.close()
  }
}

/** The npm fonts are cut into files by script; the browser must know which holds what. */
export function rangeOf(file: string): string {
  if (file.includes('-japanese-')) return 'U+2000-FFFF'
  if (file.includes('-latin-ext-')) return 'U+0100-02FF'
  if (file.includes('-latin-')) return 'U+0000-00FF'
  if (file.includes('-cyrillic-')) return 'U+0400-04FF'
  if (file.includes('-greek')) return 'U+0370-03FF'
  return 'U+0000-FFFF'
}

type Job = { family: string; ranges: string[]; sources: string[]; em: number; letters: string[] }

/** What of a browser's page is used here. */
export type Page = {
  atob(text: string): string
  btoa(text: string): string
  FontFace: new (
    family: string,
    bytes: Uint8Array,
    how: { unicodeRange: string },
  ) => { load(): Promise<object> }
  document: { fonts: { add(face: object): void }; createElement(name: 'canvas'): Canvas }
}
type Canvas = { width: number; height: number; getContext(kind: '2d', how: object): Pen }
type Pen = {
  font: string
  fillStyle: string
  measureText(text: string): { width: number }
  fillRect(x: number, y: number, width: number, height: number): void
  fillText(text: string, x: number, y: number): void
  getImageData(x: number, y: number, width: number, height: number): { data: Uint8Array }
}

async function drawInPage({ family, ranges, sources, em, letters }: Job) {
  const page = globalThis as unknown as Page
  for (const [i, source] of sources.entries()) {
    const bytes = Uint8Array.from(page.atob(source), (c) => c.charCodeAt(0))
    const face = new page.FontFace(family, bytes, { unicodeRange: ranges[i]! })
    page.document.fonts.add(await face.load())
  }
  const canvas = page.document.createElement('canvas')
  const pad = Math.ceil(em * 0.12)
  const height = Math.round(em * 1.4)
  canvas.width = em * 2 + pad * 2
  canvas.height = height
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  pen.font = `${em}px "${family}"`
  const glyphs: { letter: string; advance: number; width: number; ink: string }[] = []
  for (const letter of letters) {
    const advance = Math.min(em * 2, Math.round(pen.measureText(letter).width))
    pen.fillStyle = '#000'
    pen.fillRect(0, 0, canvas.width, height)
    pen.fillStyle = '#fff'
    pen.fillText(letter, pad, Math.round(em * 1.05))
    const width = advance + pad * 2
    const { data } = pen.getImageData(0, 0, width, height)
    let ink = ''
    for (let i = 0; i < width * height; i++) ink += String.fromCharCode(data[i * 4]!)
    glyphs.push({ letter, advance, width, ink: page.btoa(ink) })
  }
  return { glyphs, height, pad }
}
