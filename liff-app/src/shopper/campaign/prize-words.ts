import { wordsIn } from '../../ui/language.ts'

const ja = {
  chance: '抽選',
  instant: 'その場で当たる',
  instantHow: '応募が承認されると、その場で結果がわかります。',
  oneIn: (count: string) => `およそ${count}回に1回`,
  stock: (count: string) => `全部で${count}名さま`,
  draw: (winners: string) => `抽選で${winners}名さま`,
  drawTicket: { entry: '応募1回で抽選券1枚', product: '対象商品1点で抽選券1枚' },
  drawnFrom: (day: string) => `${day}以降に抽選します`,
  fair: '抽選の公平さについて',
}

const en: typeof ja = {
  chance: 'Prizes',
  instant: 'Win on the spot',
  instantHow: 'You see the result as soon as your entry is accepted.',
  oneIn: (count) => `about 1 in ${count} entries`,
  stock: (count) => `${count} in all`,
  draw: (winners) => `${winners} ${winners === '1' ? 'winner' : 'winners'} are drawn`,
  drawTicket: { entry: '1 ticket for each entry', product: '1 ticket for each product' },
  drawnFrom: (day) => `Drawn on ${day} or later`,
  fair: 'How fair draws are',
}

const words = wordsIn({ ja, en })
export const usePrizeWords = () => words
