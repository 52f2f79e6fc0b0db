import type { Random } from '../../random.ts'

const list = (words: string) => words.trim().split(/\s+/u)

const GOODS = list(
  `MILK BREAD EGGS RICE SUGAR SALT FLOUR BUTTER CHEESE YOGURT COFFEE TEA JUICE WATER SODA COLA BEER WINE CHICKEN BEEF PORK FISH PRAWN SQUID TUNA SALMON HAM BACON SAUSAGE BURGER FRIES PIZZA PASTA NOODLE SOUP SALAD SANDWICH TOAST CAKE COOKIE BISCUIT CHOCOLATE CANDY GUM CHIPS NUTS APPLE BANANA ORANGE GRAPE MANGO PAPAYA LEMON LIME TOMATO POTATO ONION GARLIC GINGER CARROT CABBAGE SPINACH MUSHROOM PEPPER CHILI SAUCE OIL VINEGAR HONEY JAM CEREAL OATS SHAMPOO SOAP TOOTHPASTE BRUSH TISSUE TOWEL NAPKIN DETERGENT BLEACH SPONGE GLOVE MASK BATTERY BULB CABLE CHARGER PEN PENCIL NOTEBOOK PAPER ENVELOPE TAPE GLUE SCISSORS STAPLER FILE FOLDER BINDER BOOK MAGAZINE CARD TOY BALL SHIRT PANTS SOCKS SHOES HAT BAG BELT UMBRELLA NAIL SCREW BOLT HAMMER DRILL SAW PAINT BRUSH ROLLER PIPE VALVE HOSE WIRE SWITCH PLUG LAMP FAN KETTLE POT PAN KNIFE FORK SPOON PLATE BOWL CUP GLASS BOTTLE BOX TRAY DIAPER WIPES VITAMIN PANADOL BANDAGE NASI GORENG LEMAK AYAM IKAN TEH TARIK KOPI ROTI CANAI MEE SATAY LAKSA CENDOL MILO KUIH SAYUR TAUFU LATTE MOCHA CAPPUCCINO AMERICANO ESPRESSO CROISSANT MUFFIN BAGEL DONUT WAFFLE PANCAKE STEAK RIBS WINGS TACO`,
)
const KINDS = list(
  `FRESH ORGANIC LARGE SMALL MEDIUM REGULAR HOT ICED COLD SPICY SWEET FRIED GRILLED STEAMED ROASTED BLACK WHITE RED GREEN BLUE YELLOW BROWN MINI JUMBO FAMILY VALUE PREMIUM CLASSIC SPECIAL ORIGINAL SET COMBO DOUBLE SINGLE EXTRA LOCAL IMPORTED FROZEN DRIED WHOLE SLICED LIGHT DIET ZERO NEW SUPER ULTRA SOFT HARD`,
)
const NAMES = list(
  `GOLDEN SUNRISE OCEAN HAPPY LUCKY GRAND ROYAL CITY STAR UNITED GLOBAL EVER BRIGHT PERFECT MEGA MODERN FAMILY GARDEN RIVER MOUNTAIN PALM LOTUS JADE DRAGON PHOENIX TIGER EAGLE SUPREME PACIFIC ORIENT EASTERN WESTERN CENTRAL PARADISE HERITAGE HARMONY WING SENG HONG LEE TAN LIM WONG CHAN AHMAD ISMAIL RAJU KUMAR SMITH JOHNSON BAKER MILLER`,
)
const TRADES = list(
  `TRADING ENTERPRISE HARDWARE STATIONERY RESTAURANT CAFE BAKERY MARKET MINIMART SUPERMARKET PHARMACY BOOKSTORE ELECTRICAL AUTO MOTOR FOODS HOLDINGS MARKETING RETAIL STORE SHOP KITCHEN BISTRO GRILL HOUSE CORNER CENTRE GALLERY FASHION OPTICAL CLINIC TEXTILE FURNITURE`,
)
const ROADS = list(`JALAN LORONG PERSIARAN LEBUH TAMAN BANDAR KAMPUNG`)
const PLACES = list(
  `KUALA LUMPUR SELANGOR JOHOR BAHRU PENANG MELAKA IPOH SHAH ALAM PETALING JAYA SUBANG KLANG CHERAS AMPANG PUCHONG KAJANG SEREMBAN KLUANG SKUDAI SETIA ALAM PERMAI MERDEKA BINTANG INDAH MAJU BARU UTAMA IMPIAN DAMAI MAIN STREET OAK AVENUE PARK ROAD LAKE HIGH CHURCH MARKET SPRING HILL BROADWAY SUNSET`,
)
const WORDS =
  `TOTAL|TOTAL|SUB TOTAL|SUBTOTAL|SUB-TOTAL|GRAND TOTAL|TOTAL SALES|TOTAL (RM)|TOTAL RM|NET TOTAL|TOTAL DUE|AMOUNT DUE|AMOUNT|BALANCE|BALANCE DUE|CASH|CASH TENDERED|CASH RECEIVED|TENDERED|CHANGE|CHANGE DUE|ROUNDING|ROUNDING ADJ|ROUNDING ADJUSTMENT|ROUNDED TOTAL|TOTAL ROUNDED|DISCOUNT|DISC|DISC %|TAX|SALES TAX|SERVICE TAX|SERVICE CHARGE|SVC CHG|GST|SST|VAT|GST SUMMARY|TAX SUMMARY|GST INCLUDED IN TOTAL|TOTAL INCL. OF GST|TOTAL EXCL. OF GST|TOTAL GST|TOTAL QTY|QTY|ITEM|ITEMS|ITEM(S)|NO. OF ITEMS|DESCRIPTION|U.PRICE|UNIT PRICE|PRICE|PRICE(RM)|AMT|AMT(RM)|TAX(RM)|SR|ZR|ZRL|S|Z|RM|MYR|USD|TAX INVOICE|SIMPLIFIED TAX INVOICE|INVOICE|INVOICE NO|RECEIPT|RECEIPT NO|RECEIPT #|BILL NO|DOCUMENT NO|DOC NO.|DATE|TIME|CASHIER|CASHIER :|SALESPERSON|SERVER|TABLE|TABLE NO|PAX|COUNTER|TERMINAL|MEMBER|MEMBER NO|POINTS|CUSTOMER COPY|MERCHANT COPY|CASH BILL|CASH SALES|CREDIT CARD|VISA|VISA CARD|MASTER CARD|DEBIT|APPROVED|APPROVAL CODE|AUTH CODE|CARD NO|CARD NUMBER|PAYMENT|PAYMENT MODE|PAID|PAID BY|DUPLICATE|REPRINT|TAKE AWAY|DINE IN|TO GO|HERE|THANK YOU|THANK YOU!|THANK YOU PLEASE COME AGAIN|PLEASE COME AGAIN|THANK YOU FOR SHOPPING WITH US|HAVE A NICE DAY|GOODS SOLD ARE NOT RETURNABLE|GOODS SOLD ARE NOT REFUNDABLE|NO REFUND NO EXCHANGE|EXCHANGE WITHIN 7 DAYS WITH RECEIPT|TERIMA KASIH|SILA DATANG LAGI|TEL|FAX|EMAIL|GST ID|GST REG NO|GST NO|CO. REG NO|COMPANY NO|ROC NO|SST ID|WELCOME|OPEN 24 HOURS|SIGNATURE|E. & O.E.|KEEP THIS RECEIPT FOR REFUND|SAVINGS|YOU SAVED|TIP|GRATUITY|GUESTS`.split(
    '|',
  )

