export type UnreadableKind = 'unsupported_format' | 'too_large' | 'broken_image'

/** The bytes cannot be read as one still picture. Never a fault of the reader: the shopper must send another photo. */
export class UnreadableImage extends Error {
  readonly kind: UnreadableKind

  constructor(kind: UnreadableKind, reason: string) {
    super(reason)
    this.name = 'UnreadableImage'
    this.kind = kind
  }
}
