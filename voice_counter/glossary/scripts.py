"""Whether a rendering is written in the script of its language.

What is caught is a rendering in the wrong column, or one copied from Japanese: no spelling is
checked. The characters of each script are those of the Unicode blocks; which Chinese characters
are only simplified, only traditional or only Japanese is a short list of frequent ones (Unihan's
kSimplifiedVariant and kTraditionalVariant, less those that both ways of writing use).
"""

from __future__ import annotations

import re

_HAN = "㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff"
_KANA = "ぁ-ゖァ-ヺｦ-ﾝ"
_HANGUL = "가-힣ᄀ-ᇿㄱ-ㆎ"
_LATIN = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
_CYRILLIC = "Ѐ-ӿ"
_SCRIPTS = {
    "zh-Hans": _HAN,
    "zh-Hant": _HAN,
    "ko": _HANGUL,
    "ne": "ऀ-ॿ",
    "th": "ก-๛",
    "my": "က-႟ꩠ-ꩿꧠ-꧿",
    "uk": _CYRILLIC,
    "ru": _CYRILLIC,
}

_TWINS = (
    "国國医醫区區会會学學当當点點号號体體证證险險费費请請这這们們为為个個从從来來对對发發单單实實处處关關应應开開时時间間门門问問题題说說话話语語读讀认認识識记記许許让讓设設试試该該"
    "详詳谁誰调調谢謝贝貝负負财財责責账賬货貨质質购購贴貼贵貴贷貸贸貿资資赔賠车車转轉轮輪软軟载載辆輛输輸边邊达達过過运運还還进進远遠违違连連迟遲选選递遞邮郵乡鄉释釋长長闭閉阅閱队隊"
    "阳陽阴陰阶階际際陆陸难難电電须須领領频頻颜顏额額风風飞飛饭飯饮飲馆館马馬驾駕验驗鱼魚鸟鳥龄齡纸紙级級纪紀约約纳納组組细細终終经經结結给給统統继繼续續绩績缴繳网網职職联聯听聽声聲"
    "办辦务務动動劳勞势勢华華协協卫衛厅廳历歷压壓县縣变變员員响響园園围圍图圖团團场場报報坏壞块塊备備复復头頭夹夾奖獎妇婦妈媽孙孫宝寶审審宽寬导導层層属屬岁歲币幣师師帐帳带帶帮幫广廣"
    "庆慶库庫废廢张張弹彈强強归歸录錄忆憶态態总總恶惡惯慣战戰护護担擔拥擁择擇据據损損换換摄攝数數断斷无無旧舊显顯晓曉术術机機权權条條极極构構标標样樣检檢楼樓欢歡残殘气氣汇匯汉漢济濟"
    "测測满滿灭滅灯燈灾災热熱爱愛状狀现現环環疗療监監盖蓋盘盤码碼确確礼禮种種积積称稱税稅穷窮竞競签簽简簡类類粮糧纠糾药藥营營虑慮补補观觀规規视視览覽觉覺订訂计計讨討训訓议議讲講访訪"
    "评評诉訴诊診诗詩误誤谈談钱錢银銀错錯键鍵镇鎮闻聞页頁项項顺順顾顧顿頓预預户戶产產亲親儿兒养養东東两兩严嚴义義书書买買争爭亿億优優传傳伤傷侨僑储儲减減凭憑创創参參双雙卖賣扩擴拟擬"
    "暂暫树樹桥橋毕畢滞滯独獨离離笔筆筑築胜勝肿腫脑腦虽雖装裝见見赛賽赁賃赠贈践踐农農铁鐵锁鎖随隨隐隱韩韓顶頂颁頒驻駐骗騙鲜鮮齐齊龙龍邻鄰缘緣编編缩縮与與业業举舉习習乐樂仅僅价價众眾"
    "兴興决決净淨则則别別剂劑却卻启啟呕嘔嘱囑坚堅垫墊墙牆宁寧宪憲寻尋岛島弃棄执執抚撫杂雜栏欄欧歐温溫湿濕灵靈烦煩烧燒盐鹽稳穩筹籌紧緊红紅纯純线線练練织織绍紹络絡绝絕绿綠维維综綜缓緩"
    "罚罰罗羅脸臉艺藝节節荐薦荣榮获獲蓝藍谨謹贫貧较較辅輔辞辭辩辯迁遷适適遗遺针針钟鐘钥鑰铃鈴链鏈销銷静靜黄黃"
)
# Hong Kong writes these as well.
_SIMPLIFIED = re.sub("[税温户]", "", _TWINS[::2])
_TRADITIONAL = _TWINS[1::2]
# Neither way of writing Chinese has these: the rendering was copied from Japanese.
_JAPANESE = "険続齢経済児単対実発広図駅円県応関検権歩訳変様楽薬栄労処団帰戸収験転込払働毎録徴択歳"

_FOREIGN = {
    "zh-Hans": _KANA + _HANGUL + _TRADITIONAL + _JAPANESE,
    "zh-Hant": _KANA + _HANGUL + _SIMPLIFIED + _JAPANESE,
    "ko": _KANA,
    "uk": _KANA + _HAN + _HANGUL + "ЫыЭэЪъЁё",
    "ru": _KANA + _HAN + _HANGUL + "ІіЇїЄєҐґ",
}
_FOREIGN_ELSEWHERE = _KANA + _HAN + _HANGUL

# AED, QR, 119: the same in every language.
_ABBREVIATION = re.compile(r"[A-Z0-9][A-Z0-9 .&/+-]*")


def lacks_script(language: str, rendering: str) -> bool:
    """Whether ``rendering`` has no letter of the language's script.

    >>> [lacks_script("ko", rendering) for rendering in ("Resident record", "AED", "주민표")]
    [True, False, False]
    """
    letters = _SCRIPTS.get(language, _LATIN)
    return not re.search(f"[{letters}]", rendering) and not _ABBREVIATION.fullmatch(rendering)


def foreign_characters(language: str, rendering: str) -> str:
    """Those characters of ``rendering`` that the language is never written with.

    >>> foreign_characters("zh-Hans", "國民健康保險")
    '國險'
    """
    foreign = _FOREIGN.get(language, _FOREIGN_ELSEWHERE)
    return "".join(dict.fromkeys(re.findall(f"[{foreign}]", rendering)))
