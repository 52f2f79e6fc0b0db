/** What the model can say. Everything else is one sign, so that a word beside a number is seen to be none of it. */
export const SYMBOLS = [...'0123456789¥,.-%*※@×():/#T+円点個コ軽外内年月日時分']
export const JUNK = '■'

/** Letters that stand for everything that is no part of a number. */
export const JUNK_LETTERS = [
  ...'合計小税込抜対象額預釣銭現金店電話登録番号領収証様毎度有難担当土火水木曜消費商品牛乳豆腐卵食肉魚菜飯茶',
  ...'単価値引割券会員買上責東京都区市町本橋丁目大中新',
  ...'アイウエオカキクケサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤヨラリルレロワンァッャュョガジダバパー',
  ...'あいうおかがきくけこさしすせただちってでとなにのはまもやよらりるれろをん',
  ...'ABCDEFGHIJKLMNPRSVWXYZabcdehiklmnoprstuxyz',
  ...'[]「」&=!?★◆',
]
