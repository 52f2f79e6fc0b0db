import { existsSync } from 'node:fs'
import { debian, npm } from '../draw-glyphs.ts'
import type { Encoding } from './read-pcf.ts'

/** `japanese` faces have kanji and kana, `latin` ones are for ASCII alone. */
export type OutlineFont = { name: string; files: string[]; kind: 'japanese' | 'latin'; weight: number }

const japanese = (name: string, files: string[], weight = 2): OutlineFont => ({
  name,
  files,
  kind: 'japanese',
  weight,
})
const latin = (name: string, path: string, weight = 2): OutlineFont => ({
  name,
  files: debian(path),
  kind: 'latin',
  weight,
})
const type = (name: string, path: string, weight = 2) => japanese(name, debian(path), weight)

const OUTLINES: OutlineFont[] = [
  japanese('dotgothic16', npm('dotgothic16', 400), 8),
  japanese('biz-udgothic', npm('biz-udgothic', 400), 5),
  japanese('biz-udgothic-bold', npm('biz-udgothic', 700), 3),
  type('ipag', 'opentype/ipafont-gothic/ipag.ttf', 4),
  type('ipagp', 'opentype/ipafont-gothic/ipagp.ttf'),
  type('ipam', 'opentype/ipafont-mincho/ipam.ttf'),
  type('ipaexm', 'opentype/ipaexfont-mincho/ipaexm.ttf', 1),
  type('vl-gothic', 'truetype/vlgothic/VL-Gothic-Regular.ttf', 3),
  type('vl-pgothic', 'truetype/vlgothic/VL-PGothic-Regular.ttf', 1),
  type('takao-pgothic', 'truetype/takao-gothic/TakaoPGothic.ttf', 1),
  type('mplus1', 'opentype/mplus/Mplus1-Regular.otf'),
  type('mplus1-bold', 'opentype/mplus/Mplus1-Bold.otf'),
  type('mplus2', 'opentype/mplus/Mplus2-Medium.otf'),
  type('mplus1code', 'opentype/mplus/Mplus1Code-Regular.otf', 3),
  type('mplus1code-bold', 'opentype/mplus/Mplus1Code-Bold.otf', 1),
  type('mplus1code-light', 'opentype/mplus/Mplus1Code-Light.otf', 1),
  type('mplus-code50', 'opentype/mplus/MplusCode50-Medium.otf', 2),
  type('mplus-code60', 'opentype/mplus/MplusCode60-Regular.otf', 1),
  type('migmix-1m', 'truetype/migmix/migmix-1m-regular.ttf'),
  type('migmix-2m-bold', 'truetype/migmix/migmix-2m-bold.ttf'),
  type('migu-1m', 'truetype/migmix/migu-1m-regular.ttf'),
  type('migu-1c-bold', 'truetype/migmix/migu-1c-bold.ttf', 1),
  type('ume-tgo4', 'truetype/horai-umefont/ume-tgo4.ttf'),
  type('ume-tgo5', 'truetype/horai-umefont/ume-tgo5.ttf'),
  type('ume-tgc4', 'truetype/horai-umefont/ume-tgc4.ttf'),
  type('ume-tms3', 'truetype/horai-umefont/ume-tms3.ttf', 1),
  type('ume-hgo4', 'truetype/horai-umefont/ume-hgo4.ttf', 1),
  type('ume-pgo4', 'truetype/horai-umefont/ume-pgo4.ttf', 1),
  type('umeplus', 'truetype/umeplus/umeplus-gothic.ttf'),
  type('komatuna', 'truetype/komatuna/komatuna.ttf'),
  type('motoya-cedar', 'truetype/motoya-l-cedar/MTLc3m.ttf', 4),
  type('motoya-maruberi', 'truetype/motoya-l-maruberi/MTLmr3m.ttf', 3),
  type('sawarabi-gothic', 'truetype/sawarabi-gothic/sawarabi-gothic-medium.ttf', 1),
  type('noto-sans', 'opentype/noto/NotoSansCJK-Regular.ttc'),
  type('noto-sans-bold', 'opentype/noto/NotoSansCJK-Bold.ttc'),
  type('noto-serif', 'opentype/noto/NotoSerifCJK-Regular.ttc', 1),
  type('ricty', 'truetype/ricty-diminished/RictyDiminished-Regular.ttf'),
  type('ricty-bold', 'truetype/ricty-diminished/RictyDiminished-Bold.ttf'),
  type('unifont', 'opentype/unifont/unifont_jp.otf', 1),
  latin('dejavu-mono', 'truetype/dejavu/DejaVuSansMono.ttf', 3),
  latin('dejavu-mono-bold', 'truetype/dejavu/DejaVuSansMono-Bold.ttf'),
  latin('dejavu-condensed', 'truetype/dejavu/DejaVuSansCondensed.ttf', 1),
  latin('liberation-mono', 'truetype/liberation/LiberationMono-Regular.ttf', 3),
  latin('liberation-mono-bold', 'truetype/liberation/LiberationMono-Bold.ttf'),
  latin('liberation-sans', 'truetype/liberation/LiberationSans-Regular.ttf', 3),
  latin('liberation-sans-bold', 'truetype/liberation/LiberationSans-Bold.ttf', 2),
  latin('liberation-narrow', 'truetype/liberation/LiberationSansNarrow-Regular.ttf', 1),
  latin('liberation-serif', 'truetype/liberation/LiberationSerif-Regular.ttf', 2),
  latin('liberation-serif-bold', 'truetype/liberation/LiberationSerif-Bold.ttf', 1),
  latin('inconsolata', 'truetype/inconsolata/Inconsolata.otf'),
  latin('nimbus-mono', 'opentype/urw-base35/NimbusMonoPS-Bold.otf'),
  latin('noto-mono', 'truetype/noto/NotoMono-Regular.ttf', 1),
  latin('mplus-latin50', 'opentype/mplus/MplusCodeLatin50-Medium.otf'),
  latin('hack', 'truetype/hack/Hack-Regular.ttf'),
  latin('anonymous-pro', 'truetype/anonymous-pro/Anonymous Pro.ttf', 1),
  latin('free-mono-bold', 'truetype/freefont/FreeMonoBold.ttf', 1),
  latin('roboto', 'truetype/roboto/unhinted/RobotoTTF/Roboto-Regular.ttf', 1),
  latin('roboto-condensed', 'truetype/roboto/unhinted/RobotoCondensed-Regular.ttf', 1),
]

