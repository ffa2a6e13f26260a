# ruff: noqa: E501 - an example that stands for several is read as one line
"""`complete_task`: mark a work task (not an approval) as done."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Reply
from bot.intent import Do, IntentSpec, Plan, Slots
from bot.messages import Text
from bot.present.confirming import confirm_verb
from bot.present.done import done
from bot.view import TurnView
from engine import commands
from engine import events as e
from engine.process import TaskKind
from engine.service import Outcome


class CompleteTaskSlots(Slots):
    task: str | None = None
    comment: str | None = None


EXAMPLES = (
    "设计初稿交了,标记完成",
    "这个做完了",
    "完成了",
    "测试报告已经写好了,可以关了",
    "NP-12我这边搞定了",
    "任务完成",
    "把这个任务标为已完成",
    "我弄完了",
    "结构图画完了,标完成",
    "样机做好了,完成任务",
    "这一步我做完了",
    "采购到货验收完了,标记完成",
    "帮我把PR-7的到货验收标成完成",
    "活干完了",
    "已完成,资料放共享盘了",
    "搞定,文件已上传",
    "IT-4部署好了",
    "评审纪要发出去了,完成",
    "需求文档写完了",
    "这条可以打勾了",
    "办完了",
    "培训做完了,勾掉",
    "已经处理好了,关闭任务",
    "done with the test report",
    "mark it as done",
    "I finished the mockups",
    "task complete",
    "the drawings are done",
    "NP-12 is finished on my side",
    "complete the deployment task",
    "all done here",
    "I've completed the survey",
    "mark the test report complete",
    "done",
    "finished, files are in the shared drive",
    "tick off the supplier comparison",
    "close my task, prototype delivered",
    "wrapped up the design draft",
    "that's done, uploaded to the drive",
    "check off the review minutes",
    "测试done了",
    "mark一下complete",
    "设计稿finish了",
    "这个task做完了",
    "安装完成 可以关了",
    "I've finished the market survey",
    "培训材料已经上传了,帮我点完成",
    "tick off the code review for me",
    "比价任务标成已完成",
    "选型那步我这边完事了",
    "素材上传完毕,任务关掉",
    "all set with the booth copy, close it",
    "the survey is out the door, mark that done",
    "样品寄出了,这步算完成",
    "弄利索了",
    "我的部分交差了",
    "测试过了没问题,勾掉这项",
    "已搞完,关单",
    "that one's finished",
    "just wrapped up the drawings, please close the task",
    "该任务已办理完毕,请予以关闭。",
    "图纸已release,close task",
    "NP-5 搞完",
    "报价表交上去了这个任务结束",
    "测试跑完 close",
    "本环节工作已完成,请标记。",
    "the prototype's been handed over, close my task",
    "{海报设计|图纸修订|应力仿真|竞品分析|测试报告|外观渲染图}{|这个任务|那项|这步}{|我}{做完了|搞定了|标记完成|完成了|弄好了|勾掉|已完成}{|,备注:源文件在网盘|,请标记完成|,帮我勾掉|,可以关了}",
    "{把|麻烦把|帮我把}{图纸修订|回归测试|CC-12|样机装配|用户手册}{|这个任务|那一项}{标记完成|标完成|勾掉|关掉|标为done|设为完成}{|,备注:已上传|吧}",
    "{mark|set|tick|flag} {the regression test|IT-20|this|my task|the draft} {as done|done|as complete|off|as finished|completed}{|, files are on the drive|, thanks}",
    "{竞品分析|接口文档|CC-12|海报} {done|done 了|finish 了|complete|完成}{|,mark complete|,帮我 mark done|,标一下|,可以close}",
    "{I've|I have|we've|just} {finished|completed|wrapped up|delivered|done} {the test report|NP-3's drawings|the draft|my part|the wireframes}{|, mark it done|, close the task|, tick it off}",
    "{the|my} {report|wireframe|prototype|survey|migration} {is done|is finished|is ready|is complete|has been delivered}{|, mark it complete|, please close|, tick it}",
    "{任务|这个任务|这一步|这条|活儿}{完成了|做完了|搞定|已完成|结束了}{|,备注:客户已签收|,关掉吧|,勾掉|,附言 已归档}",
    "{样件寄出|报价单发出|现场调试|培训|打样}{完成|搞定|完毕|结束}{了|,请关闭任务|,帮我打勾|,标记完成}",
    "{这步|打样|我那部分|安装调试报告|样机测试|盘点}{|这活儿}{干完啦|收尾了|交差了|搞完了|写好了|弄利索了}{|,往下流转吧|,可以标完成了|,给我打上完成|,点完成|,可以关了}",
    "{DR-11|IT-3|CC-9}{|这一步|我那步}{算我做完了|搞定|弄完了|收工|已经处理好}{|,备注评审纪要已发|,备注:客户认可|,标完成|,往下走}",
    "{all done|job done|that's finished|wrapped|done and dusted}{| with} {IT-4|the fixtures|the audit|the labels}{|, close it out|, tick it|, mark complete}",
    "{close out|close|check off|sign off as done} {my|the} {calibration task|wiring check|minutes|test run}{|, it's finished|, all good|}",
    "{给|帮}{我|}{打上完成|点完成|标成完成|勾上|关掉任务}{|,样件寄了|:接线检查}",
    "{样机跌落测试|NP-20的市场调研报告|客户资料整理|接口联调}{|这事儿|这块}{我|}{交了|跑完了|弄好了|整好了|提交上去了|收工了}{|,这条关掉|,勾了吧|,标一下}",
    "{ticked everything on|nothing left on|all wrapped on} {IT-9|the audit|my list}{, close my task|, mark it done|}",
    "{模具验收|安规认证|装箱单}{已办妥|办好了|通过了,任务结束}{|,标记完成|,备注:试模三次}",
    "{we shipped|I uploaded|just handed in|sent over} {the samples|the final draft|the test log}{, mark the task done|, so close it|, tick that off}",
    "{勾掉|划掉|关掉|结掉}{电池采样那条|包装设计|CC-5的回访|我的那项}{|吧|,做完了}",
    "{我负责的|我那块}{包装设计|数据迁移|文档}{搞定咯|完成啦|交付了|弄妥了}{|,标完成|,关掉}",
    "{喷涂打样|巡检|合同归档|试产}{收工|弄完了|任务完成|圆满结束}{,标完成|可以结了|,关掉任务|}",
    "my part {on NP-71|of the review|here} is {complete|done|finished}{|, close it|, thanks}",
    "{采购比价|安装|测试}那步{我这边|我}{完事了|做好了|结束了|OK了}",
    "{设计稿|报告|方案|图纸|样机|纪要}{交了|写好了|画完了|弄完了|发出去了|出来了|做好了}",
    "我这{步|边|块}{OK|好|完事|弄完|搞定}了{,下一步吧|,往下走|,流转吧|,可以往下了}",
    "{搞掂|搞定|弄妥|办妥|齐活|完事儿|大功告成}{了|!|,下一个|}",
    "{ticking this off|crossing it off|closing this out|calling it done}, {the drawings are in|tests are green|samples shipped|it's all there}",
    "{样品|货|合同|报告}{寄出去了|验收完了|归档了|盖好章了|上传了},{任务完成|这步完了|可以关了|请结项}",
    "{prototype|drawing|report|test}'s {built|done|finished|ready|in}, {close it out|mark it|tick it off}",
    "{已按要求|按期}{完成|办结|交付},{请结项|请确认关闭|任务可关闭}",
    "{这活|这任务|这一步}{干完了|整完了|拿下了|ok了}{|,勾掉|,关了吧}",
    "that {one|task|step}'s {finished|done|sorted|wrapped up}{, check it off|, close it|}",
    "{CR-11|DR-4|样机测试}{已完成|完成了|做完了},备注:{样机已寄出|报告在共享盘|数据已归档}",
    "all {set|done|good} with the {vendor audit|site visit|drawings|review notes}",
    "{回访|电话|盘点|现场}{打完了|跑完了|做完了|看完了}{|,可以关了}",
)


VERB = Text(zh="完成", en="Complete")
KINDS = frozenset({TaskKind.TASK, TaskKind.RESUBMIT})


def plan(slots: CompleteTaskSlots, view: TurnView) -> Plan:
    target = view.task_meant(slots.task, KINDS)
    comment = slots.comment or view.values.get("comment", "")
    command = commands.Complete(
        process=target.process.number,
        task=target.id,
        actor=view.speaker,
        comment=comment,
        fields=view.filled(target.process.template),
        files=view.files_for(target.id),
    )
    if view.pressed:
        return Do((command,))
    note = Text(zh="说明", en="Note")
    return Do(
        (command,),
        confirm_verb(
            VERB, target.process, view.world, view.now, note=comment, label=note, viewer=view.speaker
        ),
    )


def present(outcomes: Sequence[Outcome], view: TurnView) -> Reply:
    again = any(isinstance(each, e.TaskCompleted) and each.step == "start" for each in outcomes[0].events)
    verb = Text(zh="已重新提交", en="Resubmitted") if again else Text(zh="已完成", en="Completed")
    return done(outcomes, verb, view.directory, now=view.now, zone=view.zone)


INTENT = IntentSpec(
    name="complete_task",
    about="Mark a work task (not an approval) as done.",
    slots=CompleteTaskSlots,
    examples=EXAMPLES,
    plan=plan,
    present=present,
    changes=True,
)