export const LATIN_WORDS = [...KINDS, ...NAMES, ...GOODS.slice(0, 60)]

const title = (text: string) => text.toLowerCase().replaceAll(/\b[a-z]/gu, (c) => c.toUpperCase())

/** Lines of receipts from places that print Latin letters. */
export function englishText(random: Random): string {
  const text = upper(random)
  const draw = random.next()
  return draw < 0.72 ? text : draw < 0.95 ? title(text) : text.toLowerCase()
}

function upper(random: Random): string {
  const price = () =>
    `${random.pick([random.whole(0, 99), random.whole(0, 99), random.whole(100, 2999)])}.${random.digits(2)}`
  const unit = random.pick(['RM', 'RM ', 'RM', '$', '$', '', '', '', 'USD '])
  const n = (size: number) => random.digits(size)
  const draw = random.next()
  if (draw < 0.16) return random.pick(WORDS)
  if (draw < 0.3)
    return `${random.pick(WORDS.slice(0, 70))}${random.pick([' ', ': ', ' : ', '  ', ':'])}${random.pick([unit, '', '-'])}${price()}`
  if (draw < 0.42)
    return random.pick([
      `${unit}${price()}`,
      price(),
      price(),
      `${price()} SR`,
      `${price()} Z`,
      `${price()} S`,
      `-${price()}`,
      `(${price()})`,
      `${unit}${Number(price()).toLocaleString('en-US', { minimumFractionDigits: 2 })}`,
      `${price()}-`,
      `*${price()}`,
      `$${price()}`,
      `${price()} T`,
      `${price()} A`,
    ])
  if (draw < 0.5)
    return random.pick([
      `1 x ${price()}`,
      `${random.whole(1, 20)} x ${price()}`,
      `${random.whole(1, 20)} X ${price()}`,
      `${random.whole(1, 20)} @ ${price()}`,
      `${random.whole(1, 9)}@${price()}`,
      `${random.whole(1, 9)} PCS`,
      `${random.whole(1, 9)}.00`,
      `${random.whole(1, 9)} PC`,
      `${random.whole(1, 9)} UNIT`,
      `QTY: ${random.whole(1, 9)}`,
      `${random.whole(1, 20)} ITEM(S)`,
      `GST @${random.pick([0, 6])}%`,
      `GST ${random.pick([0, 6])}%`,
      `SR @ 6%`,
      `TAX ${random.whole(4, 11)}%`,
      `SALES TAX ${random.whole(4, 10)}.${n(2)}%`,
      `SVC CHG 10%`,
      `SERVICE CHARGE (10%)`,
      `DISC ${random.pick([5, 10, 20, 50])}%`,
      `ROUNDING ADJ: -0.0${random.whole(1, 4)}`,
      `ROUNDING: 0.0${random.whole(0, 4)}`,
    ])
  if (draw < 0.72) {
    const word = () => random.pick(GOODS)
    const size = random.pick([
      `${random.whole(1, 9)}${random.pick(['KG', 'L', 'PCS', "'S", 'PK', 'X', 'IN', 'FT', 'OZ'])}`,
      `${random.pick([50, 75, 100, 125, 150, 200, 250, 330, 350, 400, 500, 750])}${random.pick(['G', 'ML', 'GM', 'MM'])}`,
      `(${random.pick(['S', 'M', 'L', 'H', 'C', 'R'])})`,
      `A${random.whole(3, 5)}`,
      `#${random.whole(1, 99)}`,
      `${random.whole(1, 9)}/${random.pick([2, 4, 8])}"`,
    ])
    const name = [
      random.chance(0.4) ? random.pick(KINDS) : '',
      word(),
      random.chance(0.5) ? word() : '',
      random.chance(0.3) ? size : '',
    ]
      .filter(Boolean)
      .join(random.pick([' ', ' ', ' ', '-', '/', ' ']))
    return random.pick([
      name,
      name,
      name,
      name,
      `${random.whole(1, 9)} ${name}`,
      `${name} ${price()}`,
      `${n(4)} ${name}`,
      `${name} ${unit}${price()}`,
      `* ${name}`,
      `${n(13)}`,
      `${n(6)} ${name}`,
      `${name}*`,
      `(${name})`,
      `+ ${name}`,
      `- ${name}`,
    ])
  }
  if (draw < 0.8) return dateText(random)
  if (draw < 0.88)
    return random.pick([
      `${random.pick(NAMES)} ${random.pick(TRADES)} SDN BHD`,
      `${random.pick(NAMES)} ${random.pick(NAMES)} SDN. BHD.`,
      `${random.pick(NAMES)} ${random.pick(TRADES)}`,
      `${random.pick(NAMES)} ${random.pick(TRADES)} (M) SDN BHD`,
      `${random.pick(NAMES)} ${random.pick(NAMES)} & CO`,
      `${random.pick(NAMES)} ${random.pick(TRADES)} INC.`,
      `(${n(6)}-${random.pick([...'ABDHKMPTUVWX'])})`,
      `CO. REG NO: ${n(6)}-${random.pick([...'ADHKMTVX'])}`,
      `GST ID: 00${n(10)}`,
      `GST REG NO: 00${n(10)}`,
      `STORE #${n(4)}`,
      `${random.pick(NAMES)}'S ${random.pick(TRADES)}`,
    ])
  if (draw < 0.94)
    return random.pick([
      `NO ${random.whole(1, 200)}, ${random.pick(ROADS)} ${random.pick(PLACES)} ${random.whole(1, 30)}/${random.whole(1, 30)}`,
      `${random.pick(ROADS)} ${random.pick(PLACES)} ${random.pick(PLACES)},`,
      `${n(5)} ${random.pick(PLACES)}, ${random.pick(PLACES)}`,
      `LOT ${random.whole(1, 99)}, ${random.pick(ROADS)} ${random.pick(PLACES)}`,
      `${random.whole(1, 9999)} ${random.pick(NAMES)} ${random.pick(['ST', 'AVE', 'RD', 'BLVD', 'DR'])}`,
      `${random.pick(PLACES)}, ${random.pick(['CA', 'NY', 'TX', 'WA', 'FL', 'IL'])} ${n(5)}`,
      `${n(5)} ${random.pick(PLACES)}.`,
    ])
  return random.pick([
    `TEL: 0${random.whole(3, 9)}-${n(8)}`,
    `TEL : 0${random.whole(3, 9)}-${n(4)} ${n(4)}`,
    `TEL:+60${random.whole(3, 9)}-${n(7)}`,
    `FAX: 0${random.whole(3, 9)}-${n(7)}`,
    `(${n(3)}) ${n(3)}-${n(4)}`,
    `${n(3)}-${n(3)}-${n(4)}`,
    `INVOICE NO: ${random.pick(['CS', 'INV', 'OR', 'A'])}${n(6)}`,
    `RECEIPT NO: ${n(8)}`,
    `BILL #: ${n(5)}`,
    `TABLE: ${random.whole(1, 40)}`,
    `CASHIER: ${random.pick(NAMES)}`,
    `SERVER: ${random.pick(NAMES)} ${random.pick([...'ABCDEFGHJKLM'])}`,
    `TRANS: ${n(6)}`,
    `REG ${random.whole(1, 9)} TRN ${n(4)}`,
    `CHECK #${n(4)}`,
    `XXXXXXXXXXXX${n(4)}`,
    `************${n(4)}`,
    `APPROVAL: ${n(6)}`,
    `AUTH: ${n(5)}${random.pick([...'ABCDPXZ'])}`,
    `www.${random.pick(NAMES).toLowerCase()}${random.pick(TRADES).toLowerCase()}.com`,
    `${random.pick(NAMES).toLowerCase()}@${random.pick(TRADES).toLowerCase()}.com.my`,
    `OP:${n(3)} POS:${n(2)}`,
    `ST# ${n(5)} OP# ${n(6)} TE# ${n(2)} TR# ${n(5)}`,
  ])
}

