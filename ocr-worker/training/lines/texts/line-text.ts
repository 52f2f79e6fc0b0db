import type { Random } from '../../random.ts'
import { dress } from '../print-styles.ts'
import { amountText } from './amount-texts.ts'
import { englishText } from './english-texts.ts'
import { goodsText } from './goods-texts.ts'
import { scrambledText } from './scrambled-texts.ts'
import { tillText } from './till-texts.ts'
import { vocabularyText, type Vocabulary } from './vocabulary.ts'

export type LineText = { printed: string; english: boolean }

/** What one cut of a receipt's row may say. */
export function lineText(vocabulary: Vocabulary, random: Random): LineText {
  const draw = random.next()
  if (draw < 0.4) return { printed: dress(goodsText(vocabulary, random), random), english: false }
  if (draw < 0.55) return { printed: dress(amountText(random), random), english: false }
  if (draw < 0.7) return { printed: dress(tillText(random), random), english: false }
  if (draw < 0.87) return { printed: vocabularyText(vocabulary, random), english: false }
  if (draw < 0.9) return { printed: scrambledText(random), english: false }
  return { printed: englishText(random), english: random.chance(0.85) }
}
