"""The calls that DingTalk's emulator answers: `api.dingtalk.com` and `oapi.dingtalk.com` at one address."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from tests.emulators import dingtalk_rules as rules
from tests.emulators.dingtalk_model import CLIENT_ID, CLIENT_SECRET, ROBOT, TEMPLATE, Message
from tests.emulators.dingtalk_rules import Refusal, require

if TYPE_CHECKING:
    from tests.emulators.dingtalk import DingTalkEmulator

_OLD = ("/topapi/", "/media/", "/robot/")
_OPEN = ("/v1.0/oauth2/accessToken", "/v1.0/gateway/connections/open", "/robot/sendBySession")


class Api:
    def __init__(self, dingtalk: DingTalkEmulator) -> None:
        self._of = dingtalk
        self._calls: dict[str, Callable[[dict[str, Any], dict[str, str]], dict[str, Any]]] = {
            "POST /v1.0/oauth2/accessToken": self._token,
            "POST /v1.0/gateway/connections/open": self._connection,
            "POST /v1.0/robot/oToMessages/batchSend": self._to_people,
            "POST /v1.0/robot/groupMessages/send": self._to_group,
            "POST /v1.0/robot/messageFiles/download": self._download,
            "POST /v1.0/card/callbacks/register": self._register,
            "POST /v1.0/card/instances/createAndDeliver": self._deliver,
            "PUT /v1.0/card/instances": self._update,
            "POST /topapi/v2/user/get": self._user,
            "POST /topapi/v2/user/getbymobile": self._by_mobile,
            "POST /topapi/v2/department/listsub": self._departments,
            "POST /topapi/v2/user/list": self._page,
            "POST /topapi/checkin/record/get": self._check_ins,
            "POST /media/upload": self._upload,
            "POST /robot/sendBySession": self._session,
        }

    @property
    def of(self) -> DingTalkEmulator:
        return self._of

    def answer(
        self, name: str, body: dict[str, Any], query: dict[str, str], token: str | None
    ) -> dict[str, Any]:
        path = name.partition(" ")[2]
        self._of.calls.append((name, body))
        if path not in _OPEN and token not in self._of.tokens:
            old = path.startswith(_OLD)
            raise Refusal("40014" if old else "InvalidAuthentication", "no such token", 200 if old else 401)
        if (call := self._calls.get(name)) is None:
            raise Refusal("InvalidAction.NotFound", name, 404)
        with self._of.lock:
            return call(body, query)

    def _token(self, body: dict[str, Any], _: dict[str, str]) -> dict[str, Any]:
        if (body.get("appKey"), body.get("appSecret")) != (CLIENT_ID, CLIENT_SECRET):
            raise Refusal("invalidClientIdOrSecret")
        token = f"token{next(self._of.count)}"
        self._of.tokens.add(token)
        self._of.tokens_made += 1
        return {"accessToken": token, "expireIn": 7200}

    def _connection(self, body: dict[str, Any], _: dict[str, str]) -> dict[str, Any]:
        if (body.get("clientId"), body.get("clientSecret")) != (CLIENT_ID, CLIENT_SECRET):
            raise Refusal("authFailed", status=401)
        require(body.get("subscriptions"), "nothing is subscribed to")
        require(self._of.stream_url, "no Stream here", "ServiceUnavailable")
        return {"endpoint": self._of.stream_url, "ticket": f"t/{next(self._of.count)}="}

    def _to_people(self, body: dict[str, Any], _: dict[str, str]) -> dict[str, Any]:
        require(set(body) == {"robotCode", "userIds", "msgKey", "msgParam"}, f"{sorted(body)}")
        require(1 <= len(body["userIds"]) <= 20, "one to twenty people")
        param, key = self._said(body), f"pqk{next(self._of.count)}"
        known = [each for each in body["userIds"] if each in self._of.users]
        for user in known:
            if user not in self._of.flooded:
                self._shown(f"{key}/{user}", user, body["msgKey"], param)
        return {
            "processQueryKey": key,
            "invalidStaffIdList": [each for each in body["userIds"] if each not in known],
            "flowControlledStaffIdList": [each for each in known if each in self._of.flooded],
            "filteredStaffIdList": [],
        }

    def _to_group(self, body: dict[str, Any], _: dict[str, str]) -> dict[str, Any]:
        require(set(body) == {"robotCode", "openConversationId", "msgKey", "msgParam"}, f"{sorted(body)}")
        require(body["openConversationId"].startswith("cid"), "no group")
        key = f"pqk{next(self._of.count)}"
        self._shown(key, body["openConversationId"], body["msgKey"], self._said(body))
        return {"processQueryKey": key}

    def _said(self, body: dict[str, Any]) -> dict[str, str]:
        require(body["robotCode"] == ROBOT, "not our robot")
        return rules.param_of(body)

    def _shown(self, key: str, chat: str, kind: str, param: dict[str, str]) -> None:
        image = b""
        if kind == "sampleImageMsg":
            require(param["photoURL"] in self._of.media, "no such media")
            image = self._of.media[param["photoURL"]]
        words = "" if image else "\n".join(param.values())
        self._of.messages[key] = Message(key, chat, words, image=image)

    def _download(self, body: dict[str, Any], _: dict[str, str]) -> dict[str, Any]:
        require(body.get("downloadCode") in self._of.files, "no such file", "invalid.downloadCode")
        return {"downloadUrl": f"{self._of.origin}/files/{body['downloadCode']}"}

    def _register(self, body: dict[str, Any], _: dict[str, str]) -> dict[str, Any]:
        require(body.get("callbackUrl", "").startswith("http"), "callbackUrl")
        require(body.get("callbackRouteKey") and body.get("apiSecret"), "route key and secret")
        self._of.routes[body["callbackRouteKey"]] = (body["callbackUrl"], body["apiSecret"])
        return {"success": True, "result": {"callbackUrl": body["callbackUrl"]}}

    def _deliver(self, body: dict[str, Any], _: dict[str, str]) -> dict[str, Any]:
        require(body.get("cardTemplateId") == TEMPLATE, "no such template", "param.templateNotFound")
        require(body.get("userIdType") == 1, "ids are userids")
        kind, _, to = body.get("openSpaceId", "").removeprefix("dtv1.card//").partition(".")
        names = {"IM_ROBOT": "imRobot", "IM_GROUP": "imGroup"}
        require(kind in names and to, f"no space {kind}")
        deliver = body.get(f"{names[kind]}OpenDeliverModel", {})
        require(deliver.get("robotCode") == ROBOT, "the robot that delivers it")
        require(body.get(f"{names[kind]}OpenSpaceModel", {}).get("supportForward") is not None, "space model")
        by_stream = body.get("callbackType") == "STREAM"
        require(by_stream or body.get("callbackRouteKey") in self._of.routes, "the route is not registered")
        read = rules.card_of(body.get("cardData", {}).get("cardParamMap"))
        known = kind == "IM_GROUP" or to in self._of.users
        track = body["outTrackId"]
        require(track and len(track) <= 128, "outTrackId")
        if known and track not in self._of.messages:
            route = body.get("callbackRouteKey", "")
            message = Message(track, to, "", card=read, by_stream=by_stream, route=route)
            self._of.messages[track] = message
            _look(message)
        result = {"spaceType": kind, "spaceId": to, "success": known, "errorMsg": "" if known else "no user"}
        return {"success": True, "result": {"outTrackId": track, "deliverResults": [result]}}

    def _update(self, body: dict[str, Any], _: dict[str, str]) -> dict[str, Any]:
        message = self._of.messages.get(body.get("outTrackId", ""))
        if message is None or message.card is None:
            raise Refusal("param.cardNotExist")
        read = rules.card_of(body.get("cardData", {}).get("cardParamMap"))
        by_key = body.get("cardUpdateOptions", {}).get("updateCardDataByKey")
        message.card = {**message.card, **read} if by_key else read
        message.edits += 1
        _look(message)
        return {"success": True, "result": True}

    def _user(self, body: dict[str, Any], _: dict[str, str]) -> dict[str, Any]:
        if (user := self._of.users.get(body["userid"])) is None:
            raise Refusal("60121", "找不到该用户", 200)
        return {"result": user}

    def _by_mobile(self, body: dict[str, Any], _: dict[str, str]) -> dict[str, Any]:
        for user in self._of.users.values():
            if user["mobile"] and user["mobile"] == body["mobile"]:
                return {"result": {"userid": user["userid"]}}
        raise Refusal("60121", "找不到该用户", 200)

    def _departments(self, body: dict[str, Any], _: dict[str, str]) -> dict[str, Any]:
        return {"result": [{"dept_id": 2}] if body["dept_id"] == 1 else []}

    def _page(self, body: dict[str, Any], _: dict[str, str]) -> dict[str, Any]:
        require(1 <= body["size"] <= 100, "size")
        everybody = list(self._of.users.values()) if body["dept_id"] == 2 else []
        following = body["cursor"] + 2  # small pages, so that they are turned
        page = {"has_more": following < len(everybody), "list": everybody[body["cursor"] : following]}
        return {"result": page | ({"next_cursor": following} if page["has_more"] else {})}

    def _check_ins(self, body: dict[str, Any], _: dict[str, str]) -> dict[str, Any]:
        require(0 < len(body["userid_list"].split(",")) <= 10, "one to ten people")
        require(body["end_time"] - body["start_time"] <= 10 * 86_400_000, "at most ten days")
        require(0 < body["size"] <= 100, "at most a hundred")
        found = [
            each
            for each in self._of.checked_in
            if each["userid"] in body["userid_list"].split(",")
            and body["start_time"] <= each["checkin_time"] <= body["end_time"]
        ]
        return {"result": {"page_list": found[: body["size"]], "next_cursor": None}}

    def _upload(self, body: dict[str, Any], query: dict[str, str]) -> dict[str, Any]:
        require(query.get("type") in ("image", "file", "voice", "video"), "type")
        media = f"@media{next(self._of.count)}"
        self._of.media[media] = body["media"]
        return {"media_id": media, "type": query["type"]}

    def _session(self, body: dict[str, Any], query: dict[str, str]) -> dict[str, Any]:
        chat, _, end_ms = self._of.sessions.get(query.get("session", ""), ("", "", 0.0))
        if not chat or self._of.at() * 1000 > end_ms:
            raise Refusal("300001", "session 不存在或已过期", 200)
        content, key = rules.session_of(body), f"ses{next(self._of.count)}"
        words = "\n".join(each for each in content.values() if isinstance(each, str))
        mentions = tuple(body.get("at", {}).get("atUserIds", ()))
        self._of.messages[key] = Message(key, chat, words, mentions=mentions, by_session=True)
        return {}


def _look(message: Message) -> None:
    """What a reader of the card sees."""
    card = message.card or {}
    facts = [f"{each['label']}:{each['value']}" for each in card.get("facts", ())]
    words = [card.get("title", ""), card.get("status", ""), *facts, card.get("content", "")]
    message.words = "\n".join(filter(None, words))
    message.buttons = {each["text"]: each for each in card.get("buttons", ())}
    message.inputs = {each["label"]: each for each in card.get("inputs", ())}


def handler(api: Api) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # head and body go out apart: it would wait 40 ms between them

        def do_GET(self) -> None:
            self._send(200, api.of.files[self.path.rsplit("/", 1)[1]], media="application/octet-stream")

        def do_POST(self) -> None:
            self._answer("POST")

        def do_PUT(self) -> None:
            self._answer("PUT")

        def _answer(self, method: str) -> None:
            data = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            url = urlsplit(self.path)
            name, old = f"{method} {url.path}", url.path.startswith(_OLD)
            query = {key: each[0] for key, each in parse_qs(url.query).items()}
            if (failure := api.of.next_failure(name)) is not None:
                time.sleep(failure.delay_s)
                told = json.dumps(_told(failure.code, "", old=old)).encode()
                self._send(failure.status, told if failure.body is None else failure.body, failure.headers)
                return
            token = query.get("access_token") if old else self.headers.get("x-acs-dingtalk-access-token")
            try:
                answer = api.answer(name, self._read(data), query, token)
            except Refusal as refusal:
                api.of.refusals.append(refusal)
                self._send(
                    200 if old else refusal.status,
                    json.dumps(_told(refusal.code, refusal.why, old=old)).encode(),
                )
                return
            self._send(200, json.dumps({"errcode": 0, "errmsg": "ok", **answer} if old else answer).encode())

        def _read(self, data: bytes) -> dict[str, Any]:
            if self.headers.get("Content-Type", "").startswith("multipart/form-data"):
                part = data.split(b'name="media"', 1)[1].split(b"\r\n\r\n", 1)[1]
                return {"media": part.split(b"\r\n--", 1)[0]}
            require(self.headers.get("Content-Type", "").startswith("application/json"), "JSON")
            return dict(json.loads(data or b"{}"))

        def _send(
            self,
            status: int,
            body: bytes,
            headers: dict[str, str] | None = None,
            media: str = "application/json",
        ) -> None:
            self.send_response(status)
            for key, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
                self.send_header(key, value)
            self.send_header("Content-Type", media)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Silent: the tests read `calls`."""

    return Handler


def _told(code: str, why: str, *, old: bool) -> dict[str, Any]:
    if not old:
        return {"code": code, "message": why, "requestid": "R1"}
    return {"errcode": int(code) if code.lstrip("-").isdigit() else 40035, "errmsg": why or code}
