/** The code by which the NHS knows a practice or network: a letter and five digits. */
const ODS_CODE = /(?<![A-Z0-9])[A-Z]\d{5}(?![A-Z0-9])/i;

/** The ODS code in what somebody typed, or null: “x99001”, “Thistlecombe Surgery (X99001)”. */
export const odsCodeIn = (typed: string): string | null => ODS_CODE.exec(typed)?.[0].toUpperCase() ?? null;

/** The name in the same text, without its code; empty when there is only the code. */
export const withoutOdsCode = (typed: string): string =>
  typed
    .replace(ODS_CODE, "")
    .replace(/\(\s*\)/g, "")
    .replace(/\s+/g, " ")
    .replace(/^[\s,;:–-]+|[\s,;:–-]+$/g, "");
