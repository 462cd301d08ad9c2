"""Logs of real pips and of a real uv, each named after what was wrong, the tool and its version."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piptrust.probe.explain_log import LARGEST_LOG, Explanation, explain_log
from support.growth import assert_linear

LOGS = sorted((Path(__file__).parent / "logs").glob("*.txt"))
# uv does not say whether it waited for a connection or for an answer.
SAYS_TOO_LITTLE = {("handshake-timed-out", "uv-0.13.9")}
# Where the words alone decide, whatever the version.
DECIDED = {
    "bundle-holds-no-certificate",
    "bundle-damaged",
    "insecure-index-ignored",
    "setting-refused",
    "proxy-wants-authentication",
    "proxy-refuses",
    "proxy-unreachable",
    "proxy-name-not-found",
    "name-not-found",
    "connection-refused",
    "tls-version-unsupported",
    "ssl-module-missing",
    "handshake-timed-out",
}
OLD_CERTIFICATE = (
    "WARNING: Retrying (Retry(total=4, connect=None, read=None, redirect=None, status=None)) after "
    "connection broken by 'SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify "
    "failed: certificate has expired (_ssl.c:1006)'))': /simple/labpkg/"
)


def ids_of(explanations: tuple[Explanation, ...]) -> set[str]:
    return {cause.id for explanation in explanations for cause in explanation.causes}


@pytest.mark.parametrize("log", LOGS, ids=lambda log: log.stem)
def test_what_was_wrong_is_among_the_candidates(log: Path):
    cause, _, tool = log.stem.partition(".")
    explanations = explain_log(log.read_text(encoding="utf-8"))
    assert cause in ids_of(explanations)
    if cause in DECIDED and (cause, tool) not in SAYS_TOO_LITTLE:
        assert ids_of(explanations) == {cause}


@pytest.mark.parametrize("log", [log for log in LOGS if ".pip-" in log.name], ids=lambda log: log.stem)
def test_what_ci_systems_add_changes_nothing(log: Path):
    text = log.read_text(encoding="utf-8")
    plain = ids_of(explain_log(text))
    coloured = "\r\n".join(f"\x1b[31m{line}\x1b[0m" for line in text.splitlines())
    assert ids_of(explain_log(coloured)) == plain
    for prefix in ("2026-02-03T04:05:06.1234567Z ", "#12 3.456 ", "[04:05:06] "):
        assert ids_of(explain_log("".join(f"{prefix}{line}\n" for line in text.splitlines()))) == plain


def test_repetitions_count_once_and_are_counted():
    (explanation,) = explain_log(
        "\n".join(OLD_CERTIFICATE.replace("total=4", f"total={n}") for n in range(5))
    )
    assert explanation.times == 5
    assert explanation.openssl_reason == "CERTIFICATE_VERIFY_FAILED"


def test_hosts_and_addresses_are_named_without_credentials():
    text = (
        "Could not fetch URL https://user:secret@index.test/simple/x/: There was a problem confirming the "
        "ssl certificate: HTTPSConnectionPool(host='index.test', port=443): Max retries exceeded with url: "
        "/simple/x/ (Caused by SSLError(SSLError(1, '[SSL: WRONG_VERSION_NUMBER] wrong version number "
        "(_ssl.c:1)'))) - skipping"
    )
    (explanation,) = explain_log(text)
    assert explanation.places == ("index.test:443",)
    assert "secret" not in str(explanation)
    assert "index.test/simple/x/" in explanation.urls[0]


def test_the_boxes_of_newer_pips():
    text = (
        "error: proxy-connection-failed\n\n"
        "× Failed to connect to proxy http://proxy.test:3128 while fetching https://index.test/f.whl\n"
        "╰─> [Errno 111] Connection refused\n"
    )
    assert ids_of(explain_log(text)) == {"proxy-unreachable"}


def test_conda_speaks_as_requests_does():
    text = (
        "CondaSSLError: Encountered an SSL error. Most likely a certificate verification issue.\n\n"
        "Exception: HTTPSConnectionPool(host='channel.test', port=443): Max retries exceeded with url: "
        "/repodata.json (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] "
        "certificate verify failed: self signed certificate in certificate chain (_ssl.c:1129)')))\n"
    )
    (explanation,) = explain_log(text)
    assert explanation.places == ("channel.test:443",)
    assert "interception" in ids_of((explanation,))


def test_older_uvs_number_their_reasons():
    text = (
        "error: Failed to fetch: `https://index.test/simple/x/`\n"
        "  Caused by: Request failed after 3 retries\n"
        "  Caused by: error sending request for url (https://index.test/simple/x/)\n"
        "  Caused by: client error (Connect)\n"
        "  Caused by: invalid peer certificate: Expired\n"
    )
    assert "leaf-expired" in ids_of(explain_log(text))


def test_other_output_is_not_explained():
    assert explain_log("Collecting labpkg\nSuccessfully installed labpkg-1.0\n") == ()
    assert explain_log("") == ()


def test_huge_logs_take_little_time():
    def log(lines: int) -> str:
        noise = "".join(f"  copying build/lib/connection_{n}.py -> ssl proxy\n" for n in range(lines))
        return noise + OLD_CERTIFICATE

    largest = log(120_000)
    assert len(largest) > LARGEST_LOG
    assert "leaf-expired" in ids_of(explain_log(largest))

    def explaining(lines: int) -> Callable[[], object]:
        text = log(lines)
        return lambda: explain_log(text)

    assert_linear(explaining, 10_000)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(st.text(), st.sampled_from([OLD_CERTIFICATE, "\x1b[", "╰─>", "  cause: "]))))
def test_any_text_will_do(lines: list[str]):
    explain_log("\n".join(lines))
