import * as vscode from "vscode";
import type { Situation } from "../decide/situation";

/** Holds what is known, and tells whoever shows it. */
export class SituationStore implements vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<Situation>();
  readonly onDidChange = this.emitter.event;

  constructor(private known: Situation) {}

  get situation(): Situation {
    return this.known;
  }

  change(changed: (before: Situation) => Situation): void {
    const after = changed(this.known);
    if (after === this.known) return;
    this.known = after;
    this.emitter.fire(after);
  }

  dispose(): void {
    this.emitter.dispose();
  }
}
