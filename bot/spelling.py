# ruff: noqa: E501 - a table is read as one line
"""One spelling for what is said or typed: width, case and script, character by character.

The normalised text has the same length as the original, so that a span found in one can be cut from the other.
"""

from __future__ import annotations

_TRADITIONAL = (
    "個來這還請幫審過駁迴撥採購報銷費預萬億塊錢產項發動專員轉給誰處進開關會議買賣際現師經總監務財長門問題們麼為點鐘時間週號後內從東車輛貨單據帳賬戶設計樣圖標畫檔簽訂約對張偉劉陽孫趙鄭黃許靜賀馬韓馮陳傑鄧葉"
    "蘇盧吳導領負責讓別說話記錄備註評論見聽讀寫語簡體電腦機網絡統運營廣場態狀況風險響應質檢測試驗證確認誤錯補齊製織組層級複雜難變環節歷幾歲嗎兒實參與觸該優訊訴紙種類壓縮離職聯繫緊納遲續連結無臺灣國華聲樓裡"
    "邊隻雙頭顏顯觀規劃則勝業樂歡懷愛礎禮貼賓館鍵陸隨麗齡龍終絕決獎滿嚴緩暫擱掛託顧術啟創並僅傳團圓圍執塵壞壯夠學寶將尋屬幣幹廠廳強彈徹恆惡慣憑擇擔擬擴擊數斷於曉條樞權構槍欄歸氣沒洩準溝滅潛濟爭犧狹獨畢療盡"
    "盤眾矯碼禍稅穩筆範純紀細維綱緣練縣績繳罰習聞肅脈脫腳膠臉臨舉舊藝蓋藍蘭虛蟲裝襲訓訪詢詳調談諮謝識譯讚貝貢貪貫貴資賞賠贈贊趕跡輕載較輔輪輯輸農邏遠適選遺郵鄉醫釋鈴銀鋒錶鍋鎖鎮鏡鐵閃閉閱隊階雖雲靈頁頂順頻"
    "願顛飛飯飲驅騎驚髮鬆鬧鮮鳥麥黨齒"
)
_SIMPLIFIED = (
    "个来这还请帮审过驳回拨采购报销费预万亿块钱产项发动专员转给谁处进开关会议买卖际现师经总监务财长门问题们么为点钟时间周号后内从东车辆货单据账账户设计样图标画档签订约对张伟刘阳孙赵郑黄许静贺马韩冯陈杰邓叶"
    "苏卢吴导领负责让别说话记录备注评论见听读写语简体电脑机网络统运营广场态状况风险响应质检测试验证确认误错补齐制织组层级复杂难变环节历几岁吗儿实参与触该优讯诉纸种类压缩离职联系紧纳迟续连结无台湾国华声楼里"
    "边只双头颜显观规划则胜业乐欢怀爱础礼贴宾馆键陆随丽龄龙终绝决奖满严缓暂搁挂托顾术启创并仅传团圆围执尘坏壮够学宝将寻属币干厂厅强弹彻恒恶惯凭择担拟扩击数断于晓条枢权构枪栏归气没泄准沟灭潜济争牺狭独毕疗尽"
    "盘众矫码祸税稳笔范纯纪细维纲缘练县绩缴罚习闻肃脉脱脚胶脸临举旧艺盖蓝兰虚虫装袭训访询详调谈咨谢识译赞贝贡贪贯贵资赏赔赠赞赶迹轻载较辅轮辑输农逻远适选遗邮乡医释铃银锋表锅锁镇镜铁闪闭阅队阶虽云灵页顶顺频"
    "愿颠飞饭饮驱骑惊发松闹鲜鸟麦党齿"
)
_PUNCTUATION = {
    "，": ",",
    "。": ".",
    "、": ",",
    "；": ";",
    "：": ":",
    "？": "?",
    "！": "!",
    "（": "(",
    "）": ")",
}
_QUOTES = dict.fromkeys("“”„«»「」『』《》＂", '"') | dict.fromkeys("‘’＇`", "'")
_OTHER = {"　": " ", "\u00a0": " ", "\t": " ", "\n": " ", "\r": " ", "～": "~", "—": "-", "–": "-", "−": "-"}
_TABLE = str.maketrans(
    dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True))
    | {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | _PUNCTUATION
    | _QUOTES
    | _OTHER
)


def cased(text: str) -> str:
    """Half width, simplified script, plain punctuation; letters keep their case."""
    return text.translate(_TABLE)


def normalise(text: str) -> str:
    """`cased`, in lower case. A letter whose lower case is longer stays as it is."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in cased(text))
