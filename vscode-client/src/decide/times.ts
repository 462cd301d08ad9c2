import { t } from "../localise";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The day of an ISO 8601 time, as ISO writes it; the text itself where it is no time. */
export function day(iso: string): string {
  return Number.isNaN(Date.parse(iso)) ? iso : new Date(iso).toISOString().slice(0, 10);
}

/** How long ago something was. */
export function ago(iso: string, now: Date): string {
  const passed = now.getTime() - Date.parse(iso);
  if (passed < MINUTE) return t("just now");
  if (passed < HOUR) return t("{0} min ago", Math.floor(passed / MINUTE));
  if (passed < DAY) return t("{0} h ago", Math.floor(passed / HOUR));
  return day(iso);
}

/** The last day of a certificate, and whether that is over or near. */
export function expiry(iso: string, now: Date): string {
  const left = Date.parse(iso) - now.getTime();
  if (left < 0) return t("{0} (expired)", day(iso));
  return left < 30 * DAY ? t("{0} (in {1} days)", day(iso), Math.floor(left / DAY)) : day(iso);
}
