"""The account's API of the fake: messages, templates, uploads, users, quota, conversations."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from email import message_from_bytes
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.fakes.zalo.account import Account, Json

WORDS = {
    -32: "Your application reached limit call api", -100: "attachment_id was expired",
    -200: "Send message failed", -201: "{} is invalid!", -209: "Not supported this api",
    -210: "Parameter exceeds allowable limit", -216: "Access token is invalid",
    -217: "User has blocked invitation from OA", -220: "access_token is expired or removed",
    -230: "User has not interacted with the OA in the past 7 days",
    -232: "User has not interacted with the OA, or the last interaction has expired",
    -240: "MessageV2 API has been shut down, please switch to MessageV3",
    -108: "Phone number is invalid",
}  # fmt: skip
Handler = Callable[[Request], Awaitable[Response]]


class OpenApi:
    """openapi.zalo.me and business.openapi.zalo.me, one account of them."""

    def __init__(self, account: Account) -> None:
        self._account = account
        table: list[tuple[str, str, Callable[[Request, Json], Any]]] = [
            ("POST", "/v3.0/oa/message/cs", self._message),
            ("POST", "/v2.0/oa/message", self._anonymous),
            ("POST", "/v3.0/oa/message/template", self._template_to_user),
            ("POST", "/message/template", self._template_to_phone),
            ("POST", "/v2.0/oa/upload/{kind}", self._upload),
            ("GET", "/v3.0/oa/user/detail", self._user),
            ("POST", "/v3.0/oa/quota/message", self._quota),
            ("GET", "/v2.0/oa/conversation", self._conversation),
            ("GET", "/v2.0/oa/getoa", self._oa),
        ]
        self.routes = [
            Route(path, self._guarded(do), methods=[method]) for method, path, do in table
        ]

    def _guarded(self, do: Callable[[Request, Json], Any]) -> Handler:
        account = self._account

        async def handle(request: Request) -> Response:
            body = await _body(request)
            account.requests.append({"path": request.url.path, "body": body})
            faults = account.faults
            await asyncio.sleep(faults.slow)
            if faults.outage:
                return Response("Service Unavailable", 503)
            left = account.left()
            headers = {"X-RateLimit-Limit": str(faults.per_minute),
                       "X-RateLimit-Remain": str(max(left, 0))}  # fmt: skip
            if left < 0:
                return JSONResponse(_error(-32), headers=headers)
            if faults.times > 0 and faults.path in request.url.path:
                faults.times -= 1
                return JSONResponse(_error(faults.code), faults.status, headers=headers)
            wrong = account.token_error(request.headers.get("access_token", ""))
            answer = _error(wrong) if wrong else do(request, body)
            if faults.lose > 0 and request.method == "POST" and not answer["error"]:
                faults.lose -= 1
                await asyncio.sleep(60)
            return JSONResponse(answer, headers=headers)

        return handle

    def _message(self, _: Request, body: Json) -> Json:
        user, message = str(_in(body, "recipient").get("user_id", "")), _in(body, "message")
        wrong, field = self._flaw(message)
        wrong = wrong or self._account.user_error(user)
        if wrong or not user:
            return _error(wrong or -201, field or "user_id")
        payload = _in(_in(message, "attachment"), "payload")
        pictures = [e["attachment_id"] for e in payload.get("elements", []) if "attachment_id" in e]
        kept = self._account.keep(
            user, message.get("text", ""), src=0, buttons=payload.get("buttons", []),
            pictures=pictures,
        )  # fmt: skip
        return _done({
            "message_id": kept["message_id"], "user_id": user, "sent_time": str(kept["time"]),
            "quota": {"quota_type": "reply"},
        })  # fmt: skip

    def _flaw(self, message: Json) -> tuple[int, str]:
        text, attachment = message.get("text", ""), message.get("attachment")
        if not isinstance(text, str) or not (text or attachment):
            return -201, "text"
        if len(text) > 2000:
            return -210, ""
        if attachment is None:
            return 0, ""
        payload = _in(attachment, "payload")
        if attachment.get("type") == "file":
            return (0, "") if payload.get("token") in self._account.uploads else (-100, "")
        if attachment.get("type") != "template":
            return -201, "attachment"
        return self._flaw_of_template(payload)

    def _flaw_of_template(self, payload: Json) -> tuple[int, str]:
        if "buttons" in payload:
            buttons = payload["buttons"]
            good = self._account.faults.buttons and 0 < len(buttons) <= 5 and all(
                0 < len(b.get("title", "")) <= 100 and 0 < len(str(b.get("payload", ""))) <= 1000
                and b.get("type") in {"oa.query.show", "oa.query.hide", "oa.open.url"}
                for b in buttons
            )  # fmt: skip
            return (0, "") if good else (-201, "buttons")
        kind, elements = payload.get("template_type"), payload.get("elements", [])
        if kind not in {"media", "request_user_info", "list"} or not 0 < len(elements) <= 5:
            return -201, "template_type"
        uploads = {e["attachment_id"] for e in elements if "attachment_id" in e}
        return (0, "") if uploads <= self._account.uploads.keys() else (-201, "attachment_id")

    def _anonymous(self, _: Request, body: Json) -> Json:
        to = _in(body, "recipient")
        person, talk = to.get("anonymous_id"), to.get("conversation_id")
        if not (person and talk):
            return _error(-240)
        kept = self._account.keep(f"{person}/{talk}", _in(body, "message").get("text", ""), src=0)
        return _done({"message_id": kept["message_id"], **to})

    def _template_to_user(self, _: Request, body: Json) -> Json:
        if not (body.get("user_id") and body.get("template_id") and body.get("template_data")):
            return _error(-201, "template_id")
        self._account.templates.append(body)
        return _done({"message_id": f"t{len(self._account.templates)}"})

    def _template_to_phone(self, _: Request, body: Json) -> Json:
        phone = str(body.get("phone", ""))
        if not (phone.startswith("84") and phone.isdecimal() and len(phone) == 11):
            return _error(-108)
        if not any(
            t.get("tracking_id") == body.get("tracking_id") for t in self._account.templates
        ):
            self._account.templates.append(body)
        return _done({"msg_id": f"z{len(self._account.templates)}", "sending_mode": "1",
                      "quota": {"dailyQuota": "500", "remainingQuota": "499"}})  # fmt: skip

    def _upload(self, request: Request, body: Json) -> Json:
        kind, name = request.path_params["kind"], str(body.get("file", ""))
        ends = {"image": (".jpg", ".png"), "gif": (".gif",), "file": (".pdf", ".doc", ".docx")}
        if not name.endswith(ends.get(kind, ())):
            return _error(-201, "file")
        token = f"upload-{len(self._account.uploads)}"
        self._account.uploads[token] = name
        return _done({"token" if kind == "file" else "attachment_id": token})

    def _user(self, request: Request, _: Json) -> Json:
        user = str(_data(request).get("user_id", ""))
        if user not in self._account.residents:
            return _error(-213)
        return _done({"user_id": user, "display_name": "Người dùng Zalo", "user_is_follower": True})

    def _quota(self, _: Request, body: Json) -> Json:
        resident = self._account.residents.get(str(body.get("user_id", "")))
        last = resident.heard_at if resident else None
        return _done({"last_interaction": str(int(last * 1000)) if last else ""})

    def _conversation(self, request: Request, _: Json) -> Json:
        if not self._account.faults.conversation:
            return _error(-209)
        asked = _data(request)
        offset, count = int(asked.get("offset", 0)), int(asked.get("count", 5))
        if count > 10:
            return _error(-210)
        own = [m for m in self._account.messages if m["user_id"] == str(asked.get("user_id"))]
        page = own[::-1][offset : offset + count]
        return {"data": page, "error": 0, "message": "Success"}

    def _oa(self, _: Request, __: Json) -> Json:
        return _done({"oa_id": self._account.oa, "name": "OA thử", "is_verified": True})


async def _body(request: Request) -> Json:
    raw = await request.body()
    kind = request.headers.get("content-type", "")
    if kind.startswith("multipart/"):
        parts = message_from_bytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + raw)
        return {"file": next((p.get_filename() for p in parts.walk() if p.get_filename()), "")}
    try:
        body = json.loads(raw or b"{}")
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _data(request: Request) -> Json:
    try:
        data = json.loads(request.query_params.get("data", "{}"))
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


def _in(part: Json, key: str) -> Json:
    inner = part.get(key)
    return inner if isinstance(inner, dict) else {}


def _error(code: int, field: str = "") -> Json:
    return {"error": code, "message": WORDS.get(code, "Error").format(field)}


def _done(data: Json) -> Json:
    return {"data": data, "error": 0, "message": "Success"}
