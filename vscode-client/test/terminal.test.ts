import { describe, expect, it } from "vitest";
import { caFiles, environmentSetting, holdsCertificates, withCaFile } from "../src/decide/terminalEnvironment";
import { trustTroubles } from "../src/decide/terminalLinks";
import { recorded } from "./recorded";

describe("links in terminals", () => {
  it.each([
    [
      "Could not fetch URL https://index.test/simple/: There was a problem confirming the ssl certificate: HTTPSConnectionPool(host='index.test', port=443): Max retries exceeded (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1002)'))) - skipping",
      ["SSLCertVerificationError", "[SSL: CERTIFICATE_VERIFY_FAILED]", "certificate verify failed"],
      "index.test",
    ],
    [
      "WARNING: pip is configured with locations that require TLS/SSL, however the ssl module in Python is not available.",
      ["the ssl module in Python is not available"],
      undefined,
    ],
    ["Can't connect to HTTPS URL because the SSL module is not available.", ["the SSL module is not available"], undefined],
    ["ModuleNotFoundError: No module named '_ssl'", ["No module named '_ssl'"], undefined],
    [
      "ERROR: Could not install packages due to an OSError: Could not find a suitable TLS CA certificate bundle, invalid path: /nowhere.pem",
      ["Could not find a suitable TLS CA certificate bundle"],
      undefined,
    ],
    ["ssl.SSLError: [SSL: TLSV1_ALERT_UNKNOWN_CA] tlsv1 alert unknown ca", ["TLSV1_ALERT_UNKNOWN_CA"], undefined],
  ])("%s", (line, marked, host) => {
    const found = trustTroubles(line);
    expect(found.map(({ start, length }) => line.slice(start, start + length))).toEqual(marked);
    expect(found.every((one) => one.host === host)).toBe(true);
  });

  it.each(["Successfully installed ssl-certificate-checker-1.0", "$ pip install requests", "", "import ssl  # fine"])(
    "none in: %s",
    (line) => {
      expect(trustTroubles(line)).toEqual([]);
    },
  );

  it("takes no longer for a long line", () => {
    const line = "the ssl module ".repeat(20_000) + "[SSL: ".repeat(20_000);
    const begun = performance.now();
    trustTroubles(line);
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});

describe("the environment of terminals", () => {
  it("goes by the platform", () => {
    expect(environmentSetting("win32")).toBe("terminal.integrated.env.windows");
    expect(environmentSetting("darwin")).toBe("terminal.integrated.env.osx");
    expect(environmentSetting("linux")).toBe("terminal.integrated.env.linux");
  });

  it("keeps what is set already", () => {
    expect(withCaFile({ EDITOR: "vi", PIP_CERT: "/old", X: null }, "/new.pem")).toEqual({
      EDITOR: "vi",
      X: null,
      PIP_CERT: "/new.pem",
      REQUESTS_CA_BUNDLE: "/new.pem",
    });
  });

  it("offers files with which pip verifies before others", () => {
    const files = caFiles([recorded("unknown-root").status, recorded("verified").status]);
    expect(files[0]).toEqual({ path: "/home/ada/root.pem", verified: true });
    expect(files.map((file) => file.path)).toContain("/etc/ssl/certs/ca-certificates.crt");
  });

  it("takes files that hold certificates", () => {
    expect(holdsCertificates("# Root\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")).toBe(true);
    expect(holdsCertificates("-----BEGIN CERTIFICATE-----\r\nAAAA")).toBe(true);
    expect(holdsCertificates("<html>")).toBe(false);
    expect(holdsCertificates("-----BEGIN PRIVATE KEY-----\nAAAA")).toBe(false);
  });
});
