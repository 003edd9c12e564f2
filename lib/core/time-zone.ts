/**
 * Whether a text is the name of a zone in the IANA database, as Go finds it, which tells upper from lower case. Offsets
 * such as +01:00 are zones for JavaScript, and so is europe/berlin; Go knows neither.
 */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Z][\w+-]*(\/[A-Z][\w+-]*)*$/.test(name)) {
    return false;
  }
  try {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions();
    return timeZone === name || timeZone.toLowerCase() !== name.toLowerCase();
  } catch {
    return false;
  }
}
