// Runs inside the extension host: everything here uses the real `vscode` API.
const assert = require("node:assert/strict");
const path = require("node:path");
const vscode = require("vscode");

const ID = "piptrust.piptrust";

const tests = {
  async "the extension is active in a folder with a pip.conf"() {
    const extension = vscode.extensions.getExtension(ID);
    assert.ok(extension, "not there");
    await until(() => extension.isActive, "activation");
  },

  async "every command of the manifest can be run, and none of the server's is shown"() {
    const { contributes } = vscode.extensions.getExtension(ID).packageJSON;
    const known = new Set(await vscode.commands.getCommands(true));
    for (const { command } of contributes.commands) assert.ok(known.has(command), command);
    const shown = contributes.commands.map(({ command }) => command);
    assert.deepEqual(shown.filter((command) => command.startsWith("piptrust.server.")), []);
  },

  async "settings that name programs may not come from any folder"() {
    const settings = vscode.extensions.getExtension(ID).packageJSON.contributes.configuration;
    const properties = Object.assign({}, ...[settings].flat().map((one) => one.properties));
    for (const name of ["piptrust.interpreter", "piptrust.serverPython", "piptrust.serverCommand"]) {
      assert.match(properties[name].scope, /^machine/, name);
    }
  },

  async "pip.conf has a language of its own, and requirements files keep theirs"() {
    const document = await open("windows/pip.ini");
    assert.equal(document.languageId, "pip-conf");
  },

  async "diagnostics carry range, severity, code and a page"() {
    const document = await open("windows/pip.ini");
    const [problem] = await diagnosed(document, "trusted-host-has-scheme");
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Warning);
    assert.equal(document.getText(problem.range), "https://packages.corp.test");
    assert.equal(problem.source, "piptrust");
    assert.ok(problem.code.target, "the code leads to no page");
  },

  async "the preferred fix removes the entry, and undo brings it back"() {
    const document = await open("windows/pip.ini");
    const before = document.getText();
    const [problem] = await diagnosed(document, "trusted-host-has-scheme");
    const [action] = (await actions(document, problem.range)).filter(({ isPreferred }) => isPreferred);
    assert.ok(await vscode.workspace.applyEdit(action.edit));
    assert.ok(!document.getText().includes("trusted-host"));
    await until(() => vscode.languages.getDiagnostics(document.uri).length === 0, "clean diagnostics");
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), before);
  },

  async "everything safe is fixed on saving, where the user wants it"() {
    const document = await open("windows/pip.ini");
    await diagnosed(document, "trusted-host-has-scheme");
    const kind = vscode.CodeActionKind.SourceFixAll.append("piptrust");
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    const [fixAll] = await actions(document, all, kind.value);
    assert.ok(fixAll, "no fix-all is offered");
    assert.ok(kind.contains(fixAll.kind));
  },

  async "a hover explains"() {
    const document = await open("windows/pip.ini");
    await diagnosed(document, "trusted-host-has-scheme");
    const place = new vscode.Position(2, 14);
    const hovers = await vscode.commands.executeCommand("vscode.executeHoverProvider", document.uri, place);
    const text = hovers.flatMap(({ contents }) => contents.map(({ value }) => value)).join("\n");
    assert.match(text, /index/);
  },

  async "an untitled document of the language is checked, too"() {
    const content = "[global]\ntrusted-host = https://a.example\n";
    const document = await vscode.workspace.openTextDocument({ language: "pip-conf", content });
    await diagnosed(document, "trusted-host-has-scheme");
  },
};

async function open(name) {
  const folder = vscode.workspace.workspaceFolders[0].uri;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, name));
  await vscode.window.showTextDocument(document);
  return document;
}

async function diagnosed(document, code) {
  return until(() => {
    const found = vscode.languages.getDiagnostics(document.uri);
    const meant = found.filter((one) => (one.code?.value ?? one.code) === code);
    return meant.length > 0 ? meant : undefined;
  }, `a diagnostic ${code}`);
}

async function actions(document, range, kind = vscode.CodeActionKind.QuickFix.value) {
  // The last argument asks for the edits, too.
  return vscode.commands.executeCommand("vscode.executeCodeActionProvider", document.uri, range, kind, 20);
}

async function until(probe, what) {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const value = probe();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`gave up waiting for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

exports.run = async function run() {
  let failed = 0;
  for (const [name, test] of Object.entries(tests)) {
    try {
      await test();
      console.log(`ok - ${name}`);
    } catch (error) {
      failed += 1;
      console.error(`not ok - ${name}\n${error.stack}`);
    }
  }
  console.log(`${Object.keys(tests).length - failed} passed, ${failed} failed`);
  if (failed) throw new Error(`${failed} of the tests in ${path.basename(__filename)} failed`);
};
