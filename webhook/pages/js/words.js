// Every sentence of the page's own, in both languages side by side. What the bot says comes from the server.

const WORDS = {
  app: { zh: "推推", en: "Tuitui" },
  assistant: { zh: "流程助手", en: "Process assistant" },
  group: { zh: "群聊", en: "Group" },
  typing: { zh: "正在输入…", en: "typing…" },
  back: { zh: "返回会话列表", en: "Back to conversations" },
  conversations: { zh: "会话", en: "Conversations" },
  search_conversations: { zh: "搜索会话", en: "Search conversations" },
  no_conversation_found: { zh: "没有叫“{words}”的会话，换个词试试", en: "No conversation matches “{words}”. Try another word" },
  no_conversations: { zh: "还没有会话。推推有事找你时，会出现在这里", en: "No conversations yet. They appear here when Tuitui has something for you" },
  unread: { zh: "{n} 条未读", en: "{n} unread" },
  new_below: { zh: "以下是新消息", en: "New messages" },
  latest: { zh: "回到最新", en: "Jump to latest" },
  latest_new: { zh: "{n} 条新消息", en: "{n} new" },
  older: { zh: "更早的消息", en: "Earlier messages" },
  loading: { zh: "正在读取", en: "Loading" },
  beginning: { zh: "从这里开始", en: "The beginning" },
  me: { zh: "我", en: "Me" },
  message_to: { zh: "给{who}发消息", en: "Message {who}" },
  message_in: { zh: "发到{who}，@推推 我会回应", en: "Message {who}; @Tuitui to ask me" },
  send: { zh: "发送", en: "Send" },
  sending: { zh: "发送中", en: "Sending" },
  not_sent: { zh: "没发出去", en: "Not sent" },
  retry: { zh: "重发", en: "Send again" },
  edit: { zh: "改一改", en: "Edit" },
  reply: { zh: "回复", en: "Reply" },
  reply_to: { zh: "回复 {who}", en: "Reply to {who}" },
  cancel_reply: { zh: "不引用了", en: "Remove the quote" },
  quoted_gone: { zh: "较早的消息", en: "An earlier message" },
  picture: { zh: "图片", en: "Picture" },
  card: { zh: "卡片", en: "Card" },
  open_picture: { zh: "放大查看：{alt}", en: "View full screen: {alt}" },
  picture_failed: { zh: "图片没读到，点这里再试", en: "The picture did not load. Tap to try again" },
  zoom_in: { zh: "放大", en: "Zoom in" },
  zoom_out: { zh: "缩小", en: "Zoom out" },
  zoom_fit: { zh: "适合屏幕", en: "Fit the screen" },
  save_picture: { zh: "保存图片", en: "Save the picture" },
  close: { zh: "关闭", en: "Close" },
  details: { zh: "详情", en: "Details" },
  less: { zh: "收起", en: "Less" },
  more: { zh: "更多", en: "More" },
  optional: { zh: "选填", en: "optional" },
  choose: { zh: "请选择", en: "Choose" },
  choose_date: { zh: "选择日期", en: "Choose a date" },
  choose_person: { zh: "选择人员", en: "Choose a person" },
  field_required: { zh: "还差{label}", en: "{label} is still missing" },
  field_number: { zh: "这里要一个数字", en: "This needs a number" },
  field_money: { zh: "写成数字就行，比如 62万 或 620000", en: "A number will do, such as 620000 or 620k" },
  money_echo: { zh: "即 {amount}", en: "that is {amount}" },
  file_add: { zh: "选文件", en: "Choose files" },
  file_remove: { zh: "去掉 {name}", en: "Remove {name}" },
  file_going: { zh: "正在上传", en: "Uploading" },
  file_wait: { zh: "文件还在上传，稍等一下", en: "A file is still on its way; one moment" },
  file_large: { zh: "这个文件超过 20 MB，我收不下。压缩一下，或放到网盘上再贴链接", en: "That file is larger than 20 MB. Compress it, or put it on a drive and paste the link" },
  file_send: { zh: "发文件", en: "Send files" },
  file_said: { zh: "📎 {names}", en: "📎 {names}" },
  row: { zh: "第 {n} 行", en: "Row {n}" },
  row_add: { zh: "加一行", en: "Add a row" },
  row_remove: { zh: "删掉第 {n} 行", en: "Remove row {n}" },
  row_look: { zh: "第 {n} 行的{label}要看一下", en: "Row {n}: look at {label}" },
  press_slow: { zh: "还没等到结果。可以再按一次，重复按不会办两次", en: "No answer yet. Press again if you like: it will not be done twice" },
  voice_start: { zh: "说话", en: "Record a voice message" },
  voice_going: { zh: "正在录音", en: "Recording" },
  voice_cancel: { zh: "不要了", en: "Discard" },
  voice_send: { zh: "发送录音", en: "Send the recording" },
  voice_none: { zh: "这里还没接语音识别，先打字告诉我吧", en: "Speech recognition is not set up here yet. Please type instead" },
  voice_denied: { zh: "浏览器没让用麦克风。在地址栏的权限里打开它，再试一次", en: "The browser blocked the microphone. Allow it in the address bar, then try again" },
  voice_unsupported: { zh: "这个浏览器不能录音，先打字告诉我吧", en: "This browser cannot record. Please type instead" },
  voice_short: { zh: "太短了，没听清。再说一次", en: "Too short to hear. Try once more" },
  offline: { zh: "网络断了，正在重连。写好的话先发着，连上就送到", en: "Offline, reconnecting. What you send now goes out when the line is back" },
  online: { zh: "已重新连上", en: "Back online" },
  cannot_reach: { zh: "连不上推推。看一下网络，我会自己再试", en: "Tuitui cannot be reached. Check the network; I keep trying" },
  try_again: { zh: "再试一次", en: "Try again" },
  failed: { zh: "没办成，服务器没有说原因。稍后再试一次", en: "That did not work and the server gave no reason. Try again in a moment" },
  sign_in: { zh: "请从公司的聊天软件里打开推推，就会自动登录", en: "Open Tuitui from your company's chat to sign in" },
  who_are_you: { zh: "你是哪一位？", en: "Who are you today?" },
  who_hint: { zh: "这是演示公司。选一位同事进入，随时可以换人：发起之后换成领导，就能看到审批", en: "This is a demo company. Step in as anyone and switch at any time: start something, then become the manager who approves it" },
  settings: { zh: "我和设置", en: "Me and settings" },
  search_people: { zh: "搜索姓名、职位或部门", en: "Search name, title or department" },
  no_person: { zh: "没有找到“{words}”，换个词试试", en: "Nobody matches “{words}”. Try another word" },
  switch_person: { zh: "换个人", en: "Switch person" },
  you: { zh: "现在", en: "now" },
  language: { zh: "语言", en: "Language" },
  theme: { zh: "外观", en: "Appearance" },
  theme_system: { zh: "跟随系统", en: "System" },
  theme_light: { zh: "浅色", en: "Light" },
  theme_dark: { zh: "深色", en: "Dark" },
  time_machine: { zh: "时间机器", en: "Time machine" },
  time_hint: { zh: "让演示公司的时间往前走，提醒、超时和升级会跟着发生", en: "Move the demo company's time forward; reminders, overdue notices and escalations follow" },
  company_time: { zh: "公司时间 {at}", en: "Company time {at}" },
  advance_hour: { zh: "过一小时", en: "An hour later" },
  advance_day: { zh: "过一天", en: "A day later" },
  advance_week: { zh: "过一周", en: "A week later" },
  advanced: { zh: "公司时间现在是 {at}", en: "It is now {at} at the company" },
  empty_title: { zh: "想办什么事，直接说", en: "Say what you want done" },
  empty_text: { zh: "我来发起流程、催办、提醒，也能把进度画成图。", en: "I start processes, nudge, remind, and draw where things stand." },
  empty_group: { zh: "这里还没有消息。说一句，或者 @推推 问进度", en: "Nothing here yet. Say something, or @Tuitui to ask how things stand" },
  suggestions: { zh: "可以这样说", en: "Things to say" },
  choose_conversation: { zh: "从左边选一个会话", en: "Choose a conversation on the left" },
};

/** What one might say first; sent as written. */
export const SUGGESTIONS = {
  zh: ["帮我发起一个新品立项流程", "我还有啥没处理", "发一下极光项目的甘特图", "都能发起哪些流程"],
  en: ["Start a new-product initiation", "What is on my plate?", "Show the Aurora project's Gantt chart", "What can I start?"],
};

let language = "zh";

export function speak(chosen) {
  language = chosen === "en" ? "en" : "zh";
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}

export function spoken() {
  return language;
}

/** The sentence named `key`, with `{names}` filled in. */
export function say(key, names = {}) {
  return WORDS[key][language].replace(/\{(\w+)\}/g, (_, name) => names[name]);
}

/** One side of a `{zh, en}` pair from the server. */
export function side(pair) {
  return pair[language];
}