/** Full-width letters, and half-width ones of the same height: what a till's memory holds. */
export type BitmapFont = {
  name: string
  em: number
  parts: { file: string; encoding: Encoding }[]
  weight: number
}

const x11 = (file: string) => `/usr/share/fonts/X11/misc/${file}.pcf.gz`
/** Earlier parts go before later ones where both have a letter. */
const bitmap = (name: string, em: number, weight: number, full: string, ...half: string[]): BitmapFont => ({
  name,
  em,
  weight,
  parts: [
    ...half.map((file) => ({
      file: x11(file.replace('*', '')),
      encoding: file.endsWith('*') ? ('unicode' as const) : ('jisx0201' as const),
    })),
    { file: x11(full), encoding: 'jisx0208' as const },
  ],
})

const BITMAPS: BitmapFont[] = [
  bitmap('jiskan24', 24, 8, 'jiskan24', '12x24rk'),
  bitmap('jiskan24-latin', 24, 5, 'jiskan24', '12x24*', '12x24rk'),
  bitmap('jiskan24-terminus', 24, 4, 'jiskan24', 'ter-u24n_unicode*', '12x24rk'),
  bitmap('jiskan24-terminus-bold', 24, 3, 'jiskan24', 'ter-u24b_unicode*', '12x24rk'),
  bitmap('jiskan24-efont', 24, 3, 'jiskan24', 'h24*', '12x24rk'),
  bitmap('kappa20', 20, 2, 'k20m', '10x20rkm'),
  bitmap('kappa20-bold', 20, 2, 'k20b', '10x20rkb'),
  bitmap('ayu20', 20, 3, 'k20gm', '10x20grkm'),
  bitmap('ayu20-bold', 20, 2, 'k20gmb', '10x20grkmb'),
  bitmap('ayu18', 18, 2, 'k18gm', '9x18grkm'),
  bitmap('ayu18-bold', 18, 2, 'k18gmb', '9x18grkmb'),
  bitmap('jiskan16', 16, 4, 'jiskan16', '8x16rk'),
  bitmap('jiskan16-terminus', 16, 2, 'j90-16', 'ter-u16n_unicode*', '8x16rk'),
  bitmap('shinonome16', 16, 4, 'shnmk16', 'shnm8x16r'),
  bitmap('shinonome16-bold', 16, 4, 'shnmk16b', 'shnm8x16rb'),
  bitmap('shinonome16-mincho', 16, 2, 'shnmk16min', 'shnm8x16r'),
  bitmap('marumoji16', 16, 1, 'maru16', '8x16rk'),
  bitmap('shinonome14', 14, 2, 'shnmk14', 'shnm7x14r'),
  bitmap('shinonome14-bold', 14, 1, 'shnmk14b', 'shnm7x14rb'),
  bitmap('k14', 14, 1, 'k14', '7x14-JISX0201.1976-0'),
  bitmap('shinonome12', 12, 1, 'shnmk12', 'shnm6x12r'),
  bitmap('mplus12', 13, 1, 'mplus_j12r', 'mplus_f12r-jisx0201'),
]

const installed = <F extends { name: string }>(fonts: F[], files: (font: F) => string[]) =>
  fonts.filter((font) => {
    const here = files(font).length > 0 && files(font).every(existsSync)
    if (!here) console.error(`left out, not installed: ${font.name}`)
    return here
  })

/** A font that is not installed is left out. */
export const outlineFonts = () => installed(OUTLINES, (f) => f.files)
export const bitmapFonts = () => installed(BITMAPS, (f) => f.parts.map((p) => p.file))
