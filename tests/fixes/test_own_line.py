from __future__ import annotations

import pytest

from support.requirements_fix import check_requirements_fix

RULE = "requirements-option-ignored"


@pytest.mark.parametrize(
    ("before", "after", "reads"),
    [
        (
            "a\r\nfoo==1 -i https://x.test  # why\r\n",
            "a\r\n-i https://x.test\r\nfoo==1  # why\r\n",
            {"index_urls": ["https://x.test"], "names": ["a", "foo==1"]},
        ),
        (
            "foo \\\n    --hash=sha256:aa \\\n    --trusted-host a.test \\\n    --hash=sha256:bb\n",
            "--trusted-host a.test\nfoo \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n",
            {"trusted": ["a.test"], "names": ["foo"]},
        ),
        (
            "foo --find-links='./a b'",
            "--find-links='./a b'\nfoo",
            {"find_links": ["./a b"], "names": ["foo"]},
        ),
        (
            "foo --extra-index-url \\\n  https://x.test\n",
            "--extra-index-url \\\n  https://x.test\nfoo\n",
            {"index_urls": ["default", "https://x.test"], "names": ["foo"]},
        ),
        ("-f ./a -f ./b\nfoo\n", "-f ./a\n-f ./b\nfoo\n", {"find_links": ["./a", "./b"]}),
        ("foo\n-f ./a -f ./b", "foo\n-f ./a\n-f ./b", {"find_links": ["./a", "./b"]}),
        ("foo --pre\u2028bar", "--pre\nfoo\u2028bar", {"names": ["foo", "bar"]}),
    ],
)
def test_pip_applies_the_option_then(before: str, after: str, reads: dict[str, object]):
    check_requirements_fix(before, after, rule=RULE, title="line of its own", reads=reads)
