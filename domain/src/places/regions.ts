import type { Words } from '../texts/language.ts'

/** The eight regions of Japan, each with its prefectures by their numbers, from north to south. */
export const REGIONS: readonly { key: string; words: Words; prefectures: readonly string[] }[] = (
  [
    ['hokkaido', '北海道', 'Hokkaido', 1, 1],
    ['tohoku', '東北', 'Tohoku', 2, 7],
    ['kanto', '関東', 'Kanto', 8, 14],
    ['chubu', '中部', 'Chubu', 15, 23],
    ['kinki', '近畿', 'Kinki', 24, 30],
    ['chugoku', '中国', 'Chugoku', 31, 35],
    ['shikoku', '四国', 'Shikoku', 36, 39],
    ['kyushu', '九州・沖縄', 'Kyushu and Okinawa', 40, 47],
  ] as const
).map(([key, ja, en, first, last]) => ({
  key,
  words: { ja, en },
  prefectures: Array.from({ length: last - first + 1 }, (_, n) => String(first + n).padStart(2, '0')),
}))
