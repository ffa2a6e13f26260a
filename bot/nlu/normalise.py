"""One spelling for what is said: width, case, script and misheard keywords, character by character.

The normalised text has the same length as the original, so that a span found in one can be cut from the other.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.nlu.sounds import sound

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


# The words whose mishearing matters, and real words that sound like them and mean themselves.
KEYWORDS = (
    "同意 通过 批准 驳回 拒绝 采购 报销 请假 立项 合同 审批 撤回 撤销 转交 加签 退回 签到 签退 打卡 延期 待办 甘特图 燃尽图 "
    "周报 月报 绩效 流程 评审 变更 客诉 推广 预算 提醒 评论 留言 委托 取消 催办 仪表盘 瓶颈 供应商 休假 年假 病假 "
    "帮助 财务 法务 发起 代办 风险 报表 确认 会签 逾期 超期"
).split()
_REAL = frozenset(
    "统一 同一 理想 离乡 里想 价钱 加钱 爆笑 转角 车回 千岛 前到 迁到 大咖 代办 六成 留成 流成 可塑 部属 不熟 不属 不输 不树 体型 题型 梯形 "
    "流言 缺人 去校 吃饭 越报 月薄 权限 全县 眼气 烟气 言其 研七 厌弃 燕七 演其 严其 呆板 大半 带班 大班 呆半 打开 大开 大卡 "
    "法务 发物 发期 法器 发气 发起 乏起 菜谱 休假 秀家 修家 修甲 年家 年假 年价 病假 并加 并价 变更 边更 便更 预期 与其 雨期 玉器 "
    "语气 吃起 抄其 超其 超期 抄起 客诉 课素 可溯 时间 才够 会前 回迁 会欠 会迁 会千 确人 却认 缺任 催班 催板 品井 瓶井 平静 屏净 "
    "风显 风线 封线 凤仙 枫香 抱表 报表 周边 推光 平身 凭身 平神 屏身 评深 平生 瓶身 退会 推回 迎合 车会 扯回 彻悔 车毁 撤会 "
    "通国 同过 痛过 通锅饭 聚集 巨巨 具决 拒决 句绝 局决 加前 加千 嘉千 家钱 加欠 家前 佳倩 甲钱 才够 材购 采够 猜够 倾家 请加 请家 请嫁 "
    "清加 青家 倾嫁 轻加 成神 身批 神皮 深批 身披 神批 深陪 流成 流程 刘成 流城 六城 预算 与算 语算 雨伞 余算 玉散 预散 取消 去小 趣笑 "
    "去笑 娶小 曲笑 区校 去消 全笑 委托 为托 未脱 味托 未托 喂脱 伪托 品牌 会签 一起 牵头 其他".split()
)
_STRONG = {
    "批转": "批准",
    "统易": "同意",
    "通锅": "通过",
    "薄回": "驳回",
    "驳会": "驳回",
    "播回": "驳回",
    "波回": "驳回",
}
_MISHEARD_BEFORE = {
    "和同": "事学行时伴",
    "批转": "给到交",
}  # 和同事, 批转给: what follows shows the real word


class Hearing:
    """Puts misheard keywords right, in place. `words` are the company's own: template names and synonyms."""

    def __init__(self, words: Iterable[str]) -> None:
        own = [word for word in words if len(word) > 1 and all("\u4e00" <= c <= "\u9fff" for c in word)]
        self._words = sorted({*KEYWORDS, *own}, key=len, reverse=True)
        self._known = frozenset(self._words)
        self._by_sound: dict[str, str] = {}
        for word in self._words:
            self._by_sound.setdefault(sound(word), word)
        self._lengths = sorted({len(word) for word in self._words}, reverse=True)
        self._remembered: dict[str, str] = {}

    def mend(self, text: str) -> str:
        mended = text
        for length in self._lengths:
            at = 0
            while at + length <= len(mended):
                window = mended[at : at + length]
                right = self._right(window)
                if right == window or self._accidental(mended, at, length):
                    at += 1
                    continue
                mended = mended[:at] + right + mended[at + length :]
                at += length
        return mended

    def _accidental(self, text: str, at: int, length: int) -> bool:
        after = text[at + length : at + length + 1]
        shown_real = after != "" and after in _MISHEARD_BEFORE.get(text[at : at + length], "")
        return shown_real or self._inside_known(text, at, length)

    def _inside_known(self, text: str, at: int, length: int) -> bool:
        """A window that cuts into a word which is right already is not a mishearing."""
        for start in range(max(0, at - 2), at + length):
            for size in (2, 3):
                end = start + size
                if start < at + length and end > at and (start, end) != (at, at + length):
                    if text[start:end] in self._known or text[start:end] in _COMMON:
                        return True
        return False

    def _right(self, window: str) -> str:
        if window in self._remembered:
            return self._remembered[window]
        right = window
        if window in _STRONG:
            right = _STRONG[window]
        elif (
            window not in self._known
            and window not in _REAL
            and all("\u4e00" <= c <= "\u9fff" for c in window)
        ):
            right = self._by_sound.get(sound(window), window)
        if len(self._remembered) < 20000:
            self._remembered[window] = right
        return right


# Everyday words next to which a homophone window is an accident of cutting.
_COMMON = frozenset(
    "提前 以前 之前 目前 停车 坐车 开车 打车 火车 汽车 回家 回来 回去 回复 家里 大家 国家 专家 卡住 开会 统一 理想 价钱 一同 共同 "
    "不同 相同 同事 同学 同时 同行 通知 交通 普通 沟通 过去 经过 不过 超过 过程 程度 成本 完成 成功 六成 请问 申请 邀请 加班 增加 参加 "
    "更加 签字 签名 签约 期待 期间 日期 假期 打开 大家 大会 会议 会员 机会 不会 一会 社会 审核 审查 批评 大批 一批 采用 采取 购买 报名 "
    "报告 报价 消息 消费 销售 项目 理由 道理 处理 整理 经理 代理 助理 总经理 办理 管理 树立 独立 国立 成立 合作 合适 合计 合格 图片 地图 "
    "周末 下周 上周 每周 本周 这周 月底 月初 上月 下月 本月 每月 效果 有效 平台 水平 平时 评价 身体 本身 亲身 变化 改变 更新 更换 诉求 推荐 "
    "推进 推迟 光荣 发光 预计 预约 算法 计算 打算 算了 提交 提出 醒目 评估 论文 讨论 留下 停留 语言 言语 委员 托管 取得 消失 催促 办公 怎么办 "
    "风格 确定 明确 正确 认为 认真 签证 同志 逾期 与其 尤其 其实 其中 起来 一起 法律 方法 办法 服务 任务 业务 义务 事务 出发 开发 研发 发送 "
    "财富 代表 时代 现代 休息 病人 年轻 今年 明年 去年 每年 价格 评价 报价 半价 家长 拒收 绝对 坚决 解决 撤退 消除 推销".split()
)
