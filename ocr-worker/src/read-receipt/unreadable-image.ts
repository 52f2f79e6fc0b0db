export type UnreadableKind = 'unsupported_format' | 'too_large' | 'broken_image'

/** The bytes cannot be read as one still picture. Never a fault of the reader: the shopper must send another photo. */
export class UnreadableImage extends Error {
  readonly kind: UnreadableKind
  /** Which of several photos of one receipt it is, from 0. */
  readonly photo: number

  constructor(kind: UnreadableKind, reason: string, photo = 0) {
    super(reason)
    this.name = 'UnreadableImage'
    this.kind = kind
    this.photo = photo
  }
}
