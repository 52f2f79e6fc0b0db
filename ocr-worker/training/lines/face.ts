/** One letter's ink (0..255), cut to its own box. `left` and `top` place it from the pen and from the top of the em. */
export type Letter = {
  advance: number
  left: number
  top: number
  width: number
  height: number
  ink: Uint8Array
}

/** A face as it is stored: `em` is the height and width of a full-width letter in its dots. */
export type StoredFace = {
  name: string
  em: number
  /** Black and white dots that are not to be made fewer. */
  bitmap: boolean
  letters: Map<string, Letter>
  /** How often it is taken, against others. */
  weight: number
}