function dateText(random: Random): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const [y, m, d] = [random.whole(2012, 2032), random.whole(1, 12), random.whole(1, 28)]
  const [h, min, s] = [random.whole(1, 12), two(random.whole(0, 59)), two(random.whole(0, 59))]
  const month = random.pick([
    'JAN',
    'FEB',
    'MAR',
    'APR',
    'MAY',
    'JUN',
    'JUL',
    'AUG',
    'SEP',
    'OCT',
    'NOV',
    'DEC',
  ])
  const half = random.pick(['AM', 'PM'])
  const date = random.pick([
    `${two(d)}/${two(m)}/${y}`,
    `${d}/${m}/${y}`,
    `${two(d)}-${two(m)}-${y}`,
    `${two(d)}/${two(m)}/${two(y % 100)}`,
    `${two(d)}-${month}-${y}`,
    `${d} ${month} ${y}`,
    `${month} ${d}, ${y}`,
    `${two(m)}/${two(d)}/${y}`,
    `${y}-${two(m)}-${two(d)}`,
    `${two(d)}.${two(m)}.${y}`,
    `${month} ${d} ${y}`,
  ])
  const time = random.pick([
    `${h}:${min}:${s} ${half}`,
    `${h}:${min} ${half}`,
    `${two(h + 8)}:${min}`,
    `${two(h + 8)}:${min}:${s}`,
    `${two(h)}:${min}${half}`,
  ])
  return random.pick([
    date,
    `${date} ${time}`,
    `${date} ${time}`,
    `${date} ${time}`,
    time,
    `DATE: ${date}`,
    `DATE : ${date}`,
    `DATE: ${date} ${time}`,
    `TIME: ${time}`,
    `DATE/TIME: ${date} ${time}`,
  ])
}
