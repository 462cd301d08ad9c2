/** Crashes that are remembered; when so many fall within the time, the server is not started again. */
export const MOST_CRASHES = 5;
const WITHIN_MS = 3 * 60_000;

/** The crashes that still count, with one more. */
export function withCrash(crashes: readonly number[], now: number): number[] {
  return [...crashes.filter((when) => now - when < WITHIN_MS), now];
}

/** Whether it is worth another attempt. */
export function startsAgain(crashes: readonly number[]): boolean {
  return crashes.length < MOST_CRASHES;
}
