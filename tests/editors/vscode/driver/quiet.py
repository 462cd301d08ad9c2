"""What keeps a workbench and its browser quiet, predictable, and on this machine."""

from __future__ import annotations

from typing import Any

SETTINGS: dict[str, Any] = {
    "chat.disableAIFeatures": True,
    "editor.hover.delay": 100,
    # They stand among the letters of a line, where a test reads the text.
    "editor.inlayHints.enabled": "off",
    "editor.minimap.enabled": False,
    "extensions.autoCheckUpdates": False,
    "extensions.autoUpdate": False,
    "extensions.ignoreRecommendations": True,
    "files.autoSave": "off",
    "git.enabled": False,
    "json.schemaDownload.enable": False,
    "npm.fetchOnlinePackageInfo": False,
    "remote.autoForwardPorts": False,
    "telemetry.telemetryLevel": "off",
    # Drawn as elements that can be read, and not on a canvas.
    "terminal.integrated.gpuAcceleration": "off",
    "terminal.integrated.shellIntegration.enabled": False,
    "typescript.disableAutomaticTypeAcquisition": True,
    "window.restoreWindows": "none",
    "workbench.enableExperiments": False,
    "workbench.reduceMotion": "on",
    # Else a chat pane takes the focus.
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "workbench.startupEditor": "none",
    "workbench.tips.enabled": False,
    "workbench.welcomePage.walkthroughs.openOnInstall": False,
}

SERVER_OPTIONS = (
    "--disable-telemetry",
    "--disable-update-check",
    "--disable-getting-started-override",
    "--disable-proxy",
)

BROWSER_OPTIONS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pings",
    # Nothing but loopback resolves, whatever asks for it. Webviews come from localhost's own subdomains.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
