import http
from http import HTTPMethod, HTTPStatus
from http.cookies import SimpleCookie

print(HTTPStatus.OK, repr(HTTPStatus.NOT_FOUND), HTTPStatus(404).phrase, HTTPStatus.OK == 200)
print(HTTPStatus.IM_A_TEAPOT.value, HTTPStatus.OK.description, HTTPStatus(503).name)
print([s.value for s in HTTPStatus if s.is_redirection], HTTPStatus.CREATED.is_success)
print(HTTPStatus(500).is_server_error, HTTPStatus(404).is_client_error, HTTPStatus(100).is_informational)
print(f"{HTTPStatus.OK} {HTTPStatus.OK.phrase}", int(HTTPStatus.GONE), HTTPStatus["OK"], len(HTTPStatus))
print(HTTPMethod.GET, HTTPMethod.POST == "POST", HTTPMethod("PUT").description, [m.name for m in HTTPMethod])
try:
    HTTPStatus(999)
except ValueError as error:
    print(error)
c = SimpleCookie()
c["session"] = "abc 123"
c["session"]["path"] = "/"
c["session"]["max-age"] = 60
c["session"]["httponly"] = True
c["plain"] = "v"
print(c.output(), c["session"].value, c["session"]["path"], c["plain"].OutputString(), sep="\n")
parsed = SimpleCookie("a=1; b=\"two words\"; c=%20")
print({k: m.value for k, m in parsed.items()}, parsed["a"].key)
try:
    c["bad key"] = "x"
except http.cookies.CookieError as error:
    print(error)
from email.utils import formataddr, format_datetime, formatdate, parseaddr, parsedate_to_datetime
import datetime

print(formatdate(0, usegmt=True), parsedate_to_datetime("Fri, 09 Feb 2024 15:04:05 GMT"))
print(format_datetime(datetime.datetime(2024, 2, 9, tzinfo=datetime.UTC), usegmt=True))
print(parseaddr("Ann B <ann@x.org>"), formataddr(("Ann", "a@x")))
print(parsedate_to_datetime("Mon, 20 Nov 1995 19:12:08 -0500"))
import mimetypes

print(mimetypes.guess_type("a.html"), mimetypes.guess_type("x.tar.gz"), mimetypes.guess_type("x.json")[0])
print(mimetypes.guess_extension("text/html"), mimetypes.guess_type("nothing"))
