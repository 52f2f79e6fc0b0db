/**
 * What a receipt says, as far as it is scored: the shape of a truth beside a photo and of a reading alike.
 * Null or left out is "not printed" in a truth and "not read" in a reading.
 */
export interface Answer {
  merchant?: { name?: string | null; phone?: string | null; registrationNumber?: string | null } | null
  /** `YYYY-MM-DDTHH:MM` in Japan's time, or a day alone. */
  purchasedAt?: string | null
  total?: number | null
  subtotal?: number | null
  taxes?: { rate: number; amount: number | null }[] | null
  items?: AnsweredItem[] | null
}

export interface AnsweredItem {
  name: string
  /** The line after its own discount. */
  amount: number | null
}

/** The right answer to one photo. `trap` says why the photo must not pass, where it must not. */
export interface Truth extends Answer {
  trap?: string | null
  meta?: { style?: string; degradations?: string[]; difficulty?: string } | null
}

/** One line of a reader's output; a photo that it refused has no reading. */
export interface Reading {
  /** The photo's file name. */
  file: string
  ms: number | null
  reading: (Answer & { quality?: { kind?: string }; engine?: { name: string; version: string } }) | null
  /** 0..1, or null where the reader does not say. */
  confidence: number | null
}
