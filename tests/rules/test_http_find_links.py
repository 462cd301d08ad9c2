from __future__ import annotations

from support.fixture import PROJECT, check_findings, check_fix

RULE = "http-find-links"


def test_locations():
    check_findings(
        """
        [install]
        trusted-host = b.example
        find-links = http://a.example/wheels /srv/wheels http://b.example https://c.example
        #            ^^^^^^^^^^^^^^^^^^^^^^^ warning[http-find-links]
        #                                                ^^^^^^^^^^^^^^^^ error[http-find-links]
        """,
        only=[RULE],
    )


def test_in_a_requirements_file():
    check_findings(
        """
        -f http://a.example/wheels
        #  ^^^^^^^^^^^^^^^^^^^^^^^ warning[http-find-links]
        -f http://localhost/wheels
        -f ./http:/wheels
        """,
        f"{PROJECT}/requirements.txt",
        only=[RULE],
    )


def test_https():
    check_fix(
        "-f http://a.example:80/wheels  # ours\n",
        "-f https://a.example/wheels  # ours\n",
        rule=RULE,
        title="https",
        path=f"{PROJECT}/requirements.txt",
    )
