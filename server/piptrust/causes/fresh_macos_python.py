"""A python.org build for macOS has no default roots until its command is run."""

from __future__ import annotations

from piptrust.engine.finding import Evidence
from piptrust.locale import mark, tr
from piptrust.probe.cause import Case, cause, match
from piptrust.probe.chain_evidence import openssl_says, past_end, untrusted
from piptrust.probe.report import CauseMatch


@cause(
    "fresh-macos-python",
    title=mark("this Python has no default root certificates yet"),
    pip_says=(r"unable to get local issuer certificate",),
)
def fresh_macos_python(case: Case) -> CauseMatch | None:
    interpreter = case.environment.interpreter
    variables = case.environment.variables
    if interpreter is None or case.environment.platform != "darwin" or not untrusted(case):
        return None
    # Only these pips, through a proxy, ask OpenSSL's default file and nothing else.
    if case.target.recipe.system != "openssl" or case.target.recipe.files:
        return None
    where = interpreter.openssl_cafile
    if where is None or {"SSL_CERT_FILE", "SSL_CERT_DIR"} & set(variables):
        return None
    if any(store.path == where and store.certificates for store in case.stores):
        return None
    return match(
        "fresh-macos-python",
        tr(
            "pip refuses the certificate because {pip} asks only OpenSSL's default file when it goes "
            "through a proxy, and this Python has none. Run 'Install Certificates.command' in this "
            "Python's folder below Applications, or upgrade to pip 25.2 or later, which brings its own "
            "roots.",
            pip=case.environment.pip_name,
        ),
        openssl_says(case),
        Evidence(tr("{path} is not there or holds no certificate", path=where), tr("disk")),
        broken_at=past_end(case),
    )
