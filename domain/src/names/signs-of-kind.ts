/** Signs by which goods of one brand and price differ: kinds, tastes, colours, sizes, seasons, what they are made of. */
export const KINDS = new RegExp(
  '[大小中特濃淡薄微無低減増半倍新古白黒赤青緑紅金銀紫黄茶苦甘辛酸渋旨塩醤酢糖蜜極上並冷温熱生焼揚蒸煮干乾炒焙煎抹玄番玉粉粒' +
    '米麦豆芋栗梅桃桜柚柑橙苺林檎葡萄梨杏苔草花葉茎根実果菜竹松菊蓮桑柿胡麻芥椒姜葱蒜昆布若海苔魚貝鮭鯛鰹鯖蟹老牛豚鶏鳥鴨卵乳' +
    '油水湯汁粥飯麺餅饂飩蕎烏龍杜仲杏仁寿朝昼夜春夏秋冬限定増量香味風脂和洋中華韓国産茉莉smlwx\\d]',
  'u',
)
